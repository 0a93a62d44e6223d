/// A role in which an organization takes part.
public struct RoleRule: Hashable, Sendable, Codable {
  /// The role.
  public let id: Role
  /// Its name.
  public let name: Wording
  /// Who has it.
  public let help: Wording
}

/// A procedure that leads to a number.
public struct Procedure: Hashable, Sendable, Codable {
  /// The id, `filing`.
  public let id: String
  /// Its name.
  public let name: Wording
  /// Whom it is for.
  public let help: Wording
  /// The family of the numbers it gives.
  public let family: NumberFamily
  /// The categories its numbers may have; empty where numbers have none.
  public let categories: [AlgorithmCategory]
}

/// What can become of an application or of a number.
public struct Outcome: Hashable, Sendable, Codable {
  /// The id, `cancelled`.
  public let id: String
  /// Its name.
  public let name: Wording
  /// Whether a number in this state counts.
  public let valid: Bool
  /// Whether nothing can follow.
  public let final: Bool
  /// Who brings it about.
  public let by: [Party]
  /// What it rests on.
  public let source: SourceReference
}

/// Who acts.
public enum Party: String, Hashable, Sendable, Codable, CaseIterable {
  /// The organization that files.
  case organization
  /// The authority.
  case authority
}

/// A duty, with the evidence that shows that it is met.
public struct Obligation: Hashable, Sendable, Codable {
  /// The id.
  public let id: String
  /// Whom it binds; empty where it binds everyone.
  public let roles: [Role]
  /// Whether it binds app stores and other distributors instead.
  public let distributors: Bool
  /// What is to be done.
  public let duty: Wording
  /// What would show that it is done: our reading, no legal text.
  public let evidence: [Wording]
  /// When it applies; `nil` for always.
  public let condition: Condition?
  /// What it rests on.
  public let sources: [SourceReference]
}

/// A kind of content.
public enum Medium: String, Hashable, Sendable, Codable, CaseIterable {
  /// Text.
  case text
  /// Pictures.
  case image
  /// Sound.
  case audio
  /// Film.
  case video
  /// Virtual scenes.
  case virtualScene = "virtual-scene"
}

/// How content has to be marked.
public struct LabelDuty: Hashable, Sendable, Codable {
  /// What kind of mark.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// People see or hear it.
    case explicit
    /// It lies in the metadata of the file.
    case implicit
  }

  /// The id.
  public let id: String
  /// What kind of mark.
  public let kind: Kind
  /// On what content.
  public let media: [Medium]
  /// What is to be marked, and where.
  public let wording: Wording
  /// The least height of the mark, in hundredths of the shortest side of the picture.
  public let leastHeightPercent: Int?
  /// How long the mark stays at least, in seconds.
  public let leastSeconds: Int?
  /// What it rests on.
  public let source: SourceReference
}
