import HashTreeCollections
public import Record
public import Rules

/// Everything private that the events say: accounts, organizations, applications.
///
/// A value like ``RegisterState``, and made the same way: by applying what happened, in order.
public struct CaseState: Sendable {
  var accounts = TreeDictionary<Identifier, Account>()
  var proposals = TreeDictionary<Identifier, AccountProposal>()
  var resets = TreeDictionary<Identifier, PasswordReset>()
  var organizations = TreeDictionary<Identifier, FilingOrganization>()
  var mandates = TreeDictionary<Identifier, Mandate>()
  var applications = TreeDictionary<Identifier, Application>()
  /// Persons whose records were erased.
  public internal(set) var erased: Set<Identifier> = []

  var organizationByCode: [String: Identifier] = [:]
  /// Which organizations each Person acts for.
  var acting = TreeDictionary<Identifier, Set<Identifier>>()
  /// Which decided application has an algorithm name, by the name in its normal form.
  var names = TreeDictionary<String, Identifier>()
  /// Subject numbers in use.
  var subjects: Set<Int> = []

  /// Of an empty ledger.
  public init() {}

  /// An account.
  public func account(_ id: Identifier) -> Account? { accounts[id] }
  /// An organization.
  public func organization(_ id: Identifier) -> FilingOrganization? { organizations[id] }
  /// The organization with a credit code.
  public func organization(_ code: CreditCode) -> FilingOrganization? {
    organizationByCode[code.text].flatMap { organizations[$0] }
  }
  /// A mandate, or a claim to a filing.
  public func mandate(_ id: Identifier) -> Mandate? { mandates[id] }
  /// A way to a new password, open or not.
  public func reset(_ id: Identifier) -> PasswordReset? { resets[id] }
  /// An application.
  public func application(_ id: Identifier) -> Application? { applications[id] }
  /// Official accounts that are proposed or confirmed, and not activated yet, by staff id.
  public var openProposals: [AccountProposal] {
    proposals.values.sorted { $0.staffID < $1.staffID }
  }
  /// The ways to a new password that are open at a moment, the newest first.
  public func openResets(at now: Moment) -> [PasswordReset] {
    resets.values.filter { $0.isOpen(at: now) }
      .sorted { ($0.proposed, $0.id) > ($1.proposed, $1.id) }
  }
  /// Official accounts, in use or ended, by staff id.
  public var officials: [Account] {
    accounts.values.filter(\.isOfficial).sorted { ($0.staffID ?? "") < ($1.staffID ?? "") }
  }
  /// The applications of an organization, the newest first.
  public func applications(of organization: Identifier) -> [Application] {
    applications.values.filter { $0.organization == organization }
      .sorted { ($0.begun, $0.id) > ($1.begun, $1.id) }
  }
  /// The mandates and claims of a Person, the newest first.
  public func mandates(of person: Identifier) -> [Mandate] {
    mandates.values.filter { $0.person == person }
      .sorted { ($0.requested, $0.id) > ($1.requested, $1.id) }
  }

  /// The accounts in use that have a role.
  public func accounts(with role: AccountRole) -> [Account] {
    accounts.values.filter { $0.isActive && $0.roles.contains(role) }.sorted { $0.id < $1.id }
  }

  /// The accounts of a Person, in use or ended.
  func allAccounts(of person: Identifier) -> [Account] {
    accounts.values.filter { $0.person == person }
  }

  /// The accounts of a Person that are in use.
  public func accounts(of person: Identifier) -> [Account] {
    accounts.values.filter { $0.person == person && $0.isActive }.sorted { $0.id < $1.id }
  }

  /// Whether a Person acts for an organization.
  public func acts(_ person: Identifier, for organization: Identifier) -> Bool {
    acting[person]?.contains(organization) ?? false
  }

  /// Whether a Person acts for any organization.
  public func actsForAny(_ person: Identifier) -> Bool { acting[person]?.isEmpty == false }

  /// The Persons who act for an organization.
  public func persons(actingFor organization: Identifier) -> [Identifier] {
    acting.filter { $0.value.contains(organization) }.map(\.key).sorted()
  }

  /// The claims of an organization to imported filings, the newest first.
  public func claims(of organization: Identifier) -> [Mandate] {
    mandates.values.filter { $0.organization == organization && $0.filing != nil }
      .sorted { ($0.requested, $0.id) > ($1.requested, $1.id) }
  }

  /// Whether a filing can be claimed: nobody has, and it was not filed here.
  public func canClaim(filing key: String) -> Bool {
    !mandates.values.contains {
      $0.filing == key && ($0.status == .requested || $0.status == .accepted)
    } && !applications.values.contains { $0.number?.digits == key }
  }

  /// The organizations that a Person acts for, by name.
  public func organizations(of person: Identifier) -> [FilingOrganization] {
    (acting[person] ?? []).compactMap { organizations[$0] }.sorted { $0.name < $1.name }
  }

  /// What waits for an officer or an approver, the most urgent first.
  ///
  /// A query over the state, and never a list of its own.
  public func queue(
    in calendar: WorkingDayCalendar, asOf today: Day
  ) -> [(application: Application, due: DueDate?)] {
    applications.values
      .filter { $0.status == .submitted || $0.status == .recommended }
      .map { ($0, $0.due(in: calendar, asOf: today)) }
      .sorted {
        ($0.1?.day ?? Day(number: .max), $0.0.begun, $0.0.id)
          < ($1.1?.day ?? Day(number: .max), $1.0.begun, $1.0.id)
      }
  }

  /// Mandates and claims that wait for an officer, oldest first.
  public var openMandates: [Mandate] {
    mandates.values.filter { $0.status == .requested }
      .sorted { ($0.requested, $0.id) < ($1.requested, $1.id) }
  }

  /// Applications that are decided and wait for a list, in the order of their numbers.
  public func unpublished(_ track: Track) -> [Application] {
    applications.values.filter { $0.status == .approved && $0.track == track }
      .sorted { ($0.changed, $0.id) < ($1.changed, $1.id) }
  }
}

extension Application {
  /// The period in which the authority has to decide; `nil` before anything was handed in.
  ///
  /// Algorithm Recommendation Provisions, article 25.
  public func due(in calendar: WorkingDayCalendar, asOf today: Day) -> DueDate? {
    guard let rulebook = Rulebook.edition(rulebook), let rule = rulebook.clock("decide"),
      let clock = try? Clock(rule: rule, rulebook: self.rulebook, events: clock)
    else { return nil }
    return clock.due(in: calendar, asOf: today)
  }
}

extension Rulebook {
  /// The edition of a rulebook, where this program has it.
  public static func edition(_ reference: RulebookReference) -> Rulebook? {
    guard let book = builtIn[reference.id], book.version == reference.version else { return nil }
    return book
  }
}
