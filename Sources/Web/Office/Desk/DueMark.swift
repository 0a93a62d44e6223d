import Register
import Rules

/// How much of a period is left, for a line of text and a small bar.
struct DueMark: Hashable, Sendable {
  /// The last day; `nil` while the period stands still.
  let day: Day?
  /// Working days left; 0 once it is over.
  let left: Int
  /// Working days since it was over; 0 before.
  let late: Int
  /// Working days granted.
  let granted: Int
  let isProvisional: Bool

  init(_ due: DueDate, asOf today: Day, in calendar: WorkingDayCalendar) {
    day = due.day
    left = max(due.remaining, 0)
    granted = max(due.granted, 1)
    isProvisional = due.isProvisional
    if let last = due.day, due.isOverdue(on: today) {
      // Over a weekend it is late, though no working day has passed.
      late = max(calendar.workingDays(after: last, through: today), 1)
    } else {
      late = 0
    }
  }

  enum Urgency: Hashable, Sendable { case still, overdue, soon, ahead }

  /// The last tenth of the period, and in any case the last three days, call for attention.
  var urgency: Urgency {
    if day == nil { return .still }
    if late > 0 { return .overdue }
    return left <= max(3, granted / 10) ? .soon : .ahead
  }

  var style: String {
    switch urgency {
    case .still: "due-still"
    case .overdue: "due-late"
    case .soon: "due-soon"
    case .ahead: "due-ahead"
    }
  }

  /// The length of the used part, in a field of a hundred.
  var used: Int { late > 0 ? 100 : min(max((granted - left) * 100 / granted, 0), 100) }

  func text(_ texts: Texts) -> String {
    switch urgency {
    case .still: texts["due-still"]
    case .overdue: texts.count("due-overdue", late)
    case .soon, .ahead: left == 0 ? texts["due-today"] : texts.count("due-left", left)
    }
  }

  /// For the partial `due`.
  func bindings(_ texts: Texts) -> Bindings {
    [
      "day": .optional(day?.iso),
      "class": .text(style),
      "late": .flag(urgency == .overdue),
      "text": .text(text(texts)),
      "used": .text(String(used)),
      "provisional": isProvisional ? .text(texts["due-provisional"]) : .absent,
    ]
  }
}
