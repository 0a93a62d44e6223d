/// Arithmetic modulo an odd number of 256 bits, in Montgomery's form: the same steps for all values.
struct Modulus: Sendable {
  /// The modulus; its highest bit is set.
  let value: U256
  /// −value⁻¹ modulo 2⁶⁴.
  private let inverse: UInt64
  /// 2²⁵⁶ modulo the modulus: the number 1 in Montgomery's form.
  let one: U256
  /// 2⁵¹² modulo the modulus.
  private let square: U256

  init(_ value: U256) {
    self.value = value
    // Newton: each step doubles the correct bits.
    var inverse: UInt64 = 1
    for _ in 0..<6 { inverse = inverse &* (2 &- value.limbs[0] &* inverse) }
    self.inverse = 0 &- inverse
    let start = U256.subtract(.zero, value).0
    self.one = start
    var square = start
    for _ in 0..<256 { square = Modulus.add(square, square, value) }
    self.square = square
  }

  private static func add(_ left: U256, _ right: U256, _ value: U256) -> U256 {
    let (sum, carry) = U256.add(left, right)
    let (reduced, borrow) = U256.subtract(sum, value)
    return U256.select(carry | (borrow ^ 1), reduced, sum)
  }

  func add(_ left: U256, _ right: U256) -> U256 { Modulus.add(left, right, value) }

  func subtract(_ left: U256, _ right: U256) -> U256 {
    let (difference, borrow) = U256.subtract(left, right)
    let (raised, _) = U256.add(difference, value)
    return U256.select(borrow, raised, difference)
  }

  /// The product of two numbers in Montgomery's form (CIOS).
  func multiply(_ left: U256, _ right: U256) -> U256 {
    var t = SIMD8<UInt64>(repeating: 0)
    for i in 0..<4 {
      var carry: UInt64 = 0
      for j in 0..<4 {
        let (high, low) = Modulus.step(left.limbs[j], right.limbs[i], t[j], carry)
        t[j] = low
        carry = high
      }
      let (top, over) = t[4].addingReportingOverflow(carry)
      t[4] = top
      t[5] = over ? 1 : 0
      let factor = t[0] &* inverse
      (carry, _) = Modulus.step(factor, value.limbs[0], t[0], 0)
      for j in 1..<4 {
        let (high, low) = Modulus.step(factor, value.limbs[j], t[j], carry)
        t[j - 1] = low
        carry = high
      }
      let (last, more) = t[4].addingReportingOverflow(carry)
      t[3] = last
      t[4] = t[5] &+ (more ? 1 : 0)
    }
    let result = U256(limbs: SIMD4(t[0], t[1], t[2], t[3]))
    let (reduced, borrow) = U256.subtract(result, value)
    return U256.select(t[4] | (borrow ^ 1), reduced, result)
  }

  /// `a * b + c + d`, which always fits 128 bits.
  private static func step(
    _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64
  ) -> (high: UInt64, low: UInt64) {
    let (high, low) = a.multipliedFullWidth(by: b)
    let (first, one) = low.addingReportingOverflow(c)
    let (second, two) = first.addingReportingOverflow(d)
    return (high &+ (one ? 1 : 0) &+ (two ? 1 : 0), second)
  }

  /// A number below 2²⁵⁶, brought into Montgomery's form.
  func enter(_ number: U256) -> U256 { multiply(number, square) }

  /// A number out of Montgomery's form.
  func leave(_ number: U256) -> U256 { multiply(number, .one) }

  /// A number below 2²⁵⁶, brought below the modulus, outside Montgomery's form.
  func reduce(_ number: U256) -> U256 {
    let (reduced, borrow) = U256.subtract(number, value)
    return U256.select(borrow ^ 1, reduced, number)
  }

  /// A power, in Montgomery's form; the exponent is public.
  func power(_ base: U256, _ exponent: U256) -> U256 {
    var result = one
    for place in (0..<256).reversed() {
      result = multiply(result, result)
      if exponent.bit(place) == 1 { result = multiply(result, base) }
    }
    return result
  }

  /// The inverse of a number that is not 0, in Montgomery's form; the modulus is prime.
  func invert(_ number: U256) -> U256 {
    power(number, U256.subtract(value, U256(limbs: SIMD4(2, 0, 0, 0))).0)
  }
}
