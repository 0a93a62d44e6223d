internal import SwiftASN1

/// One signature of a CMS message (RFC 5652, 5.3).
public struct SignerInfo: Sendable {
  /// How the signer's certificate is named.
  public enum Identifier: Hashable, Sendable {
    /// By its issuer and serial number.
    case issuerAndSerial(DistinguishedName, [UInt8])
    /// By the identifier of its key.
    case keyIdentifier([UInt8])
  }

  /// An attribute: what kind, and its values as they are encoded.
  public struct Attribute: Hashable, Sendable {
    /// What kind.
    public let type: OID
    /// The encoded values.
    public let values: [[UInt8]]
  }

  /// Whose signature it is.
  public let identifier: Identifier
  /// The hash of the content.
  public let digestAlgorithm: HashAlgorithm
  /// With what it is signed.
  public let signatureAlgorithm: SignatureAlgorithm
  /// The signature.
  public let signature: [UInt8]
  /// The attributes that are signed; nil where the content itself is.
  public let signedAttributes: [Attribute]?
  /// The attributes that are not.
  public let unsignedAttributes: [Attribute]

  /// What the signature is over where there are signed attributes: the attributes as they stand, with
  /// the tag of a SET in place of theirs (RFC 5652, 5.4).
  let signedBytes: [UInt8]?
  /// The same sorted anew, for writers that signed the order of DER and stored another.
  let sortedBytes: [UInt8]?

  init(_ node: ASN1Node, remarks: inout [Remark]) throws(CertificateError) {
    let what = "a signer of a CMS message"
    var fields = try Fields(node, what)
    _ = try fields.next("its version").integer(what)
    let named = try fields.next("its identifier")
    if named.identifier == .context(0) {
      identifier = .keyIdentifier(Array(try named.octets(what, tag: .context(0))))
    } else {
      var pair = try Fields(named, what)
      let issuer = try DistinguishedName(
        pair.next("the issuer"), "the issuer in a signer of a CMS message")
      identifier = .issuerAndSerial(
        issuer, Array(try pair.next("the serial number").integerBytes(what)))
      try pair.finish()
    }
    digestAlgorithm = try HashAlgorithm(
      fields.next("the digest"), "the digest of a signer of a CMS message")
    if let set = fields.next(ifContext: 0) {
      let (attributes, members) = try SignerInfo.attributes(set)
      signedAttributes = attributes
      signedBytes = DER.value(0x31, members.flatMap { $0 })
      sortedBytes = DER.set(of: members.map { Array($0) })
      if signedBytes != sortedBytes {
        remarks.append(Remark("the signed attributes are not in the order of DER", at: set.offset))
      }
    } else {
      (signedAttributes, signedBytes, sortedBytes) = (nil, nil, nil)
    }
    signatureAlgorithm = try SignatureAlgorithm(
      fields.next("the algorithm"), "the signature of a signer of a CMS message",
      digest: digestAlgorithm,
      remarks: &remarks)
    signature = Array(try fields.next("the signature").octets(what))
    if let set = fields.next(ifContext: 1) {
      unsignedAttributes = try SignerInfo.attributes(set).0
    } else {
      unsignedAttributes = []
    }
    try fields.finish()
  }

  private static func attributes(
    _ set: ASN1Node
  ) throws(CertificateError) -> ([Attribute], [ArraySlice<UInt8>]) {
    let what = "the attributes of a signer"
    var result: [Attribute] = []
    var bytes: [ArraySlice<UInt8>] = []
    var members = try Fields(set, what, tag: nil)
    while let member = members.next() {
      var pair = try Fields(member, what)
      let type = try pair.next("its type").oid(what)
      var set = try Fields(pair.next("its values"), what, tag: .set)
      try pair.finish()
      var values: [[UInt8]] = []
      while let value = set.next() { values.append(Array(value.encodedBytes)) }
      result.append(Attribute(type: type, values: values))
      bytes.append(member.encodedBytes)
    }
    return (result, bytes)
  }

  /// The only value of a signed attribute that has to be there once; nil where it is not.
  func onlyValue(_ type: OID) -> [UInt8]? {
    let found = (signedAttributes ?? []).filter { $0.type == type }
    guard found.count == 1, found[0].values.count == 1 else { return nil }
    return found[0].values[0]
  }

  /// Whether this is the certificate that it names.
  func names(_ certificate: Certificate) -> Bool {
    switch identifier {
    case .issuerAndSerial(let issuer, let serial):
      certificate.serial == serial && certificate.issuer == issuer
    case .keyIdentifier(let identifier): certificate.known.subjectKeyIdentifier == identifier
    }
  }
}
