/// What the statuses make of the whole (C2PA, 14.3).
enum StateRule {
  /// Failures that leave the state where it is: an unknown signer, and CAWG identities, which speak of
  /// others than the signer and are reported apart (CAWG Identity 1.2, 7).
  static func isNeutral(_ code: StatusCode) -> Bool {
    code == .signingCredentialUntrusted || code.rawValue.begins(with: "cawg.")
  }

  /// Failures that leave a manifest well-formed: its structure holds and its signature does not.
  private static let ofSignature: Set<StatusCode> = [
    .claimSignatureMismatch, .claimSignatureOutsideValidity, .signingCredentialInvalid,
    .signingCredentialOCSPRevoked,
  ]

  static func state(of statuses: [ValidationStatus], signer: Signer?) -> ValidationReport.State {
    let failures = statuses.filter { $0.kind == .failure && !isNeutral($0.code) }
    if !failures.isEmpty {
      return failures.allSatisfy { ofSignature.contains($0.code) } ? .wellFormed : .invalid
    }
    return signer?.list != nil ? .trusted : .valid
  }

  /// Whether the content is what was signed.
  static func unchanged(
    _ binding: BindingOutcome, _ statuses: [ValidationStatus], _ signer: Signer?
  ) -> ValidationReport.Unchanged {
    if case .mismatch(let sentence) = binding { return .no(sentence) }
    let broken: Set<StatusCode> = [
      .claimSignatureMismatch, .assertionHashedURIMismatch, .assertionMissing, .hashedURIMismatch,
    ]
    if let status = statuses.first(where: { broken.contains($0.code) }) {
      return .no(status.sentence)
    }
    switch binding {
    case .match:
      guard signer?.isSignatureValid == true else {
        return .unknown("the signature could not be checked")
      }
      return .yes
    case .mismatch(let sentence): return .no(sentence)
    case .none(let sentence): return .unknown(sentence)
    }
  }
}
