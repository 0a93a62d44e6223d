internal import SwiftASN1

/// A request for a time-stamp: TimeStampReq, RFC 3161 2.4.1.
public struct TimeStampRequest: Hashable, Sendable {
  /// What is to be stamped.
  public let imprint: MessageImprint
  /// The policy that is asked for, if one is.
  public let policy: OID?
  /// A number that the answer has to repeat, big-endian without sign; nil for none.
  public let nonce: [UInt8]?
  /// Whether the answer should hold the authority's certificates.
  public let wantsCertificates: Bool

  /// A request.
  public init(
    _ imprint: MessageImprint, policy: OID? = nil, nonce: [UInt8]? = nil,
    wantsCertificates: Bool = true
  ) {
    self.imprint = imprint
    self.policy = policy
    self.nonce = nonce
    self.wantsCertificates = wantsCertificates
  }

  /// Reads an encoded request.
  ///
  /// - Throws: ``CertificateError``, also for extensions, none of which is known.
  public init(bytes: some Collection<UInt8>) throws(CertificateError) {
    let what = "a time-stamp request"
    var fields = try Fields(ASN1Input.parseStrictly(Array(bytes)[...], what), what)
    let version = try fields.next("its version").integer(what)
    guard version == 1 else { throw CertificateError(.unsupported("version \(version)"), what) }
    imprint = try MessageImprint(fields.next("its imprint"))
    policy = try fields.next(ifTagged: .objectIdentifier).map { node throws(CertificateError) in
      try node.oid(what)
    }
    nonce = try fields.next(ifTagged: .integer).map { node throws(CertificateError) in
      Array(try node.integerBytes(what).drop { $0 == 0 })
    }
    wantsCertificates =
      try fields.next(ifTagged: .boolean).map { node throws(CertificateError) in
        try node.boolean(what)
      } ?? false
    if fields.next(ifContext: 0) != nil {
      throw CertificateError(.unsupported("extensions"), what)
    }
    try fields.finish()
  }

  /// The encoded request, media type `application/timestamp-query`.
  public var bytes: [UInt8] {
    DER.sequence(
      DER.integer(1), imprint.encoded, policy.map(DER.oid) ?? [],
      nonce.map { DER.integer(magnitude: $0) } ?? [],
      wantsCertificates ? DER.boolean(true) : [])
  }
}
