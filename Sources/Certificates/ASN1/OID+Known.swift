extension OID {
  // Keys and signatures: RFC 3279, 4055, 5480, 5758, 8410.
  static let rsaEncryption = OID(1, 2, 840, 113549, 1, 1, 1)
  static let sha1WithRSA = OID(1, 2, 840, 113549, 1, 1, 5)
  static let mgf1 = OID(1, 2, 840, 113549, 1, 1, 8)
  static let rsaPSS = OID(1, 2, 840, 113549, 1, 1, 10)
  static let sha256WithRSA = OID(1, 2, 840, 113549, 1, 1, 11)
  static let sha384WithRSA = OID(1, 2, 840, 113549, 1, 1, 12)
  static let sha512WithRSA = OID(1, 2, 840, 113549, 1, 1, 13)
  static let ecPublicKey = OID(1, 2, 840, 10045, 2, 1)
  static let ecdsaWithSHA1 = OID(1, 2, 840, 10045, 4, 1)
  static let ecdsaWithSHA256 = OID(1, 2, 840, 10045, 4, 3, 2)
  static let ecdsaWithSHA384 = OID(1, 2, 840, 10045, 4, 3, 3)
  static let ecdsaWithSHA512 = OID(1, 2, 840, 10045, 4, 3, 4)
  static let p256 = OID(1, 2, 840, 10045, 3, 1, 7)
  static let p384 = OID(1, 3, 132, 0, 34)
  static let p521 = OID(1, 3, 132, 0, 35)
  static let ed25519 = OID(1, 3, 101, 112)
  static let sha1 = OID(1, 3, 14, 3, 2, 26)
  static let sha256 = OID(2, 16, 840, 1, 101, 3, 4, 2, 1)
  static let sha384 = OID(2, 16, 840, 1, 101, 3, 4, 2, 2)
  static let sha512 = OID(2, 16, 840, 1, 101, 3, 4, 2, 3)

  // Extensions: RFC 5280, 4.2.
  static let subjectKeyIdentifier = OID(2, 5, 29, 14)
  static let keyUsage = OID(2, 5, 29, 15)
  static let subjectAlternativeName = OID(2, 5, 29, 17)
  static let basicConstraints = OID(2, 5, 29, 19)
  static let nameConstraints = OID(2, 5, 29, 30)
  static let crlDistributionPoints = OID(2, 5, 29, 31)
  static let certificatePolicies = OID(2, 5, 29, 32)
  static let authorityKeyIdentifier = OID(2, 5, 29, 35)
  static let extendedKeyUsage = OID(2, 5, 29, 37)
  static let authorityInfoAccess = OID(1, 3, 6, 1, 5, 5, 7, 1, 1)
  static let accessOCSP = OID(1, 3, 6, 1, 5, 5, 7, 48, 1)
  static let accessIssuers = OID(1, 3, 6, 1, 5, 5, 7, 48, 2)

  // OCSP: RFC 6960.
  static let ocspBasic = OID(1, 3, 6, 1, 5, 5, 7, 48, 1, 1)
  static let ocspNonce = OID(1, 3, 6, 1, 5, 5, 7, 48, 1, 2)
  static let ocspNoCheck = OID(1, 3, 6, 1, 5, 5, 7, 48, 1, 5)

  // CMS and time-stamps: RFC 5652, 3161, 5816.
  static let data = OID(1, 2, 840, 113549, 1, 7, 1)
  static let signedData = OID(1, 2, 840, 113549, 1, 7, 2)
  static let contentType = OID(1, 2, 840, 113549, 1, 9, 3)
  static let messageDigest = OID(1, 2, 840, 113549, 1, 9, 4)
  static let signingTime = OID(1, 2, 840, 113549, 1, 9, 5)
  static let timeStampInfo = OID(1, 2, 840, 113549, 1, 9, 16, 1, 4)
  static let signingCertificate = OID(1, 2, 840, 113549, 1, 9, 16, 2, 12)
  static let signingCertificateV2 = OID(1, 2, 840, 113549, 1, 9, 16, 2, 47)
}

extension OID {
  /// Extended key usage: signing of C2PA claims, from version 2.2 on.
  public static let c2paClaimSigning = OID(1, 3, 6, 1, 4, 1, 62558, 2, 1)
  /// Extended key usage: e-mail protection, RFC 5280 4.2.1.12.
  public static let emailProtection = OID(1, 3, 6, 1, 5, 5, 7, 3, 4)
  /// Extended key usage: time-stamps, RFC 3161 2.3.
  public static let timeStamping = OID(1, 3, 6, 1, 5, 5, 7, 3, 8)
  /// Extended key usage: answers about revocation, RFC 6960 4.2.2.2.
  public static let ocspSigning = OID(1, 3, 6, 1, 5, 5, 7, 3, 9)
  /// Extended key usage: signing of documents, RFC 9336.
  public static let documentSigning = OID(1, 3, 6, 1, 5, 5, 7, 3, 36)
  /// Extended key usage: Microsoft's own for C2PA, on the old interim configuration.
  public static let microsoftC2PASigning = OID(1, 3, 6, 1, 4, 1, 311, 76, 59, 1, 9)
  /// Extended key usage: anything, which no signer may have.
  public static let anyExtendedKeyUsage = OID(2, 5, 29, 37, 0)
  /// Certificate policy of the C2PA conformance programme.
  public static let c2paPolicy = OID(1, 3, 6, 1, 4, 1, 62558, 1, 1)
}
