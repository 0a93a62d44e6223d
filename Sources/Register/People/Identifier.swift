/// A pseudonymous identifier: of a person, an account, an organization, an application.
///
/// 130 random bits as 26 characters of Crockford's base 32, in small letters. It tells nothing about
/// what it stands for, and is never used again.
public struct Identifier: Hashable, Sendable {
  /// The 26 characters.
  public let text: String

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  static let length = 26

  /// Reads 26 characters; anything else is `nil`.
  public init?(_ text: String) {
    guard Self.isSpelt(text.utf8) else { return nil }
    self.text = text
  }

  /// Whether characters are an identifier's.
  static func isSpelt(_ characters: some Collection<UInt8>) -> Bool {
    characters.count == length && characters.allSatisfy(alphabet.contains)
  }

  /// A new identifier.
  public static func random(using generator: inout some RandomNumberGenerator) -> Identifier {
    var bytes: [UInt8] = []
    for _ in 0..<length {
      bytes.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
    }
    return Identifier(unchecked: String(decoding: bytes, as: UTF8.self))
  }

  private init(unchecked text: String) { self.text = text }
}

extension Identifier: CustomStringConvertible {
  /// The 26 characters.
  public var description: String { text }
}

extension Identifier: Comparable {
  /// Orders by the characters.
  public static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }
}

extension Identifier: Codable {
  /// Reads the 26 characters.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let identifier = Identifier(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text.prefix(64)) is no identifier")
    }
    self = identifier
  }

  /// Writes the 26 characters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
