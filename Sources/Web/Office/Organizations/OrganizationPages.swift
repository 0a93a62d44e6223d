import Hummingbird
import Register
import Rules

extension OfficePages {
  /// The organizations that somebody acts for, or asks to.
  func addOrganizations(_ language: Language?, to router: Router<WebContext>) {
    page(OfficePath.organizations, language, router, for: .roles([.applicant])) { visit in
      .page(OrganizationsPage().page(visit), visit)
    }
    act(OfficePath.organizations, language, router, for: .roles([.applicant]), files: true) {
      visit, form in try await ask(visit, form)
    }
    act(OfficePath.leave, language, router, for: .roles([.applicant])) { visit, form in
      guard let visitor = visit.visitor, let id = Identifier(form.text("mandate")) else {
        return .refused(.unknown)
      }
      _ = try await registrar.carryOut(.organization(.leave(mandate: id)), actor: visitor.actor)
      return .redirect(OfficePath.organizations, notice: "done-left")
    }
  }

  /// Registers an organization, or asks to act for one that is registered.
  private func ask(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    guard let visitor = visit.visitor else { return .signIn(next: nil) }
    let texts = visit.texts
    var answer = OrganizationsPage()
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
      document = try await form.uploads.keep(file)
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
  var code = ""
  var name = ""
  var errors: [String: String] = [:]

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["office-nav-organizations"], path: OfficePath.organizations,
      section: .organizations)
    let mandates = visit.visitor.map { visit.cases.mandates(of: $0.person) } ?? []
    if mandates.isEmpty {
      page.blocks.append(.text(texts["organization-none"]))
    } else {
      page.blocks.append(
        .table(
          OfficeTable(
            caption: texts["organization-mine"],
            headings: [
              texts["organization-name"], texts["organization-code"], texts["organization-status"],
              texts["organization-leave"],
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
    let canLeave = mandate.status == .requested || mandate.status == .accepted
    return [
      OfficeCell(organization?.name ?? ""),
      OfficeCell(organization?.creditCode.text ?? "", isCode: true),
      OfficeCell(badge(mandate.status, texts)),
      canLeave
        ? OfficeCell(
          OfficeFormBlock(
            OfficePath.leave,
            buttons: [
              .init(texts["organization-leave"], isSecondary: true, about: organization?.name)
            ], hidden: [("mandate", mandate.id.text)])) : OfficeCell("–"),
    ]
  }

  private func badge(_ status: Mandate.Status, _ texts: Texts) -> OfficeBadge {
    switch status {
    case .requested: OfficeBadge(texts["mandate-requested"], .change)
    case .accepted: OfficeBadge(texts["mandate-accepted"], .good)
    case .declined: OfficeBadge(texts["mandate-declined"], .bad)
    case .ended: OfficeBadge(texts["mandate-ended"], .plain)
    }
  }
}
