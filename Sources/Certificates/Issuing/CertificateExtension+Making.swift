extension CertificateExtension {
  /// Whether the subject is a CA, critical for a CA as RFC 5280 4.2.1.9 asks.
  public static func basicConstraints(_ value: BasicConstraints) -> CertificateExtension {
    var parts: [[UInt8]] = []
    if value.isCA { parts.append(DER.boolean(true)) }
    if let length = value.pathLength { parts.append(DER.integer(length)) }
    return CertificateExtension(
      .basicConstraints, isCritical: value.isCA, value: DER.sequence(of: parts))
  }

  /// What the key may be used for, critical.
  public static func keyUsage(_ usage: KeyUsage) -> CertificateExtension {
    CertificateExtension(.keyUsage, isCritical: true, value: usage.encoded)
  }

  /// What the certificate may be used for; a time-stamp authority's has to be critical.
  public static func extendedKeyUsage(
    _ purposes: [OID], isCritical: Bool = false
  ) -> CertificateExtension {
    CertificateExtension(
      .extendedKeyUsage, isCritical: isCritical, value: DER.sequence(of: purposes.map(DER.oid)))
  }

  /// The identifier of the subject's key.
  public static func subjectKeyIdentifier(_ identifier: [UInt8]) -> CertificateExtension {
    CertificateExtension(.subjectKeyIdentifier, value: DER.octets(identifier))
  }

  /// The identifier of the issuer's key.
  public static func authorityKeyIdentifier(_ identifier: [UInt8]) -> CertificateExtension {
    CertificateExtension(
      .authorityKeyIdentifier, value: DER.sequence(DER.implicit(0, identifier)))
  }

  /// Where to ask about the certificate: addresses of OCSP responders and of the issuer's certificate.
  public static func authorityInfoAccess(
    ocsp: [String] = [], issuers: [String] = []
  ) -> CertificateExtension {
    func entry(_ method: OID, _ address: String) -> [UInt8] {
      DER.sequence(DER.oid(method), GeneralName.uri(address).encoded)
    }
    return CertificateExtension(
      .authorityInfoAccess,
      value: DER.sequence(
        of: ocsp.map { entry(.accessOCSP, $0) } + issuers.map { entry(.accessIssuers, $0) }))
  }

  /// The policies it is issued under.
  public static func policies(_ policies: [OID]) -> CertificateExtension {
    CertificateExtension(
      .certificatePolicies,
      value: DER.sequence(of: policies.map { DER.sequence(DER.oid($0)) }))
  }

  /// Where lists of revocation are.
  public static func crlDistributionPoints(_ addresses: [String]) -> CertificateExtension {
    CertificateExtension(
      .crlDistributionPoints,
      value: DER.sequence(
        of: addresses.map {
          DER.sequence(DER.explicit(0, DER.explicit(0, GeneralName.uri($0).encoded)))
        }))
  }

  /// Other names of the subject.
  public static func subjectAlternativeNames(_ names: [GeneralName]) -> CertificateExtension {
    CertificateExtension(
      .subjectAlternativeName, value: DER.sequence(of: names.map(\.encoded)))
  }

  /// Says that the responder's own certificate need not be asked about, RFC 6960 4.2.2.2.1.
  public static let ocspNoCheck = CertificateExtension(.ocspNoCheck, value: DER.null)

  /// The list as a certificate holds it.
  static func encoded(_ list: [CertificateExtension]) -> [UInt8] {
    DER.sequence(
      of: list.map {
        DER.sequence(
          DER.oid($0.oid), $0.isCritical ? DER.boolean(true) : [], DER.octets($0.value))
      })
  }
}
