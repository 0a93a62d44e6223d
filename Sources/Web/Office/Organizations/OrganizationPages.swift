import Hummingbird
import Register
import Rules

extension OfficePages {
  /// The organizations that somebody acts for, or asks to, and the imported filings that are theirs.
  func addOrganizations(_ language: Language?, to router: Router<WebContext>) {
    let mine = Access.roles([.applicant])
    page(OfficePath.organizations, language, router, for: mine) { visit in
      .page(organizations(visit).page(visit), visit)
    }
    act(OfficePath.organizations, language, router, for: mine, files: true) { visit, form in
      try await ask(visit, form)
    }
    act(OfficePath.leave, language, router, for: mine) { visit, form in
      guard let visitor = visit.visitor, let id = Identifier(form.text("mandate")),
        let mandate = visit.cases.mandate(id), mandate.person == visitor.person
      else { return .refused(.unknown) }
      // Taking a question back does no harm; who stops acting is asked whether that is meant.
      if mandate.status == .accepted, !form.fields.has("sure") {
        guard var page = organization(visit, mandate.organization) else {
          return .refused(.unknown)
        }
        page.leaveError = visit.texts["organization-leave-sure-error"]
        return .page(page.page(visit), visit)
      }
      _ = try await registrar.carryOut(.organization(.leave(mandate: id)), actor: visitor.actor)
      return .redirect(OfficePath.organizations, notice: "done-left")
    }
    page(OfficePath.organizations + "/:id", language, router, for: mine) { visit in
      guard let id = visit.id(), let page = organization(visit, id) else {
        return .refused(.unknown)
      }
      return .page(page.page(visit), visit)
    }
    act(OfficePath.organizations + "/:id/claims", language, router, for: mine, files: true) {
      visit, form in try await claim(visit, form)
    }
  }

  private func organizations(_ visit: Visit) -> OrganizationsPage {
    var page = OrganizationsPage()
    page.mandates =
      visit.visitor.map { visit.cases.mandates(of: $0.person).filter { $0.filing == nil } } ?? []
    page.reasons = reasons(page.mandates)
    return page
  }

  /// Why an officer declined, by mandate; none where the record was erased.
  func reasons(_ mandates: [Mandate]) -> [Identifier: String] {
    var reasons: [Identifier: String] = [:]
    for mandate in mandates {
      if let reason = mandate.reason { reasons[mandate.id] = try? registrar.reasons(reason) }
    }
    return reasons
  }

  /// Registers an organization, or asks to act for one that is registered.
  private func ask(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    guard let visitor = visit.visitor else { return .signIn(next: nil) }
    let texts = visit.texts
    var answer = organizations(visit)
    answer.code = form.text("credit-code")
    answer.name = form.text("name")
    var code: CreditCode?
    do {
      code = try CreditCode(parsing: answer.code)
    } catch {
      answer.errors["credit-code"] = texts[error.wording]
    }
    let known = code.flatMap { visit.cases.organization($0) }
    if known == nil, answer.name.isEmpty {
      answer.errors["name"] = texts["organization-name-error"]
    }
    guard let file = form.uploads["document"] else {
      answer.errors["document"] = texts["organization-document-error"]
      return .page(answer.page(visit), visit)
    }
    guard answer.errors.isEmpty, let code else { return .page(answer.page(visit), visit) }
    let document: Submission.Document
    do throws(EvidenceRefusal) {
      document = try await form.uploads.keep(file, at: visit.now)
    } catch {
      answer.errors["document"] = texts[error.wording]
      return .page(answer.page(visit), visit)
    }
    let command: OrganizationCommand =
      known.map { .join(organization: $0.id, document: document) }
      ?? .register(code, name: answer.name, document: document)
    _ = try await registrar.carryOut(.organization(command), actor: visitor.actor)
    return .redirect(OfficePath.organizations, notice: "done-asked")
  }
}

/// The page of one's organizations, with the form that asks to act for one more.
struct OrganizationsPage: Sendable {
  var mandates: [Mandate] = []
  /// Why mandates were declined.
  var reasons: [Identifier: String] = [:]
  var code = ""
  var name = ""
  var errors: [String: String] = [:]

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["office-nav-organizations"], path: OfficePath.organizations,
      section: .organizations)
    if mandates.isEmpty {
      page.blocks.append(.text(texts["organization-none"]))
    } else {
      page.blocks.append(
        .table(
          OfficeTable(
            caption: texts["organization-mine"],
            headings: [
              texts["organization-name"], texts["organization-code"], texts["organization-status"],
              texts["organization-step"],
            ], rows: mandates.map { row($0, visit) })))
    }
    page.blocks += [
      .heading(texts["organization-add"]), .text(texts["organization-add-text"]),
      .form(
        OfficeFormBlock(
          OfficePath.organizations,
          fields: [
            OfficeField(
              "credit-code", texts["organization-code"], .line(type: "text", autocomplete: "off"),
              value: code, help: texts["organization-code-help"], isRequired: true,
              error: errors["credit-code"]),
            OfficeField(
              "name", texts["organization-name"],
              .line(type: "text", autocomplete: "organization"), value: name,
              help: texts["organization-name-help"], error: errors["name"]),
            OfficeField(
              "document", texts["organization-document"],
              .file(accept: ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"),
              help: texts["organization-document-help"], isRequired: true,
              error: errors["document"]),
          ], buttons: [.init(texts["organization-ask"])], hasFiles: true)),
    ]
    return page
  }

  private func row(_ mandate: Mandate, _ visit: Visit) -> [OfficeCell] {
    let texts = visit.texts
    let organization = visit.cases.organization(mandate.organization)
    let path = OfficePath.organizations + "/" + mandate.organization.text
    var status = OfficeCell(mandate.status.badge(texts))
    if mandate.status == .declined {
      status.note = texts.fill(
        "mandate-reason", ["reason": reasons[mandate.id] ?? texts["record-erased"]])
    }
    let step =
      switch mandate.status {
      case .accepted: OfficeCell(texts["organization-open"], path: path)
      case .requested:
        OfficeCell(
          OfficeFormBlock(
            OfficePath.leave,
            buttons: [
              .init(texts["mandate-take-back"], isSecondary: true, about: organization?.name)
            ], hidden: [("mandate", mandate.id.text)]))
      case .declined, .ended: OfficeCell("–")
      }
    return [
      OfficeCell(organization?.name ?? ""),
      OfficeCell(organization?.creditCode.text ?? "", isCode: true), status, step,
    ]
  }
}

extension Mandate.Status {
  /// The status in a word.
  func badge(_ texts: Texts) -> OfficeBadge {
    switch self {
    case .requested: OfficeBadge(texts["mandate-requested"], .change)
    case .accepted: OfficeBadge(texts["mandate-accepted"], .good)
    case .declined: OfficeBadge(texts["mandate-declined"], .bad)
    case .ended: OfficeBadge(texts["mandate-ended"], .plain)
    }
  }
}
