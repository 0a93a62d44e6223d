internal import Crypto
internal import CryptoExtras
internal import Foundation
internal import SwiftASN1

extension SigningKey {
  /// Reads the first private key of a PEM text: PKCS#8 (`PRIVATE KEY`), SEC 1 (`EC PRIVATE KEY`) or
  /// PKCS#1 (`RSA PRIVATE KEY`).
  ///
  /// Certificates and parameters in the same text are passed over.
  ///
  /// - Throws: ``CertificateError`` where there is none, where it is encrypted, or of a kind that C2PA
  ///   does not allow.
  public init(pem: some Collection<UInt8>) throws(CertificateError) {
    let text = try PEMText(pem)
    for block in text.blocks {
      switch block.label {
      case "PRIVATE KEY": try self.init(pkcs8: block.bytes)
      case "EC PRIVATE KEY": try self.init(sec1: block.bytes[...], curve: nil)
      case "RSA PRIVATE KEY": try self.init(.rsa(SigningKey.rsa(block.bytes)))
      case "ENCRYPTED PRIVATE KEY":
        throw CertificateError(
          .unsupported("encryption; decrypt it first: openssl pkcs8 -in KEY -out PLAIN"),
          "the private key", at: block.offset)
      default: continue
      }
      return
    }
    let found = text.blocks.map(\.label).joined(separator: ", ")
    throw CertificateError(
      .missing(found.isEmpty ? "the text has no PEM block" : "the text has \(found)"),
      "a private key")
  }

  /// Reads the first private key of a PEM text.
  public init(pem: String) throws(CertificateError) { try self.init(pem: Array(pem.utf8)) }

  /// Reads a PKCS#8 key (RFC 5958), unencrypted.
  ///
  /// A key for RSASSA-PSS, which the cryptographic library refuses in this form, is unwrapped.
  public init(pkcs8 bytes: some Collection<UInt8>) throws(CertificateError) {
    let what = "a PKCS#8 private key"
    var fields = try Fields(ASN1Input.parseStrictly(Array(bytes)[...], what), what)
    _ = try fields.next("its version").integer(what)
    var algorithm = try Fields(fields.next("its algorithm"), "the algorithm of \(what)")
    let key = try fields.next("the key").octets(what)
    let oid = try algorithm.next("its identifier").oid(what)
    switch oid {
    case .rsaEncryption: try self.init(.rsa(SigningKey.rsa(Array(key))))
    case .rsaPSS:
      let parameters = algorithm.next()
      let required = try parameters.map { node throws(CertificateError) in
        try PSSParameters(node, what)
      }
      try self.init(.rsaPSS(SigningKey.rsa(Array(key)), required))
    case .ecPublicKey:
      try self.init(sec1: key, curve: algorithm.next("its curve").oid(what))
    case .ed25519:
      let seed = try ASN1Input.parseStrictly(key, what).octets(what)
      guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
        throw CertificateError(.malformed("\(seed.count) bytes where 32 belong"), what)
      }
      try self.init(.ed25519(key))
    default:
      throw CertificateError(
        .unsupported("\(oid); take a key on P-256, P-384, P-521 or Ed25519, or RSA"), what)
    }
  }

  /// An ECPrivateKey of RFC 5915.
  private init(sec1 bytes: ArraySlice<UInt8>, curve: OID?) throws(CertificateError) {
    let what = "an EC private key"
    var fields = try Fields(ASN1Input.parseStrictly(bytes, what), what)
    _ = try fields.next("its version").integer(what)
    let secret = try fields.next("the key").octets(what)
    var oid = curve
    if let inside = try fields.next(ifExplicit: 0) { oid = try inside.oid(what) }
    guard let oid else {
      throw CertificateError(.missing("the key does not name its curve"), "the curve of \(what)")
    }
    guard let curve = Curve(oid: oid) else {
      throw CertificateError(.unsupported("the curve \(oid); take P-256, P-384 or P-521"), what)
    }
    // Some writers leave out leading zeros.
    let short = Array(secret.drop { $0 == 0 })
    guard short.count <= curve.byteCount else {
      throw CertificateError(.malformed("it is longer than its curve"), what)
    }
    let scalar = [UInt8](repeating: 0, count: curve.byteCount - short.count) + short
    do {
      let made: Secret =
        switch curve {
        case .p256: .p256(try P256.Signing.PrivateKey(rawRepresentation: scalar))
        case .p384: .p384(try P384.Signing.PrivateKey(rawRepresentation: scalar))
        case .p521: .p521(try P521.Signing.PrivateKey(rawRepresentation: scalar))
        }
      try self.init(made)
    } catch let error as CertificateError {
      throw error
    } catch {
      throw CertificateError(.malformed("its number is not one of the curve"), what)
    }
  }

  private static func rsa(_ pkcs1: [UInt8]) throws(CertificateError) -> _RSA.Signing.PrivateKey {
    do {
      return try _RSA.Signing.PrivateKey(derRepresentation: pkcs1)
    } catch {
      throw CertificateError(
        .refused("take it; it has to be PKCS#1 of 2048 bits or more"), "an RSA private key")
    }
  }

  /// The key as PKCS#8 in PEM.
  ///
  /// Keep it where nobody else reads.
  public var pem: String {
    PEMBlock(label: "PRIVATE KEY", bytes: pkcs8).text
  }

  private var pkcs8: [UInt8] {
    func wrapped(_ algorithm: [UInt8], _ key: [UInt8]) -> [UInt8] {
      DER.sequence(DER.integer(0), algorithm, DER.octets(key))
    }
    switch secret {
    case .p256(let key): return Array(key.derRepresentation)
    case .p384(let key): return Array(key.derRepresentation)
    case .p521(let key): return Array(key.derRepresentation)
    case .rsa(let key):
      return wrapped(
        DER.sequence(DER.oid(.rsaEncryption), DER.null), Array(key.derRepresentation))
    case .rsaPSS(let key, let parameters):
      return wrapped(
        DER.sequence(DER.oid(.rsaPSS), parameters?.encoded ?? []), Array(key.derRepresentation))
    case .ed25519(let key):
      return wrapped(
        DER.sequence(DER.oid(.ed25519)), DER.octets(Array(key.rawRepresentation)))
    }
  }
}
