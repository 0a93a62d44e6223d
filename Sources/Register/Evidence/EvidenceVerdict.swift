public import Rules

/// What an inspection has found of a file, beyond its kind, where the file says it plainly.
public struct EvidenceFacts: Hashable, Sendable, Codable {
  /// How wide a picture is, in pixels.
  public var width: Int?
  /// How high a picture is, in pixels.
  public var height: Int?
  /// How many pages a PDF has, where they can be counted without inflating anything.
  public var pages: Int?

  /// Facts, as far as they are known.
  public init(width: Int? = nil, height: Int? = nil, pages: Int? = nil) {
    self.width = width
    self.height = height
    self.pages = pages
  }
}

/// What came of an inspection.
public enum EvidenceVerdict: Hashable, Sendable, Codable {
  /// The file is what it claims to be, as far as was looked.
  case accepted(EvidenceKind, EvidenceFacts)
  /// The file is refused: what it is, where that is known, and why.
  case refused(EvidenceKind?, Wording)

  /// What the content is, where that is known.
  public var kind: EvidenceKind? {
    switch self {
    case .accepted(let kind, _): kind
    case .refused(let kind, _): kind
    }
  }
}
