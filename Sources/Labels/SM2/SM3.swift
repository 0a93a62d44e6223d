/// The hash SM3 (GB/T 32905-2016, ISO/IEC 10118-3): 32 bytes.
package struct SM3: Sendable {
  private var state: [UInt32] = [
    0x7380_166F, 0x4914_B2B9, 0x1724_42D7, 0xDA8A_0600,
    0xA96F_30BC, 0x1631_38AA, 0xE38D_EE4D, 0xB0FB_0E4E,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// Nothing hashed yet.
  package init() {}

  /// The hash of `bytes`.
  package static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var hash = SM3()
    hash.update(bytes)
    return hash.finalize()
  }

  /// Takes more bytes in.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      pending.append(byte)
      length &+= 1
      if pending.count == 64 {
        compress()
        pending.removeAll(keepingCapacity: true)
      }
    }
  }

  /// The hash of all that was taken in.
  package consuming func finalize() -> [UInt8] {
    let bits = length &* 8
    var padding: [UInt8] = [0x80]
    let open = (pending.count + 9) % 64
    padding += repeatElement(0, count: open == 0 ? 0 : 64 - open)
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    update(padding)
    return state.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
    count == 0 ? value : value << count | value >> (32 - count)
  }

  /// The compression function CF, section 5.3.3.
  private mutating func compress() {
    var words: [UInt32] = []
    words.reserveCapacity(68)
    for place in 0..<16 {
      let bytes = pending[place * 4..<place * 4 + 4]
      words.append(bytes.reduce(0) { $0 << 8 | UInt32($1) })
    }
    for place in 16..<68 {
      let mixed =
        words[place - 16] ^ words[place - 9] ^ SM3.rotate(words[place - 3], 15)
      let permuted = mixed ^ SM3.rotate(mixed, 15) ^ SM3.rotate(mixed, 23)
      words.append(permuted ^ SM3.rotate(words[place - 13], 7) ^ words[place - 6])
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for round in 0..<64 {
      let early = round < 16
      let constant: UInt32 = early ? 0x79CC_4519 : 0x7A87_9D8A
      let turned = SM3.rotate(a, 12)
      let first = SM3.rotate(
        turned &+ e &+ SM3.rotate(constant, UInt32(round % 32)), 7)
      let second = first ^ turned
      let choice = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      let other = early ? e ^ f ^ g : (e & f) | (~e & g)
      let left = choice &+ d &+ second &+ (words[round] ^ words[round + 4])
      let right = other &+ h &+ first &+ words[round]
      (d, c, b, a) = (c, SM3.rotate(b, 9), a, left)
      (h, g, f) = (g, SM3.rotate(f, 19), e)
      e = right ^ SM3.rotate(right, 9) ^ SM3.rotate(right, 17)
    }
    for (place, value) in [a, b, c, d, e, f, g, h].enumerated() { state[place] ^= value }
  }
}
