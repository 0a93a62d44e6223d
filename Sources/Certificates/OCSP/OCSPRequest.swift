internal import SwiftASN1

/// A question about certificates, RFC 6960 4.1.
public struct OCSPRequest: Hashable, Sendable {
  /// About which certificates.
  public let certificates: [CertificateID]
  /// The encoded value of the nonce extension, for the answer to repeat; nil for none.
  public let nonce: [UInt8]?

  /// A question about these certificates.
  public init(_ certificates: [CertificateID], nonce: [UInt8]? = nil) {
    self.certificates = certificates
    self.nonce = nonce.map(DER.octets)
  }

  /// Reads an encoded request.
  ///
  /// A signature on it is not looked at.
  public init(bytes: some Collection<UInt8>) throws(CertificateError) {
    let what = "an OCSP request"
    let bytes = Array(bytes)
    var remarks: [Remark] = []
    var outer = try Fields(
      ASN1Input.parse(bytes[...], what, remarks: &remarks), what)
    var fields = try Fields(outer.next("the question"), what)
    if let version = try fields.next(ifExplicit: 0), try version.integer(what) != 0 {
      throw CertificateError(.unsupported("another version than 1"), what, at: version.offset)
    }
    _ = fields.next(ifContext: 1)
    var list = try Fields(fields.next("the certificates"), what)
    var certificates: [CertificateID] = []
    while let entry = list.next() {
      var parts = try Fields(entry, what)
      certificates.append(try CertificateID(parts.next("the certificate")))
      _ = parts.next(ifContext: 0)
      try parts.finish()
    }
    var nonce: [UInt8]?
    if let node = try fields.next(ifExplicit: 2) {
      nonce = try Certificate.extensions(node, remarks: &remarks)
        .first { $0.oid == .ocspNonce }?.value
    }
    try fields.finish()
    self.certificates = certificates
    self.nonce = nonce
  }

  /// The encoded request, media type `application/ocsp-request`.
  public var bytes: [UInt8] {
    var extensions: [UInt8] = []
    if let nonce {
      extensions = DER.explicit(
        2, CertificateExtension.encoded([CertificateExtension(.ocspNonce, value: nonce)]))
    }
    return DER.sequence(
      DER.sequence(
        DER.sequence(of: certificates.map { DER.sequence($0.encoded) }), extensions))
  }
}
