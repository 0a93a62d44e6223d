/// What an answer about revocation comes to, for one certificate at one time.
public struct OCSPOutcome: Hashable, Sendable {
  /// What it comes to.
  public enum Result: Hashable, Sendable {
    /// Not revoked at that time.
    case notRevoked
    /// Revoked at that time, since when and why.
    case revoked(Moment, RevocationReason?)
    /// The responder does not know the certificate.
    case unknown
    /// The answer does not count; the text says why.
    case unusable
  }

  /// What it comes to.
  public let result: Result
  /// What was found, as one sentence without its full stop.
  public let text: String
  /// The certificate of the responder, where its signature held.
  public let responder: Certificate?

  /// The status code of C2PA; nil where the answer does not count.
  public var code: String? {
    switch result {
    case .notRevoked: "signingCredential.ocsp.notRevoked"
    case .revoked: "signingCredential.ocsp.revoked"
    case .unknown: "signingCredential.ocsp.unknown"
    case .unusable: nil
    }
  }

  static func unusable(_ text: String) -> OCSPOutcome {
    OCSPOutcome(result: .unusable, text: text, responder: nil)
  }
}
