/// Which days are worked, by the notices of a government, year by year.
///
/// Years without a notice are reckoned by weekends alone; whatever rests on them is provisional.
public struct WorkingDayCalendar: Sendable {
  /// The id of the calendar, `cn`.
  public let id: String
  /// The name of the calendar.
  public let name: Wording
  /// The notices by their year.
  public let notices: [Int: HolidayNotice]

  /// Days of the week that are not worked, 1 for Monday to 7 for Sunday.
  let weekend: Set<Int>
  private let special: [Day: DayKind]

  init(id: String, name: Wording, weekend: Set<Int>, notices: [Int: HolidayNotice]) {
    self.id = id
    self.name = name
    self.weekend = weekend
    self.notices = notices
    var special: [Day: DayKind] = [:]
    for (_, notice) in notices.sorted(by: { $0.key < $1.key }) {
      for holiday in notice.holidays {
        for number in holiday.from.number...max(holiday.from, holiday.to).number {
          special[Day(number: number)] = .holiday(holiday.name)
        }
        for day in holiday.work { special[day] = .makeUp(holiday.name) }
      }
    }
    self.special = special
  }

  /// The calendar of China that is compiled in: 2022 to 2026.
  public static let china: WorkingDayCalendar = {
    let text = EmbeddedText.files["calendars/cn.yaml"] ?? ""
    return (try? WorkingDayCalendar(yaml: text)) ?? weekendsOnly
  }()

  /// A calendar without a single notice: every day it gives is provisional.
  public static let weekendsOnly = WorkingDayCalendar(
    id: "weekends", name: Wording(zh: "仅计周末", en: "weekends only"), weekend: [6, 7], notices: [:])

  /// The calendar with the years of a newer one in place of its own.
  public func merging(_ newer: WorkingDayCalendar) -> WorkingDayCalendar {
    WorkingDayCalendar(
      id: id, name: name, weekend: weekend,
      notices: notices.merging(newer.notices) { _, newer in newer })
  }

  /// The last day up to which, from the first year on, every year has its notice; `nil` where no
  /// year has one.
  public var horizon: Day? {
    guard var year = notices.keys.min() else { return nil }
    while notices[year + 1] != nil { year += 1 }
    return Day(year: year, month: 12, day: 31)
  }

  /// Whether no notice covers the year of a day, so that only weekends are known.
  public func isProvisional(_ day: Day) -> Bool { notices[day.year] == nil }

  /// What a day is.
  public func kind(of day: Day) -> DayKind {
    special[day] ?? (weekend.contains(day.weekday) ? .weekend : .working)
  }

  /// Whether a day is worked.
  public func isWorkingDay(_ day: Day) -> Bool { kind(of: day).isWorking }

  /// How many days are worked after one day up to and including another; 0 where that is earlier.
  public func workingDays(after first: Day, through last: Day) -> Int {
    guard last > first else { return 0 }
    return (first.number + 1...last.number).count { isWorkingDay(Day(number: $0)) }
  }

  /// A day reached by counting, and whether it may still change.
  public struct Reckoning: Hashable, Sendable {
    /// The day.
    public let day: Day
    /// Whether a day that was counted or skipped lies in a year without a notice.
    public let isProvisional: Bool
  }

  /// The day on which so many working days have passed, the day after `start` being the first that
  /// can count.
  ///
  /// With 0 or less it is `start` itself.
  public func adding(workingDays count: Int, to start: Day) -> Reckoning {
    var left = count
    var day = start
    var provisional = false
    while left > 0, day < Day(number: Int.max) {
      day = day.advanced(by: 1)
      provisional = provisional || isProvisional(day)
      if isWorkingDay(day) { left -= 1 }
    }
    return Reckoning(day: day, isProvisional: provisional || (count <= 0 && isProvisional(start)))
  }
}
