/// A value in a YAML file, with its place.
///
/// Independent of the parser that read it.
struct YAMLNode: Sendable {
  enum Content: Sendable {
    /// A text; `plain` when written without quotes and not as a block.
    case scalar(String, plain: Bool)
    case sequence([YAMLNode])
    case mapping([Pair])
  }

  struct Pair: Sendable {
    let key: YAMLNode
    let value: YAMLNode
  }

  let content: Content
  /// From 1.
  let line: Int
  /// From 1, in Unicode scalars.
  let column: Int

  /// The text of a scalar.
  var text: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  /// Whether nothing is written here: an empty plain scalar, or `~` or `null`.
  var isNull: Bool {
    guard case .scalar(let text, plain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// What kind of value it is, for messages.
  var kind: String {
    switch content {
    case .scalar: isNull ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
