extension OCSPResponse {
  /// Reads and checks an encoded answer: a value for every input.
  ///
  /// - Parameters:
  ///   - bytes: The answer.
  ///   - certificate: About which it should be.
  ///   - issuer: Who issued that.
  ///   - moment: The time at which it is asked whether the certificate was revoked.
  ///   - verified: A memory of verified certificates.
  /// - Returns: What it comes to.
  public static func check(
    _ bytes: some Collection<UInt8>, for certificate: Certificate, issuer: Certificate,
    at moment: Moment, verified: VerifiedCertificates = VerifiedCertificates()
  ) -> OCSPOutcome {
    do {
      return try OCSPResponse(bytes: bytes).check(
        for: certificate, issuer: issuer, at: moment, verified: verified)
    } catch {
      return .unusable("\(error)")
    }
  }

  /// Checks what the answer says of a certificate (RFC 6960 3.2): that it is about it, that the issuer
  /// or a responder that the issuer appointed has signed it, and that it counts at the time.
  ///
  /// An answer without `nextUpdate` counts for a day. A revocation after `moment`, and one taken back
  /// (`removeFromCRL`), is none; a revocation before it counts however old the answer is.
  ///
  /// - Parameters:
  ///   - certificate: About which it should be.
  ///   - issuer: Who issued that.
  ///   - moment: The time at which it is asked whether the certificate was revoked.
  ///   - verified: A memory of verified certificates.
  /// - Returns: What it comes to.
  public func check(
    for certificate: Certificate, issuer: Certificate, at moment: Moment,
    verified: VerifiedCertificates = VerifiedCertificates()
  ) -> OCSPOutcome {
    guard
      let entry = entries.first(where: { $0.certificate.names(certificate, issuer: issuer) })
    else { return .unusable("the answer is not about \(certificate.subject)") }
    var reasons: [String] = []
    var signer: Certificate?
    // Few, because each may cost two signatures.
    for candidate in [issuer] + certificates.prefix(8) where signer == nil && names(candidate) {
      if let reason = problem(with: candidate, issuer: issuer, verified: verified) {
        reasons.append(reason)
      } else {
        signer = candidate
      }
    }
    guard let signer else {
      return .unusable(
        reasons.isEmpty
          ? "the certificate of the responder is not in the answer"
          : reasons.joined(separator: "; "))
    }
    func outcome(_ result: OCSPOutcome.Result, _ text: String) -> OCSPOutcome {
      OCSPOutcome(result: result, text: text, responder: signer)
    }
    if case .revoked(let since, let reason) = entry.status, reason != .removeFromCRL,
      since <= moment
    {
      let why = reason.map { ", \($0)" } ?? ""
      return outcome(.revoked(since, reason), "revoked since \(since)\(why)")
    }
    // Clocks differ: five minutes are forgiven.
    let start = entry.thisUpdate.advanced(bySeconds: -300)
    let end = entry.nextUpdate ?? entry.thisUpdate.advanced(bySeconds: 86_400)
    guard moment >= start, moment <= end else {
      return outcome(
        .unusable, "the answer counts from \(entry.thisUpdate) to \(end), and not at \(moment)")
    }
    switch entry.status {
    case .good: return outcome(.notRevoked, "not revoked, as of \(entry.thisUpdate)")
    case .unknown: return outcome(.unknown, "the responder does not know the certificate")
    case .revoked(let since, let reason):
      return outcome(
        .notRevoked,
        reason == .removeFromCRL
          ? "its revocation was taken back" : "revoked only later, at \(since)")
    }
  }

  private func names(_ candidate: Certificate) -> Bool {
    switch responder {
    case .name(let name): candidate.subject == name
    case .keyHash(let hash): candidate.publicKey.identifier == hash
    }
  }

  /// Why `candidate` may not have signed the answer, or has not; nil where all is well.
  private func problem(
    with candidate: Certificate, issuer: Certificate, verified: VerifiedCertificates
  ) -> String? {
    if candidate != issuer {
      guard candidate.issuer == issuer.subject,
        verified.check(candidate, issuedBy: issuer).isValid
      else { return "the responder \(candidate.subject) was not appointed by the issuer" }
      guard candidate.known.extendedKeyUsage?.contains(.ocspSigning) ?? false else {
        return "the responder \(candidate.subject) may not answer about revocation"
      }
      if let broken = CertificateProfile.check(candidate, for: .ocspSigning)
        .first(where: { !$0.isAcceptable })
      {
        return "the responder's certificate breaks the rule \(broken.id): \(broken.rule)"
      }
      guard candidate.isValid(at: producedAt) else {
        return "the responder's certificate was not valid at \(producedAt)"
      }
    }
    switch candidate.publicKey.check(signature, of: signedBytes, by: signatureAlgorithm) {
    case .valid: return nil
    case .invalid: return "the signature of \(candidate.subject) on the answer does not hold"
    case .unsupported(let why): return "the signature on the answer could not be checked: \(why)"
    }
  }
}
