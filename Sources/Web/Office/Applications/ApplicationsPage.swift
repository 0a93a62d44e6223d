import Record
import Register
import Rules

/// The list of applications, with a button that begins one.
struct ApplicationsPage: Sendable {
  /// What each application's algorithm is called, where that is written already.
  var names: [Identifier: String] = [:]

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["office-nav-applications"], path: OfficePath.applications, section: .applications
    )
    let organizations = visit.visitor.map { visit.cases.organizations(of: $0.person) } ?? []
    guard !organizations.isEmpty else {
      page.blocks = [
        .text(texts["application-no-organization"]),
        .buttons([OfficeLink(texts["organization-add"], OfficePath.organizations)]),
      ]
      return page
    }
    let rows = organizations.flatMap { organization in
      visit.cases.applications(of: organization.id).map { application in
        [
          OfficeCell(
            names[application.id] ?? texts["application-unnamed"],
            path: OfficePath.applications + "/" + application.id.text),
          OfficeCell(organization.name),
          OfficeCell(texts[Words.shortName(application.track)]),
          OfficeCell(application.status.badge(texts)),
          OfficeCell(texts.beijing(application.changed)),
        ]
      }
    }
    if !rows.isEmpty {
      page.blocks.append(
        .table(
          OfficeTable(
            caption: texts["application-mine"],
            headings: [
              texts["application-algorithm"], texts["organization-name"],
              texts["application-track"], texts["organization-status"],
              texts["application-changed"],
            ], rows: rows)))
    }
    page.blocks += [
      .heading(texts["application-begin"]),
      .form(
        OfficeFormBlock(
          OfficePath.applications,
          fields: [
            OfficeField(
              "organization", texts["organization-name"],
              .select(organizations.map { .init(value: $0.id.text, label: $0.name) }))
          ], buttons: [.init(texts["application-begin-button"])])),
    ]
    return page
  }
}

extension ApplicationStatus {
  /// The status in a word.
  func badge(_ texts: Texts) -> OfficeBadge {
    switch self {
    case .draft: OfficeBadge(texts["application-draft"], .plain)
    case .submitted: OfficeBadge(texts["application-submitted"], .change)
    case .returned: OfficeBadge(texts["application-returned"], .bad)
    case .recommended: OfficeBadge(texts["application-recommended"], .change)
    case .approved: OfficeBadge(texts["application-approved"], .good)
    case .published: OfficeBadge(texts["application-published"], .good)
    case .refused: OfficeBadge(texts["application-refused"], .bad)
    case .withdrawn: OfficeBadge(texts["application-withdrawn"], .plain)
    }
  }
}
