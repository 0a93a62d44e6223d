import Hummingbird
import Register
import Rules

/// The routes of the authority's own pages.
enum DeskRoute {
  static let queue = "/office/queue"
  static let review = "/office/review/:id"
  static let step = "/office/review/:id/:step"
  static let document = "/office/review/:id/documents/:digest"
  static let receipt = "/office/review/:id/receipt"
  static let publishing = "/office/lists"
  static let mandates = "/office/mandates"
  static let mandateDocument = "/office/mandates/:id/document"
  static let accept = "/office/mandates/:id/accept"
  static let decline = "/office/mandates/:id/decline"
  static let officials = "/office/officials"
  static let confirm = "/office/officials/:id/confirm"
  static let end = "/office/officials/:id/end"
  static let resets = "/office/officials/resets"
  static let confirmReset = "/office/officials/resets/:id/confirm"
  static let reset = "/office/reset/:id"
  static let activation = "/office/activation/:id"
}

extension OfficePages {
  /// Who reviews and decides.
  static let reviewers: Access = .roles([.officer, .approver])

  /// Adds the pages of officers, approvers and administrators in a language.
  func addDesk(_ language: Language?, _ router: Router<WebContext>) {
    addQueue(language, router)
    addReview(language, router)
    addPublishing(language, router)
    addMandates(language, router)
    addOfficials(language, router)
    addResets(language, router)
  }

  /// What a page is made from; `nil` where nobody is signed in.
  func desk(_ visit: Visit) -> Desk? {
    visit.visitor.map { visitor in
      Desk(registrar, visit.cases, visit.page.state, viewer: visitor.account, now: visit.now)
    }
  }

  /// The same after something was done: the newest state.
  func deskNow(_ visit: Visit) -> Desk? {
    let published = registrar.published
    return visit.visitor.map { visitor in
      Desk(
        registrar, published.cases, published.state, viewer: visitor.account, now: visit.now)
    }
  }

  /// Does something in the name of who is signed in.
  func carryOut(_ command: Command, _ visit: Visit) async throws -> Register.Outcome {
    guard let visitor = visit.visitor else { throw RegisterError.notAllowed(.accountEnded) }
    return try await registrar.carryOut(command, actor: visitor.actor)
  }

  /// Does something, and leads on; a refusal leads back to where it was asked.
  func carryOut(
    _ command: Command, _ visit: Visit, back: DeskAddress, then: DeskAddress, notice: String
  ) async throws -> OfficeOutcome {
    do {
      _ = try await carryOut(command, visit)
      return .redirect(then.path, notice: notice)
    } catch RegisterError.notAllowed(let refusal) {
      return .refused(OfficeRefusal(refusal, back: back.path))
    }
  }
}

extension Visit {
  var forms: DeskForms { DeskForms(texts: texts) { formToken($0) } }

  /// A page of the authority's own for the layout.
  func desk(
    _ template: String, title: String, at address: DeskAddress, _ section: OfficeSection,
    status: Int = 200, _ bindings: Bindings
  ) -> OfficeOutcome {
    .content(
      deskContent(template, title: title, at: address, section, status: status, bindings))
  }

  func deskContent(
    _ template: String, title: String, at address: DeskAddress, _ section: OfficeSection,
    status: Int = 200, _ bindings: Bindings
  ) -> PageContent {
    var bindings = bindings
    bindings["done"] = .optional(done)
    var content = PageContent(
      template: template, title: title, description: title, address: .office(address.path),
      isIndexed: false, bindings: bindings)
    content.status = status
    content.office = visitor.map { OfficeFrame(self, $0, section: section) }
    return content
  }

  /// What was just done, as the address says.
  var done: String? {
    guard let key = page.items["done"], key.utf8.starts(with: "done-".utf8),
      Texts.table[key] != nil, request.method == .get
    else { return nil }
    return texts[key]
  }
}
