/// The last four characters of a provider code: which model or application of an organization made
/// or spread a content.
///
/// The organization chooses it, unique among its own. Digits and capital letters.
public struct ModelCode: Hashable, Sendable {
  /// The four characters.
  public let text: String

  /// Reads four digits or capital letters; anything else is `nil`.
  public init?(_ text: String) {
    guard text.utf8.count == 4, text.utf8.allSatisfy(\.isDigitOrCapital) else { return nil }
    self.text = text
  }

  private init(unchecked text: String) { self.text = text }

  /// `0000`: no model or application is told apart.
  public static let unused = ModelCode(unchecked: "0000")
}

extension ModelCode: CustomStringConvertible {
  /// The four characters.
  public var description: String { text }
}

extension ModelCode: Comparable {
  /// Orders by the characters.
  public static func < (left: ModelCode, right: ModelCode) -> Bool { left.text < right.text }
}

extension ModelCode: Codable {
  /// Reads the four characters.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = ModelCode(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\(text.prefix(64)) is not four digits or capital letters")
    }
    self = code
  }

  /// Writes the four characters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension UInt8 {
  /// Whether this is an ASCII digit or capital letter.
  var isDigitOrCapital: Bool { (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) }
}
