import Crypto

/// One half of the code with which an official account is activated: shown once, to the administrator
/// who takes the step, and handed to the owner.
///
/// 80 random bits as 16 characters of Crockford's base 32. The register keeps the SHA-256 only, which
/// needs no slow hash for so many bits.
public struct ActivationHalf: Hashable, Sendable {
  private let characters: [UInt8]

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  private static let length = 16

  /// A new half.
  public init(using generator: inout some RandomNumberGenerator) {
    characters = (0..<Self.length).map { _ in
      Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)]
    }
  }

  /// Reads a half as somebody typed it: in letters of either case, with blanks and hyphens anywhere,
  /// and with the letters that look like digits read as those; anything else is `nil`.
  public init?(typed text: String) {
    guard text.utf8.count <= 200 else { return nil }
    var read: [UInt8] = []
    for byte in text.utf8 where byte != 0x20 && byte != 0x2D && byte != 0x09 {
      let small = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
      let meant: UInt8 =
        switch small {
        case 0x6F: 0x30
        case 0x69, 0x6C: 0x31
        default: small
        }
      guard Self.alphabet.contains(meant) else { return nil }
      read.append(meant)
    }
    guard read.count == Self.length else { return nil }
    characters = read
  }

  /// The code in four groups, to be shown once: secret.
  public var secretText: String {
    stride(from: 0, to: characters.count, by: 4)
      .map { String(decoding: characters[$0..<min($0 + 4, characters.count)], as: UTF8.self) }
      .joined(separator: "-")
  }

  /// SHA-256 of the 16 characters, in 64 hexadecimal digits: what the register keeps.
  public var digest: String {
    SHA256.hash(data: characters).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}

extension ActivationHalf: CustomStringConvertible, CustomReflectable {
  /// Nothing of the secret: this is what a log would show.
  public var description: String { "half of an activation code" }
  /// Shows no more than ``description``.
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
