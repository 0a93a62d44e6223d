public import Rules

/// Something about a file's marks that does not follow its standard, or that somebody should know.
public struct CheckFinding: Hashable, Sendable, Codable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
    /// The standard asks for something else.
    case violation
    /// It was read although it is odd.
    case tolerated
    /// Worth knowing.
    case remark
  }

  /// A stable name.
  public var rule: String
  /// How much it matters.
  public var severity: Severity
  /// The clause of the standard, where there is one.
  public var clause: String?
  /// What was found, in one sentence.
  public var sentence: Wording
  /// Where, in the words of the format.
  public var place: String?
  /// The byte of the file, counted from 0, where it is known.
  public var offset: Int?

  /// A finding under a stable name.
  public init(
    rule: String, severity: Severity, clause: String? = nil, sentence: Wording,
    place: String? = nil, offset: Int? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.clause = clause
    self.sentence = sentence
    self.place = place
    self.offset = offset
  }
}
