import Crypto

/// A secret that stands for somebody: who has it, is it.
///
/// 32 random bytes in base 64 for addresses behind a prefix that says what they are, so that a token
/// in the wrong place is found by who searches for leaked ones. The register keeps the SHA-256 only;
/// so many random bits need no slow hash.
public struct SecretToken: Hashable, Sendable {
  /// What a token is for.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A session in a browser.
    case session = "cms_"
    /// A program that acts for an account.
    case api = "cmt_"
  }

  /// What it is for.
  public let kind: Kind
  let bytes: [UInt8]

  static let byteCount = 32

  init(_ kind: Kind, random: SharedRandom) {
    self.kind = kind
    bytes = random.bytes(Self.byteCount)
  }

  /// Reads a token in the one form in which it is written; anything else is `nil`.
  public init?(_ text: String) {
    guard text.utf8.count <= 64,
      let kind = Kind.allCases.first(where: { text.utf8.starts(with: $0.rawValue.utf8) }),
      let bytes = BitAlphabet.base64URL.decode(text.utf8.dropFirst(kind.rawValue.utf8.count)),
      bytes.count == Self.byteCount
    else { return nil }
    self.kind = kind
    self.bytes = bytes
  }

  /// The token itself: secret, for the one who owns it and nobody else.
  public var secretText: String { kind.rawValue + BitAlphabet.base64URL.encode(bytes) }

  /// SHA-256 of the text, which is what is kept; the prefix keeps the kinds apart.
  var hash: [UInt8] { Array(SHA256.hash(data: Array(secretText.utf8))) }
}

extension SecretToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// What it is for, and nothing of the secret: this is what a log would show.
  public var description: String { kind.rawValue + "…" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Shows no more than ``description``.
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
