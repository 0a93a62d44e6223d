import HashTreeCollections
import Ledger
import Record
import Rules

extension PeopleCommand {
  func decide(_ context: inout DecisionContext) throws(RegisterError) -> Decision {
    guard context.instance.kind != .mirror else { throw .notAllowed(.mirror) }
    if let needed = Permission.roles(self) { _ = try context.account(needed) }
    switch self {
    case .register(let details, let person, let account):
      return try open(
        details, person, account, &context,
        event: { .personRegistered(account: $0, person: person) })
    case .begin(let details, let person, let staffID, let account):
      guard case .machine = context.actor else { throw .notAllowed(.role(needed: [])) }
      guard context.cases.administrators.count < 2 else { throw .notAllowed(.begun) }
      try Self.check(staffID, in: context.cases)
      return try open(
        details, person, account, &context,
        event: { .administratorBegun(account: $0, person: person, staffID: staffID) })
    case .demonstrate(let details, let person, let roles, let staffID, let account):
      guard case .machine = context.actor, context.instance.kind == .demonstration else {
        throw .notAllowed(.role(needed: []))
      }
      // A Person who is known already gets another account.
      let isKnown = context.cases.accounts.values.contains { $0.person == person }
      return try open(
        details, person, account, &context, isKnown: isKnown,
        event: {
          .accountDemonstrated(account: $0, person: person, roles: roles, staffID: staffID)
        })
    case .propose(let details, let roles, let staffID, let half):
      return try propose(details, roles, staffID, half, &context)
    case .confirm(let id, let half):
      guard let proposal = context.cases.proposals[id], !proposal.isConfirmed else {
        throw .notAllowed(.unknown)
      }
      let confirming = try context.account([.administrator])
      // Two administrators means two Persons, not two accounts.
      guard confirming.person != context.cases.accounts[proposal.proposedBy]?.person else {
        throw .notAllowed(.samePerson)
      }
      try Self.check(half)
      return Decision(
        CaseFact(event: .accountConfirmed(proposal: id, secondHalf: half)), .done(id))
    case .activate(let id, let first, let second, let account):
      guard let proposal = context.cases.proposals[id], let confirmed = proposal.secondHalf,
        first == proposal.firstHalf, second == confirmed, account.id == proposal.account.text
      else { throw .notAllowed(.code) }
      try Self.check(proposal.staffID, in: context.cases, except: id)
      return Decision(
        CaseFact(event: .accountActivated(proposal: id)), .done(proposal.account),
        accounts: [account])
    case .end(let id):
      let acting = try context.account(Set(AccountRole.allCases))
      guard let account = context.cases.accounts[id], account.isActive else {
        throw .notAllowed(.unknown)
      }
      guard
        account.id == acting.id || account.isOfficial && acting.roles.contains(.administrator)
      else { throw .notAllowed(.role(needed: [.administrator])) }
      // A register without two administrators could never make an account again.
      guard !account.roles.contains(.administrator) || context.cases.administrators.count > 2
      else { throw .notAllowed(.state("one of two administrators")) }
      return Decision(CaseFact(event: .accountEnded(account: id)), .done(id))
    case .proposeReset, .confirmReset, .redeemReset: return try decideReset(&context)
    case .erase(let person):
      let acting = try context.account(Set(AccountRole.allCases))
      guard acting.person == person, !acting.isOfficial else { throw .notAllowed(.unknown) }
      return Decision(
        CaseFact(event: .personErased(person: person)), .done(person),
        erasing: .person(person, context.cases))
    }
  }

  private func open(
    _ details: PersonDetails, _ person: Identifier, _ account: LedgerAccount,
    _ context: inout DecisionContext, isKnown: Bool = false, event: (Identifier) -> CaseEvent
  ) throws(RegisterError) -> Decision {
    try Self.check(details)
    guard let id = Identifier(account.id), context.cases.accounts[id] == nil else {
      throw .notAllowed(.unknown)
    }
    let records = isKnown ? [] : [try context.record("person/\(person)", details)]
    return Decision(
      CaseFact(event: event(id), records: records), .done(id), accounts: [account])
  }

  private func propose(
    _ details: PersonDetails, _ roles: Set<AccountRole>, _ staffID: String, _ half: String,
    _ context: inout DecisionContext
  ) throws(RegisterError) -> Decision {
    try Self.check(details)
    guard roles == [.administrator] || !roles.isEmpty && roles.isSubset(of: [.officer, .approver])
    else { throw .notAllowed(.roles) }
    try Self.check(staffID, in: context.cases)
    try Self.check(half)
    let (proposal, account, person) = (
      context.identifier(), context.identifier(), context.identifier()
    )
    let record = try context.record("person/\(person)", details)
    return Decision(
      CaseFact(
        event: .accountProposed(
          proposal: proposal, account: account, person: person, roles: roles, staffID: staffID,
          firstHalf: half), records: [record]), .done(proposal))
  }

  private static func check(_ details: PersonDetails) throws(RegisterError) {
    guard details.name.isWritten(atMost: 100), details.email.isWritten(atMost: 254) else {
      throw .notAllowed(.text("name, email"))
    }
  }

  static func check(_ half: String) throws(RegisterError) {
    guard half.utf8.count == 64 else { throw .notAllowed(.code) }
  }

  private static func check(
    _ staffID: String, in cases: CaseState, except: Identifier? = nil
  ) throws(RegisterError) {
    guard staffID.isWritten(atMost: 40) else { throw .notAllowed(.text("staff-id")) }
    let taken =
      cases.accounts.values.contains { $0.staffID == staffID && $0.isActive }
      || cases.proposals.values.contains { $0.staffID == staffID && $0.id != except }
    if taken { throw .notAllowed(.staffIDTaken) }
  }
}

extension CaseState {
  /// Administrators' accounts that are in use.
  var administrators: [Account] {
    accounts.values.filter { $0.isActive && $0.roles.contains(.administrator) }
  }
}

extension String {
  /// Whether there is something written, and no more than so many Unicode scalars of it.
  func isWritten(atMost limit: Int) -> Bool {
    unicodeScalars.contains { !$0.properties.isWhitespace } && unicodeScalars.count <= limit
  }
}
