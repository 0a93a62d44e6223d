import Checking
import Foundation
import Rules
import Web

/// A register at an address, asked over HTTP.
struct AddressQuestions: RegisterQuestions {
  private let base: String

  init(_ base: String) { self.base = base }

  private struct Body: Decodable {
    let answer: RegisterAnswer
  }

  func answer(_ code: ProviderCode, on day: Day?) async -> RegisterAnswer {
    let address =
      SiteAddress.apiProducer(code: code.description).absolute(base)
      + (day.map { "?on=\($0.iso)" } ?? "")
    do {
      guard let bytes = try await Fetch.bytes(address, limit: 1 << 20) else {
        return .unanswered("\(address) is not there; is this the address of a register?")
      }
      return try JSONDecoder().decode(Body.self, from: Data(bytes)).answer.absolute(base)
    } catch {
      return .unanswered("\(error)")
    }
  }
}

extension RegisterAnswer {
  /// The same with whole addresses.
  fileprivate func absolute(_ base: String) -> RegisterAnswer {
    func whole(_ path: String?) -> String? { path.map { $0.hasPrefix("/") ? base + $0 : $0 } }
    switch self {
    case .filing(var filing):
      filing.page = whole(filing.page)
      filing.receipt = whole(filing.receipt)
      return .filing(filing)
    case .organization(var organization):
      organization.page = whole(organization.page)
      return .organization(organization)
    default: return self
    }
  }
}
