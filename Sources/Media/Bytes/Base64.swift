/// Base64 (RFC 4648, section 4), piece by piece.
struct Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The letters for some bytes, padded.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group = 0
      for place in 0..<3 { group = group << 8 | (place < count ? Int(bytes[start + place]) : 0) }
      for place in 0..<4 {
        text.append(
          place <= count ? letters[group >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return text
  }

  /// What was decoded so far, where it is kept.
  private(set) var bytes: [UInt8] = []
  /// How many bytes were decoded so far.
  private(set) var count = 0
  private let isKept: Bool
  private var group = 0
  private var bits = 0
  private var isPadded = false

  /// Counts bytes, or keeps them where it is told how many there will be.
  init(keeping count: Int? = nil) {
    isKept = count != nil
    if let count { bytes.reserveCapacity(count) }
  }

  /// Takes letters in; white space between them is gone over.
  ///
  /// - Returns: Whether all were letters of Base64, with padding only at the end.
  mutating func decode(_ text: UnsafeRawBufferPointer) -> Bool {
    for byte in text {
      let value: Int
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = Int(byte) - 97 + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) - 48 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      case UInt8(ascii: "="):
        isPadded = true
        continue
      case 0x20, 0x09, 0x0A, 0x0D: continue
      default: return false
      }
      guard !isPadded else { return false }
      group = (group << 6 | value) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        count &+= 1
        if isKept { bytes.append(UInt8(truncatingIfNeeded: group >> bits)) }
      }
    }
    return true
  }

  /// Whether the letters that were taken in end where a byte does.
  var isWhole: Bool { bits < 6 }
}
