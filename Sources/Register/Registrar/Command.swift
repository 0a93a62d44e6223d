import Ledger
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
  /// Record what public sources say of organizations' credit codes.
  case importOrganizationCodes([OrganizationCode], source: Source)
  /// Make a batch of filings of this register's own public, as one list.
  case publish(OwnList)
  /// Record a decision on a filing of this register's own.
  case decide(OwnDecision)
  /// Something about accounts.
  case people(PeopleCommand)
  /// Something about organizations.
  case organization(OrganizationCommand)
  /// A step of an application.
  case application(ApplicationCommand)
  /// Make decided applications public, as one list.
  case publishDecided(DecidedList)
}

/// What a command comes to: leaves to make public, and what to tell the one who asked.
struct Decision {
  var kind: Event.Kind
  var subject: String
  var leaves: [Leaf]
  var outcome: Outcome
  /// What happened in a case; empty where the command concerns none.
  var facts: [CaseFact] = []
  /// Accounts that become known with it.
  var accounts: [LedgerAccount] = []
  /// What is taken away once that is recorded.
  var erasing: Erasure?

  /// Whether there is nothing to record.
  var isEmpty: Bool { leaves.isEmpty && facts.isEmpty }
}

extension Decision {
  /// What a command of a case comes to.
  init(
    _ fact: CaseFact, _ outcome: Outcome, leaves: [Leaf] = [], accounts: [LedgerAccount] = [],
    erasing: Erasure? = nil
  ) {
    self.init(
      kind: .cases, subject: "", leaves: leaves, outcome: outcome, facts: [fact],
      accounts: accounts, erasing: erasing)
  }
}

/// What carrying out a command did.
@nonexhaustive
public enum Outcome: Sendable {
  /// A copy of an official list was recorded, or was known already.
  case listImported(ListImport)
  /// Notices of cancellation were recorded, or were known already.
  case noticesImported(NoticesImport)
  /// Statements about credit codes were recorded, or were known already.
  case organizationCodesImported(OrganizationCodesImport)
  /// A list of this register's own was published, with so many filings.
  case listPublished(list: String, filings: Int)
  /// A decision on a filing of this register's own was recorded.
  case filingDecided(number: String)
  /// A step was taken; the identifier is of what it made or concerned.
  case done(Identifier)
  /// An application was approved, and this is its number.
  case numberIssued(FilingNumber, application: Identifier)
}

extension Command {
  /// Decides what the command comes to.
  ///
  /// Pure: state, time and chance in, events and leaves or a refusal out.
  func decide(_ context: inout DecisionContext) throws(RegisterError) -> Decision {
    let (state, instance, now) = (context.state, context.instance, context.now)
    return switch self {
    case .importList(let list, let observed):
      try ListImport.decide(list, observed: observed, on: state, instance, at: now)
    case .importNotices(let notices, let source):
      NoticesImport.decide(notices, source: source, on: state, at: now)
    case .importOrganizationCodes(let codes, let source):
      OrganizationCodesImport.decide(codes, source: source, on: state, at: now)
    case .publish(let list): try list.decide(on: state, instance, at: now)
    case .decide(let decision): try decision.decide(on: state, instance, at: now)
    case .people(let command): try command.decide(&context)
    case .organization(let command): try command.decide(&context)
    case .application(let command): try command.decide(&context)
    case .publishDecided(let list): try list.decide(&context)
    }
  }
}
