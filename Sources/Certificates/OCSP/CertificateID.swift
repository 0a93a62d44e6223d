internal import SwiftASN1

/// How OCSP names a certificate: by hashes of its issuer's name and key, and its serial number
/// (RFC 6960, 4.1.1).
public struct CertificateID: Hashable, Sendable {
  /// The hash.
  public let hash: HashAlgorithm
  /// The hash of the issuer's encoded name.
  public let issuerNameHash: [UInt8]
  /// The hash of the issuer's key itself.
  public let issuerKeyHash: [UInt8]
  /// The serial number as it is encoded.
  public let serial: [UInt8]

  /// The name of a certificate below an issuer; SHA-1 is what every responder knows.
  public init(_ certificate: Certificate, issuer: Certificate, hash: HashAlgorithm = .sha1) {
    self.hash = hash
    self.issuerNameHash = hash.digest(of: certificate.issuer.bytes)
    self.issuerKeyHash = hash.digest(of: issuer.publicKey.keyBytes)
    self.serial = certificate.serial
  }

  init(_ node: ASN1Node) throws(CertificateError) {
    let what = "the identifier of a certificate in OCSP"
    var fields = try Fields(node, what)
    hash = try HashAlgorithm(fields.next("its hash"), what)
    issuerNameHash = Array(try fields.next("the issuer's name").octets(what))
    issuerKeyHash = Array(try fields.next("the issuer's key").octets(what))
    serial = Array(try fields.next("the serial number").integerBytes(what))
    try fields.finish()
  }

  /// Whether it names that certificate below that issuer.
  public func names(_ certificate: Certificate, issuer: Certificate) -> Bool {
    serial == certificate.serial
      && self == CertificateID(certificate, issuer: issuer, hash: hash)
  }

  /// Whether it names some certificate of that issuer.
  public func isBelow(_ issuer: Certificate) -> Bool {
    issuerNameHash == hash.digest(of: issuer.subject.bytes)
      && issuerKeyHash == hash.digest(of: issuer.publicKey.keyBytes)
  }

  var encoded: [UInt8] {
    DER.sequence(
      hash.encoded, DER.octets(issuerNameHash), DER.octets(issuerKeyHash),
      DER.value(0x02, serial))
  }
}
