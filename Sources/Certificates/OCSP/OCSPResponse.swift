internal import SwiftASN1

/// An answer about certificates: a BasicOCSPResponse, RFC 6960 4.2.1, with the bytes it came in.
public struct OCSPResponse: Sendable {
  /// Who answers.
  public enum Responder: Hashable, Sendable {
    /// By its name.
    case name(DistinguishedName)
    /// By the SHA-1 of its key.
    case keyHash([UInt8])
  }

  /// What is said of one certificate.
  public struct Entry: Hashable, Sendable {
    /// Which one.
    public let certificate: CertificateID
    /// What is said of it.
    public let status: RevocationStatus
    /// From when on that is known to be right.
    public let thisUpdate: Moment
    /// Until when there will be something newer; nil where that is not said.
    public let nextUpdate: Moment?
  }

  /// The encoded answer.
  public let bytes: [UInt8]
  /// The part that is signed.
  public let signedBytes: ArraySlice<UInt8>
  /// Who answers.
  public let responder: Responder
  /// When the answer was signed.
  public let producedAt: Moment
  /// What is said, certificate by certificate.
  public let entries: [Entry]
  /// The encoded value of the nonce extension, where there is one.
  public let nonce: [UInt8]?
  /// With what it is signed.
  public let signatureAlgorithm: SignatureAlgorithm
  /// The signature.
  public let signature: ArraySlice<UInt8>
  /// The certificates that came with it.
  public let certificates: [Certificate]
  /// What about it was odd.
  public let remarks: [Remark]

  /// Reads an encoded OCSPResponse, or a bare BasicOCSPResponse, which is stapled as well.
  ///
  /// - Throws: ``CertificateError`` where it is neither, or where the responder refused to answer, with
  ///   the name of the refusal.
  public init(bytes: some Collection<UInt8>) throws(CertificateError) {
    let bytes = Array(bytes)
    let what = "an OCSP response"
    var remarks: [Remark] = []
    var root = try ASN1Input.parse(bytes[...], what, remarks: &remarks)
    var outer = try Fields(root, what)
    if let status = outer.next(ifTagged: .enumerated) {
      let number = try status.integer(what, tag: .enumerated)
      guard number == 0 else {
        throw CertificateError(
          .missing("the responder says \(OCSPResponse.refusal(number))"), "an OCSP answer")
      }
      guard let node = try outer.next(ifExplicit: 0) else {
        throw CertificateError(.malformed("it is successful and has no answer"), what)
      }
      try outer.finish()
      var typed = try Fields(node, what)
      let type = try typed.next("its type").oid(what)
      guard type == .ocspBasic else {
        throw CertificateError(.unsupported("the type \(type)"), what)
      }
      let inner = try typed.next("the answer").octets(what)
      try typed.finish()
      root = try ASN1Input.parse(inner, what, remarks: &remarks)
      outer = try Fields(root, what)
    }
    let signed = try outer.next("what is signed")
    signatureAlgorithm = try SignatureAlgorithm(
      outer.next("the algorithm"), "the signature of an OCSP response", remarks: &remarks)
    signature = try outer.next("the signature").wholeBytes(what)
    var certificates: [Certificate] = []
    if let node = try outer.next(ifExplicit: 0) {
      var list = try Fields(node, what)
      while let member = list.next() {
        do {
          certificates.append(try Certificate(bytes: member.encodedBytes))
        } catch {
          remarks.append(Remark("\(error)", at: member.offset))
        }
      }
    }
    try outer.finish()

    var fields = try Fields(signed, "the signed part of an OCSP response")
    if let version = try fields.next(ifExplicit: 0), try version.integer(what) != 0 {
      throw CertificateError(.unsupported("another version than 1"), what, at: version.offset)
    }
    if let name = try fields.next(ifExplicit: 1) {
      responder = .name(try DistinguishedName(name, "the responder of an OCSP response"))
    } else if let hash = try fields.next(ifExplicit: 2) {
      responder = .keyHash(Array(try hash.octets(what)))
    } else {
      throw CertificateError(.malformed("it does not say who answers"), what, at: signed.offset)
    }
    producedAt = try fields.next("its time").time(
      "the time of an OCSP response", utc: false, remarks: &remarks)
    var entries: [Entry] = []
    var list = try Fields(fields.next("the answers"), what)
    while let member = list.next() { entries.append(try Entry(member, remarks: &remarks)) }
    var nonce: [UInt8]?
    if let node = try fields.next(ifExplicit: 1) {
      nonce = try Certificate.extensions(node, remarks: &remarks)
        .first { $0.oid == .ocspNonce }?.value
    }
    try fields.finish()
    self.bytes = bytes
    self.signedBytes = signed.encodedBytes
    self.entries = entries
    self.nonce = nonce
    self.certificates = certificates
    self.remarks = remarks
  }

  private static func refusal(_ number: Int) -> String {
    switch number {
    case 1: "that the request was malformed"
    case 2: "that it has an internal error"
    case 3: "to try later"
    case 5: "that the request has to be signed"
    case 6: "that it may not answer this"
    default: "status \(number)"
    }
  }
}

extension OCSPResponse.Entry {
  init(_ node: ASN1Node, remarks: inout [Remark]) throws(CertificateError) {
    let what = "an answer of an OCSP response"
    var fields = try Fields(node, what)
    certificate = try CertificateID(fields.next("the certificate"))
    let status = try fields.next("the status")
    switch status.identifier {
    case .context(0): self.status = .good
    case .context(1):
      var parts = try Fields(status, what, tag: nil)
      let time = try parts.next("the time of revocation").time(
        what, utc: false, remarks: &remarks)
      let reason = try parts.next(ifExplicit: 0).map { node throws(CertificateError) in
        try node.integer(what, tag: .enumerated)
      }
      try parts.finish()
      self.status = .revoked(time, reason.flatMap(RevocationReason.init(rawValue:)))
    case .context(2): self.status = .unknown
    default:
      throw CertificateError(.malformed("an unknown status"), what, at: status.offset)
    }
    thisUpdate = try fields.next("its time").time(what, utc: false, remarks: &remarks)
    nextUpdate = try fields.next(ifExplicit: 0).map { node throws(CertificateError) in
      try node.time(what, utc: false, remarks: &remarks)
    }
    _ = fields.next(ifContext: 1)
    try fields.finish()
  }
}
