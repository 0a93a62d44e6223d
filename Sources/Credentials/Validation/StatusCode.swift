/// The status codes of C2PA 2.4, 15.2.2, and of CAWG Identity 1.2, 7.
///
/// A code keeps its meaning through the versions; where one moved from the failures to the
/// informational ones, it is where 2.4 has it.
public enum StatusCode: String, Hashable, Sendable, CaseIterable, Codable {
  // Success

  /// `assertion.accessible`
  case assertionAccessible = "assertion.accessible"
  /// `assertion.alternativeContentRepresentation.match`
  case assertionAlternativeContentRepresentationMatch =
    "assertion.alternativeContentRepresentation.match"
  /// `assertion.bmffHash.match`
  case assertionBmffHashMatch = "assertion.bmffHash.match"
  /// `assertion.boxesHash.match`
  case assertionBoxesHashMatch = "assertion.boxesHash.match"
  /// `assertion.collectionHash.match`
  case assertionCollectionHashMatch = "assertion.collectionHash.match"
  /// `assertion.dataHash.match`
  case assertionDataHashMatch = "assertion.dataHash.match"
  /// `assertion.hashedURI.match`
  case assertionHashedURIMatch = "assertion.hashedURI.match"
  /// `assertion.multiAssetHash.match`
  case assertionMultiAssetHashMatch = "assertion.multiAssetHash.match"
  /// `claimSignature.insideValidity`
  case claimSignatureInsideValidity = "claimSignature.insideValidity"
  /// `claimSignature.validated`
  case claimSignatureValidated = "claimSignature.validated"
  /// `ingredient.claimSignature.validated`
  case ingredientClaimSignatureValidated = "ingredient.claimSignature.validated"
  /// `ingredient.manifest.validated`
  case ingredientManifestValidated = "ingredient.manifest.validated"
  /// `signingCredential.ocsp.notRevoked`
  case signingCredentialOCSPNotRevoked = "signingCredential.ocsp.notRevoked"
  /// `signingCredential.trusted`
  case signingCredentialTrusted = "signingCredential.trusted"
  /// `timeStamp.trusted`
  case timeStampTrusted = "timeStamp.trusted"
  /// `timeStamp.validated`
  case timeStampValidated = "timeStamp.validated"
  /// `cawg.identity.well-formed`
  case cawgIdentityWellFormed = "cawg.identity.well-formed"
  /// `cawg.identity.trusted`
  case cawgIdentityTrusted = "cawg.identity.trusted"
  /// `cawg.x509.credential.trusted`
  case cawgX509CredentialTrusted = "cawg.x509.credential.trusted"
  /// `cawg.x509.signature.validated`
  case cawgX509SignatureValidated = "cawg.x509.signature.validated"
  /// `cawg.ica.credential_valid`
  case cawgIcaCredentialValid = "cawg.ica.credential_valid"
  /// `cawg.ica.time_stamp.validated`
  case cawgIcaTimeStampValidated = "cawg.ica.time_stamp.validated"

  // Informational

