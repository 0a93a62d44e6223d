import Record
import Register
import Rules

/// The documents of an application, every version listed with its time; while it can be written,
/// with a form for each.
struct DocumentsPage: Sendable {
  let dossier: Dossier
  var versions = EvidenceVersions()
  var errors: [String: String] = [:]

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let action = dossier.path + "/documents"
    var page = OfficePage(
      title: texts["application-documents"], path: action, section: .applications)
    page.crumbs = [
      OfficeLink(texts["office-nav-applications"], OfficePath.applications),
      OfficeLink(dossier.organization.name, dossier.path),
    ]
    if dossier.isOpen { page.side = [.steps(dossier.steps(current: "documents", texts))] }
    for rule in dossier.rulebook.documents {
      let versions = versions[rule.id]
      guard dossier.isOpen || !versions.isEmpty else { continue }
      page.blocks.append(.heading(texts[rule.name]))
      if !versions.isEmpty { page.blocks.append(.table(table(versions, rule, texts))) }
      if dossier.isOpen { page.blocks.append(.form(form(rule, action, texts))) }
    }
    if page.blocks.isEmpty { page.blocks = [.text(texts["document-none"])] }
    page.blocks.append(
      .buttons([
        OfficeLink(
          texts[dossier.isOpen ? "application-check" : "application-back"], dossier.path)
      ]))
    return page
  }

  private func table(
    _ versions: [EvidenceVersions.Version], _ rule: DocumentRule, _ texts: Texts
  ) -> OfficeTable {
    OfficeTable(
      caption: texts["document-versions"],
      headings: [
        texts["document-name"], texts["document-uploaded"], texts["document-round"],
        texts["document-size"], texts["document-digest"],
      ],
      rows: versions.map { version in
        let file = version.file
        return [
          OfficeCell(file.name, path: dossier.path + "/files/" + file.sha256),
          OfficeCell(file.uploaded.map { texts.beijing($0) } ?? "–"),
          OfficeCell(
            version.round.map { texts.fill("happened-round", ["round": String($0)]) }
              ?? texts["document-not-yet"]),
          OfficeCell(FileSize.text(file.bytes)),
          OfficeCell(String(file.sha256.prefix(16)) + "…", isCode: true),
        ]
      })
  }

  private func form(
    _ rule: DocumentRule, _ action: String, _ texts: Texts
  ) -> OfficeFormBlock {
    let place = "documents.\(rule.id)"
    let isRequired = rule.required.holds { dossier.submission.answers.fields[$0] }
    var file = OfficeField(
      place, texts[rule.name],
      .file(accept: rule.formats.map { "." + $0 }.joined(separator: ",")),
      help: texts[rule.help]
        + texts.fill("document-limits", ["formats": rule.formats.joined(separator: ", ")]),
      isRequired: isRequired, error: errors[rule.id])
    file.remarks = dossier.remarks(at: place, texts)
    return OfficeFormBlock(
      action, fields: [file],
      buttons: [.init(texts["document-upload"], isSecondary: true, about: texts[rule.name])],
      hidden: [("document", rule.id)], hasFiles: true, label: texts[rule.name])
  }
}
