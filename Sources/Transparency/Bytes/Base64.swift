/// Standard Base 64 (RFC 4648, section 4), strict in both directions.
///
/// Only the one canonical spelling of a byte sequence is accepted: padding is required, unused
/// bits must be zero, and there is no white space. A lenient decoder would let two different
/// files carry the same signature.
enum Base64 {
  /// The 64 characters in order of their value.
  private static let alphabet: [UInt8] = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The value of each byte, 0xFF where the byte is not in the alphabet.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  private static let padding: UInt8 = 0x3D

  /// The characters for `bytes`, padded to a multiple of four.
  static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    let alphabet = Self.alphabet
    var accumulator: UInt32 = 0
    var held = 0
    for byte in bytes {
      accumulator = (accumulator << 8) | UInt32(byte)
      held += 8
      while held >= 6 {
        held -= 6
        out.append(alphabet[Int((accumulator >> UInt32(held)) & 0x3F)])
      }
    }
    if held > 0 {
      out.append(alphabet[Int((accumulator << UInt32(6 - held)) & 0x3F)])
      while out.count % 4 != 0 { out.append(padding) }
    }
    return out
  }

  /// The characters for `bytes` as text.
  static func string(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: encode(bytes), as: UTF8.self)
  }

  /// The bytes that `text` spells, or nil where it is not the canonical spelling of any.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var characters = text
    var pads = 0
    while pads < 2, characters.last == padding {
      characters.removeLast()
      pads += 1
    }
    var out: [UInt8] = []
    out.reserveCapacity(characters.count / 4 * 3 + 2)
    let values = Self.values
    var accumulator: UInt32 = 0
    var held = 0
    for character in characters {
      let value = values[Int(character)]
      guard value != 0xFF else { return nil }
      accumulator = (accumulator << 6) | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        out.append(UInt8(truncatingIfNeeded: accumulator >> UInt32(held)))
      }
    }
    // One pad leaves two unused bits, two pads leave four; anything else is a wrong length.
    guard held == pads * 2, accumulator & ((1 << UInt32(held)) - 1) == 0 else { return nil }
    return out
  }
}
