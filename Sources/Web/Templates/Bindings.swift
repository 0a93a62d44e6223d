import Mustache

/// What stands behind a name of a template.
enum Binding: Sendable {
  /// A text; it is escaped where it is written.
  case text(String)
  /// A condition.
  case flag(Bool)
  /// One thing with names of its own.
  case object(Bindings)
  /// Several of them.
  case list([Bindings])
  /// Nothing, under a name that is known: a section is left out, a text is empty.
  case absent

  /// A text that may be missing.
  static func optional(_ text: String?) -> Binding { text.map { .text($0) } ?? .absent }

  /// A thing that may be missing.
  static func optional(_ bindings: Bindings?) -> Binding { bindings.map { .object($0) } ?? .absent }
}

/// What a template, or a section of one, is given: names with what stands behind them.
///
/// The engine finds names through this and not by reflection: it is quicker, and every name of a
/// template can be checked against what its page binds.
struct Bindings: Sendable, MustacheParent, ExpressibleByDictionaryLiteral {
  private(set) var values: [String: Binding]

  init(dictionaryLiteral elements: (String, Binding)...) {
    values = Dictionary(elements, uniquingKeysWith: { _, last in last })
  }

  subscript(name: String) -> Binding? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func child(named name: String) -> Any? {
    switch values[name] {
    case .text(let text): text
    case .flag(let flag): flag
    case .object(let bindings): bindings
    case .list(let list): list
    case .absent: Absent()
    case nil: nil
    }
  }
}

extension Binding: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
}

/// Something that is known to be missing, so that the engine does not look further out for it.
private struct Absent: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
