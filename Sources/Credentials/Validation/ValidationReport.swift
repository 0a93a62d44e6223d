public import Certificates
public import Media

/// Everything that validation found out about a file.
///
/// There is one for every input: a file without a credential has one, and so has a broken one.
public struct ValidationReport: Sendable {
  /// What the credential is worth (C2PA, 14.3).
  public enum State: String, Hashable, Sendable, CaseIterable, Codable {
    /// There is no credential to judge.
    case none
    /// It is not even well-formed, or the content was changed.
    case invalid
    /// Its structure holds, but its signature does not, or no longer.
    case wellFormed
    /// It holds, and its signer is on no list.
    case valid
    /// It holds, and its signer is on a list.
    case trusted
  }

  /// Where the store was found.
  public enum Place: Hashable, Sendable {
    /// In the file; the place in the words of the format.
    case embedded(String)
    /// In a file beside it.
    case sidecar
    /// Nowhere.
    case nowhere
  }

  /// Whether the content is what was signed.
  public enum Unchanged: Hashable, Sendable {
    /// Every byte that the signature binds is as it was.
    case yes
    /// It is not; one sentence.
    case no(String)
    /// It cannot be said; one sentence.
    case unknown(String)
  }

  /// What came of an ingredient, beyond what its assertion had recorded.
  public struct IngredientDelta: Sendable {
    /// The address of the ingredient assertion.
    public let url: String
    /// What is new.
    public let statuses: [ValidationStatus]
  }

  /// What the file is; nil where it could not be read.
  public let format: MediaFormat?
  /// Where the store was found.
  public let place: Place
  /// The address of a store elsewhere that the file names.
  ///
  /// It is never fetched here.
  public let remote: String?
  /// The store, where it could be read.
  public let store: ManifestStore?
  /// What the credential is worth.
  public let state: State
  /// Whether the content is what was signed.
  public let unchanged: Unchanged
  /// What was found in the active manifest.
  public let statuses: [ValidationStatus]
  /// What came of the ingredients.
  public let ingredients: [IngredientDelta]
  /// What was found in each manifest by itself, in the order of the store, before what an ingredient
  /// assertion had recorded was taken off.
  public let manifestStatuses: [[ValidationStatus]]
  /// Who signed each manifest, in the order of the store; nil where that cannot be told.
  public let signers: [Signer?]
  /// The identities that others than the signer assert in the active manifest (CAWG).
  public let identities: [VerifiedIdentity]
  /// When the report was made.
  public let time: Moment

  /// Who signed the active manifest.
  public var signer: Signer? { signers.last ?? nil }

  /// The name of the list that the signer is on; nil where it is on none.
  public var list: String? { signer?.list }

  /// The word of the reference engine for the state: `Invalid`, `Valid`, `Trusted`; nil where there
  /// is no credential.
  public var engineState: String? {
    switch state {
    case .none: nil
    case .invalid, .wellFormed: "Invalid"
    case .valid: "Valid"
    case .trusted: "Trusted"
    }
  }

  /// All codes, those of the ingredients included, each once and sorted.
  public var codes: [StatusCode] {
    Set((statuses + ingredients.flatMap(\.statuses)).map(\.code))
      .sorted { $0.rawValue < $1.rawValue }
  }
}

/// Who signed a manifest, as far as the manifest shows it.
public struct Signer: Sendable {
  /// The algorithm of the signature; nil for one that is not allowed.
  public let algorithm: SigningAlgorithm?
  /// The signer's certificate; nil where it cannot be read.
  public let certificate: Certificate?
  /// The certificates that came with the signature, the signer's first, in DER.
  public let chain: [[UInt8]]
  /// Whether the signature holds over the claim.
  public let isSignatureValid: Bool
  /// The time that a time-stamp attests: of any that holds, trusted or not.
  public let stampedTime: Moment?
  /// The certificate of the time-stamp authority.
  public let stampAuthority: Certificate?
  /// Whether the time-stamp counts: it holds and its authority is on a list.
  public let isStampTrusted: Bool
  /// The time that the signer itself claims.
  public let claimedTime: Moment?
  /// The name of the list that the signer is on.
  public let list: String?
  /// What is known of revocation; nil where nothing was asked or stapled.
  public let revocation: String?
  /// Whether an answer that counts says that the certificate was not revoked; nil where there is none.
  public let isNotRevoked: Bool?

  /// The name for people: the organization, else the common name.
  public var name: String? {
    certificate.map { $0.subject.organization ?? $0.subject.display }
  }
}
