/// One reason why a certificate was not trusted, or one fact on the way there.
public struct TrustFinding: Hashable, Sendable {
  /// What kind of reason; stable, for programs.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// No list serves this purpose.
    case noList
    /// The chain does not lead to an anchor of any list.
    case noAnchor
    /// A certificate is outside its period of validity at the time in question.
    case outsideValidity
    /// A signature in the chain does not hold.
    case badSignature
    /// A signature in the chain could not be checked.
    case unsupportedSignature
    /// The identifier of the issuer's key is another one.
    case wrongKeyIdentifier
    /// An issuer is not a CA, or may not sign certificates.
    case notAuthority
    /// More CAs stand in the chain than one of them allows.
    case pathLength
    /// A critical extension is not understood.
    case criticalExtension
    /// The extended key usage of the signer is none that the list accepts.
    case usage
    /// The list was frozen before the time in question.
    case listEnded
    /// The search was given up: too many certificates with the same name.
    case tooManyPaths
  }

  /// What kind of reason.
  public let kind: Kind
  /// What was found, as one sentence without its full stop.
  public let text: String
  /// The list that it concerns, where it concerns one.
  public let list: String?

  init(_ kind: Kind, _ text: String, list: String? = nil) {
    self.kind = kind
    self.text = text
    self.list = list
  }
}

extension TrustFinding: CustomStringConvertible {
  /// The sentence, with the list that it concerns.
  public var description: String { text + (list.map { " (\($0))" } ?? "") }
}

/// Whether a certificate is trusted for a purpose at a time, and why or why not.
public struct TrustOutcome: Hashable, Sendable {
  /// How a certificate came to be trusted.
  public enum Ground: Hashable, Sendable {
    /// Its chain ends at an anchor.
    case anchor
    /// It is on the list itself.
    case listed
  }

  /// The list that vouches for it; nil where none does.
  public let list: String?
  /// How, where a list does.
  public let ground: Ground?
  /// The chain from the certificate to the anchor; where it is not trusted, as far as it could be
  /// built.
  public let chain: [Certificate]
  /// The time at which it was judged.
  public let moment: Moment
  /// Every reason against it that was met, in the order of the search.
  ///
  /// Where the certificate is trusted these are the ways that failed before the one that did not.
  public let findings: [TrustFinding]

  /// Whether a list vouches for it.
  public var isTrusted: Bool { list != nil }

  /// Whether the only reason against it is its period of validity.
  public var isOutsideValidity: Bool {
    !isTrusted && !findings.isEmpty && findings.allSatisfy { $0.kind == .outsideValidity }
  }
}
