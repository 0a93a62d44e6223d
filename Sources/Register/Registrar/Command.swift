public import Record
public import Rules

/// What somebody wants the register to do.
///
/// Pages, the API and the command line all make these, and there is no other way to change anything.
@nonexhaustive
public enum Command: Sendable {
  /// Record an official list as observed on a day: new, or a newer copy of a known one.
  case importList(OfficialList, observed: Day)
  /// Record notices of cancellation.
  case importNotices([CancellationNotice], source: Source)
  /// Make a batch of filings of this register's own public, as one list.
  case publish(OwnList)
  /// Record a decision on a filing of this register's own.
  case decide(OwnDecision)
}

/// What a command comes to: leaves to make public, and what to tell the one who asked.
struct Decision: Sendable {
  var kind: Event.Kind
  var subject: String
  var leaves: [Leaf]
  var outcome: Outcome
}

/// What carrying out a command did.
@nonexhaustive
public enum Outcome: Sendable {
  /// A copy of an official list was recorded, or was known already.
  case listImported(ListImport)
  /// Notices of cancellation were recorded, or were known already.
  case noticesImported(NoticesImport)
  /// A list of this register's own was published, with so many filings.
  case listPublished(list: String, filings: Int)
  /// A decision on a filing of this register's own was recorded.
  case filingDecided(number: String)
}

extension Command {
  /// Decides what the command comes to.
  ///
  /// Pure: state and time in, leaves or a refusal out.
  func decide(
    on state: RegisterState, _ instance: Instance, at now: Moment
  ) throws(RegisterError) -> Decision {
    switch self {
    case .importList(let list, let observed):
      try ListImport.decide(list, observed: observed, on: state, instance, at: now)
    case .importNotices(let notices, let source):
      NoticesImport.decide(notices, source: source, on: state, at: now)
    case .publish(let list): try list.decide(on: state, instance, at: now)
    case .decide(let decision): try decision.decide(on: state, instance, at: now)
    }
  }
}
