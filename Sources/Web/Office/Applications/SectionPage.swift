import Register
import Rules

/// A section of the form.
struct SectionPage: Sendable {
  let dossier: Dossier
  let section: FormSection
  /// What somebody else has saved while this was written.
  var stored: Answers?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let action = dossier.path + "/sections/" + section.id
    var page = OfficePage(title: texts[section.name], path: action, section: .applications)
    page.crumbs = [
      OfficeLink(texts["office-nav-applications"], OfficePath.applications),
      OfficeLink(dossier.organization.name, dossier.path),
    ]
    page.side = [.steps(dossier.steps(current: section.id, texts))]
    let shape = SectionForm(section: section, fields: dossier.fields(section))
    var fields = shape.page(dossier.submission.answers, texts)
    if let stored {
      page.faults = [texts["section-conflict"]]
      let others = shape.page(stored, texts)
      for place in fields.indices {
        let other = others.first { $0.name == fields[place].name }?.values ?? []
        if other != fields[place].values {
          fields[place].remarks.append(
            texts.fill("section-other", ["value": other.joined(separator: "\n")]))
        }
      }
    }
    var buttons = [OfficeFormBlock.Button(texts["section-continue"], name: "do", value: "continue")]
    if section.repeats {
      buttons.append(.init(texts["record-add"], name: "do", value: "add", isSecondary: true))
    }
    buttons.append(.init(texts["section-stay"], name: "do", value: "stay", isSecondary: true))
    let count = max(1, dossier.submission.answers.records[section.id]?.count ?? 0)
    page.blocks = [
      .hint(texts["section-hint"]),
      .form(
        OfficeFormBlock(
          action, fields: fields, buttons: buttons,
          hidden: [("revision", String(dossier.revision)), ("records", String(count))])),
    ]
    return page
  }
}

/// The documents of an application, every version listed.
struct DocumentsPage: Sendable {
  let dossier: Dossier
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
    page.side = [.steps(dossier.steps(current: "documents", texts))]
    for rule in dossier.rulebook.documents {
      let versions = dossier.submission.documents[rule.id] ?? []
      page.blocks.append(.heading(texts[rule.name]))
      if !versions.isEmpty {
        page.blocks.append(
          .table(
            OfficeTable(
              caption: texts["document-versions"],
              headings: [
                texts["document-name"], texts["document-size"], texts["document-digest"],
              ],
              rows: versions.reversed().map { document in
                [
                  OfficeCell(document.name), OfficeCell(Texts.grouped(document.bytes)),
                  OfficeCell(String(document.sha256.prefix(16)) + "…", isCode: true),
                ]
              })))
      }
      let isRequired = rule.required.holds { dossier.submission.answers.fields[$0] }
      page.blocks.append(
        .form(
          OfficeFormBlock(
            action,
            fields: [
              OfficeField(
                "documents.\(rule.id)", texts[rule.name],
                .file(accept: rule.formats.map { "." + $0 }.joined(separator: ",")),
                help: texts[rule.help]
                  + texts.fill(
                    "document-limits", ["formats": rule.formats.joined(separator: ", ")]),
                isRequired: isRequired, error: errors[rule.id])
            ],
            buttons: [
              .init(texts["document-upload"], isSecondary: true, about: texts[rule.name])
            ], hidden: [("document", rule.id)], hasFiles: true, label: texts[rule.name])))
    }
    page.blocks.append(.buttons([OfficeLink(texts["application-check"], dossier.path)]))
    return page
  }
}
