/// A public key of SM2 (GB/T 32918, ISO/IEC 14888-3).
public struct SM2PublicKey: Hashable, Sendable {
  let x: U256
  let y: U256

  /// The user id that is hashed where nobody agreed on another.
  public static let usualID = Array("1234567812345678".utf8)

  init?(x: U256, y: U256) {
    guard SM2Curve.contains(x: x, y: y) else { return nil }
    self.x = x
    self.y = y
  }

  /// Reads a key in any of the forms that occur in labels.
  ///
  /// These are X.509 SubjectPublicKeyInfo; a point of 65 bytes (`04`), or of 64 without it; a compressed
  /// point of 33 bytes (`02`, `03`, and `00` for an even y); and a bare x of 32 bytes, an even y meant.
  ///
  /// - Returns: nil where the bytes are none of these or no point of the curve.
  public init?(_ bytes: [UInt8]) {
    let point: [UInt8]
    if bytes.first == 0x30, let inside = DERReader.subjectPublicKey(bytes) {
      guard inside.algorithm == DERReader.ecPublicKey, inside.parameters == DERReader.sm2Curve
      else {
        return nil
      }
      point = inside.key
    } else {
      point = bytes
    }
    func number(_ range: Range<Int>) -> U256 { U256(bytes: point[range]) ?? .zero }
    switch (point.count, point.first) {
    case (65, 0x04): self.init(x: number(1..<33), y: number(33..<65))
    case (64, _): self.init(x: number(0..<32), y: number(32..<64))
    case (33, 0x02), (33, 0x00): self.init(x: number(1..<33), odd: false)
    case (33, 0x03): self.init(x: number(1..<33), odd: true)
    case (32, _): self.init(x: number(0..<32), odd: false)
    default: return nil
    }
  }

  private init?(x: U256, odd: Bool) {
    guard let y = SM2Curve.y(of: x, odd: odd) else { return nil }
    self.init(x: x, y: y)
  }

  /// The point in 65 bytes: `04`, x and y.
  public var point: [UInt8] { [4] + x.bytes + y.bytes }

  /// The key as X.509 SubjectPublicKeyInfo, 91 bytes.
  public var subjectPublicKeyInfo: [UInt8] {
    [0x30, 0x59, 0x30, 0x13, 0x06, 0x07] + DERReader.ecPublicKey + [0x06, 0x08]
      + DERReader.sm2Curve + [0x03, 0x42, 0x00] + point
  }

  /// Z, the hash over user id, curve and key (GB/T 32918.2, 5.5).
  func identityHash(_ id: [UInt8]) -> [UInt8] {
    let bits = min(id.count, 8191) * 8
    var hash = SM3()
    hash.update([UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits)])
    hash.update(id.prefix(8191))
    for number in [SM2Curve.a, SM2Curve.b, SM2Curve.baseX, SM2Curve.baseY, x, y] {
      hash.update(number.bytes)
    }
    return hash.finalize()
  }

  /// The 32 bytes that are signed: SM3(Z‖message).
  package func digest(of message: [UInt8], id: [UInt8] = SM2PublicKey.usualID) -> [UInt8] {
    SM3.hash(identityHash(id) + message)
  }

  /// Whether a signature is this key's over a message.
  public func isValid(
    _ signature: SM2Signature, for message: [UInt8], id: [UInt8] = SM2PublicKey.usualID
  ) -> Bool {
    let order = SM2Curve.order
    let (r, s) = (signature.r, signature.s)
    guard !r.isZero, !s.isZero, r.isLess(than: order.value), s.isLess(than: order.value) else {
      return false
    }
    guard let digest = U256(bytes: digest(of: message, id: id)) else { return false }
    let t = order.add(r, s)
    guard !t.isZero else { return false }
    let f = SM2Curve.field
    let key = SM2Point(x: f.enter(x), y: f.enter(y), z: f.one)
    guard let sum = SM2Point.combine(s, t, key).affine else { return false }
    return order.add(order.reduce(digest), order.reduce(sum.x)) == r
  }
}

/// A signature of SM2: two numbers.
public struct SM2Signature: Hashable, Sendable {
  let r: U256
  let s: U256

  init(r: U256, s: U256) {
    self.r = r
    self.s = s
  }

  /// Reads a signature in DER (a SEQUENCE of two INTEGERs, nothing behind it) or as 64 bytes.
  public init?(_ bytes: [UInt8]) {
    if let (first, second) = DERReader.twoIntegers(bytes) {
      guard let r = U256(bytes: first), let s = U256(bytes: second) else { return nil }
      self.init(r: r, s: s)
    } else {
      guard bytes.count == 64, let r = U256(bytes: bytes[..<32]), let s = U256(bytes: bytes[32...])
      else { return nil }
      self.init(r: r, s: s)
    }
  }

  /// The signature in DER.
  public var der: [UInt8] {
    func integer(_ number: U256) -> [UInt8] {
      var bytes = Array(number.bytes.drop { $0 == 0 })
      if bytes.isEmpty || bytes[0] & 0x80 != 0 { bytes.insert(0, at: 0) }
      return [0x02, UInt8(truncatingIfNeeded: bytes.count)] + bytes
    }
    let inside = integer(r) + integer(s)
    return [0x30, UInt8(truncatingIfNeeded: inside.count)] + inside
  }
}

/// A private key of SM2.
///
/// What is secret takes the same steps whatever it is.
public struct SM2PrivateKey: Sendable {
  private let d: U256
  /// The public key.
  public let publicKey: SM2PublicKey

  /// Reads a key of 32 bytes, a number from 1 to n − 2.
  public init?(_ bytes: [UInt8]) {
    guard let d = U256(bytes: bytes), !d.isZero else { return nil }
    let last = U256.subtract(SM2Curve.order.value, .one).0
    guard d.isLess(than: last), let point = SM2Curve.base.times(d).affine,
      let key = SM2PublicKey(x: point.x, y: point.y)
    else { return nil }
    self.d = d
    self.publicKey = key
  }

  /// A new key.
  public init(using random: inout some RandomNumberGenerator) {
    while true {
      let number = U256(random.next(), random.next(), random.next(), random.next())
      if let key = SM2PrivateKey(number.bytes) {
        self = key
        return
      }
    }
  }

  /// Signs a message.
  ///
  /// - Parameters:
  ///   - message: Any bytes.
  ///   - id: The user id.
  ///   - random: Where the number comes from that is used once; it has to be unpredictable, as
  ///     `SystemRandomNumberGenerator` is.
  /// - Returns: The signature.
  public func sign(
    _ message: [UInt8], id: [UInt8] = SM2PublicKey.usualID,
    using random: inout some RandomNumberGenerator
  ) -> SM2Signature {
    let order = SM2Curve.order
    let digest = order.reduce(U256(bytes: publicKey.digest(of: message, id: id)) ?? .zero)
    let inner = order.enter(d)
    let inverse = order.invert(order.add(order.one, inner))
    while true {
      let k = U256(random.next(), random.next(), random.next(), random.next())
      guard !k.isZero, k.isLess(than: order.value), let point = SM2Curve.base.times(k).affine
      else { continue }
      let r = order.add(digest, order.reduce(point.x))
      guard !r.isZero, !order.add(r, k).isZero else { continue }
      let rest = order.subtract(order.enter(k), order.multiply(order.enter(r), inner))
      let s = order.leave(order.multiply(inverse, rest))
      guard !s.isZero else { continue }
      return SM2Signature(r: r, s: s)
    }
  }
}
