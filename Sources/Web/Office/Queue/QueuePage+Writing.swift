import Record
import Register
import Rules

extension QueueModel {
  /// A page of one state is made from this, but for its tokens.
  struct PageKey: Hashable, Sendable {
    let language: Language
    let viewer: Viewer
    let filter: Filter
    let first: Int
    let done: String?
  }

  /// Who looks, as far as that changes what is seen.
  struct Viewer: Hashable, Sendable {
    private let roles: Set<AccountRole>
    /// `nil` for everybody who has no case in hand, has recommended none and acts for nobody: they all
    /// see the same.
    private let person: Identifier?

    init(_ desk: Desk, _ waiting: Waiting) {
      roles = desk.viewer.roles
      let one = desk.viewer.person
      person = waiting.holders.contains(one) || desk.cases.actsForAny(one) ? one : nil
    }
  }

  /// Whether every name was found: one that was erased cannot be told from one that could not be read
  /// just now.
  fileprivate var isWhole: Bool {
    cases.allSatisfy { ($0.algorithm != nil || !$0.canOpen) && ($0.holder != nil || !$0.isHeld) }
  }

  /// The places of a page: the tokens of what can be done to a case.
  fileprivate static let steps: [ApplicationCommand.Name] = [.claim, .release]

  /// What the template `queue` writes, with places for the tokens of its forms; rows and what stands
  /// around them are kept.
  func mould(
    _ texts: Texts, _ parts: QueueParts, _ library: TemplateLibrary, done: String?
  ) -> Mould {
    let top = parts.tops.mould(
      QueueParts.TopKey(
        language: texts.language, today: today, filter: filter, counts: counts,
        spans: spans, first: first, mandates: mandates, isEmpty: cases.isEmpty, done: done)
    ) {
      var around = self
      around.cases = []
      var bindings = around.bindings(DeskForms(texts: texts) { _ in "" })
      bindings["hasCases"] = .flag(!cases.isEmpty)
      bindings["rows"] = .text(Mould.place(0))
      bindings["done"] = .optional(done)
      return library.mould("queue", bindings)
    }
    var html = HTMLWriter(capacity: 32 << 10)
    top.write(to: &html) { _, html in
      for one in cases { one.write(texts, parts, library, to: &html) }
    }
    return Mould(html.text)
  }
}

extension QueueModel.Case {
  /// Writes the row; its places stay open.
  fileprivate func write(
    _ texts: Texts, _ parts: QueueParts, _ library: TemplateLibrary, to html: inout HTMLWriter
  ) {
    let row = parts.rows.mould(QueueParts.RowKey(shown: self, language: texts.language)) {
      let places = DeskForms(texts: texts) { action in
        let step = QueueModel.steps.firstIndex { DeskAddress.step(id, $0).path == action }
        return Mould.place(step ?? 0)
      }
      return library.mould("queue-row", bindings(places))
    }
    row.write(to: &html) { place, html in html.write(written: Mould.place(place)) }
  }
}

extension Mould {
  /// Writes a page of the queue with the tokens of a session.
  func write(to html: inout HTMLWriter, queueOf forms: DeskForms) {
    // A token is the same for every case.
    let tokens = QueueModel.steps.map { forms.token(DeskAddress.anyStep($0)) }
    write(to: &html) { place, html in html.write(tokens[place]) }
  }
}

extension Waiting {
  /// A page of the queue, written once for all who see the same.
  func page(
    _ key: QueueModel.PageKey, _ desk: Desk, _ library: TemplateLibrary, _ texts: Texts
  ) -> Mould {
    if let known = pages[key] { return known }
    let model = QueueModel(desk, self, filter: key.filter, from: key.first)
    let page = model.mould(texts, parts, library, done: key.done)
    if model.isWhole { pages.keep(page, for: key) }
    return page
  }
}
