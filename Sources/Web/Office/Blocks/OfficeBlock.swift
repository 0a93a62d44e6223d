import Record

/// A part of a page of the office.
enum OfficeBlock: Sendable {
  /// A heading, with an anchor where others lead to it.
  case heading(String, id: String? = nil)
  /// A paragraph.
  case text(String)
  /// A paragraph in small print.
  case hint(String)
  /// A framed remark: with `isWarning` one that asks for something.
  case notice(String, isWarning: Bool = false)
  /// Names with what stands behind them.
  case facts([(String, OfficeCell)])
  /// A list of links.
  case links([OfficeLink])
  /// Links that look like buttons; the first is the main one.
  case buttons([OfficeLink])
  /// Lines of text that are no prose.
  case items([String])
  /// A table.
  case table(OfficeTable)
  /// Lines to be copied.
  case code([String])
  /// A QR code, with what it is for somebody who does not see it.
  case qrCode(QRCode, text: String)
  /// How far a form is filled in.
  case steps([OfficeStep])
  /// What happened, the newest first.
  case events([OfficeEvent])
  /// A form.
  case form(OfficeFormBlock)

  private static let names = [
    "heading", "text", "hint", "notice", "facts", "links", "buttons", "items", "table", "code",
    "square", "steps", "events", "form",
  ]

  /// For the template `office-block`: one name is bound to something, all others to nothing.
  func bindings(_ visit: Visit) -> Bindings {
    var bindings: Bindings = [:]
    for name in Self.names { bindings[name] = .absent }
    let texts = visit.texts
    switch self {
    case .heading(let text, let id):
      bindings["heading"] = .object(["title": .text(text), "id": .optional(id)])
    case .text(let text): bindings["text"] = .runs(text, texts)
    case .hint(let text): bindings["hint"] = .runs(text, texts)
    case .notice(let text, let isWarning):
      bindings["notice"] = .object([
        "warns": .flag(isWarning), "says": .runs(text, texts),
      ])
    case .facts(let facts):
      bindings["facts"] = .object([
        "rows": .list(
          facts.map { ["term": .text($0.0), "cell": .object($0.1.bindings(visit))] })
      ])
    case .links(let links):
      bindings["links"] = .object(["entries": .list(links.map { $0.bindings(visit) })])
    case .buttons(let links):
      bindings["buttons"] = .object([
        "entries": .list(
          links.enumerated().map { place, link in
            var one = link.bindings(visit)
            one["second"] = .flag(place > 0)
            return one
          })
      ])
    case .items(let items):
      bindings["items"] = .object(["lines": .list(items.map { ["line": .runs($0, texts)] })])
    case .table(let table): bindings["table"] = .object(table.bindings(visit))
    case .code(let lines):
      bindings["code"] = .object(["lines": .list(lines.map { ["line": .text($0)] })])
    case .qrCode(let code, let text):
      bindings["square"] = .object([
        "extent": .text(String(code.extent)), "path": .text(code.path), "description": .text(text),
      ])
    case .steps(let steps):
      bindings["steps"] = .object(["entries": .list(steps.map { $0.bindings(visit) })])
    case .events(let events):
      bindings["events"] = .object(["entries": .list(events.map { $0.bindings(texts) })])
    case .form(let form): bindings["form"] = .object(form.bindings(visit))
    }
    return bindings
  }
}

/// A link to a page of the office, by its path without a language.
struct OfficeLink: Sendable {
  var text: String
  var path: String

  init(_ text: String, _ path: String) {
    self.text = text
    self.path = path
  }

  func bindings(_ visit: Visit) -> Bindings {
    ["text": .text(text), "address": .text(visit.link(path))]
  }
}

/// A status in a word.
struct OfficeBadge: Hashable, Sendable {
  /// How it is coloured; the word says the same.
  enum Tone: String, Hashable, Sendable {
    case plain, good, change, bad
  }

  var text: String
  var tone: Tone

  init(_ text: String, _ tone: Tone) {
    self.text = text
    self.tone = tone
  }

  var bindings: Bindings { ["word": .text(text), "tone": .text("badge-" + tone.rawValue)] }
}

/// Something that happened, with its time.
struct OfficeEvent: Sendable {
  var what: String
  /// Who did it.
  var who: String
  /// What belongs to it: how many items went back, which round it was.
  var note: String?
  var at: Moment

  func bindings(_ texts: Texts) -> Bindings {
    [
      "what": .text(what), "who": .text(who), "note": .optional(note),
      "moment": .text(at.description), "beijing": .text(texts.beijing(at)),
    ]
  }
}

/// A step of a form, for the list that shows how far it is.
struct OfficeStep: Sendable {
  var link: OfficeLink
  /// What is said of it: done, or how much is missing.
  var note: String
  var isDone: Bool
  var isCurrent: Bool

  func bindings(_ visit: Visit) -> Bindings {
    [
      "text": .text(link.text), "address": .text(visit.link(link.path)), "note": .text(note),
      "isDone": .flag(isDone), "isCurrent": .flag(isCurrent),
    ]
  }
}
