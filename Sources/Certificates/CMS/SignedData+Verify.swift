internal import SwiftASN1

/// Whether one signature of a CMS message holds, apart from whether its signer is trusted.
public enum SignerCheck: Hashable, Sendable {
  /// It holds; the certificate of the signer is given.
  case valid(Certificate)
  /// The signer's certificate is neither in the message nor among those that were given.
  case noCertificate
  /// The digest in the signed attributes is not that of the content.
  case digestMismatch
  /// The signed attributes lack what RFC 5652 asks for, or contradict the content; the text says how.
  case badAttributes(String)
  /// The signature is not by the signer's key.
  case badSignature
  /// It could not be checked; the text says why.
  case unsupported(String)
}

extension SignedData {
  /// Checks one signature.
  ///
  /// - Parameters:
  ///   - signer: One of ``signers``.
  ///   - detached: The content, where the message does not hold it.
  ///   - others: Certificates beyond those of the message.
  /// - Returns: Whether it holds, with the signer's certificate.
  public func check(
    _ signer: SignerInfo, content detached: [UInt8]? = nil, with others: [Certificate] = []
  ) -> SignerCheck {
    guard let certificate = (certificates + others).first(where: signer.names) else {
      return .noCertificate
    }
    guard let content = content ?? detached else {
      return .badAttributes("the message does not hold its content, and none was given")
    }
    guard signer.digestAlgorithm != .sha1 else {
      return .unsupported("SHA-1, which is no longer good for signatures")
    }
    guard let signed = signer.signedBytes, let sorted = signer.sortedBytes else {
      // RFC 5652 5.3: else signed attributes could be passed off as content.
      guard contentType == .data else {
        return .badAttributes("it has no signed attributes, which content of its type has to have")
      }
      return answer(
        certificate.publicKey.check(signer.signature, of: content, by: signer.signatureAlgorithm),
        certificate)
    }
    guard let type = signer.onlyValue(.contentType),
      type == DER.oid(contentType)
    else {
      return .badAttributes(
        "the content type among the signed attributes is not that of the content")
    }
    guard let digest = signer.onlyValue(.messageDigest) else {
      return .badAttributes("the signed attributes have no message digest")
    }
    guard digest == DER.octets(signer.digestAlgorithm.digest(of: content)) else {
      return .digestMismatch
    }
    let key = certificate.publicKey
    var result = key.check(signer.signature, of: signed, by: signer.signatureAlgorithm)
    if result == .invalid, sorted != signed {
      result = key.check(signer.signature, of: sorted, by: signer.signatureAlgorithm)
    }
    return answer(result, certificate)
  }

  private func answer(_ check: SignatureCheck, _ certificate: Certificate) -> SignerCheck {
    switch check {
    case .valid: .valid(certificate)
    case .invalid: .badSignature
    case .unsupported(let why): .unsupported(why)
    }
  }
}
