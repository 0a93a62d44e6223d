/// What a certificate is issued for, with the extensions that belong to it.
public enum CertificateRole: Hashable, Sendable {
  /// A root or an intermediate CA, with the number of CAs that may follow below.
  case authority(pathLength: Int?)
  /// A signer of C2PA claims; also for documents, as the conformance programme asks.
  case claimSigner
  /// A time-stamp authority.
  case timeStamping
  /// A responder that the CA lets answer about revocation.
  case ocspResponder

  /// The extensions, without identifiers of keys.
  public var extensions: [CertificateExtension] {
    switch self {
    case .authority(let pathLength):
      [
        .basicConstraints(BasicConstraints(isCA: true, pathLength: pathLength)),
        .keyUsage([.keyCertSign, .cRLSign]),
      ]
    case .claimSigner:
      [
        .basicConstraints(BasicConstraints(isCA: false)),
        .keyUsage([.digitalSignature, .nonRepudiation]),
        .extendedKeyUsage([.c2paClaimSigning, .documentSigning]),
      ]
    case .timeStamping:
      [
        .basicConstraints(BasicConstraints(isCA: false)),
        .keyUsage([.digitalSignature, .nonRepudiation]),
        .extendedKeyUsage([.timeStamping], isCritical: true),
      ]
    case .ocspResponder:
      [
        .basicConstraints(BasicConstraints(isCA: false)), .keyUsage(.digitalSignature),
        .extendedKeyUsage([.ocspSigning]), .ocspNoCheck,
      ]
    }
  }
}

extension CertificateDraft {
  /// A draft for a role, with further extensions such as where to ask about it.
  public init(
    _ role: CertificateRole, subject: DistinguishedName, publicKey: PublicKey,
    notBefore: Moment, notAfter: Moment, serial: [UInt8] = CertificateDraft.randomSerial(),
    and more: [CertificateExtension] = []
  ) {
    self.init(
      subject: subject, publicKey: publicKey, notBefore: notBefore, notAfter: notAfter,
      serial: serial, extensions: role.extensions + more)
  }
}
