/// How sure a statement is.
public enum Grade: String, Hashable, Sendable, Codable, CaseIterable {
  /// An official text or an official list.
  case official = "A"
  /// Established press, or several independent sources that agree.
  case press = "B"
  /// One vendor, one article, one project.
  case single = "C"
  /// Inferred from data; documented by no authority.
  case inferred = "I"
}

/// A law, measure or paper that a rulebook rests on.
public struct LegalSource: Hashable, Sendable, Codable {
  /// The id by which the rulebook cites it.
  public let id: String
  /// The title.
  public let title: Wording
  /// How sure what it says is.
  public let grade: Grade
  /// Where it can be read; `nil` for practice that no one address tells of.
  public let url: String?
  /// Since when it is in force, where it is a law.
  public let inForce: Day?
}

/// A place in a source.
public struct SourceReference: Hashable, Sendable, Codable {
  /// The id of the source.
  public let source: String
  /// The article or heading, `art. 24`; `nil` for the whole.
  public let clause: String?

  /// A place in a source.
  public init(source: String, clause: String?) {
    self.source = source
    self.clause = clause
  }
}