  /// `algorithm.deprecated`
  case algorithmDeprecated = "algorithm.deprecated"
  /// `assertion.bmffHash.additionalExclusionsPresent`
  case assertionBmffHashAdditionalExclusionsPresent =
    "assertion.bmffHash.additionalExclusionsPresent"
  /// `assertion.boxesHash.additionalExclusionsPresent`
  case assertionBoxesHashAdditionalExclusionsPresent =
    "assertion.boxesHash.additionalExclusionsPresent"
  /// `assertion.dataHash.additionalExclusionsPresent`
  case assertionDataHashAdditionalExclusionsPresent =
    "assertion.dataHash.additionalExclusionsPresent"
  /// `ingredient.unknownProvenance`
  case ingredientUnknownProvenance = "ingredient.unknownProvenance"
  /// `signingCredential.ocsp.inaccessible`
  case signingCredentialOCSPInaccessible = "signingCredential.ocsp.inaccessible"
  /// `signingCredential.ocsp.skipped`
  case signingCredentialOCSPSkipped = "signingCredential.ocsp.skipped"
  /// `signingCredential.ocsp.unknown`
  case signingCredentialOCSPUnknown = "signingCredential.ocsp.unknown"
  /// `timeOfSigning.insideValidity`
  case timeOfSigningInsideValidity = "timeOfSigning.insideValidity"
  /// `timeOfSigning.outsideValidity`
  case timeOfSigningOutsideValidity = "timeOfSigning.outsideValidity"
  /// `timeStamp.credentialInvalid`
  case timeStampCredentialInvalid = "timeStamp.credentialInvalid"
  /// `timeStamp.malformed`
  case timeStampMalformed = "timeStamp.malformed"
  /// `timeStamp.mismatch`
  case timeStampMismatch = "timeStamp.mismatch"
  /// `timeStamp.outsideValidity`
  case timeStampOutsideValidity = "timeStamp.outsideValidity"
  /// `timeStamp.untrusted`
  case timeStampUntrusted = "timeStamp.untrusted"
  /// `cawg.ica.untrusted_issuer`
  case cawgIcaUntrustedIssuer = "cawg.ica.untrusted_issuer"

  // Failure

