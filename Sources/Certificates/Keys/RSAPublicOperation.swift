/// RSA with a public exponent, for the one case that the cryptographic library leaves out.
///
/// Everything in it is public, so nothing is hidden from timing. Plain schoolbook Montgomery
/// multiplication on 32-bit digits.
enum RSAPublicOperation {
  /// `signature` to the power of `exponent`, modulo `modulus`; nil where the numbers make no sense.
  ///
  /// All numbers are big-endian; the result is as long as the modulus. The modulus has at most 16,384
  /// bits and is odd, the exponent at most 40 bits.
  static func apply(
    _ signature: [UInt8], _ modulus: [UInt8], _ exponent: [UInt8]
  ) -> [UInt8]? {
    guard let last = modulus.last, last & 1 == 1, 64...2048 ~= modulus.count,
      1...5 ~= exponent.count, signature.count == modulus.count,
      signature.lexicographicallyPrecedes(modulus)
    else { return nil }
    let n = digits(modulus)
    let power = exponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard power & 1 == 1, power > 1 else { return nil }
    let inverse = negatedInverse(n[0])
    // R = 2^(32 * count); R^2 mod n by doubling.
    var square = [UInt32](repeating: 0, count: n.count)
    square[0] = 1
    for _ in 0..<(64 * n.count) { double(&square, n) }
    let base = multiply(digits(signature), square, n, inverse)
    var result = base
    for bit in stride(from: 62 - power.leadingZeroBitCount, through: 0, by: -1) {
      result = multiply(result, result, n, inverse)
      if power >> UInt64(bit) & 1 == 1 { result = multiply(result, base, n, inverse) }
    }
    var one = [UInt32](repeating: 0, count: n.count)
    one[0] = 1
    return Array(bytes(multiply(result, one, n, inverse)).suffix(modulus.count))
  }

  /// The least significant digit first.
  private static func digits(_ bytes: [UInt8]) -> [UInt32] {
    var result = [UInt32](repeating: 0, count: (bytes.count + 3) / 4)
    for (index, byte) in bytes.reversed().enumerated() {
      result[index / 4] |= UInt32(byte) << UInt32(8 * (index % 4))
    }
    return result
  }

  private static func bytes(_ digits: [UInt32]) -> [UInt8] {
    digits.reversed().flatMap { digit in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: digit >> UInt32($0)) }
    }
  }

  /// -1/n modulo 2^32, by Newton's iteration.
  private static func negatedInverse(_ n: UInt32) -> UInt32 {
    var x: UInt32 = 1
    for _ in 0..<5 { x = x &* (2 &- n &* x) }
    return 0 &- x
  }

  private static func double(_ value: inout [UInt32], _ n: [UInt32]) {
    var carry: UInt32 = 0
    for index in value.indices {
      let digit = value[index]
      value[index] = digit << 1 | carry
      carry = digit >> 31
    }
    if carry == 1 || !isLess(value, n) { subtract(n, from: &value) }
  }

  private static func isLess(_ left: [UInt32], _ right: [UInt32]) -> Bool {
    for index in left.indices.reversed() where left[index] != right[index] {
      return left[index] < right[index]
    }
    return false
  }

  private static func subtract(_ n: [UInt32], from value: inout [UInt32]) {
    var borrow: UInt64 = 0
    for index in n.indices {
      let difference = UInt64(value[index]) &- UInt64(n[index]) &- borrow
      value[index] = UInt32(truncatingIfNeeded: difference)
      borrow = difference >> 63
    }
  }

  /// left * right / R modulo n.
  private static func multiply(
    _ left: [UInt32], _ right: [UInt32], _ n: [UInt32], _ inverse: UInt32
  ) -> [UInt32] {
    let count = n.count
    var sum = [UInt32](repeating: 0, count: count + 2)
    for i in 0..<count {
      var carry: UInt64 = 0
      let digit = UInt64(left[i])
      for j in 0..<count {
        let term = UInt64(sum[j]) &+ digit &* UInt64(right[j]) &+ carry
        sum[j] = UInt32(truncatingIfNeeded: term)
        carry = term >> 32
      }
      var top = UInt64(sum[count]) &+ carry
      sum[count] = UInt32(truncatingIfNeeded: top)
      sum[count + 1] = UInt32(truncatingIfNeeded: top >> 32)
      let factor = UInt64(sum[0] &* inverse)
      carry = (UInt64(sum[0]) &+ factor &* UInt64(n[0])) >> 32
      for j in 1..<count {
        let term = UInt64(sum[j]) &+ factor &* UInt64(n[j]) &+ carry
        sum[j - 1] = UInt32(truncatingIfNeeded: term)
        carry = term >> 32
      }
      top = UInt64(sum[count]) &+ carry
      sum[count - 1] = UInt32(truncatingIfNeeded: top)
      sum[count] = UInt32(truncatingIfNeeded: UInt64(sum[count + 1]) &+ (top >> 32))
    }
    var result = Array(sum.prefix(count))
    if sum[count] != 0 || !isLess(result, n) { subtract(n, from: &result) }
    return result
  }
}

extension PSSParameters {
  /// EMSA-PSS-VERIFY of RFC 8017, 9.1.2, step by step.
  func matches(_ opened: [UInt8], _ message: [UInt8], modulusBits: Int) -> Bool {
    let bits = modulusBits - 1
    let length = (bits + 7) / 8
    // Where the modulus has 8k + 1 bits the encoding is one byte shorter than it.
    guard opened.dropLast(length).allSatisfy({ $0 == 0 }) else { return false }
    let encoded = Array(opened.suffix(length))
    let hashed = hash.digest(of: message)
    guard encoded.count >= hashed.count + saltLength + 2, encoded.last == 0xBC else { return false }
    let masked = encoded.prefix(encoded.count - hashed.count - 1)
    let tag = Array(encoded.dropFirst(masked.count).prefix(hashed.count))
    let topMask = UInt8(truncatingIfNeeded: 0xFF >> (8 * length - bits))
    guard let first = masked.first, first & ~topMask == 0 else { return false }
    var block = zip(masked, mask(tag, masked.count)).map { $0 ^ $1 }
    block[0] &= topMask
    let zeros = block.count - saltLength - 1
    guard block.prefix(zeros).allSatisfy({ $0 == 0 }), block[zeros] == 1 else { return false }
    let salt = block.suffix(saltLength)
    return hash.digest(of: [UInt8](repeating: 0, count: 8) + hashed + salt) == tag
  }

  /// MGF1, RFC 8017 B.2.1.
  private func mask(_ seed: [UInt8], _ count: Int) -> [UInt8] {
    var result: [UInt8] = []
    var counter: UInt32 = 0
    while result.count < count {
      let suffix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> UInt32($0)) }
      result += maskHash.digest(of: seed + suffix)
      counter &+= 1
    }
    return Array(result.prefix(count))
  }
}
