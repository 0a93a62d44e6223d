import Record
import Register
import Rules

/// The list of applications, with a button that begins one.
enum ApplicationsPage {
  static func page(_ visit: Visit) -> OfficePage {
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
            organization.name, path: OfficePath.applications + "/" + application.id.text),
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
              texts["organization-name"], texts["application-track"], texts["organization-status"],
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

/// The page of an application: where it stands, what is missing, and what can be done.
struct ApplicationPage: Sendable {
  let dossier: Dossier
  var withdrawError: String?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let application = dossier.application
    var page = OfficePage(
      title: dossier.organization.name, path: dossier.path, section: .applications)
    page.crumbs = [OfficeLink(texts["office-nav-applications"], OfficePath.applications)]
    page.badge = application.status.badge(texts)
    var facts: [(String, OfficeCell)] = [
      (texts["application-track"], OfficeCell(texts[Words.shortName(application.track)])),
      (texts["application-changed"], OfficeCell(texts.beijing(application.changed))),
    ]
    if let number = application.number {
      facts.append((texts["application-number"], OfficeCell(number.description)))
    }
    if let due = application.due(in: .china, asOf: visit.now.beijingDay), let day = due.day,
      application.status == .submitted || application.status == .recommended
    {
      facts.append((texts["application-due"], OfficeCell(day.iso)))
    }
    page.blocks = [.facts(facts)]
    if application.decision != nil {
      page.blocks.append(
        .buttons([OfficeLink(texts["application-receipt"], dossier.path + "/receipt")]))
    }
    if dossier.isOpen {
      page.side = [.steps(dossier.steps(current: nil, texts))]
      page.blocks += handingIn(texts)
    }
    if Permission.statuses(.withdraw).contains(application.status) {
      page.blocks += [
        .heading(texts["application-withdraw"]),
        .form(
          OfficeFormBlock(
            dossier.path + "/withdraw",
            fields: [
              OfficeField(
                "sure", texts["application-withdraw-text"],
                .checks([.init(value: "yes", label: texts["application-withdraw-sure"])]),
                error: withdrawError)
            ], buttons: [.init(texts["application-withdraw"], isSecondary: true)])),
      ]
    }
    return page
  }

  private func handingIn(_ texts: Texts) -> [OfficeBlock] {
    let findings = dossier.findings
    var blocks: [OfficeBlock] = []
    if !dossier.items.isEmpty {
      blocks += [
        .heading(texts["application-items"]),
        .notice(texts["application-items-lead"], isWarning: true),
        .links(
          dossier.items.map { item in
            OfficeLink(dossier.label(of: item.place, texts), dossier.path(of: item.place))
          }),
      ]
    }
    blocks.append(.heading(texts["application-check"]))
    let replies = dossier.items.map { item in
      var field = OfficeField(
        "reply:" + item.place, dossier.label(of: item.place, texts), .lines(rows: 3),
        value: dossier.submission.replies[item.place] ?? "", help: texts["application-reply-help"])
      field.remarks = [item.reason, item.remedy].filter { !$0.isEmpty }
      return field
    }
    if findings.isEmpty {
      blocks += [
        .text(texts["application-ready"]),
        .form(
          OfficeFormBlock(
            dossier.path + "/submit", fields: replies,
            buttons: [.init(texts["application-submit"])])),
      ]
    } else {
      if !dossier.items.isEmpty {
        blocks.append(
          .items(
            dossier.items.map { item in
              texts.fill(
                "application-item",
                [
                  "place": dossier.label(of: item.place, texts), "reason": item.reason,
                  "remedy": item.remedy,
                ])
            }))
      }
      blocks += [
        .text(texts.count("application-missing", findings.count)),
        .links(
          findings.map { finding in
            OfficeLink(texts[finding.wording], dossier.path(of: finding.places.first ?? ""))
          }),
      ]
    }
    return blocks
  }
}
