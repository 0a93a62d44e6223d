/// What one rule of the certificate profile says of one certificate.
public struct RuleResult: Hashable, Sendable {
  /// How a rule came out.
  public enum Outcome: Hashable, Sendable {
    /// It is kept.
    case passed
    /// It is broken: the credential is not valid.
    case failed
    /// Advice that was not followed; the credential is valid all the same.
    case advised
  }

  /// Which rule; stable, for programs.
  public let id: String
  /// Where it stands: `C2PA 14.5.1.1` or `RFC 5280 4.2.1.3`.
  public let clause: String
  /// What it asks for, as one sentence.
  public let rule: String
  /// How it came out.
  public let outcome: Outcome
  /// What was found, as a phrase.
  public let found: String

  /// Whether the rule does not make the credential invalid.
  public var isAcceptable: Bool { outcome != .failed }
}

extension RuleResult: CustomStringConvertible {
  /// The rule with what was found.
  public var description: String {
    let mark =
      switch outcome {
      case .passed: "pass"
      case .failed: "FAIL"
      case .advised: "note"
      }
    return "\(mark)  \(id)  \(rule) Found: \(found). (\(clause))"
  }
}
