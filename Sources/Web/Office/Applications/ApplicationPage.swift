import Record
import Register
import Rules

/// The page of an application: where it stands, what is missing, and what can be done.
struct ApplicationPage: Sendable {
  let dossier: Dossier
  let history: CaseHistory
  /// What the algorithm is called; `nil` where that is not written, or was erased.
  var algorithm: String?
  /// The reasons of a refusal.
  var reasons: String?
  var withdrawError: String?
  var eraseError: String?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let application = dossier.application
    var page = OfficePage(
      title: dossier.organization.name, path: dossier.path, section: .applications)
    page.crumbs = [OfficeLink(texts["office-nav-applications"], OfficePath.applications)]
    page.badge = application.status.badge(texts)
    var facts: [(String, OfficeCell)] = [
      (
        texts["application-algorithm"],
        OfficeCell(algorithm ?? texts["application-unnamed"])
      ),
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
    if application.status == .refused {
      page.blocks += [
        .heading(texts["application-reasons"]),
        .text(reasons ?? texts["record-erased"]), .notice(texts["application-appeal"]),
      ]
    }
    if application.decision != nil {
      page.blocks.append(
        .buttons([OfficeLink(texts["application-receipt"], dossier.path + "/receipt")]))
    }
    if !dossier.isOpen {
      page.blocks +=
        application.dossierErased == nil
        ? [
          .links(
            (application.round > 0
              ? [OfficeLink(texts["application-handed-in"], dossier.path + "/handed-in")] : [])
              + [OfficeLink(texts["application-evidence"], dossier.path + "/documents")])
        ]
        : [.notice(texts["application-erased"])]
    }
    if dossier.isOpen {
      page.side = [.steps(dossier.steps(current: nil, texts))]
      page.blocks += handingIn(texts)
    }
    page.blocks += [
      .heading(texts["happened-heading"], id: "history"), .events(history.events(texts)),
    ]
    page.blocks += withdrawing(texts) + erasing(visit)
    return page
  }

  private func withdrawing(_ texts: Texts) -> [OfficeBlock] {
    guard Permission.statuses(.withdraw).contains(dossier.application.status) else { return [] }
    return [
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

  /// What becomes of what was handed in where nothing came of it.
  private func erasing(_ visit: Visit) -> [OfficeBlock] {
    let texts = visit.texts
    guard let day = dossier.application.erasable, let last = dossier.application.erasedFrom else {
      return []
    }
    let heading = OfficeBlock.heading(texts["application-erase"])
    guard day <= visit.now.beijingDay else {
      return [heading, .text(texts.fill("application-erase-later", ["day": day.iso]))]
    }
    return [
      heading, .text(texts.fill("application-erase-text", ["day": last.iso])),
      .form(
        OfficeFormBlock(
          dossier.path + "/erase",
          fields: [
            OfficeField(
              "erase", texts["application-erase-question"],
              .checks([.init(value: "yes", label: texts["application-erase-sure"])]),
              error: eraseError)
          ], buttons: [.init(texts["application-erase"], isSecondary: true)])),
    ]
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
