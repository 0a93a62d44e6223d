/// Whether a certificate is a CA's, and how many CAs may follow below, RFC 5280 4.2.1.9.
public struct BasicConstraints: Hashable, Sendable {
  /// Whether it may issue certificates.
  public let isCA: Bool
  /// How many CAs may stand between it and the end of the chain; nil for any number.
  public let pathLength: Int?

  /// Constraints of these values.
  public init(isCA: Bool, pathLength: Int? = nil) {
    self.isCA = isCA
    self.pathLength = pathLength
  }
}

/// Which key issued a certificate, RFC 5280 4.2.1.1.
public struct AuthorityKeyIdentifier: Hashable, Sendable {
  /// The subject key identifier of the issuer, where it is given.
  public let keyIdentifier: [UInt8]?
  /// The serial number of the issuer's certificate, where that is given.
  public let serial: [UInt8]?
}

/// Where to ask about a certificate, RFC 5280 4.2.2.1.
public struct AuthorityInfoAccess: Hashable, Sendable {
  /// Addresses of OCSP responders.
  public let ocsp: [String]
  /// Addresses of the issuer's certificate.
  public let issuers: [String]
}

/// A name in an extension, RFC 5280 4.2.1.6.
public enum GeneralName: Hashable, Sendable {
  /// An e-mail address.
  case email(String)
  /// The name of a host.
  case dns(String)
  /// An address.
  case uri(String)
  /// A distinguished name.
  case directory(DistinguishedName)
  /// 4 or 16 bytes.
  case ipAddress([UInt8])
  /// Any other kind, as it was encoded.
  case other([UInt8])
}

/// An extension of a certificate as it stands there.
public struct CertificateExtension: Hashable, Sendable {
  /// Which one.
  public let oid: OID
  /// Whether who does not know it has to refuse the certificate.
  public let isCritical: Bool
  /// The encoded value.
  public let value: [UInt8]

  /// An extension with this encoded value.
  public init(_ oid: OID, isCritical: Bool = false, value: [UInt8]) {
    self.oid = oid
    self.isCritical = isCritical
    self.value = value
  }
}
