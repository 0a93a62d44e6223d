import Register
import Rules

/// The addresses of the authority's own pages, below the language.
enum DeskAddress: Hashable, Sendable {
  case queue(QueueModel.Filter, from: Int)
  case review(Identifier)
  case step(Identifier, ApplicationCommand.Name)
  case document(Identifier, digest: String)
  case receipt(Identifier)
  case publishing
  case mandates
  case mandateDocument(Identifier)
  case mandateStep(Identifier, accept: Bool)
  case officials
  case confirm(Identifier)
  case end(Identifier)
  case activation(Identifier)

  var path: String {
    switch self {
    case .queue(let filter, let first):
      var items = QueryItems()
      if filter != .all { items.add("show", filter.rawValue) }
      if first > 1 { items.add("from", String(first)) }
      return "/office/queue" + items.text
    case .review(let id): return "/office/review/\(id)"
    case .step(let id, let step): return "/office/review/\(id)/\(step.rawValue)"
    case .document(let id, let digest): return "/office/review/\(id)/documents/\(digest)"
    case .receipt(let id): return "/office/review/\(id)/receipt"
    case .publishing: return "/office/lists"
    case .mandates: return "/office/mandates"
    case .mandateDocument(let id): return "/office/mandates/\(id)/document"
    case .mandateStep(let id, let accept):
      return "/office/mandates/\(id)/\(accept ? "accept" : "decline")"
    case .officials: return "/office/officials"
    case .confirm(let id): return "/office/officials/\(id)/confirm"
    case .end(let id): return "/office/officials/\(id)/end"
    case .activation(let id): return "/office/activation/\(id)"
    }
  }

  /// What a form's token says of a step, whatever the case (``FormToken``).
  static func anyStep(_ step: ApplicationCommand.Name) -> String {
    "/office/review/:id/\(step.rawValue)"
  }

  func path(_ language: Language) -> String { SiteAddress.page(.office(path), language).path }
}

extension Binding {
  static func desk(_ address: DeskAddress, _ texts: Texts) -> Binding {
    .text(address.path(texts.language))
  }
}
