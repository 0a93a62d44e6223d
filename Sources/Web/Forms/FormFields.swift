/// The fields of a form in the order in which they came; a name may stand several times.
///
/// Names are compared byte by byte: two that merely look alike are two names.
struct FormFields: Hashable, Sendable {
  /// One field.
  struct Field: Hashable, Sendable {
    var name: String
    var value: String
  }

  private(set) var fields: [Field] = []

  mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// The first value of a name; `nil` where there is none.
  func text(_ name: String) -> String? { first(name)?.value }

  /// All values of a name, in order.
  func texts(_ name: String) -> [String] {
    fields.filter { $0.name.utf8.elementsEqual(name.utf8) }.map(\.value)
  }

  /// Whether the name stands there at all, with whatever value: how a ticked box shows.
  func has(_ name: String) -> Bool { first(name) != nil }

  private func first(_ name: String) -> Field? {
    fields.first { $0.name.utf8.elementsEqual(name.utf8) }
  }
}
