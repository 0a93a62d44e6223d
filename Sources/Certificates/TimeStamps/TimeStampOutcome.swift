/// What a check of a time-stamp found, in the words of C2PA 15.8.
public struct TimeStampOutcome: Hashable, Sendable {
  /// A status code of C2PA.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Its signature holds and it is about the message.
    case validated = "timeStamp.validated"
    /// Its authority is on a list.
    case trusted = "timeStamp.trusted"
    /// It is about another message, or its signature does not hold.
    case mismatch = "timeStamp.mismatch"
    /// It cannot be read, or contradicts RFC 3161.
    case malformed = "timeStamp.malformed"
    /// Its authority is on no list.
    case untrusted = "timeStamp.untrusted"
    /// Its time lies outside the validity of the authority's certificates.
    case outsideValidity = "timeStamp.outsideValidity"
    /// The authority's certificate breaks the profile.
    case credentialInvalid = "timeStamp.credentialInvalid"
  }

  /// A code with one sentence.
  public struct Finding: Hashable, Sendable {
    /// The code.
    public let code: Code
    /// What was found, as one sentence without its full stop.
    public let text: String
  }

  /// What was found, in the order of the check.
  public let findings: [Finding]
  /// The time that it asserts, whether or not it counts; nil where it cannot be read.
  public let claimedTime: Moment?
  /// The certificate of the authority, where it was found.
  public let signer: Certificate?
  /// Whether a list vouches for the authority, where it came to that.
  public let trust: TrustOutcome?

  /// The time that counts: only where the time-stamp is both valid and trusted.
  public var time: Moment? {
    has(.validated) && has(.trusted) ? claimedTime : nil
  }

  /// Whether a code is among the findings.
  public func has(_ code: Code) -> Bool { findings.contains { $0.code == code } }

  static func malformed(_ text: String, claimedTime: Moment? = nil) -> TimeStampOutcome {
    TimeStampOutcome(
      findings: [Finding(code: .malformed, text: text)], claimedTime: claimedTime, signer: nil,
      trust: nil)
  }
}
