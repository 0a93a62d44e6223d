import Rules

/// What an event says of people, organizations and applications.
///
/// Pseudonymous: what is personal, and what was written or handed in, stands in the records that the
/// event commits to. Every case ever written stays readable.
enum CaseEvent: Hashable, Sendable, Codable {
  case personRegistered(account: Identifier, person: Identifier)
  case administratorBegun(account: Identifier, person: Identifier, staffID: String)
  case accountDemonstrated(
    account: Identifier, person: Identifier, roles: Set<AccountRole>, staffID: String?)
  case accountProposed(
    proposal: Identifier, account: Identifier, person: Identifier, roles: Set<AccountRole>,
    staffID: String, firstHalf: String)
  case accountConfirmed(proposal: Identifier, secondHalf: String)
  case accountActivated(proposal: Identifier)
  case accountEnded(account: Identifier)
  case personErased(person: Identifier)
  case resetProposed(
    reset: Identifier, account: Identifier, firstHalf: String, takesSecondFactor: Bool? = nil)
  case resetConfirmed(reset: Identifier, secondHalf: String)
  case resetRedeemed(reset: Identifier)

  case organizationRegistered(organization: Identifier, code: CreditCode, name: String)
  case mandateRequested(
    mandate: Identifier, organization: Identifier, person: Identifier, filing: String?)
  case mandateAccepted(mandate: Identifier)
  case mandateDeclined(mandate: Identifier)
  case mandateEnded(mandate: Identifier)

  case begun(
    application: Identifier, organization: Identifier, track: Track, rulebook: RulebookReference)
  case submitted(application: Identifier)
  case withdrawn(application: Identifier)
  case claimed(application: Identifier)
  case released(application: Identifier)
  case returned(application: Identifier, places: [String])
  case recommended(application: Identifier, outcome: Application.Recommendation.Outcome)
  case sentBack(application: Identifier)
  case approved(
    application: Identifier, subject: Int, number: FilingNumber, name: String,
    modelCode: ModelCode?)
  case refused(application: Identifier)
  case dossierErased(application: Identifier)
  case published(list: String, applications: [Identifier])
}
