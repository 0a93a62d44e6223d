import Record
import Register
import Rules

extension OfficePages {
  /// The page of an organization that the visitor acts for; another's is as unknown as one that is
  /// not there.
  func organization(_ visit: Visit, _ id: Identifier) -> OwnOrganizationPage? {
    guard let visitor = visit.visitor, visit.cases.acts(visitor.person, for: id),
      let organization = visit.cases.organization(id)
    else { return nil }
    var page = OwnOrganizationPage(organization: organization)
    page.people = visit.cases.persons(actingFor: id).map { person in
      (try? registrar.details(of: person))?.name ?? visit.texts["person-erased"]
    }.sorted()
    page.claims = visit.cases.claims(of: id)
    page.reasons = reasons(page.claims)
    page.mandate = visit.cases.mandates(of: visitor.person).first {
      $0.organization == id && $0.filing == nil && $0.status == .accepted
    }
    page.offered = offered(to: organization, visit)
    return page
  }

  /// Filings that the lists give to an organization of this very name, and that nobody has claimed.
  private func offered(to organization: FilingOrganization, _ visit: Visit) -> [FilingView] {
    visit.page.state.search(FilingQuery(text: organization.name, limit: 100)).filings.filter {
      $0.facts.organization.utf8.elementsEqual(organization.name.utf8)
        && visit.cases.canClaim(filing: $0.key)
    }
  }

  /// Claims filings with one document that shows whose they are.
  func claim(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    guard let visitor = visit.visitor, let id = visit.id(),
      var page = organization(visit, id)
    else { return .refused(.unknown) }
    let texts = visit.texts
    page.number = form.text("number")
    page.chosen = form.fields.texts("filings")
    var keys = page.offered.map(\.key).filter(page.chosen.contains)
    if !page.number.isEmpty {
      if let filing = visit.page.state.filing(page.number) {
        if visit.cases.canClaim(filing: filing.key) {
          if !keys.contains(filing.key) { keys.append(filing.key) }
        } else {
          page.errors["number"] = texts["claim-taken"]
        }
      } else {
        page.errors["number"] = texts["claim-unknown"]
      }
    } else if keys.isEmpty {
      page.errors[page.offered.isEmpty ? "number" : "filings"] = texts["claim-none"]
    }
    guard let file = form.uploads["document"] else {
      page.errors["document"] = texts["organization-document-error"]
      return .page(page.page(visit), visit)
    }
    guard page.errors.isEmpty else { return .page(page.page(visit), visit) }
    let document: Submission.Document
    do throws(EvidenceRefusal) {
      document = try await form.uploads.keep(file, at: visit.now)
    } catch {
      page.errors["document"] = texts[error.wording]
      return .page(page.page(visit), visit)
    }
    for key in keys {
      _ = try await registrar.carryOut(
        .organization(.claimFiling(key: key, organization: id, document: document)),
        actor: visitor.actor)
    }
    return .redirect(page.path, notice: "done-claimed-filings")
  }
}

/// The page of an organization that somebody acts for: who else does, which imported filings are its
/// own, and how to stop acting.
struct OwnOrganizationPage: Sendable {
  let organization: FilingOrganization
  /// Who acts for it, by name.
  var people: [String] = []
  var claims: [Mandate] = []
  /// Why claims were declined.
  var reasons: [Identifier: String] = [:]
  /// What the visitor acts by.
  var mandate: Mandate?
  /// Filings in the lists under its name that can be claimed.
  var offered: [FilingView] = []
  var number = ""
  var chosen: [String] = []
  var errors: [String: String] = [:]
  var leaveError: String?

  var path: String { OfficePath.organizations + "/" + organization.id.text }

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(title: organization.name, path: path, section: .organizations)
    page.crumbs = [OfficeLink(texts["office-nav-organizations"], OfficePath.organizations)]
    page.blocks = [
      .facts([
        (texts["organization-code"], OfficeCell(organization.creditCode.text, isCode: true)),
        (
          texts["organization-people"],
          OfficeCell(people.joined(separator: texts.listSeparator))
        ),
      ]),
      .links([OfficeLink(texts["office-nav-applications"], OfficePath.applications)]),
      .heading(texts["claims-heading"], id: "claims"), .text(texts["claims-text"]),
    ]
    if !claims.isEmpty { page.blocks.append(.table(table(visit))) }
    page.blocks.append(.form(form(texts)))
    if let mandate { page.blocks += leaving(mandate, texts) }
    return page
  }

  private func table(_ visit: Visit) -> OfficeTable {
    let texts = visit.texts
    return OfficeTable(
      caption: texts["claims-mine"],
      headings: [
        texts["claim-filing"], texts["claim-asked"], texts["organization-status"],
      ],
      rows: claims.map { claim in
        let key = claim.filing ?? ""
        let facts = visit.page.state.filing(key)?.current.facts
        var name = OfficeCell(facts?.algorithm ?? key)
        name.address = SiteAddress.page(.filing(key: key, .now), texts.language).path
        name.note = facts?.number
        var status = OfficeCell(claim.status.badge(texts))
        if claim.status == .declined {
          status.note = texts.fill(
            "mandate-reason", ["reason": reasons[claim.id] ?? texts["record-erased"]])
        }
        return [name, OfficeCell(texts.beijing(claim.requested)), status]
      })
  }

  private func form(_ texts: Texts) -> OfficeFormBlock {
    var fields: [OfficeField] = []
    if !offered.isEmpty {
      var choice = OfficeField(
        "filings", texts["claim-offered"],
        .checks(
          offered.map { filing in
            .init(
              value: filing.key, label: filing.facts.algorithm + " · " + filing.facts.number)
          }), help: texts["claim-offered-help"], error: errors["filings"])
      choice.values = chosen
      fields.append(choice)
    }
    fields += [
      OfficeField(
        "number", texts["claim-number"], .line(type: "text", autocomplete: "off"), value: number,
        help: texts[offered.isEmpty ? "claim-number-help" : "claim-number-other"],
        error: errors["number"]),
      OfficeField(
        "document", texts["claim-document"], .file(accept: ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"),
        help: texts["claim-document-help"], isRequired: true, error: errors["document"]),
    ]
    return OfficeFormBlock(
      path + "/claims", fields: fields, buttons: [.init(texts["claim-button"])], hasFiles: true)
  }

  private func leaving(_ mandate: Mandate, _ texts: Texts) -> [OfficeBlock] {
    [
      .heading(texts["organization-leave"]),
      .text(texts[people.count > 1 ? "organization-leave-text" : "organization-leave-last"]),
      .form(
        OfficeFormBlock(
          OfficePath.leave,
          fields: [
            OfficeField(
              "sure", texts["organization-leave-question"],
              .checks([.init(value: "yes", label: texts["organization-leave-sure"])]),
              error: leaveError)
          ], buttons: [.init(texts["organization-leave"], isSecondary: true)],
          hidden: [("mandate", mandate.id.text)])),
    ]
  }
}
