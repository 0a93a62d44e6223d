/// A statutory period that runs: a budget of working days and the ledger of what happened to it.
///
/// A due date is never stored: ``due(in:asOf:)`` reckons it from the rule, the ledger and a calendar. The
/// day of an event does not count itself; counting begins the day after. So the days that do not
/// count through a suspension are those after it up to and including the day on which the period
/// goes on.
public struct Clock: Hashable, Sendable {
  /// Something that happens to a period.
  public enum Event: Hashable, Sendable, Codable {
    /// It begins.
    case started(Day)
    /// It stands still, for a reason.
    case suspended(Day, reason: String)
    /// The application goes back to the organization; the rule says what that does.
    case returned(Day)
    /// It goes on, or begins anew where it stood still by a return that restarts it.
    case resumed(Day)
    /// It begins anew.
    case restarted(Day)

    /// When it happened.
    public var day: Day {
      switch self {
      case .started(let day), .suspended(let day, _), .returned(let day), .resumed(let day),
        .restarted(let day):
        day
      }
    }
  }

  /// The rule that grants the period.
  public let rule: ClockRule
  /// The rulebook that the rule stands in, with its edition.
  public let rulebook: RulebookReference
  /// What happened, in order.
  public let events: [Event]

  /// A period with its ledger.
  ///
  /// - Throws: ``ClockError`` where the events cannot have happened in this order.
  public init(
    rule: ClockRule, rulebook: RulebookReference, events: [Event]
  ) throws(ClockError) {
    try Clock.check(events, rule: rule)
    self.rule = rule
    self.rulebook = rulebook
    self.events = events
  }

  /// The period after one more event.
  ///
  /// - Throws: ``ClockError`` where the event cannot happen now.
  public func adding(_ event: Event) throws(ClockError) -> Clock {
    try Clock(rule: rule, rulebook: rulebook, events: events + [event])
  }

  private static func check(_ events: [Event], rule: ClockRule) throws(ClockError) {
    guard case .started(var last)? = events.first else { throw .doesNotBegin }
    var still = false
    for (place, event) in events.enumerated().dropFirst() {
      guard event.day >= last else { throw .outOfOrder(place: place) }
      last = event.day
      switch event {
      case .started: throw .startedTwice(place: place)
      case .suspended:
        guard !still else { throw .alreadySuspended(place: place) }
        still = true
      case .returned:
        guard !still else { throw .alreadySuspended(place: place) }
        still = rule.onReturn != .none
      case .resumed:
        guard still else { throw .notSuspended(place: place) }
        still = false
      case .restarted: still = false
      }
    }
  }
}

/// A rulebook and its edition.
public struct RulebookReference: Hashable, Sendable, Codable {
  /// The id of the rulebook.
  public let id: String
  /// The edition.
  public let version: Int

  /// A rulebook and its edition.
  public init(id: String, version: Int) {
    self.id = id
    self.version = version
  }
}

extension Rulebook {
  /// This rulebook and its edition.
  public var reference: RulebookReference { RulebookReference(id: id, version: version) }
}

/// Why a ledger of a period cannot be; `place` counts the events from 0.
public enum ClockError: Error, Hashable, Sendable {
  /// The first event is not the start.
  case doesNotBegin
  /// An event lies before the one that precedes it.
  case outOfOrder(place: Int)
  /// The period is started a second time; a new beginning is `restarted`.
  case startedTwice(place: Int)
  /// The period is suspended or returned while it stands still.
  case alreadySuspended(place: Int)
  /// The period is resumed while it runs.
  case notSuspended(place: Int)
}

extension ClockError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .doesNotBegin: "the first event of a period is its start"
    case .outOfOrder(let place):
      "event \(place + 1) lies before the one that precedes it; put events in order of their days"
    case .startedTwice(let place):
      "event \(place + 1) starts the period again; a new beginning is a restart"
    case .alreadySuspended(let place):
      "event \(place + 1) stops the period while it stands still; resume it first"
    case .notSuspended(let place):
      "event \(place + 1) resumes the period while it runs; suspend it first"
    }
  }
}
