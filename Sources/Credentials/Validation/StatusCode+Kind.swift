extension StatusCode {
  /// What a status means for the whole.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Something holds.
    case success
    /// Something to know that decides nothing.
    case informational
    /// Something does not hold.
    case failure
  }

  /// What the status means for the whole.
  public var kind: Kind {
    switch self {
    case .assertionAccessible, .assertionAlternativeContentRepresentationMatch,
      .assertionBmffHashMatch, .assertionBoxesHashMatch, .assertionCollectionHashMatch,
      .assertionDataHashMatch, .assertionHashedURIMatch, .assertionMultiAssetHashMatch,
      .claimSignatureInsideValidity, .claimSignatureValidated,
      .ingredientClaimSignatureValidated, .ingredientManifestValidated,
      .signingCredentialOCSPNotRevoked, .signingCredentialTrusted, .timeStampTrusted,
      .timeStampValidated, .cawgIdentityWellFormed, .cawgIdentityTrusted,
      .cawgX509CredentialTrusted, .cawgX509SignatureValidated, .cawgIcaCredentialValid,
      .cawgIcaTimeStampValidated:
      .success
    case .algorithmDeprecated, .assertionBmffHashAdditionalExclusionsPresent,
      .assertionBoxesHashAdditionalExclusionsPresent,
      .assertionDataHashAdditionalExclusionsPresent, .ingredientUnknownProvenance,
      .signingCredentialOCSPInaccessible, .signingCredentialOCSPSkipped,
      .signingCredentialOCSPUnknown, .timeOfSigningInsideValidity,
      .timeOfSigningOutsideValidity, .timeStampCredentialInvalid, .timeStampMalformed,
      .timeStampMismatch, .timeStampOutsideValidity, .timeStampUntrusted,
      .cawgIcaUntrustedIssuer:
      .informational
    default: .failure
    }
  }
}
