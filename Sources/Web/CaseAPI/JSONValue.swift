/// A JSON value of a stranger's, as it was read.
///
/// Numbers are whole numbers or nothing: nothing that is asked for here has a fraction.
enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case whole(Int)
  /// A number that has a fraction or an exponent, or does not fit.
  case otherNumber
  case string(String)
  case array([JSONValue])
  /// An object; no name stands twice in it.
  case object([String: JSONValue])
}

/// Why bytes are no JSON text that is read here.
struct JSONFault: Error, Hashable, Sendable {
  /// What is wrong.
  enum Reason: Hashable, Sendable {
    /// It ends before it is whole.
    case truncated
    /// Something else belongs here.
    case unexpected
    /// Values lie deeper within each other than anything here does.
    case tooDeep
    /// A name stands twice in one object.
    case repeated
    /// Bytes that are not UTF-8, or half of a surrogate pair.
    case notText
    /// Something follows the value.
    case trailing
  }

  /// What is wrong.
  var reason: Reason
  /// The byte at which it is, from 0.
  var offset: Int
}
