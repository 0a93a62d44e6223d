/// Answers questions about revocation with a certificate and a key.
///
/// It has neither clock nor list: what it says is given with each answer.
public struct OCSPResponder: Sendable {
  /// What is to be said of one certificate.
  public struct Answer: Hashable, Sendable {
    /// Which one.
    public let certificate: CertificateID
    /// What is said of it.
    public let status: RevocationStatus

    /// An answer.
    public init(_ certificate: CertificateID, _ status: RevocationStatus) {
      self.certificate = certificate
      self.status = status
    }
  }

  /// The responder's certificate: the issuer's own, or one that the issuer appointed.
  public let certificate: Certificate
  /// Whether an answer names the responder by its key and not by its name.
  public let isNamedByKey: Bool

  private let signer: any CertificateSigner
  private let issuer: Certificate

  /// A responder for the certificates of `issuer`.
  ///
  /// - Throws: ``CertificateError`` where the key is not that of the certificate.
  public init(
    certificate: Certificate, signer: any CertificateSigner, for issuer: Certificate,
    isNamedByKey: Bool = true
  ) throws(CertificateError) {
    guard signer.publicKey == certificate.publicKey else {
      throw CertificateError(
        .wrongKey("it is not the key of \(certificate.subject)"), "an OCSP responder")
    }
    self.certificate = certificate
    self.signer = signer
    self.issuer = issuer
    self.isNamedByKey = isNamedByKey
  }

  /// The encoded answer, media type `application/ocsp-response`.
  ///
  /// - Parameters:
  ///   - answers: What is said, certificate by certificate.
  ///   - nonce: The nonce of the request, ``OCSPRequest/nonce``.
  ///   - time: When it is said; whole seconds.
  ///   - nextUpdate: Until when it counts.
  /// - Returns: The encoded OCSPResponse.
  /// - Throws: ``CertificateError`` where the key refuses.
  public func response(
    _ answers: [Answer], nonce: [UInt8]? = nil, at time: Moment, nextUpdate: Moment? = nil
  ) throws(CertificateError) -> [UInt8] {
    func generalized(_ moment: Moment) -> [UInt8] {
      DER.value(0x18, Moment(seconds: moment.seconds).generalizedTime)
    }
    let list = answers.map { answer in
      let status: [UInt8] =
        switch answer.status {
        case .good: DER.implicit(0, [])
        case .unknown: DER.implicit(2, [])
        case .revoked(let since, let reason):
          DER.explicit(
            1,
            generalized(since)
              + (reason.map { DER.explicit(0, [0x0A, 0x01, UInt8($0.rawValue)]) } ?? []))
        }
      return DER.sequence(
        answer.certificate.encoded, status, generalized(time),
        nextUpdate.map { DER.explicit(0, generalized($0)) } ?? [])
    }
    let name =
      isNamedByKey
      ? DER.explicit(2, DER.octets(certificate.publicKey.identifier))
      : DER.explicit(1, certificate.subject.bytes)
    var extensions: [UInt8] = []
    if let nonce {
      extensions = DER.explicit(
        1, CertificateExtension.encoded([CertificateExtension(.ocspNonce, value: nonce)]))
    }
    let signed = DER.sequence(name, generalized(time), DER.sequence(of: list), extensions)
    let signature = try signer.signature(over: signed)
    let isDelegate = certificate != issuer
    let basic = DER.sequence(
      signed, signer.signatureAlgorithm.encoded, DER.bits(signature),
      isDelegate ? DER.explicit(0, DER.sequence(certificate.bytes)) : [])
    return DER.sequence(
      [0x0A, 0x01, 0x00],
      DER.explicit(0, DER.sequence(DER.oid(.ocspBasic), DER.octets(basic))))
  }
}
