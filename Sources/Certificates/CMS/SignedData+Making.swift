extension SignedData {
  /// Makes a message with one signature over signed attributes.
  ///
  /// - Parameters:
  ///   - contentType: What kind of content.
  ///   - content: The content, which the message will hold.
  ///   - certificate: The signer's certificate.
  ///   - others: Further certificates to put in.
  ///   - attributes: Encoded attributes beside content type and message digest.
  ///   - digest: The hash of the content.
  ///   - signer: The signer's key.
  /// - Returns: The encoded ContentInfo.
  /// - Throws: ``CertificateError`` where the key is not that of the certificate or refuses.
  static func make(
    _ contentType: OID, _ content: [UInt8], certificate: Certificate, others: [Certificate],
    attributes: [[UInt8]], digest: HashAlgorithm, signer: any CertificateSigner
  ) throws(CertificateError) -> [UInt8] {
    guard signer.publicKey == certificate.publicKey else {
      throw CertificateError(
        .wrongKey("it is not the key of \(certificate.subject)"), "a CMS message")
    }
    let all =
      [
        attribute(.contentType, DER.oid(contentType)),
        attribute(.messageDigest, DER.octets(digest.digest(of: content))),
      ] + attributes
    let set = DER.set(of: all)
    let signature = try signer.signature(over: set)
    let info = DER.sequence(
      DER.integer(1),
      DER.sequence(certificate.issuer.bytes, DER.value(0x02, certificate.serial)),
      digest.encoded, [0xA0] + set.dropFirst(), signer.signatureAlgorithm.encoded,
      DER.octets(signature))
    let bundle = ([certificate] + others).flatMap(\.bytes)
    return DER.sequence(
      DER.oid(.signedData),
      DER.explicit(
        0,
        DER.sequence(
          DER.integer(3), DER.set(of: [digest.encoded]),
          DER.sequence(DER.oid(contentType), DER.explicit(0, DER.octets(content))),
          DER.explicit(0, bundle), DER.set(of: [info]))))
  }

  static func attribute(_ type: OID, _ value: [UInt8]) -> [UInt8] {
    DER.sequence(DER.oid(type), DER.set(of: [value]))
  }
}
