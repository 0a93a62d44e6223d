/// The public operation of RSA (RFC 8017): some labels sign a bare digest, which libraries refuse, so the
/// block is opened here and looked at.
struct RSAKey {
  /// The number in limbs of 32 bits, the least significant first.
  private let modulus: [UInt32]
  private let exponent: UInt64
  private let length: Int

  /// The DigestInfo of SHA-256 without the digest.
  static let sha256Info: [UInt8] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
  ]

  /// Reads a key as SubjectPublicKeyInfo or RSAPublicKey, of 1024 to 4096 bits.
  init?(_ bytes: [UInt8]) {
    let inside = DERReader.subjectPublicKey(bytes)
    if let inside, inside.algorithm != DERReader.rsaEncryption { return nil }
    guard let (modulus, exponent) = DERReader.rsaNumbers(inside?.key ?? bytes),
      (128...512).contains(modulus.count), (1...4).contains(exponent.count),
      let last = modulus.last, last & 1 == 1
    else { return nil }
    self.modulus = RSAKey.limbs(modulus)
    self.exponent = exponent.reduce(0) { $0 << 8 | UInt64($1) }
    self.length = modulus.count
    guard self.exponent >= 3 else { return nil }
  }

  private static func limbs(_ bytes: [UInt8]) -> [UInt32] {
    var limbs = [UInt32](repeating: 0, count: (bytes.count + 3) / 4)
    for (place, byte) in bytes.reversed().enumerated() {
      limbs[place / 4] |= UInt32(byte) << UInt32(8 * (place % 4))
    }
    return limbs
  }

  /// What a signature of PKCS #1 version 1.5 holds behind its padding; nil where it is none.
  func open(_ signature: [UInt8]) -> [UInt8]? {
    guard signature.count == length else { return nil }
    var base = RSAKey.limbs(signature)
    while base.count < modulus.count { base.append(0) }
    guard RSAKey.isLess(base, modulus) else { return nil }
    var result = base
    var bits = 64 - exponent.leadingZeroBitCount - 1
    while bits > 0 {
      bits -= 1
      result = multiply(result, result)
      if exponent >> UInt64(bits) & 1 == 1 { result = multiply(result, base) }
    }
    let block = (0..<length).map { place in
      let index = length - 1 - place
      return UInt8(truncatingIfNeeded: result[index / 4] >> UInt32(8 * (index % 4)))
    }
    guard block.count > 11, block[0] == 0, block[1] == 1 else { return nil }
    let padding = block[2...].prefix { $0 == 0xFF }
    guard padding.count >= 8, padding.endIndex < block.count, block[padding.endIndex] == 0 else {
      return nil
    }
    return Array(block[(padding.endIndex + 1)...])
  }

  private static func isLess(_ left: [UInt32], _ right: [UInt32]) -> Bool {
    for place in right.indices.reversed() where left[place] != right[place] {
      return left[place] < right[place]
    }
    return false
  }

  /// A product modulo the modulus, by hand as at school: a public exponent asks for few.
  private func multiply(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    let count = modulus.count
    var product = [UInt32](repeating: 0, count: count * 2)
    for i in 0..<count {
      var carry: UInt64 = 0
      for j in 0..<count {
        // Never over 2⁶⁴: (2³² − 1)² + 2 (2³² − 1).
        let sum = UInt64(left[i]) * UInt64(right[j]) + UInt64(product[i + j]) + carry
        product[i + j] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      product[i + count] = UInt32(truncatingIfNeeded: carry)
    }
    return reduce(product)
  }

  /// Knuth's algorithm D, of which only the rest is kept.
  private func reduce(_ number: [UInt32]) -> [UInt32] {
    let count = modulus.count
    let shift = UInt32(modulus[count - 1].leadingZeroBitCount)
    let divisor = RSAKey.shifted(modulus, by: shift).prefix(count)
    var rest = RSAKey.shifted(number, by: shift)
    let high = UInt64(divisor[count - 1])
    let second = count > 1 ? UInt64(divisor[count - 2]) : 0
    for place in (0...rest.count - 1 - count).reversed() {
      let top = UInt64(rest[place + count]) << 32 | UInt64(rest[place + count - 1])
      var guess = min(top / high, 0xFFFF_FFFF)
      var left = top - guess * high
      while left <= 0xFFFF_FFFF, count > 1,
        guess * second > left << 32 | UInt64(rest[place + count - 2])
      {
        guess -= 1
        left += high
      }
      var borrow: Int64 = 0
      var carry: UInt64 = 0
      for j in 0..<count {
        let product = guess * UInt64(divisor[j]) + carry
        carry = product >> 32
        let difference =
          Int64(rest[place + j]) - Int64(product & 0xFFFF_FFFF) + borrow
        rest[place + j] = UInt32(truncatingIfNeeded: difference)
        borrow = difference >> 32
      }
      let last = Int64(rest[place + count]) - Int64(carry) + borrow
      rest[place + count] = UInt32(truncatingIfNeeded: last)
      guard last < 0 else { continue }
      // The guess was one too many.
      var over: UInt64 = 0
      for j in 0..<count {
        over += UInt64(rest[place + j]) + UInt64(divisor[j])
        rest[place + j] = UInt32(truncatingIfNeeded: over)
        over >>= 32
      }
      rest[place + count] = UInt32(truncatingIfNeeded: UInt64(rest[place + count]) + over)
    }
    return (0..<count).map { place in
      let upper = shift == 0 ? 0 : UInt64(rest[place + 1]) << (32 - UInt64(shift))
      return UInt32(truncatingIfNeeded: UInt64(rest[place]) >> UInt64(shift) | upper)
    }
  }

  /// The number times 2^shift, with one more limb.
  private static func shifted(_ number: [UInt32], by shift: UInt32) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(number.count + 1)
    var carry: UInt64 = 0
    for limb in number {
      let wide = UInt64(limb) << UInt64(shift) | carry
      result.append(UInt32(truncatingIfNeeded: wide))
      carry = wide >> 32
    }
    result.append(UInt32(truncatingIfNeeded: carry))
    return result
  }
}
