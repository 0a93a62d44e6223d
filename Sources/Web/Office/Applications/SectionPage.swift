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
          hidden: [("revision", String(dossier.revision)), ("records", String(count))],
          isAutosaved: stored == nil)),
    ]
    page.hasScript = stored == nil
    return page
  }

  /// A field with what went back at its place beside it, and room for what the organization says to
  /// it.
  private func answering(_ field: OfficeField, _ texts: Texts) -> [OfficeField] {
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
