public import Foundation

/// A point in time in UTC, to the nanosecond, as certificates and time-stamps give it.
///
/// Years 0001 to 9999 of the proleptic Gregorian calendar.
public struct Moment: Hashable, Comparable, Sendable {
  /// Whole seconds since the start of 1970, negative before.
  public let seconds: Int64
  /// What is beyond them, 0 to 999,999,999.
  public let nanoseconds: Int32

  /// The moment that many seconds after the start of 1970.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
  }

  /// The moment of a date of Foundation, to the millisecond; beyond the years 1 to 9999, the nearest.
  public init(_ date: Date) {
    let value = min(max(date.timeIntervalSince1970, -62_135_596_800), 253_402_300_799)
    let whole = value.rounded(.down)
    self.init(
      seconds: Int64(whole), nanoseconds: Int32(((value - whole) * 1000).rounded(.down)) * 1_000_000
    )
  }

  /// The moment of a civil time in UTC, or nil where there is no such time.
  ///
  /// A leap second (60) is taken as the second before.
  public init?(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0,
    nanoseconds: Int32 = 0
  ) {
    guard 1...9999 ~= year, 1...12 ~= month, 1...Moment.days(in: month, of: year) ~= day,
      0...23 ~= hour, 0...59 ~= minute, 0...60 ~= second
    else { return nil }
    // Days from civil: the year starts in March, so that the leap day is its last.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    self.init(
      seconds: Int64(days * 86_400 + hour * 3600 + minute * 60 + min(second, 59)),
      nanoseconds: nanoseconds)
  }

  /// The same as a date of Foundation.
  public var date: Date {
    Date(timeIntervalSince1970: Double(seconds) + Double(nanoseconds) / 1e9)
  }

  /// Whether the left one is the earlier one.
  public static func < (left: Moment, right: Moment) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// The moment that many seconds later, or earlier where negative.
  public func advanced(bySeconds more: Int64) -> Moment {
    let (sum, overflow) = seconds.addingReportingOverflow(more)
    return Moment(
      seconds: overflow ? (more < 0 ? .min : .max) : sum, nanoseconds: nanoseconds)
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month, day, hour, minute and second in UTC; years beyond 9999 and before 1 as those.
  var civil: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let bounded = Int(min(max(seconds, -62_135_596_800), 253_402_300_799))
    let second = ((bounded % 86_400) + 86_400) % 86_400
    let days = (bounded - second) / 86_400 + 719_468
    let era = days / 146_097
    let ofEra = days - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, day, second / 3600, second / 60 % 60, second % 60)
  }
}

extension Moment: CustomStringConvertible {
  /// As `2026-01-01T00:00:00Z`, with the fraction where there is one.
  public var description: String {
    let time = civil
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    var fraction = ""
    if nanoseconds > 0 {
      var digits = Array(padded(Int(nanoseconds), 9).utf8)
      while digits.last == 0x30 { digits.removeLast() }
      fraction = "." + String(decoding: digits, as: UTF8.self)
    }
    return padded(time.year, 4) + "-" + padded(time.month, 2) + "-" + padded(time.day, 2) + "T"
      + padded(time.hour, 2) + ":" + padded(time.minute, 2) + ":" + padded(time.second, 2)
      + fraction + "Z"
  }
}
