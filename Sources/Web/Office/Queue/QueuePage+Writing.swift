import Register
import Rules

extension QueueModel {
  /// What stands around the rows is made from this.
  struct TopKey: Hashable, Sendable {
    let language: Language
    let today: Day
    let filter: Filter
    let counts: [Filter: Int]
    let spans: [Span: Int]
    let first: Int
    let mandates: Int
    let isEmpty: Bool
    let done: String?
  }

  /// Writes what the template `queue` would: its rows and what stands around them are kept with the
  /// state, and only the forms' tokens are new.
  func writing(
    _ forms: DeskForms, _ waiting: Waiting, _ library: TemplateLibrary, done: String?
  ) -> @Sendable (inout HTMLWriter) -> Void {
    let top = waiting.tops.mould(
      TopKey(
        language: forms.texts.language, today: today, filter: filter, counts: counts,
        spans: spans, first: first, mandates: mandates, isEmpty: cases.isEmpty, done: done)
    ) {
      var around = self
      around.cases = []
      var bindings = around.bindings(forms)
      bindings["hasCases"] = .flag(!cases.isEmpty)
      bindings["rows"] = .text(Mould.place(0))
      bindings["done"] = .optional(done)
      return library.mould("queue", bindings)
    }
    return { html in
      top.write(to: &html) { _, html in
        for one in cases { one.write(forms, waiting, library, to: &html) }
      }
    }
  }
}

extension QueueModel.Case {
  private func key(_ language: Language) -> Waiting.RowKey {
    Waiting.RowKey(
      id: id, language: language, canOpen: canOpen, canClaim: canClaim, canRelease: canRelease,
      isMine: isMine, hasAlgorithm: algorithm != nil, hasHolder: holder != nil)
  }

  fileprivate func write(
    _ forms: DeskForms, _ waiting: Waiting, _ library: TemplateLibrary, to html: inout HTMLWriter
  ) {
    let steps = [DeskAddress.step(id, .claim).path, DeskAddress.step(id, .release).path]
    let row = waiting.rows.mould(key(forms.texts.language)) {
      let places = DeskForms(texts: forms.texts) { path in
        Mould.place(path == steps[0] ? 0 : 1)
      }
      return library.mould("queue-row", bindings(places))
    }
    row.write(to: &html) { place, html in html.write(forms.token(steps[place])) }
  }
}
