import Register
import Rules

/// What an organization has handed in, as the officer reads it; nothing to be written there.
struct HandedInPage: Sendable {
  let dossier: Dossier
  let handedIn: ReviewedDossier

  /// - Throws: ``RegisterError`` where it was erased, or nothing was handed in yet.
  init(_ dossier: Dossier, _ registrar: Registrar) throws(RegisterError) {
    self.dossier = dossier
    let application = dossier.application
    guard application.dossierErased == nil else { throw .notAllowed(.unknown) }
    func submission(_ round: Int) throws(RegisterError) -> Submission {
      try registrar.submission(of: application, round: round)
    }
    let before = application.round > 1 ? try submission(application.round - 1) : nil
    handedIn = ReviewedDossier(
      try submission(application.round), before: before, in: dossier.rulebook)
  }

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["handed-in-title"], path: dossier.path + "/handed-in", section: .applications)
    page.crumbs = [
      OfficeLink(texts["office-nav-applications"], OfficePath.applications),
      OfficeLink(dossier.organization.name, dossier.path),
    ]
    page.badge = dossier.application.status.badge(texts)
    for section in handedIn.sections {
      page.blocks.append(.heading(texts[section.name]))
      for group in section.groups where group.change != .removed {
        if let number = group.number {
          page.blocks.append(.hint(texts.fill("handed-in-number", ["number": String(number)])))
        }
        page.blocks.append(.facts(group.fields.map { fact($0, texts) }))
      }
    }
    page.blocks += [
      .heading(texts["application-documents"]),
      .links([OfficeLink(texts["application-evidence"], dossier.path + "/documents")]),
    ]
    return page
  }

  /// An answer, with a remark where it is not what the round before said.
  private func fact(_ field: ReviewedDossier.Field, _ texts: Texts) -> (String, OfficeCell) {
    let lines = field.lines.map { texts[$0] }.joined(separator: texts.listSeparator)
    var cell = OfficeCell(lines.isEmpty ? texts["handed-in-empty"] : lines)
    if field.change != nil {
      let before = field.before.map { texts[$0] }.joined(separator: texts.listSeparator)
      cell.note = texts.fill(
        "handed-in-before", ["before": before.isEmpty ? texts["handed-in-empty"] : before])
    }
    return (texts[field.label], cell)
  }
}
