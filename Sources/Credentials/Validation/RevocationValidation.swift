internal import Certificates

/// What is known of the revocation of a signer (C2PA, 15.9).
///
/// Nobody is asked over the network.
///
/// Answers that came with the signature count only together with a time-stamp that counts; answers of
/// later manifests and of the signature alike are about the attested time.
struct RevocationValidation {
  let stapled: [[UInt8]]
  let late: [[UInt8]]
  let chain: [Certificate]
  /// The attested time, where there is one that counts.
  let moment: Moment?
  let url: String
  let validator: CredentialValidator

  /// What came of it.
  struct Outcome {
    var sentence: String?
    var isNotRevoked: Bool?
    var statuses: [ValidationStatus] = []
  }

  func run() -> Outcome {
    guard let leaf = chain.first else { return Outcome() }
    let answers = stapled + late
    guard let moment, !answers.isEmpty, let issuer = issuer(of: leaf) else {
      return Outcome(statuses: [
        ValidationStatus(
          .signingCredentialOCSPSkipped, url,
          answers.isEmpty
            ? "whether the certificate was revoked was not asked"
            : "an answer about revocation came with the signature and does not count without a "
              + "trusted time-stamp")
      ])
    }
    var last: OCSPOutcome?
    for bytes in answers.prefix(16) {
      let outcome = OCSPResponse.check(
        bytes, for: leaf, issuer: issuer, at: moment, verified: validator.trust.verified)
      // One revocation decides; after that, one answer that it was not.
      if outcome.code == StatusCode.signingCredentialOCSPRevoked.rawValue {
        last = outcome
        break
      }
      if last?.code != StatusCode.signingCredentialOCSPNotRevoked.rawValue,
        last == nil || outcome.code != nil
      {
        last = outcome
      }
    }
    guard let last, let code = last.code.flatMap({ StatusCode(rawValue: $0) }) else {
      return Outcome(statuses: [
        ValidationStatus(
          .signingCredentialOCSPSkipped, url,
          "no answer about revocation could be used: \(last?.text ?? "none")")
      ])
    }
    let isGood: Bool? =
      switch code {
      case .signingCredentialOCSPNotRevoked: true
      case .signingCredentialOCSPRevoked: false
      default: nil
      }
    return Outcome(
      sentence: last.text, isNotRevoked: isGood, statuses: [ValidationStatus(code, url, last.text)])
  }

  private func issuer(of leaf: Certificate) -> Certificate? {
    let anchors = validator.trust.lists.flatMap(\.anchors)
    return (chain.dropFirst() + anchors).first { candidate in
      candidate.subject == leaf.issuer
        && validator.trust.verified.check(leaf, issuedBy: candidate).isValid
    }
  }
}
