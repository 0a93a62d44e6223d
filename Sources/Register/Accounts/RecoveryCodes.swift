import Crypto
import Foundation

/// Codes for who has lost the authenticator; each is good once.
///
/// Ten codes of 60 random bits. They are shown when they are made and never again: what is kept is
/// the SHA-256 of a salt and the code. So many bits need no slow hash (NIST SP 800-63B-4, 3.1.2.2
/// asks for 20 with a limit on attempts).
public struct RecoveryCodes: Hashable, Sendable, Codable {
  private let salt: [UInt8]
  private var hashes: [[UInt8]]

  /// How many codes are made.
  public static let count = 10
  private static let characters = 12

  /// How many are left.
  public var left: Int { hashes.count }

  /// Makes codes, written `xxxx-xxxx-xxxx` in Crockford's base 32.
  static func make(_ random: SharedRandom) -> (codes: [String], kept: RecoveryCodes) {
    let salt = random.bytes(16)
    // Eight bytes spell thirteen characters; twelve of them are random throughout.
    let plain = (0..<count).map { _ in
      Array(BitAlphabet.crockford.encode(random.bytes(8)).utf8.prefix(characters))
    }
    let codes = plain.map { code in
      stride(from: 0, to: characters, by: 4)
        .map { String(decoding: code[$0..<$0 + 4], as: UTF8.self) }.joined(separator: "-")
    }
    return (codes, RecoveryCodes(salt: salt, hashes: plain.map { hash($0, salt: salt) }))
  }

  private init(salt: [UInt8], hashes: [[UInt8]]) {
    self.salt = salt
    self.hashes = hashes
  }

  /// Takes a code if it is one of those left; then it is not any more.
  mutating func use(_ code: String) -> Bool {
    guard let plain = Self.plain(code) else { return false }
    let hash = Self.hash(plain, salt: salt)
    let before = hashes.count
    hashes = hashes.filter { !ConstantTime.equal($0, hash) }
    return hashes.count < before
  }

  /// Case, hyphens and spaces do not count, and o is 0, i and l are 1 (Crockford).
  private static func plain(_ code: String) -> [UInt8]? {
    guard code.utf8.count <= 64 else { return nil }
    let plain = code.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case 0x2D, 0x20: nil
      case 0x4F, 0x6F: 0x30
      case 0x49, 0x69, 0x4C, 0x6C: 0x31
      case 0x41...0x5A: byte + 0x20
      default: byte
      }
    }
    return plain.count == characters ? plain : nil
  }

  private static func hash(_ plain: [UInt8], salt: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: salt + plain))
  }

  private enum CodingKeys: String, CodingKey {
    case salt
    case hashes
  }

  /// Reads salt and hashes in base 64.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let texts = try container.decode([String].self, forKey: .hashes)
    let hashes = texts.compactMap { BitAlphabet.base64.decode($0.utf8) }
    guard
      let salt = BitAlphabet.base64.decode(try container.decode(String.self, forKey: .salt).utf8),
      hashes.count == texts.count, hashes.allSatisfy({ $0.count == SHA256.byteCount })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .hashes, in: container, debugDescription: "these are no hashes in base 64")
    }
    self.init(salt: salt, hashes: hashes)
  }

  /// Writes salt and hashes in base 64.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(BitAlphabet.base64.encode(salt), forKey: .salt)
    try container.encode(hashes.map { BitAlphabet.base64.encode($0) }, forKey: .hashes)
  }
}
