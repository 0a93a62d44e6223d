/// What a time of ASN.1 says, and what about its form DER would not allow.
struct ReadTime {
  let moment: Moment
  /// Why the form is odd, where it is.
  let remark: String?
}

extension Moment {
  /// Reads a UTCTime (X.680 47): two digits for the year, 50 and above meaning 19xx (RFC 5280,
  /// 4.1.2.5.1).
  ///
  /// Seconds may be absent and the zone an offset, which DER forbids and BER does not.
  static func utcTime(_ content: ArraySlice<UInt8>) -> ReadTime? {
    var digits = DigitReader(content)
    guard let short = digits.take(2) else { return nil }
    return rest(&digits, year: short >= 50 ? 1900 + short : 2000 + short, fraction: false)
  }

  /// Reads a GeneralizedTime (X.680 46), with a fraction of a second where there is one.
  static func generalizedTime(_ content: ArraySlice<UInt8>) -> ReadTime? {
    var digits = DigitReader(content)
    guard let year = digits.take(4) else { return nil }
    return rest(&digits, year: year, fraction: true)
  }

  private static func rest(
    _ digits: inout DigitReader, year: Int, fraction: Bool
  ) -> ReadTime? {
    guard let month = digits.take(2), let day = digits.take(2), let hour = digits.take(2),
      let minute = digits.take(2)
    else { return nil }
    var remark: String?
    let second = digits.take(2)
    if second == nil { remark = "a time without seconds" }
    var nanoseconds: Int32 = 0
    if fraction, digits.skip(0x2E) || digits.skip(0x2C) {
      guard let value = digits.fraction() else { return nil }
      nanoseconds = value.nanoseconds
      if value.endsInZero { remark = "a fraction of a second that ends in 0" }
    }
    guard let moment = Moment(year, month, day, hour, minute, second ?? 0, nanoseconds: nanoseconds)
    else { return nil }
    if digits.skip(0x5A) {
      return digits.isAtEnd ? ReadTime(moment: moment, remark: remark) : nil
    }
    let east = digits.skip(0x2B)
    guard east || digits.skip(0x2D), let hours = digits.take(2), let minutes = digits.take(2),
      digits.isAtEnd, hours <= 23, minutes <= 59
    else { return nil }
    let offset = Int64(hours * 3600 + minutes * 60)
    return ReadTime(
      moment: moment.advanced(bySeconds: east ? -offset : offset),
      remark: "a time with an offset instead of Z")
  }

  /// The content of a GeneralizedTime in DER: no fraction where it is zero, no zeros at its end.
  var generalizedTime: [UInt8] {
    description.utf8.filter { $0 != 0x2D && $0 != 0x3A && $0 != 0x54 }
  }

  /// The Time of RFC 5280, 4.1: UTCTime from 1950 to 2049, else GeneralizedTime, without fraction.
  var encodedAsTime: [UInt8] {
    let digits = Moment(seconds: seconds).generalizedTime
    let year = civil.year
    return 1950...2049 ~= year
      ? DER.value(0x17, Array(digits.dropFirst(2))) : DER.value(0x18, digits)
  }
}

/// Decimal digits out of bytes.
private struct DigitReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  /// The number in the next `count` digits, at most 4; nothing is taken where there are fewer.
  mutating func take(_ count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    rest = rest.dropFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// The digits of a fraction; what is finer than a nanosecond is cut off.
  mutating func fraction() -> (nanoseconds: Int32, endsInZero: Bool)? {
    let digits = rest.prefix { 0x30...0x39 ~= $0 }
    guard let last = digits.last else { return nil }
    rest = rest.dropFirst(digits.count)
    var value: Int32 = 0
    var places = 0
    for digit in digits.prefix(9) {
      value = value * 10 + Int32(digit & 0x0F)
      places += 1
    }
    while places < 9 {
      value *= 10
      places += 1
    }
    return (value, last == 0x30)
  }
}
