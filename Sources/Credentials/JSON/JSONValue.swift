/// A value of JSON (RFC 8259) with the members of an object in their order.
public enum JSONValue: Sendable {
  /// Nothing.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number, as it is written.
  case number(String)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// An object, its members in order.
  case object([(String, JSONValue)])

  /// A whole number.
  public static func integer(_ number: Int) -> JSONValue { .number(String(number)) }

  /// The value of a member; nil where this is no object or has none of that name.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0.utf8.elementsEqual(key.utf8) }?.1
  }

  /// The text, where this is one.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The values, where this is a list.
  public var array: [JSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }

  /// The members, where this is an object.
  public var object: [(String, JSONValue)]? {
    if case .object(let members) = self { members } else { nil }
  }
}

/// Why bytes are no JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a few words.
  public let what: String
  /// The byte at which it is.
  public let offset: Int

  /// One sentence.
  public var description: String { "\(what) in the JSON (byte \(offset))" }
}
