import HashTreeCollections
import Record
import Rules

extension OrganizationCommand {
  /// What a record of a mandate holds.
  struct MandateRecord: Codable {
    var v = 1
    var document: Submission.Document
  }

  /// What a record of a reason holds.
  struct ReasonRecord: Codable {
    var v = 1
    var reasons: String
  }

  func decide(_ context: inout DecisionContext) throws(RegisterError) -> Decision {
    guard context.instance.kind != .mirror else { throw .notAllowed(.mirror) }
    let account = try context.account(Permission.roles(self))
    switch self {
    case .register(let code, let name, let document):
      guard name.isWritten(atMost: 100) else { throw .notAllowed(.text("name")) }
      guard context.cases.organizationByCode[code.text] == nil else {
        throw .notAllowed(.organizationKnown)
      }
      let organization = context.identifier()
      var decision = try request(organization, account.person, nil, document, &context)
      decision.facts.insert(
        CaseFact(
          event: .organizationRegistered(organization: organization, code: code, name: name)),
        at: 0)
      decision.outcome = .done(organization)
      return decision
    case .join(let organization, let document):
      guard context.cases.organizations[organization] != nil else { throw .notAllowed(.unknown) }
      let known = context.cases.mandates.values.contains {
        $0.organization == organization && $0.person == account.person && $0.filing == nil
          && ($0.status == .requested || $0.status == .accepted)
      }
      if known { throw .notAllowed(.state("asked for already")) }
      return try request(organization, account.person, nil, document, &context)
    case .claimFiling(let text, let organization, let document):
      guard context.cases.acts(account.person, for: organization) else {
        throw .notAllowed(.notActing)
      }
      guard let filing = context.state.filing(text) else { throw .notAllowed(.unknown) }
      // What was filed here belongs to whoever filed it.
      guard context.cases.canClaim(filing: filing.key) else {
        throw .notAllowed(.state("claimed already"))
      }
      return try request(organization, account.person, filing.key, document, &context)
    case .accept(let id):
      try review(id, by: account, context)
      return Decision(CaseFact(event: .mandateAccepted(mandate: id)), .done(id))
    case .decline(let id, let reason):
      try review(id, by: account, context)
      guard reason.isWritten(atMost: 2000) else { throw .notAllowed(.text("reason")) }
      let record = try context.record("mandate/\(id)/reason", ReasonRecord(reasons: reason))
      return Decision(
        CaseFact(event: .mandateDeclined(mandate: id), records: [record]), .done(id))
    case .leave(let id):
      guard let mandate = context.cases.mandates[id], mandate.person == account.person,
        mandate.filing == nil
      else { throw .notAllowed(.unknown) }
      guard mandate.status == .accepted || mandate.status == .requested else {
        throw .notAllowed(.state(mandate.status.rawValue))
      }
      return Decision(CaseFact(event: .mandateEnded(mandate: id)), .done(id))
    }
  }

  private func request(
    _ organization: Identifier, _ person: Identifier, _ filing: String?,
    _ document: Submission.Document, _ context: inout DecisionContext
  ) throws(RegisterError) -> Decision {
    let mandate = context.identifier()
    let record = try context.record("mandate/\(mandate)", MandateRecord(document: document))
    return Decision(
      CaseFact(
        event: .mandateRequested(
          mandate: mandate, organization: organization, person: person, filing: filing),
        records: [record]), .done(mandate))
  }

  private func review(
    _ id: Identifier, by account: Account, _ context: DecisionContext
  ) throws(RegisterError) {
    guard let mandate = context.cases.mandates[id] else { throw .notAllowed(.unknown) }
    guard mandate.status == .requested else {
      throw .notAllowed(.state(mandate.status.rawValue))
    }
    // Whoever asked, or acts for the organization with an account of another kind, stands aside.
    guard mandate.person != account.person,
      !context.cases.acts(account.person, for: mandate.organization)
    else { throw .notAllowed(.ownCase) }
  }
}
