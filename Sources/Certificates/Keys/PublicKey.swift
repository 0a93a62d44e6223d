internal import SwiftASN1

/// A curve of NIST that C2PA allows.
public enum Curve: Hashable, Sendable, CaseIterable {
  /// P-256.
  case p256
  /// P-384.
  case p384
  /// P-521.
  case p521

  /// Bytes in a coordinate, and in each half of a raw signature.
  public var byteCount: Int {
    switch self {
    case .p256: 32
    case .p384: 48
    case .p521: 66
    }
  }

  var oid: OID {
    switch self {
    case .p256: .p256
    case .p384: .p384
    case .p521: .p521
    }
  }

  init?(oid: OID) {
    guard let curve = Curve.allCases.first(where: { $0.oid == oid }) else { return nil }
    self = curve
  }
}

/// A public key as it stands in a certificate: a SubjectPublicKeyInfo, RFC 5280 4.1.2.7.
public struct PublicKey: Sendable {
  /// What kind of key.
  public enum Kind: Hashable, Sendable {
    /// On a curve of NIST.
    case ec(Curve)
    /// RSA, with the bits of its modulus.
    case rsa(bits: Int)
    /// RSA for RSASSA-PSS alone, perhaps with parameters that a signature has to keep to.
    case rsaPSS(bits: Int, PSSParameters?)
    /// Ed25519.
    case ed25519
    /// One that is not handled here, a curve by its own identifier.
    case unsupported(OID)
  }

  /// The encoded SubjectPublicKeyInfo.
  public let bytes: [UInt8]
  /// What kind of key.
  public let kind: Kind
  /// The key itself: an EC point, a PKCS#1 RSAPublicKey, or 32 bytes.
  public let keyBytes: [UInt8]
  /// The SHA-256 of the whole SubjectPublicKeyInfo.
  public let fingerprint: [UInt8]

  /// Modulus and exponent where the key is RSA.
  let rsa: (modulus: [UInt8], exponent: [UInt8])?

  /// Reads an encoded SubjectPublicKeyInfo.
  public init(bytes: some Sequence<UInt8>) throws(CertificateError) {
    let bytes = Array(bytes)
    try self.init(ASN1Input.parseStrictly(bytes[...], "a public key"))
  }

  init(_ node: ASN1Node) throws(CertificateError) {
    let what = "a public key"
    var fields = try Fields(node, what)
    let identifier = try fields.next("its algorithm")
    let bits = try fields.next("the key").wholeBytes(what)
    try fields.finish()
    var algorithm = try Fields(identifier, "the algorithm of a public key")
    let oid = try algorithm.next("its identifier").oid(what)
    var rsa: (modulus: [UInt8], exponent: [UInt8])?
    switch oid {
    case .ecPublicKey:
      let parameters = try algorithm.next("its curve")
      let curve = try parameters.oid("the curve of a public key")
      kind = Curve(oid: curve).map { .ec($0) } ?? .unsupported(curve)
    case .ed25519: kind = .ed25519
    case .rsaEncryption:
      let parts = try PublicKey.rsaParts(bits)
      kind = .rsa(bits: bitCount(parts.modulus))
      rsa = parts
    case .rsaPSS:
      let parts = try PublicKey.rsaParts(bits)
      let parameters = algorithm.next()
      kind = .rsaPSS(
        bits: bitCount(parts.modulus),
        try parameters.map { node throws(CertificateError) in try PSSParameters(node, what) })
      rsa = parts
    default: kind = .unsupported(oid)
    }
    self.bytes = Array(node.encodedBytes)
    self.keyBytes = Array(bits)
    self.fingerprint = HashAlgorithm.sha256.digest(of: bytes)
    self.rsa = rsa
  }

  private static func rsaParts(
    _ bytes: ArraySlice<UInt8>
  ) throws(CertificateError) -> (modulus: [UInt8], exponent: [UInt8]) {
    let what = "an RSA key"
    var fields = try Fields(ASN1Input.parseStrictly(bytes, what), what)
    let modulus = try fields.next("its modulus").integerBytes(what)
    let exponent = try fields.next("its exponent").integerBytes(what)
    try fields.finish()
    // A limit against keys made to keep a verifier busy.
    guard modulus.count <= 2049, exponent.count <= 9 else {
      throw CertificateError(
        .tooLarge(value: modulus.count, limit: 2049), what, at: bytes.startIndex)
    }
    return (Array(modulus.drop { $0 == 0 }), Array(exponent.drop { $0 == 0 }))
  }

  /// The SHA-1 of the key itself, by which OCSP names it and most certificates identify it.
  public var identifier: [UInt8] { HashAlgorithm.sha1.digest(of: keyBytes) }
}

extension PublicKey: Hashable {
  /// Equal where their encodings are.
  public static func == (left: PublicKey, right: PublicKey) -> Bool { left.bytes == right.bytes }

  /// Feeds the encoding.
  public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension PublicKey: CustomStringConvertible {
  /// As in `EC P-256` or `RSA 2048`.
  public var description: String {
    switch kind {
    case .ec(.p256): "EC P-256"
    case .ec(.p384): "EC P-384"
    case .ec(.p521): "EC P-521"
    case .rsa(let bits): "RSA \(bits)"
    case .rsaPSS(let bits, _): "RSASSA-PSS \(bits)"
    case .ed25519: "Ed25519"
    case .unsupported(let oid): "unsupported (\(oid))"
    }
  }
}

func bitCount(_ magnitude: [UInt8]) -> Int {
  guard let first = magnitude.first else { return 0 }
  return magnitude.count * 8 - first.leadingZeroBitCount
}
