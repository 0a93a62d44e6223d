/// A spelling of bytes with an alphabet of 32 or 64 characters, without padding (RFC 4648).
///
/// Strict: of the spellings of a byte sequence only the canonical one is read, whose unused bits are
/// zero. Where several were read, one secret would have several names.
struct BitAlphabet: Sendable {
  private let characters: [UInt8]
  private let values: [UInt8]
  private let bits: Int

  /// Base 64 (RFC 4648, section 4), as PHC strings use it.
  static let base64 = BitAlphabet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", bits: 6)

  /// Base 64 for addresses and file names (RFC 4648, section 5).
  static let base64URL = BitAlphabet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", bits: 6)

  /// Base 32 (RFC 4648, section 6), as authenticators use it.
  static let base32 = BitAlphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bits: 5)

  /// Crockford's base 32, in small letters: without i, l, o and u, so that it is copied by hand.
  static let crockford = BitAlphabet("0123456789abcdefghjkmnpqrstvwxyz", bits: 5)

  private init(_ characters: String, bits: Int) {
    self.characters = Array(characters.utf8)
    self.bits = bits
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, character) in self.characters.enumerated() {
      values[Int(character)] = UInt8(truncatingIfNeeded: value)
    }
    self.values = values
  }

  /// The characters for `bytes`.
  func encode(_ bytes: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.underestimatedCount * 8 / bits + 1)
    var accumulator: UInt32 = 0
    var held = 0
    let mask: UInt32 = (1 << UInt32(bits)) - 1
    for byte in bytes {
      accumulator = (accumulator << 8 | UInt32(byte)) & 0xFFFF
      held += 8
      while held >= bits {
        held -= bits
        out.append(characters[Int(accumulator >> UInt32(held) & mask)])
      }
    }
    if held > 0 { out.append(characters[Int(accumulator << UInt32(bits - held) & mask)]) }
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes that `text` spells; `nil` where it is not the canonical spelling of any.
  func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var accumulator: UInt32 = 0
    var held = 0
    for character in text {
      let value = values[Int(character)]
      guard value != 0xFF else { return nil }
      accumulator = (accumulator << UInt32(bits) | UInt32(value)) & 0xFFFF
      held += bits
      if held >= 8 {
        held -= 8
        out.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(held)))
      }
    }
    // A whole character of unused bits is one too many.
    guard held < bits, accumulator & ((1 << UInt32(held)) - 1) == 0 else { return nil }
    return out
  }
}
