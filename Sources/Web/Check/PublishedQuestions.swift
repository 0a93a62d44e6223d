public import Checking
import Record
public import Register
public import Rules

/// An open register as the one who is asked about the codes in marks.
public struct PublishedQuestions: RegisterQuestions {
  private let state: RegisterState
  private let base: String?

  /// Questions to a state of a register; its pages are at `base`, where that is known.
  public init(_ state: RegisterState, base: String? = nil) {
    self.state = state
    self.base = base
  }

  /// What the state says of a code, now and on a day.
  public func answer(_ code: ProviderCode, on day: Day?) -> RegisterAnswer {
    switch state.producer(code) {
    case .unknown: return .notInRegister
    case .filing(let filing, let organization):
      return .filing(
        RegisterAnswer.FiledModel(
          number: filing.facts.number, algorithm: filing.facts.algorithm,
          organization: organization, status: filing.status.rawValue,
          isInForce: filing.status.isInForce,
          wasInForce: day.map { wasInForce(filing.key, on: $0) },
          page: address(.page(.filing(key: filing.key, .now), nil)),
          receipt: address(.apiReceipt(key: filing.key, .now))))
    case .organization(let name, let filings, let statements):
      return .organization(
        RegisterAnswer.KnownOrganization(
          name: name, filings: filings.count,
          inForce: filings.count { $0.status.isInForce },
          wasInForce: day.map { day in filings.contains { wasInForce($0.key, on: day) } },
          page: filings.first.flatMap {
            address(.page(.organization(id: $0.organizationID, .now), nil))
          },
          sources: statements.compactMap { $0.leaf.source.address }))
    }
  }

  private func wasInForce(_ key: String, on day: Day) -> Bool {
    state.filing(key)?.view(TimeView(asOf: PublicDate(day)))?.status.isInForce ?? false
  }

  private func address(_ address: SiteAddress) -> String? { base.map { address.absolute($0) } }
}
