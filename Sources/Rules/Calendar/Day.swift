/// A civil day, without a time or a zone of its own.
///
/// Statutory periods of the Chinese regime are counted in Beijing days (UTC+8, no summer time), so
/// a point in time becomes a day through ``init(beijingSecondsSinceEpoch:)`` and through nothing
/// else. Years 1 to 9999 of the proleptic Gregorian calendar.
public struct Day: Hashable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int

  /// The year, 1 to 9999.
  public var year: Int { civil.year }
  /// The month, 1 to 12.
  public var month: Int { civil.month }
  /// The day of the month, 1 to 31.
  public var dayOfMonth: Int { civil.day }

  /// The day of the week, 1 for Monday to 7 for Sunday (ISO 8601).
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

  static let range = Day.daysFromCivil(1, 1, 1)...Day.daysFromCivil(9999, 12, 31)

  /// The day of a date, or `nil` where there is no such date.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    self.number = Day.daysFromCivil(year, month, day)
    let back = civil
    guard back.month == month, back.day == day else { return nil }
  }

  /// The day that is `number` days after 1970-01-01, held within years 1 to 9999.
  public init(number: Int) {
    self.number = min(max(number, Day.range.lowerBound), Day.range.upperBound)
  }

  /// The Beijing day (UTC+8) of a moment given in seconds since 1970-01-01T00:00:00Z.
  public init(beijingSecondsSinceEpoch seconds: Int) {
    let (shifted, overflow) = seconds.addingReportingOverflow(8 * 3600)
    let whole = overflow ? seconds : shifted
    self.init(number: whole / 86_400 - (whole % 86_400 < 0 ? 1 : 0))
  }

  /// Reads `YYYY-MM-DD`, ASCII digits only; anything else is `nil`.
  public init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func value(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(Optional(0)) { sum, byte in
        guard let sum, (0x30...0x39).contains(byte) else { return nil }
        return sum * 10 + Int(byte - 0x30)
      }
    }
    guard let year = value(0..<4), let month = value(5..<7), let day = value(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// `YYYY-MM-DD`.
  public var iso: String {
    let (year, month, day) = civil
    return String(unsafeUninitializedCapacity: 10) { bytes in
      func put(_ value: Int, at place: Int, width: Int) {
        var rest = value
        for offset in stride(from: width - 1, through: 0, by: -1) {
          bytes[place + offset] = 0x30 + UInt8(rest % 10)
          rest /= 10
        }
      }
      put(year, at: 0, width: 4)
      bytes[4] = 0x2D
      put(month, at: 5, width: 2)
      bytes[7] = 0x2D
      put(day, at: 8, width: 2)
      return 10
    }
  }

  /// The day that lies `days` later, or earlier where negative; held within years 1 to 9999.
  public func advanced(by days: Int) -> Day {
    let (sum, overflow) = number.addingReportingOverflow(days)
    return Day(number: overflow ? (days < 0 ? Int.min : Int.max) : sum)
  }

  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension Day: Comparable {
  /// Earlier days come first.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String { iso }
}

extension Day: Codable {
  /// Reads `YYYY-MM-DD`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = Day(iso: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is not a date of the form YYYY-MM-DD")
    }
    self = day
  }

  /// Writes `YYYY-MM-DD`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
