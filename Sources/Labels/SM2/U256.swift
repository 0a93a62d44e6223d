/// A number of 256 bits, its least significant 64 first.
struct U256: Hashable, Sendable {
  var limbs: SIMD4<UInt64>

  static let zero = U256(limbs: .zero)
  static let one = U256(limbs: SIMD4(1, 0, 0, 0))

  init(limbs: SIMD4<UInt64>) { self.limbs = limbs }

  /// From the most significant 64 bits to the least.
  init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    limbs = SIMD4(fourth, third, second, first)
  }

  /// The number in 32 bytes, the most significant first; nil for another count.
  init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    limbs = .zero
    for (place, byte) in bytes.enumerated() {
      let limb = 3 - place / 8
      limbs[limb] = limbs[limb] << 8 | UInt64(byte)
    }
  }

  /// 32 bytes, the most significant first.
  var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: limbs[3 - $0 / 8] >> UInt64(8 * (7 - $0 % 8))) }
  }

  var isZero: Bool { limbs == .zero }

  /// The bit of a place from 0 to 255, as 0 or 1.
  func bit(_ place: Int) -> UInt64 { limbs[place >> 6 & 3] >> UInt64(place & 63) & 1 }

  /// The sum, and 1 where it has a 257th bit.
  static func add(_ left: U256, _ right: U256) -> (U256, UInt64) {
    var sum = U256.zero
    var carry: UInt64 = 0
    for place in 0..<4 {
      let (first, one) = left.limbs[place].addingReportingOverflow(right.limbs[place])
      let (second, two) = first.addingReportingOverflow(carry)
      sum.limbs[place] = second
      carry = (one ? 1 : 0) | (two ? 1 : 0)
    }
    return (sum, carry)
  }

  /// The difference modulo 2²⁵⁶, and 1 where `right` is greater.
  static func subtract(_ left: U256, _ right: U256) -> (U256, UInt64) {
    var difference = U256.zero
    var borrow: UInt64 = 0
    for place in 0..<4 {
      let (first, one) = left.limbs[place].subtractingReportingOverflow(right.limbs[place])
      let (second, two) = first.subtractingReportingOverflow(borrow)
      difference.limbs[place] = second
      borrow = (one ? 1 : 0) | (two ? 1 : 0)
    }
    return (difference, borrow)
  }

  /// Whether the number is less than another; for public numbers.
  func isLess(than other: U256) -> Bool { U256.subtract(self, other).1 == 1 }

  /// `first` where `condition` is 1, `second` where it is 0, without a branch.
  static func select(_ condition: UInt64, _ first: U256, _ second: U256) -> U256 {
    let mask = SIMD4<UInt64>(repeating: 0 &- condition)
    return U256(limbs: (first.limbs & mask) | (second.limbs & ~mask))
  }
}
