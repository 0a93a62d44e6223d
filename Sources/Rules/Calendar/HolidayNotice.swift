/// The notice by which a government fixes the holidays of a year, and what it says.
public struct HolidayNotice: Hashable, Sendable {
  /// One holiday: a run of days off and the weekend days worked to make up for it.
  public struct Holiday: Hashable, Sendable {
    /// The name of the holiday.
    public let name: Wording
    /// The first day off.
    public let from: Day
    /// The last day off.
    public let to: Day
    /// The days worked to make up for it.
    public let work: [Day]
  }

  /// The year whose holidays it fixes.
  public let year: Int
  /// The title of the notice.
  public let title: String
  /// The number of the document.
  public let number: String
  /// The day of the notice.
  public let date: Day
  /// Where it is published.
  public let url: String
  /// The holidays in the order of the notice.
  public let holidays: [Holiday]
}

/// What a day is.
public enum DayKind: Hashable, Sendable {
  /// A working day of the week.
  case working
  /// A day of the weekend that is worked to make up for a holiday.
  case makeUp(Wording)
  /// A day of the weekend.
  case weekend
  /// A day off by the notice of the year.
  case holiday(Wording)

  /// Whether the day is worked.
  public var isWorking: Bool {
    switch self {
    case .working, .makeUp: true
    case .weekend, .holiday: false
    }
  }
}