  /// `algorithm.unsupported`
  case algorithmUnsupported = "algorithm.unsupported"
  /// `general.error`
  case generalError = "general.error"
  /// `hashedURI.missing`
  case hashedURIMissing = "hashedURI.missing"
  /// `hashedURI.mismatch`
  case hashedURIMismatch = "hashedURI.mismatch"
  /// `claim.missing`
  case claimMissing = "claim.missing"
  /// `claim.multiple`
  case claimMultiple = "claim.multiple"
  /// `claim.malformed`
  case claimMalformed = "claim.malformed"
  /// `claim.cbor.invalid`
  case claimCBORInvalid = "claim.cbor.invalid"
  /// `claim.hardBindings.missing`
  case claimHardBindingsMissing = "claim.hardBindings.missing"
  /// `claimSignature.missing`
  case claimSignatureMissing = "claimSignature.missing"
  /// `claimSignature.mismatch`
  case claimSignatureMismatch = "claimSignature.mismatch"
  /// `claimSignature.outsideValidity`
  case claimSignatureOutsideValidity = "claimSignature.outsideValidity"
  /// `signingCredential.invalid`
  case signingCredentialInvalid = "signingCredential.invalid"
  /// `signingCredential.untrusted`
  case signingCredentialUntrusted = "signingCredential.untrusted"
  /// `signingCredential.ocsp.revoked`
  case signingCredentialOCSPRevoked = "signingCredential.ocsp.revoked"
  /// `manifest.inaccessible`
  case manifestInaccessible = "manifest.inaccessible"
  /// `manifest.multipleParents`
  case manifestMultipleParents = "manifest.multipleParents"
  /// `manifest.update.invalid`
  case manifestUpdateInvalid = "manifest.update.invalid"
  /// `manifest.update.wrongParents`
  case manifestUpdateWrongParents = "manifest.update.wrongParents"
  /// `manifest.timestamp.invalid`
  case manifestTimestampInvalid = "manifest.timestamp.invalid"
  /// `manifest.timestamp.wrongParents`
  case manifestTimestampWrongParents = "manifest.timestamp.wrongParents"
  /// `manifest.compressed.invalid`
  case manifestCompressedInvalid = "manifest.compressed.invalid"
  /// `manifest.text.corruptedWrapper`
  case manifestTextCorruptedWrapper = "manifest.text.corruptedWrapper"
  /// `manifest.text.multipleWrappers`
  case manifestTextMultipleWrappers = "manifest.text.multipleWrappers"
  /// `manifest.html.multipleManifests`
  case manifestHtmlMultipleManifests = "manifest.html.multipleManifests"
  /// `manifest.structuredText.emptyReference`
  case manifestStructuredTextEmptyReference = "manifest.structuredText.emptyReference"
  /// `manifest.structuredText.malformedReference`
  case manifestStructuredTextMalformedReference = "manifest.structuredText.malformedReference"
  /// `manifest.structuredText.multipleReferences`
  case manifestStructuredTextMultipleReferences = "manifest.structuredText.multipleReferences"
  /// `manifest.structuredText.noManifest`
  case manifestStructuredTextNoManifest = "manifest.structuredText.noManifest"
  /// `manifest.structuredText.noResolutionPath`
  case manifestStructuredTextNoResolutionPath = "manifest.structuredText.noResolutionPath"
  /// `assertion.missing`
  case assertionMissing = "assertion.missing"
  /// `assertion.undeclared`
  case assertionUndeclared = "assertion.undeclared"
  /// `assertion.inaccessible`
  case assertionInaccessible = "assertion.inaccessible"
  /// `assertion.outsideManifest`
  case assertionOutsideManifest = "assertion.outsideManifest"
  /// `assertion.notRedacted`
  case assertionNotRedacted = "assertion.notRedacted"
  /// `assertion.selfRedacted`
  case assertionSelfRedacted = "assertion.selfRedacted"
  /// `assertion.multipleHardBindings`
  case assertionMultipleHardBindings = "assertion.multipleHardBindings"
  /// `assertion.hardBinding.redacted`
  case assertionHardBindingRedacted = "assertion.hardBinding.redacted"
  /// `assertion.dataHash.redacted`
  case assertionDataHashRedacted = "assertion.dataHash.redacted"
  /// `assertion.hashedURI.mismatch`
  case assertionHashedURIMismatch = "assertion.hashedURI.mismatch"
  /// `assertion.cbor.invalid`
  case assertionCBORInvalid = "assertion.cbor.invalid"
  /// `assertion.json.invalid`
  case assertionJSONInvalid = "assertion.json.invalid"
  /// `assertion.timestamp.malformed`
  case assertionTimestampMalformed = "assertion.timestamp.malformed"
  /// `assertion.ingredient.malformed`
  case assertionIngredientMalformed = "assertion.ingredient.malformed"
  /// `assertion.action.malformed`
  case assertionActionMalformed = "assertion.action.malformed"
  /// `assertion.action.ingredientMismatch`
  case assertionActionIngredientMismatch = "assertion.action.ingredientMismatch"
  /// `assertion.action.redacted`
  case assertionActionRedacted = "assertion.action.redacted"
  /// `assertion.action.redactionMismatch`
  case assertionActionRedactionMismatch = "assertion.action.redactionMismatch"
  /// `assertion.action.softBindingMissing`
  case assertionActionSoftBindingMissing = "assertion.action.softBindingMissing"
  /// `assertion.dataHash.malformed`
  case assertionDataHashMalformed = "assertion.dataHash.malformed"
  /// `assertion.dataHash.mismatch`
  case assertionDataHashMismatch = "assertion.dataHash.mismatch"
  /// `assertion.bmffHash.malformed`
  case assertionBmffHashMalformed = "assertion.bmffHash.malformed"
  /// `assertion.bmffHash.mismatch`
  case assertionBmffHashMismatch = "assertion.bmffHash.mismatch"
  /// `assertion.boxesHash.malformed`
  case assertionBoxesHashMalformed = "assertion.boxesHash.malformed"
  /// `assertion.boxesHash.mismatch`
  case assertionBoxesHashMismatch = "assertion.boxesHash.mismatch"
  /// `assertion.boxesHash.unknownBox`
  case assertionBoxesHashUnknownBox = "assertion.boxesHash.unknownBox"
  /// `assertion.collectionHash.malformed`
  case assertionCollectionHashMalformed = "assertion.collectionHash.malformed"
  /// `assertion.collectionHash.mismatch`
  case assertionCollectionHashMismatch = "assertion.collectionHash.mismatch"
  /// `assertion.collectionHash.incorrectFileCount`
  case assertionCollectionHashIncorrectFileCount = "assertion.collectionHash.incorrectFileCount"
  /// `assertion.collectionHash.invalidURI`
  case assertionCollectionHashInvalidURI = "assertion.collectionHash.invalidURI"
  /// `assertion.multiAssetHash.malformed`
  case assertionMultiAssetHashMalformed = "assertion.multiAssetHash.malformed"
  /// `assertion.multiAssetHash.mismatch`
  case assertionMultiAssetHashMismatch = "assertion.multiAssetHash.mismatch"
  /// `assertion.multiAssetHash.missingPart`
  case assertionMultiAssetHashMissingPart = "assertion.multiAssetHash.missingPart"
  /// `assertion.alternativeContentRepresentation.malformed`
  case assertionAlternativeContentRepresentationMalformed =
    "assertion.alternativeContentRepresentation.malformed"
  /// `assertion.cloud-data.malformed`
  case assertionCloudDataMalformed = "assertion.cloud-data.malformed"
  /// `assertion.cloud-data.hardBinding`
  case assertionCloudDataHardBinding = "assertion.cloud-data.hardBinding"
  /// `assertion.cloud-data.actions`
  case assertionCloudDataActions = "assertion.cloud-data.actions"
  /// `assertion.cloud-data.labelMismatch`
  case assertionCloudDataLabelMismatch = "assertion.cloud-data.labelMismatch"
  /// `assertion.external-reference.malformed`
  case assertionExternalReferenceMalformed = "assertion.external-reference.malformed"
  /// `assertion.external-reference.created`
  case assertionExternalReferenceCreated = "assertion.external-reference.created"
  /// `assertion.external-reference.hashMismatch`
  case assertionExternalReferenceHashMismatch = "assertion.external-reference.hashMismatch"
  /// `assertion.external-reference.labelMismatch`
  case assertionExternalReferenceLabelMismatch = "assertion.external-reference.labelMismatch"
  /// `ingredient.manifest.missing`
  case ingredientManifestMissing = "ingredient.manifest.missing"
  /// `ingredient.manifest.mismatch`
  case ingredientManifestMismatch = "ingredient.manifest.mismatch"
  /// `ingredient.claimSignature.missing`
  case ingredientClaimSignatureMissing = "ingredient.claimSignature.missing"
  /// `ingredient.claimSignature.mismatch`
  case ingredientClaimSignatureMismatch = "ingredient.claimSignature.mismatch"
  /// `livevideo.assertion.invalid`
  case livevideoAssertionInvalid = "livevideo.assertion.invalid"
  /// `livevideo.continuityMethod.invalid`
  case livevideoContinuityMethodInvalid = "livevideo.continuityMethod.invalid"
  /// `livevideo.init.invalid`
  case livevideoInitInvalid = "livevideo.init.invalid"
  /// `livevideo.manifest.invalid`
  case livevideoManifestInvalid = "livevideo.manifest.invalid"
  /// `livevideo.segment.invalid`
  case livevideoSegmentInvalid = "livevideo.segment.invalid"
  /// `livevideo.sessionkey.invalid`
  case livevideoSessionkeyInvalid = "livevideo.sessionkey.invalid"
  /// `assertion.metadata.disallowed`
  case assertionMetadataDisallowed = "assertion.metadata.disallowed"
  /// `cawg.identity.cbor.invalid`
  case cawgIdentityCBORInvalid = "cawg.identity.cbor.invalid"
  /// `cawg.identity.assertion.mismatch`
  case cawgIdentityAssertionMismatch = "cawg.identity.assertion.mismatch"
  /// `cawg.identity.assertion.duplicate`
  case cawgIdentityAssertionDuplicate = "cawg.identity.assertion.duplicate"
  /// `cawg.identity.credential_revoked`
  case cawgIdentityCredentialRevoked = "cawg.identity.credential_revoked"
  /// `cawg.identity.hard_binding_missing`
  case cawgIdentityHardBindingMissing = "cawg.identity.hard_binding_missing"
  /// `cawg.identity.sig_type.unknown`
  case cawgIdentitySigTypeUnknown = "cawg.identity.sig_type.unknown"
  /// `cawg.identity.pad.invalid`
  case cawgIdentityPadInvalid = "cawg.identity.pad.invalid"
  /// `cawg.identity.expected_partial_claim.mismatch`
  case cawgIdentityExpectedPartialClaimMismatch = "cawg.identity.expected_partial_claim.mismatch"
  /// `cawg.identity.expected_claim_generator.mismatch`
  case cawgIdentityExpectedClaimGeneratorMismatch =
    "cawg.identity.expected_claim_generator.mismatch"
  /// `cawg.identity.unexpected_countersigner`
  case cawgIdentityUnexpectedCountersigner = "cawg.identity.unexpected_countersigner"
  /// `cawg.identity.expected_countersigner.mismatch`
  case cawgIdentityExpectedCountersignerMismatch = "cawg.identity.expected_countersigner.mismatch"
  /// `cawg.identity.expected_countersigner.missing`
  case cawgIdentityExpectedCountersignerMissing = "cawg.identity.expected_countersigner.missing"
  /// `cawg.x509.algorithm.unsupported`
  case cawgX509AlgorithmUnsupported = "cawg.x509.algorithm.unsupported"
  /// `cawg.x509.credential.invalid`
  case cawgX509CredentialInvalid = "cawg.x509.credential.invalid"
  /// `cawg.x509.credential.untrusted`
  case cawgX509CredentialUntrusted = "cawg.x509.credential.untrusted"
  /// `cawg.x509.signature.mismatch`
  case cawgX509SignatureMismatch = "cawg.x509.signature.mismatch"
  /// `cawg.ica.invalid_cose_sign1`
  case cawgIcaInvalidCoseSign1 = "cawg.ica.invalid_cose_sign1"
  /// `cawg.ica.invalid_alg`
  case cawgIcaInvalidAlg = "cawg.ica.invalid_alg"
  /// `cawg.ica.invalid_content_type`
  case cawgIcaInvalidContentType = "cawg.ica.invalid_content_type"
  /// `cawg.ica.invalid_verifiable_credential`
  case cawgIcaInvalidVerifiableCredential = "cawg.ica.invalid_verifiable_credential"
  /// `cawg.ica.invalid_issuer`
  case cawgIcaInvalidIssuer = "cawg.ica.invalid_issuer"
  /// `cawg.ica.did_unavailable`
  case cawgIcaDidUnavailable = "cawg.ica.did_unavailable"
  /// `cawg.ica.invalid_did_document`
  case cawgIcaInvalidDidDocument = "cawg.ica.invalid_did_document"
  /// `cawg.ica.signature_mismatch`
  case cawgIcaSignatureMismatch = "cawg.ica.signature_mismatch"
  /// `cawg.ica.time_stamp.invalid`
  case cawgIcaTimeStampInvalid = "cawg.ica.time_stamp.invalid"
  /// `cawg.ica.valid_from.missing`
  case cawgIcaValidFromMissing = "cawg.ica.valid_from.missing"
  /// `cawg.ica.valid_from.invalid`
  case cawgIcaValidFromInvalid = "cawg.ica.valid_from.invalid"
  /// `cawg.ica.valid_until.invalid`
  case cawgIcaValidUntilInvalid = "cawg.ica.valid_until.invalid"
  /// `cawg.ica.revoked`
  case cawgIcaRevoked = "cawg.ica.revoked"
  /// `cawg.ica.verified_identities.missing`
  case cawgIcaVerifiedIdentitiesMissing = "cawg.ica.verified_identities.missing"
  /// `cawg.ica.verified_identities.invalid`
  case cawgIcaVerifiedIdentitiesInvalid = "cawg.ica.verified_identities.invalid"
  /// `cawg.ica.c2pa_asset.mismatch`
  case cawgIcaC2paAssetMismatch = "cawg.ica.c2pa_asset.mismatch"
}
