public import Foundation

/// A JSON value, for tests that look into an answer without declaring its shape.
public enum JSON: Hashable, Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number; whole numbers up to 2^53 are exact.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSON])
  /// An object; the order of its members is not kept.
  case object([String: JSON])

  /// Reads a JSON text.
  public init(parsing data: Data) throws {
    self = try JSONDecoder().decode(JSON.self, from: data)
  }

  /// The value as a JSON text.
  public func encoded() throws -> Data { try JSONEncoder().encode(self) }

  /// The member of that name; `null` where there is none.
  public subscript(name: String) -> JSON {
    if case .object(let members) = self { members[name] ?? .null } else { .null }
  }

  /// The element at that place; `null` where there is none.
  public subscript(index: Int) -> JSON {
    if case .array(let elements) = self, elements.indices.contains(index) {
      elements[index]
    } else {
      .null
    }
  }

  /// The text of a string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// A number.
  public var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// A whole number.
  public var int: Int? { number.flatMap { Int(exactly: $0) } }

  /// A truth value.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The elements of an array; none where it is not one.
  public var array: [JSON] { if case .array(let elements) = self { elements } else { [] } }

  /// The members of an object; none where it is not one.
  public var object: [String: JSON] { if case .object(let members) = self { members } else { [:] } }

  /// Whether it is `null`, or was not there.
  public var isNull: Bool { self == .null }
}

extension JSON: Codable {
  /// Decodes whatever comes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  /// Encodes it as what it is.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value):
      if let whole = Int(exactly: value) {
        try container.encode(whole)
      } else {
        try container.encode(value)
      }
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object; of two members with one name the later counts.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements) { _, later in later })
  }
  /// The absent value, `null`.
  public init(nilLiteral: ()) { self = .null }
}
