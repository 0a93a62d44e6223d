/// Bytes of files that are put together by hand.
enum Raw {
  /// A number, its highest byte first.
  static func big(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// A number, its lowest byte first.
  static func little(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// So many zeros.
  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  /// A box of the ISO base media file format.
  static func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
    big(body.count + 8, 4) + Array(type.utf8) + body
  }

  /// A chunk of RIFF, with its pad byte.
  static func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
    Array(type.utf8) + little(body.count, 4) + body + zeros(body.count & 1)
  }

  /// A checksum of 32 bits.
  ///
  /// - Parameters:
  ///   - bytes: What it is of.
  ///   - reflected: Whether it is that of PNG and ZIP; if not, it is that of Ogg.
  /// - Returns: The checksum.
  static func checksum(_ bytes: [UInt8], reflected: Bool) -> Int {
    var sum: UInt32 = reflected ? 0xFFFF_FFFF : 0
    let table = reflected ? reflectedTable : plainTable
    for byte in bytes {
      sum =
        reflected
        ? sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)]
        : sum << 8 ^ table[Int(UInt8(truncatingIfNeeded: sum >> 24) ^ byte)]
    }
    return Int(reflected ? ~sum : sum)
  }

  private static let reflectedTable: [UInt32] = (0..<256).map { first in
    (0..<8).reduce(UInt32(first)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }

  private static let plainTable: [UInt32] = (0..<256).map { first in
    (0..<8).reduce(UInt32(first) << 24) { sum, _ in
      sum >> 31 == 1 ? sum << 1 ^ 0x04C1_1DB7 : sum << 1
    }
  }

  /// A deflated stream of so many zeros and a little more: a thousandth of what it unpacks to, or so.
  static func deflatedZeros(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var held = 0
    func put(_ value: UInt32, _ width: Int) {
      buffer |= value << held
      held += width
      while held >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: buffer))
        buffer >>= 8
        held -= 8
      }
    }
    // The last block, with the codes that the format fixes (RFC 1951, section 3.2.6).
    put(1, 1)
    put(1, 2)
    // A zero: the eight bits 00110000, from its first on.
    put(0b0000_1100, 8)
    // Then 258 of what was one before, again and again: 11000101, and 00000.
    for _ in 0..<count / 258 {
      put(0b1010_0011, 8)
      put(0, 5)
    }
    put(0, 7)
    put(0, 7)
    return bytes
  }

  /// Bytes as zlib has them, not packed at all.
  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var (low, high) = (1, 0)
    for byte in bytes {
      low = (low + Int(byte)) % 65521
      high = (high + low) % 65521
    }
    return [0x78, 0x01, 0x01] + little(bytes.count, 2) + little(~bytes.count, 2) + bytes
      + big(high << 16 | low, 4)
  }

  /// A tower of boxes, each in the one before, all of one type.
  static func tower(_ type: String, depth: Int) -> [UInt8] {
    let name = Array(type.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(depth * 8)
    for level in 0..<depth {
      let count = (depth - level) * 8
      for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
      bytes += name
    }
    return bytes
  }

  /// A text again and again.
  static func crowd(_ text: String, _ count: Int) -> [UInt8] { crowd(Array(text.utf8), count) }

  /// Bytes again and again.
  static func crowd(_ one: [UInt8], _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(one.count * count)
    for _ in 0..<count { bytes += one }
    return bytes
  }
}
