internal import SwiftASN1

extension Certificate {
  /// Reads a certificate.
  ///
  /// It has to take up all of the bytes.
  ///
  /// What is signed has to have the shape of RFC 5280; forms that DER forbids and that occur all the
  /// same are remarked on. An extension that cannot be decoded does not keep the certificate from being
  /// read, see ``KnownExtensions/damaged``.
  ///
  /// - Throws: ``CertificateError`` with the field and its place.
  public init(bytes: some Collection<UInt8>) throws(CertificateError) {
    let bytes = Array(bytes)
    let what = "a certificate"
    var remarks: [Remark] = []
    if bytes.first == 0x2D {
      throw CertificateError(.malformed("it is PEM text; read it as such"), what)
    }
    let root = try ASN1Input.parse(bytes[...], what, remarks: &remarks)
    var outer = try Fields(root, what)
    let signed = try outer.next("what is signed")
    let outerAlgorithm = try outer.next("the algorithm of the signature")
    let signature = try outer.next("the signature").wholeBytes("the signature of a certificate")
    try outer.finish()

    var fields = try Fields(signed, "the signed part of a certificate")
    var version = 1
    if let node = try fields.next(ifExplicit: 0) {
      let number = try node.integer("the version of a certificate")
      guard 0...2 ~= number else {
        throw CertificateError(
          .unsupported("version \(number.addingReportingOverflow(1).partialValue)"), what,
          at: node.offset)
      }
      version = number + 1
      if number == 0 {
        remarks.append(Remark("it spells out its default, version 1", at: node.offset))
      }
    }
    let serialNode = try fields.next("the serial number")
    let serial = try serialNode.integerBytes("the serial number of a certificate")
    if (serial.first ?? 0) & 0x80 != 0 {
      remarks.append(Remark("the serial number is negative", at: serialNode.offset))
    }
    if serial.allSatisfy({ $0 == 0 }) {
      remarks.append(Remark("the serial number is 0", at: serialNode.offset))
    }
    if serial.count > 20 {
      remarks.append(Remark("the serial number has more than 20 bytes", at: serialNode.offset))
    }
    let algorithmNode = try fields.next("the algorithm")
    let algorithm = try SignatureAlgorithm(
      algorithmNode, "the algorithm of a certificate", remarks: &remarks)
    guard algorithmNode.encodedBytes.elementsEqual(outerAlgorithm.encodedBytes) else {
      throw CertificateError(
        .malformed("it names one algorithm inside what is signed and another outside"), what,
        at: outerAlgorithm.offset)
    }
    let issuer = try DistinguishedName(fields.next("the issuer"), "the issuer of a certificate")
    let period = "the validity of a certificate"
    var validity = try Fields(fields.next("the validity"), period)
    let notBefore = try validity.next("its start").time(period, remarks: &remarks)
    let notAfter = try validity.next("its end").time(period, remarks: &remarks)
    try validity.finish()
    let subject = try DistinguishedName(fields.next("the subject"), "the subject of a certificate")
    let key = try PublicKey(fields.next("the public key"))
    var hasUniqueIdentifiers = false
    if fields.next(ifContext: 1) != nil { hasUniqueIdentifiers = true }
    if fields.next(ifContext: 2) != nil { hasUniqueIdentifiers = true }
    var extensions: [CertificateExtension] = []
    if let node = try fields.next(ifExplicit: 3) {
      extensions = try Certificate.extensions(node, remarks: &remarks)
    }
    try fields.finish()
    if version < 3, !extensions.isEmpty {
      remarks.append(Remark("a certificate of version \(version) has extensions", at: 0))
    }

    self.bytes = bytes
    self.signedBytes = signed.encodedBytes
    self.version = version
    self.serial = Array(serial)
    self.signatureAlgorithm = algorithm
    self.signature = signature
    self.issuer = issuer
    self.subject = subject
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.publicKey = key
    self.hasUniqueIdentifiers = hasUniqueIdentifiers
    self.extensions = extensions
    self.known = KnownExtensions(extensions, remarks: &remarks)
    self.remarks = remarks
    self.fingerprint = HashAlgorithm.sha256.digest(of: bytes)
  }

  static func extensions(
    _ node: ASN1Node, remarks: inout [Remark]
  ) throws(CertificateError) -> [CertificateExtension] {
    let what = "the extensions"
    var list = try Fields(node, what)
    var result: [CertificateExtension] = []
    while let member = list.next() {
      var fields = try Fields(member, "an extension")
      let oid = try fields.next("its identifier").oid("an extension")
      var isCritical = false
      if let flag = fields.next(ifTagged: .boolean) {
        isCritical = try flag.boolean("an extension")
        if !isCritical {
          remarks.append(Remark("an extension spells out its default, FALSE", at: flag.offset))
        }
      }
      let value = try fields.next("its value").octets("an extension")
      try fields.finish()
      result.append(CertificateExtension(oid, isCritical: isCritical, value: Array(value)))
    }
    return result
  }
}
