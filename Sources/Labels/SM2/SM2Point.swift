/// The curve of SM2 (GB/T 32918.5-2017): y² = x³ − 3x + b.
enum SM2Curve {
  /// The field.
  static let field = Modulus(
    U256(
      0xFFFF_FFFE_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFF))
  /// The numbers of the group.
  static let order = Modulus(
    U256(
      0xFFFF_FFFE_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0x7203_DF6B_21C6_052B, 0x53BB_F409_39D5_4123))
  static let a = U256(
    0xFFFF_FFFE_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFC)
  static let b = U256(
    0x28E9_FA9E_9D9F_5E34, 0x4D5A_9E4B_CF65_09A7, 0xF397_89F5_15AB_8F92, 0xDDBC_BD41_4D94_0E93)
  static let baseX = U256(
    0x32C4_AE2C_1F19_8119, 0x5F99_0446_6A39_C994, 0x8FE3_0BBF_F266_0BE1, 0x715A_4589_334C_74C7)
  static let baseY = U256(
    0xBC37_36A2_F4F6_779C, 0x59BD_CEE3_6B69_2153, 0xD0A9_877C_C62A_4740, 0x02DF_32E5_2139_F0A0)
  /// b in Montgomery's form.
  static let innerB = field.enter(b)
  static let base = SM2Point(
    x: field.enter(baseX), y: field.enter(baseY), z: field.one)

  /// The y of a point, even or odd, or nil where there is no point of this x.
  static func y(of x: U256, odd: Bool) -> U256? {
    guard x.isLess(than: field.value) else { return nil }
    let square = right(field.enter(x))
    // (p + 1) / 4
    let exponent = U256(
      0x3FFF_FFFF_BFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_C000_0000, 0x4000_0000_0000_0000)
    let root = field.power(square, exponent)
    guard field.multiply(root, root) == square else { return nil }
    let y = field.leave(root)
    if (y.limbs[0] & 1 == 1) == odd { return y }
    return y.isZero ? nil : U256.subtract(field.value, y).0
  }

  /// Whether a point, not at infinity, is on the curve.
  static func contains(x: U256, y: U256) -> Bool {
    guard x.isLess(than: field.value), y.isLess(than: field.value) else { return false }
    let inner = field.enter(y)
    return field.multiply(inner, inner) == right(field.enter(x))
  }

  /// x³ − 3x + b, in Montgomery's form.
  private static func right(_ x: U256) -> U256 {
    let cube = field.multiply(field.multiply(x, x), x)
    let three = field.add(field.add(x, x), x)
    return field.add(field.subtract(cube, three), innerB)
  }
}

/// A point of the curve in projective coordinates, in Montgomery's form.
struct SM2Point: Sendable {
  var x: U256
  var y: U256
  var z: U256

  static let infinity = SM2Point(x: .zero, y: SM2Curve.field.one, z: .zero)

  init(x: U256, y: U256, z: U256) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The sum of two points, whichever they are: the complete formula for a = −3 (Renes, Costello and
  /// Batina, 2016, algorithm 4), so that no case needs a branch.
  static func + (left: SM2Point, right: SM2Point) -> SM2Point {
    let f = SM2Curve.field
    var t0 = f.multiply(left.x, right.x)
    var t1 = f.multiply(left.y, right.y)
    var t2 = f.multiply(left.z, right.z)
    var t3 = f.multiply(f.add(left.x, left.y), f.add(right.x, right.y))
    t3 = f.subtract(t3, f.add(t0, t1))
    var t4 = f.multiply(f.add(left.y, left.z), f.add(right.y, right.z))
    t4 = f.subtract(t4, f.add(t1, t2))
    var y = f.multiply(f.add(left.x, left.z), f.add(right.x, right.z))
    y = f.subtract(y, f.add(t0, t2))
    var x = f.subtract(y, f.multiply(SM2Curve.innerB, t2))
    x = f.add(x, f.add(x, x))
    var z = f.subtract(t1, x)
    x = f.add(t1, x)
    y = f.multiply(SM2Curve.innerB, y)
    t2 = f.add(f.add(t2, t2), t2)
    y = f.subtract(f.subtract(y, t2), t0)
    y = f.add(f.add(y, y), y)
    t0 = f.subtract(f.add(f.add(t0, t0), t0), t2)
    t1 = f.multiply(t4, y)
    t2 = f.multiply(t0, y)
    y = f.add(f.multiply(x, z), t2)
    x = f.subtract(f.multiply(t3, x), t1)
    z = f.add(f.multiply(t4, z), f.multiply(t3, t0))
    return SM2Point(x: x, y: y, z: z)
  }

  /// The point taken `scalar` times: the same steps for every scalar (a ladder).
  func times(_ scalar: U256) -> SM2Point {
    var low = SM2Point.infinity
    var high = self
    for place in (0..<256).reversed() {
      let bit = scalar.bit(place)
      let sum = low + high
      let from = SM2Point.select(bit, high, low)
      let double = from + from
      low = SM2Point.select(bit, sum, double)
      high = SM2Point.select(bit, double, sum)
    }
    return low
  }

  /// `first` times the base point and `second` times another; for public numbers, in less time.
  static func combine(_ first: U256, _ second: U256, _ point: SM2Point) -> SM2Point {
    let both = SM2Curve.base + point
    var result = SM2Point.infinity
    for place in (0..<256).reversed() {
      result = result + result
      switch (first.bit(place), second.bit(place)) {
      case (1, 1): result = result + both
      case (1, _): result = result + SM2Curve.base
      case (_, 1): result = result + point
      default: break
      }
    }
    return result
  }

  private static func select(
    _ condition: UInt64, _ first: SM2Point, _ second: SM2Point
  ) -> SM2Point {
    SM2Point(
      x: U256.select(condition, first.x, second.x), y: U256.select(condition, first.y, second.y),
      z: U256.select(condition, first.z, second.z))
  }

  /// The two coordinates, outside Montgomery's form; nil at infinity.
  var affine: (x: U256, y: U256)? {
    guard !z.isZero else { return nil }
    let f = SM2Curve.field
    let inverse = f.invert(z)
    return (f.leave(f.multiply(x, inverse)), f.leave(f.multiply(y, inverse)))
  }
}
