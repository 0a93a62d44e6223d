import Register
import Rules

/// A section of the form.
struct SectionPage: Sendable {
  let dossier: Dossier
  let section: FormSection
  /// What somebody else has saved while this was written.
  var stored: Answers?

  /// Its path.
  var path: String { dossier.path + "/sections/" + section.id }
  var shape: SectionForm { SectionForm(section: section, fields: dossier.fields(section)) }
  /// How often the section is filled in.
  var records: Int { max(1, dossier.submission.answers.records[section.id]?.count ?? 0) }

  /// The whole page, for its template.
  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = frame(visit, path: path)
    page.crumbs = crumbs(texts, organization: dossier.organization.name, path: dossier.path)
    page.side = [.steps(dossier.steps(current: section.id, texts))]
    let shape = shape
    var fields = shape.page(dossier.submission.answers, texts)
    if !dossier.items.isEmpty { fields = fields.flatMap { answering($0, texts) } }
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
    var form = form(
      texts, action: path, revision: String(dossier.revision), records: String(records))
    form.fields = fields
    page.blocks = [.hint(texts["section-hint"]), .form(form)]
    return page
  }

  /// The page without what it says.
  func frame(_ visit: Visit, path: String) -> OfficePage {
    var page = OfficePage(
      title: visit.texts[section.name], path: path, section: .applications)
    page.hasScript = stored == nil
    return page
  }

  func crumbs(_ texts: Texts, organization: String, path: String) -> [OfficeLink] {
    [
      OfficeLink(texts["office-nav-applications"], OfficePath.applications),
      OfficeLink(organization, path),
    ]
  }

  /// The form without its fields.
  func form(
    _ texts: Texts, action: String, revision: String, records: String
  ) -> OfficeFormBlock {
    var buttons = [OfficeFormBlock.Button(texts["section-continue"], name: "do", value: "continue")]
    if section.repeats {
      buttons.append(.init(texts["record-add"], name: "do", value: "add", isSecondary: true))
    }
    buttons.append(.init(texts["section-stay"], name: "do", value: "stay", isSecondary: true))
    return OfficeFormBlock(
      action, buttons: buttons, hidden: [("revision", revision), ("records", records)],
      isAutosaved: stored == nil)
  }

  /// A field with what went back at its place beside it, and room for what the organization says to
  /// it.
  func answering(_ field: OfficeField, _ texts: Texts) -> [OfficeField] {
    let remarks = dossier.remarks(at: field.name, texts)
    guard !remarks.isEmpty else { return [field] }
    var field = field
    field.remarks += remarks
    var reply = OfficeField(
      "reply:" + field.name, texts.fill("item-reply", ["label": field.label]), .lines(rows: 3),
      value: dossier.submission.replies[field.name] ?? "", help: texts["application-reply-help"])
    reply.saysOptional = true
    return [field, reply]
  }
}
