public import Rules

/// A date as public documents give it: a day, or only a month.
///
/// Written `YYYY-MM-DD` or `YYYY-MM`. A month is kept as a month, since guessing a day would put
/// words into the authority's mouth; where an order is needed, it counts as its last day, because
/// only then is it certain that the thing had happened.
public struct PublicDate: Hashable, Sendable {
  /// The day from which it is certain that the thing had happened.
  public let certainFrom: Day
  /// Whether the day itself is known.
  public let isDay: Bool

  /// A date of which the day is known.
  public init(_ day: Day) {
    self.certainFrom = day
    self.isDay = true
  }

  /// Reads `YYYY-MM-DD` or `YYYY-MM`; anything else is `nil`.
  public init?(_ text: String) {
    if let day = Day(iso: text) {
      self.init(day)
    } else if let first = Day(iso: text + "-01") {
      let next = Day(
        year: first.month == 12 ? first.year + 1 : first.year,
        month: first.month == 12 ? 1 : first.month + 1, day: 1)
      self.init(certainFrom: next?.advanced(by: -1) ?? first, isDay: false)
    } else {
      return nil
    }
  }

  private init(certainFrom: Day, isDay: Bool) {
    self.certainFrom = certainFrom
    self.isDay = isDay
  }
}

extension PublicDate: CustomStringConvertible {
  /// `YYYY-MM-DD` or `YYYY-MM`.
  public var description: String {
    isDay ? certainFrom.iso : String(certainFrom.iso.dropLast(3))
  }
}

extension PublicDate: Comparable {
  /// In the order of ``certainFrom``, a day before the month that ends with it: two dates that are
  /// not equal always have an order, so that no answer hangs on which was read first.
  public static func < (left: PublicDate, right: PublicDate) -> Bool {
    left.certainFrom != right.certainFrom
      ? left.certainFrom < right.certainFrom : left.isDay && !right.isDay
  }
}

extension PublicDate: Codable {
  /// Reads `YYYY-MM-DD` or `YYYY-MM`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = PublicDate(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is not a date of the form YYYY-MM-DD or YYYY-MM")
    }
    self = date
  }

  /// Writes `YYYY-MM-DD` or `YYYY-MM`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
