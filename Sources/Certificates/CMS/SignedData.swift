internal import SwiftASN1

/// A CMS SignedData (RFC 5652, section 5) with content of any type, with the bytes it came in.
public struct SignedData: Sendable {
  /// The encoded ContentInfo.
  public let bytes: [UInt8]
  /// What kind of content is signed.
  public let contentType: OID
  /// The content; nil where it is kept apart.
  public let content: [UInt8]?
  /// The certificates that came with it, those that can be read.
  public let certificates: [Certificate]
  /// Who signed.
  public let signers: [SignerInfo]
  /// What about it was odd.
  public let remarks: [Remark]

  /// Reads a ContentInfo that holds SignedData.
  ///
  /// It has to take up all of the bytes.
  ///
  /// - Throws: ``CertificateError`` with the field and its place.
  public init(bytes: some Collection<UInt8>) throws(CertificateError) {
    let bytes = Array(bytes)
    let what = "a CMS message"
    var remarks: [Remark] = []
    let root = try ASN1Input.parse(bytes[...], what, remarks: &remarks)
    var outer = try Fields(root, what)
    let type = try outer.next("its type").oid("the type of a CMS message")
    guard type == .signedData else {
      throw CertificateError(.unsupported("the content \(type)"), what, at: root.offset)
    }
    guard let node = try outer.next(ifExplicit: 0) else {
      throw CertificateError(.malformed("it has no content"), what, at: root.offset)
    }
    try outer.finish()
    var fields = try Fields(node, "the signed data of a CMS message")
    _ = try fields.next("its version").integer("the version of a CMS message")
    _ = try fields.next("the digest algorithms")
    var encapsulated = try Fields(fields.next("the content"), "the content of a CMS message")
    let contentType = try encapsulated.next("its type").oid("the type of the content")
    let content = try encapsulated.next(ifExplicit: 0).map { node throws(CertificateError) in
      Array(try node.octets("the content of a CMS message"))
    }
    try encapsulated.finish()
    var certificates: [Certificate] = []
    if let set = fields.next(ifContext: 0) {
      var members = try Fields(set, "the certificates of a CMS message", tag: nil)
      while let member = members.next() {
        // Attribute certificates and other forms carry a tag of the context.
        guard member.identifier == .sequence else {
          remarks.append(Remark("a certificate of another form, skipped", at: member.offset))
          continue
        }
        do {
          certificates.append(try Certificate(bytes: member.encodedBytes))
        } catch {
          remarks.append(Remark("\(error)", at: member.offset))
        }
      }
    }
    _ = fields.next(ifContext: 1)
    let set = try fields.next("the signers")
    try fields.finish()
    var signers: [SignerInfo] = []
    var members = try Fields(set, "the signers of a CMS message", tag: .set)
    while let member = members.next() {
      signers.append(try SignerInfo(member, remarks: &remarks))
    }
    self.bytes = bytes
    self.contentType = contentType
    self.content = content
    self.certificates = certificates
    self.signers = signers
    self.remarks = remarks
  }
}
