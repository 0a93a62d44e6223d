/// Answers requests for time-stamps with a certificate and a key.
///
/// It has neither clock nor counter: time and serial number are given with each request.
public struct TimeStampAuthority: Sendable {
  /// The authority's certificate.
  public let certificate: Certificate
  /// What is put into an answer beside it, the root left out.
  public let chain: [Certificate]
  /// The policy that is named where a request names none.
  public let policy: OID
  /// How far its clock may be off, in milliseconds; nil to say nothing about that.
  public let accuracyInMilliseconds: Int?

  private let signer: any CertificateSigner

  /// An authority.
  ///
  /// - Parameters:
  ///   - certificate: Its certificate, whose only extended key usage is time-stamps.
  ///   - signer: Its key.
  ///   - chain: The CAs above it, the root left out.
  ///   - policy: The policy it issues under.
  ///   - accuracyInMilliseconds: How far its clock may be off.
  /// - Throws: ``CertificateError`` where the key is not that of the certificate, or the certificate is
  ///   no time-stamp authority's.
  public init(
    certificate: Certificate, signer: any CertificateSigner, chain: [Certificate] = [],
    policy: OID, accuracyInMilliseconds: Int? = nil
  ) throws(CertificateError) {
    guard signer.publicKey == certificate.publicKey else {
      throw CertificateError(
        .wrongKey("it is not the key of \(certificate.subject)"), "a time-stamp authority")
    }
    if let broken = CertificateProfile.check(certificate, for: .timeStamping)
      .first(where: { !$0.isAcceptable })
    {
      throw CertificateError(
        .malformed("\(broken.rule) Found: \(broken.found)"),
        "the certificate of a time-stamp authority")
    }
    self.certificate = certificate
    self.signer = signer
    self.chain = chain
    self.policy = policy
    self.accuracyInMilliseconds = accuracyInMilliseconds
  }

  /// The encoded token over an imprint.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - time: The time to assert.
  ///   - serial: The serial number, a magnitude; never given twice.
  /// - Returns: The encoded TimeStampToken.
  /// - Throws: ``CertificateError`` where the key refuses.
  public func token(
    for request: TimeStampRequest, at time: Moment, serial: [UInt8]
  ) throws(CertificateError) -> [UInt8] {
    var accuracy: [UInt8] = []
    if let all = accuracyInMilliseconds {
      var parts: [[UInt8]] = []
      if all >= 1000 { parts.append(DER.integer(all / 1000)) }
      if all % 1000 > 0 {
        parts.append([0x80] + DER.integer(all % 1000).dropFirst())
      }
      accuracy = DER.sequence(of: parts)
    }
    let info = DER.sequence(
      DER.integer(1), DER.oid(request.policy ?? policy), request.imprint.encoded,
      DER.integer(magnitude: serial), DER.value(0x18, time.generalizedTime), accuracy,
      request.nonce.map { DER.integer(magnitude: $0) } ?? [])
    let identifier = DER.sequence(
      DER.sequence(
        of: [DER.sequence(DER.octets(HashAlgorithm.sha256.digest(of: certificate.bytes)))]))
    return try SignedData.make(
      .timeStampInfo, info, certificate: certificate, others: chain,
      attributes: [SignedData.attribute(.signingCertificateV2, identifier)],
      digest: signer.signatureAlgorithm.hash ?? .sha512, signer: signer)
  }

  /// The encoded answer to a request: TimeStampResp, granted.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - time: The time to assert.
  ///   - serial: The serial number, a magnitude; never given twice.
  /// - Returns: The encoded response.
  /// - Throws: ``CertificateError`` where the key refuses.
  public func response(
    to request: TimeStampRequest, at time: Moment, serial: [UInt8]
  ) throws(CertificateError) -> [UInt8] {
    DER.sequence(
      DER.sequence(DER.integer(0)), try token(for: request, at: time, serial: serial))
  }

  /// The encoded refusal of a request, with its reason as text.
  public static func refusal(_ reason: String) -> [UInt8] {
    DER.sequence(DER.sequence(DER.integer(2), DER.sequence(DER.utf8(reason))))
  }
}
