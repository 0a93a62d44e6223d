/// When a period ends, and which rule and which days made it so.
public struct DueDate: Hashable, Sendable {
  /// A day that did not count, or that counted against the week.
  public struct Exception: Hashable, Sendable {
    /// The day.
    public let day: Day
    /// What the day is.
    public let kind: DayKind
  }

  /// A stretch in which the period stood still.
  public struct Suspension: Hashable, Sendable {
    /// The day on which it stopped.
    public let from: Day
    /// The day on which it went on; `nil` while it stands still.
    public let to: Day?
    /// Why; `nil` for a return.
    public let reason: String?
    /// The working days that did not count because of it, up to the day asked about where it lasts.
    public let workingDays: Int
  }

  /// The last day of the period; `nil` while it stands still.
  public let day: Day?
  /// Whether a day that was looked at lies in a year without a notice, so that the date may change.
  public let isProvisional: Bool
  /// The rule that grants the period.
  public let rule: ClockRule
  /// The rulebook that the rule stands in.
  public let rulebook: RulebookReference
  /// The day after which the present run counts: the start, or the last restart.
  public let countedFrom: Day
  /// How many working days the period grants.
  public let granted: Int
  /// How many of them are used up to and including the day asked about.
  public let used: Int
  /// When the present run stood still.
  public let suspensions: [Suspension]
  /// Weekdays off and weekend days, in order, that were passed over while the period ran.
  public let skipped: [Exception]
  /// Weekend days that counted because they were worked to make up for a holiday.
  public let makeUpDays: [Exception]

  /// How many working days are left.
  public var remaining: Int { granted - used }

  /// The working days that did not count because the period stood still.
  public var suspended: Int { suspensions.reduce(0) { $0 + $1.workingDays } }

  /// Whether the period was over before a day began.
  ///
  /// A period that stands still is never over.
  public func isOverdue(on today: Day) -> Bool { day.map { today > $0 } ?? false }
}

extension Clock {
  /// Reckons when the period ends.
  ///
  /// - Parameters:
  ///   - calendar: Which days are worked.
  ///   - today: The day asked about: up to it days are used, and a suspension that lasts is
  ///     measured. Events after it are taken into account all the same.
  /// - Returns: The last day, and everything that made it so.
  public func due(in calendar: WorkingDayCalendar, asOf today: Day) -> DueDate {
    var reckoning = Reckoning(granted: min(rule.days, ClockRule.mostDays), calendar: calendar)
    for event in events { reckoning.take(event, rule: rule) }
    return reckoning.finish(self, asOf: today)
  }
}

/// Walks through a ledger day by day.
private struct Reckoning {
  let granted: Int
  let calendar: WorkingDayCalendar

  private var start = Day(number: 0)
  /// The last day that was looked at.
  private var position = Day(number: 0)
  private var counted: [Day] = []
  private var skipped: [DueDate.Exception] = []
  private var makeUp: [DueDate.Exception] = []
  private var suspensions: [DueDate.Suspension] = []
  private var still: (from: Day, reason: String?, restarts: Bool)?
  private var provisional = false

  init(granted: Int, calendar: WorkingDayCalendar) {
    self.granted = granted
    self.calendar = calendar
  }

  mutating func take(_ event: Clock.Event, rule: ClockRule) {
    switch event {
    case .started(let day), .restarted(let day): begin(day)
    case .suspended(let day, let reason):
      run(through: day)
      still = (day, reason, false)
    case .returned(let day):
      guard rule.onReturn != .none else { return }
      run(through: day)
      still = (day, nil, rule.onReturn == .restart)
    case .resumed(let day):
      guard let (from, reason, restarts) = still else { return }
      if restarts {
        begin(day)
      } else {
        pause(from: from, to: day, through: day, reason: reason)
        position = day
      }
      still = nil
    }
  }

  mutating func finish(_ clock: Clock, asOf today: Day) -> DueDate {
    var due: Day?
    if let (from, reason, _) = still {
      pause(from: from, to: nil, through: today, reason: reason)
    } else {
      run(through: Day(number: .max))
      due = counted.last ?? position
      // The days of the calendar ran out before the budget did.
      if counted.count < granted { provisional = true }
    }
    return DueDate(
      day: due, isProvisional: provisional, rule: clock.rule, rulebook: clock.rulebook,
      countedFrom: start, granted: granted, used: counted.count { $0 <= today },
      suspensions: suspensions, skipped: skipped, makeUpDays: makeUp)
  }

  private mutating func begin(_ day: Day) {
    start = day
    position = day
    counted = []
    skipped = []
    makeUp = []
    suspensions = []
    still = nil
    provisional = false
  }

  /// Counts up to and including a day, or until the budget is used.
  private mutating func run(through last: Day) {
    while position < last, counted.count < granted {
      position = position.advanced(by: 1)
      provisional = provisional || calendar.isProvisional(position)
      let kind = calendar.kind(of: position)
      switch kind {
      case .working: counted.append(position)
      case .makeUp:
        counted.append(position)
        makeUp.append(DueDate.Exception(day: position, kind: kind))
      case .weekend, .holiday: skipped.append(DueDate.Exception(day: position, kind: kind))
      }
    }
    if position < last, last < Day(number: .max) { position = last }
  }

  private mutating func pause(from: Day, to: Day?, through last: Day, reason: String?) {
    // After the period is over nothing stands still any more.
    guard counted.count < granted else { return }
    if to != nil { provisional = provisional || calendar.isProvisional(last) }
    suspensions.append(
      DueDate.Suspension(
        from: from, to: to, reason: reason,
        workingDays: calendar.workingDays(after: from, through: last)))
  }
}
