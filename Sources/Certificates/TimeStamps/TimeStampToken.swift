internal import SwiftASN1

/// A time-stamp token: TSTInfo in a CMS message with one signature, RFC 3161 2.4.2.
public struct TimeStampToken: Sendable {
  /// The message that holds it.
  public let message: SignedData
  /// What it asserts.
  public let info: TimeStampInfo
  /// The signature.
  public let signer: SignerInfo

  /// The encoded token.
  public var bytes: [UInt8] { message.bytes }

  /// Reads an encoded TimeStampToken.
  ///
  /// - Throws: ``CertificateError`` where it is no CMS message, signs something else, or has another
  ///   number of signatures than one.
  public init(bytes: some Collection<UInt8>) throws(CertificateError) {
    let message = try SignedData(bytes: bytes)
    let what = "a time-stamp token"
    guard message.contentType == .timeStampInfo, let content = message.content else {
      throw CertificateError(
        .malformed("it signs the content \(message.contentType), and not that of a time-stamp"),
        what)
    }
    guard message.signers.count == 1, let signer = message.signers.first else {
      throw CertificateError(
        .malformed("it has \(message.signers.count) signatures where there is one"), what)
    }
    self.message = message
    self.info = try TimeStampInfo(bytes: content)
    self.signer = signer
  }

  /// What the signed attributes say of the signer's certificate: nil where it is the one that they
  /// name, else what is wrong (RFC 3161 2.4.2, RFC 5816).
  func problem(with certificate: Certificate) -> String? {
    let what = "the signing certificate of a time-stamp"
    let isSecond = signer.onlyValue(.signingCertificateV2) != nil
    guard
      let value = signer.onlyValue(.signingCertificateV2)
        ?? signer.onlyValue(.signingCertificate)
    else { return "the signed attributes do not name the signer's certificate" }
    do {
      var remarks: [Remark] = []
      var outer = try Fields(ASN1Input.parse(value[...], what, remarks: &remarks), what)
      var list = try Fields(outer.next("the certificates"), what)
      // The first one is the signer's.
      var fields = try Fields(list.next("the first"), what)
      var hash: HashAlgorithm = isSecond ? .sha256 : .sha1
      if isSecond, let node = fields.next(ifTagged: .sequence) {
        hash = try HashAlgorithm(node, what)
      }
      let digest = Array(try fields.next("its digest").octets(what))
      guard digest == hash.digest(of: certificate.bytes) else {
        return "the signed attributes name another certificate than the signer's"
      }
      if let node = fields.next(ifTagged: .sequence) {
        var pair = try Fields(node, what)
        _ = try pair.next("the issuer")
        let serial = try pair.next("the serial number").integerBytes(what)
        guard serial.elementsEqual(certificate.serial) else {
          return "the signed attributes name another serial number than the signer's"
        }
      }
      return nil
    } catch {
      return "\(error)"
    }
  }
}
