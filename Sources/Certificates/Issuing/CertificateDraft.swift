internal import Crypto

/// A certificate to be: what it will say, before it is signed.
///
/// The serial number, the dates and the key are parameters, so that a draft and a deterministic key
/// give the same bytes each time.
public struct CertificateDraft: Sendable {
  /// For whom.
  public var subject: DistinguishedName
  /// The key it is about.
  public var publicKey: PublicKey
  /// The first moment at which it is valid; whole seconds.
  public var notBefore: Moment
  /// The last moment at which it is valid; whole seconds.
  public var notAfter: Moment
  /// The serial number as a positive magnitude, 1 to 20 bytes, the first bit clear if there are 20.
  public var serial: [UInt8]
  /// The extensions in their order, without the identifiers of the keys, which signing adds.
  public var extensions: [CertificateExtension]

  /// A draft with these facts.
  public init(
    subject: DistinguishedName, publicKey: PublicKey, notBefore: Moment, notAfter: Moment,
    serial: [UInt8] = CertificateDraft.randomSerial(), extensions: [CertificateExtension] = []
  ) {
    self.subject = subject
    self.publicKey = publicKey
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.serial = serial
    self.extensions = extensions
  }

  /// 16 random bytes, the first bit clear and the second set.
  public static func randomSerial() -> [UInt8] {
    var bytes = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    bytes[0] = bytes[0] & 0x3F | 0x40
    return bytes
  }

  /// The certificate, signed by itself: a root, or a lone signer.
  public func selfSigned(by signer: any CertificateSigner) throws(CertificateError) -> Certificate {
    guard signer.publicKey == publicKey else {
      throw CertificateError(
        .wrongKey("the draft is about another key"), "a certificate signed by itself")
    }
    return try signed(by: signer, issuer: subject, issuerKeyIdentifier: nil)
  }

  /// The certificate, issued by the CA whose certificate and key are given.
  public func issued(
    by issuer: Certificate, _ signer: any CertificateSigner
  ) throws(CertificateError) -> Certificate {
    guard signer.publicKey == issuer.publicKey else {
      throw CertificateError(
        .wrongKey("it is not the key of \(issuer.subject)"), "the issuer's certificate")
    }
    return try signed(
      by: signer, issuer: issuer.subject,
      issuerKeyIdentifier: issuer.known.subjectKeyIdentifier ?? issuer.publicKey.identifier)
  }

  private func signed(
    by signer: any CertificateSigner, issuer: DistinguishedName, issuerKeyIdentifier: [UInt8]?
  ) throws(CertificateError) -> Certificate {
    let magnitude = Array(serial.drop { $0 == 0 })
    guard 1...20 ~= magnitude.count, magnitude.count < 20 || magnitude[0] & 0x80 == 0 else {
      throw CertificateError(
        .malformed("it has to be positive and have at most 20 bytes"), "the serial number")
    }
    guard notBefore <= notAfter else {
      throw CertificateError(.malformed("it ends before it starts"), "the validity")
    }
    var all = extensions
    if !all.contains(where: { $0.oid == .subjectKeyIdentifier }) {
      all.append(.subjectKeyIdentifier(publicKey.identifier))
    }
    if let issuerKeyIdentifier, !all.contains(where: { $0.oid == .authorityKeyIdentifier }) {
      all.append(.authorityKeyIdentifier(issuerKeyIdentifier))
    }
    let algorithm = signer.signatureAlgorithm.encoded
    let toBeSigned = DER.sequence(
      DER.explicit(0, DER.integer(2)), DER.integer(magnitude: magnitude), algorithm, issuer.bytes,
      DER.sequence(notBefore.encodedAsTime, notAfter.encodedAsTime), subject.bytes,
      publicKey.bytes, DER.explicit(3, CertificateExtension.encoded(all)))
    let signature = try signer.signature(over: toBeSigned)
    return try Certificate(bytes: DER.sequence(toBeSigned, algorithm, DER.bits(signature)))
  }
}
