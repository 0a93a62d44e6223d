import Register
import Rules

extension SectionPage {
  /// What the page says, for the layout: put together from parts of the form that are kept, or by its
  /// template where two people have written the same thing.
  func content(
    _ visit: Visit, _ memo: SectionMemo, _ library: TemplateLibrary
  ) -> PageContent {
    guard stored == nil else { return page(visit).content(visit) }
    var content = frame(visit, path: path).content(visit)
    content.bindings = [:]
    content.write = writing(visit, memo, library)
    return content
  }

  /// The places of a page.
  private enum Place: Int {
    case organization, dossier, steps, revision, records, token, inputs

    var text: String { Mould.place(rawValue) }
  }

  private func writing(
    _ visit: Visit, _ memo: SectionMemo, _ library: TemplateLibrary
  ) -> @Sendable (inout HTMLWriter) -> Void {
    let texts = visit.texts
    let rulebook = dossier.rulebook.reference
    let around = memo.pages.mould(
      .init(
        language: texts.language, rulebook: rulebook, section: section.id,
        done: visit.page.items["done"].flatMap { Texts.table[$0] == nil ? nil : $0 })
    ) { library.mould("office", open(visit).content(visit).bindings) }
    let steps = steps(texts, memo, library, visit)
    let token = visit.formToken(path)
    return { html in
      around.write(to: &html) { place, html in
        switch Place(rawValue: place) {
        case .organization: html.write(dossier.organization.name)
        case .dossier: html.write(dossier.path)
        case .steps: steps.write(to: &html) { _, html in html.write(dossier.path) }
        case .revision: html.write(String(dossier.revision))
        case .records: html.write(String(records))
        case .token: html.write(token)
        case .inputs: writeFields(texts, memo, library, to: &html)
        case nil: break
        }
      }
    }
  }

  /// The page with places for all that is an application's own.
  private func open(_ visit: Visit) -> OfficePage {
    var form = form(
      visit.texts, action: Place.dossier.text + "/sections/" + section.id,
      revision: Place.revision.text, records: Place.records.text)
    form.token = Place.token.text
    form.written = Place.inputs.text
    var page = frame(visit, path: Place.dossier.text)
    page.crumbs = crumbs(
      visit.texts, organization: Place.organization.text, path: Place.dossier.text)
    page.writtenSide = Place.steps.text
    page.blocks = [.hint(visit.texts["section-hint"]), .form(form)]
    return page
  }

  private func steps(
    _ texts: Texts, _ memo: SectionMemo, _ library: TemplateLibrary, _ visit: Visit
  ) -> Mould {
    let progress = dossier.progress
    let key = SectionMemo.StepsKey(
      language: texts.language, rulebook: dossier.rulebook.reference, current: section.id,
      progress: progress)
    return memo.steps.mould(key) {
      let steps = Dossier.steps(
        progress, dossier.rulebook, path: Mould.place(0), current: section.id, texts)
      return library.mould("office-block", OfficeBlock.steps(steps).bindings(visit))
    }
  }

  private func writeFields(
    _ texts: Texts, _ memo: SectionMemo, _ library: TemplateLibrary, to html: inout HTMLWriter
  ) {
    let shape = shape
    for slot in shape.slots(dossier.submission.answers) {
      if !dossier.items.isEmpty {
        let shown = shape.shown(slot, texts)
        let answered = answering(shown, texts)
        guard answered.count == 1 else {
          for field in answered {
            html.write(written: library.content("office-field", field.bindings(texts)))
          }
          continue
        }
      }
      write(slot, shape, texts, memo, library, to: &html)
    }
  }

  private func write(
    _ slot: SectionForm.Slot, _ shape: SectionForm, _ texts: Texts, _ memo: SectionMemo,
    _ library: TemplateLibrary, to html: inout HTMLWriter
  ) {
    let key = SectionMemo.FieldKey(
      language: texts.language, rulebook: dossier.rulebook.reference, section: section.id,
      record: slot.record, field: slot.field, isRequired: slot.isRequired,
      chosen: shape.chosen(slot))
    let mould = memo.fields.mould(key) {
      var shown = shape.shown(slot, texts)
      // What is chosen stands in the key; what is written does not.
      if key.chosen.isEmpty { shown.values = [Mould.place(0)] }
      return library.mould("office-field", shown.bindings(texts))
    }
    mould.write(to: &html) { _, html in html.write(shape.value(slot)) }
  }
}

extension SectionForm {
  /// Which options of a choice are chosen; empty where something is written.
  fileprivate func chosen(_ slot: Slot) -> [Bool] {
    guard let place = slot.field else { return [] }
    let options: [String]
    switch fields[place].kind {
    case .yesNo: options = ["yes", "no"]
    case .choice, .choices: options = fields[place].options.map(\.id)
    default: return []
    }
    let values = Self.values(slot.answer, fields[place].kind)
    return options.map { option in values.contains { $0.utf8.elementsEqual(option.utf8) } }
  }

  /// What is written in a field.
  fileprivate func value(_ slot: Slot) -> String {
    slot.field.flatMap { Self.values(slot.answer, fields[$0].kind).first } ?? ""
  }
}
