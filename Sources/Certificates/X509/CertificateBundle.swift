/// The certificates of a PEM text, in its order, and those blocks that were none.
public struct CertificateBundle: Sendable {
  /// The certificates.
  public let certificates: [Certificate]
  /// What was odd about the text.
  public let remarks: [Remark]
  /// The blocks that say they are certificates and cannot be read.
  public let failures: [CertificateError]

  /// Reads all blocks with the label `CERTIFICATE` or `X509 CERTIFICATE`.
  ///
  /// A block that cannot be read as a certificate does not keep the others from being read: it is in
  /// ``failures``.
  ///
  /// - Throws: ``CertificateError`` where the text is no PEM, or has no certificate at all.
  public init(pem: some Collection<UInt8>) throws(CertificateError) {
    let text = try PEMText(pem)
    var certificates: [Certificate] = []
    var failures: [CertificateError] = []
    for block in text.blocks
    where block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE" {
      do {
        certificates.append(try Certificate(bytes: block.bytes))
      } catch {
        failures.append(
          CertificateError(error.reason, "\(error.what), in the PEM block", at: block.offset))
      }
    }
    guard !certificates.isEmpty || !failures.isEmpty else {
      let found = text.blocks.map(\.label).joined(separator: ", ")
      throw CertificateError(
        .missing(found.isEmpty ? "the text has no PEM block" : "the text has \(found)"),
        "a certificate")
    }
    self.certificates = certificates
    self.remarks = text.remarks
    self.failures = failures
  }

  /// Reads all certificates of a PEM text.
  public init(pem: String) throws(CertificateError) { try self.init(pem: Array(pem.utf8)) }
}

extension Certificate {
  /// The certificate as PEM text.
  public var pem: String { PEMBlock(label: "CERTIFICATE", bytes: bytes).text }
}
