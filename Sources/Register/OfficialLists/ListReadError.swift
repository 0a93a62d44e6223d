/// Why a file could not be read as an official list or notice.
public struct ListReadError: Error, Hashable, Sendable, Codable {
  /// What kind of fault it is; the raw value is the stable identifier.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The file is of a kind that is not read here.
    case unknownKind = "unknown-kind"
    /// The archive is damaged, or refused as hostile.
    case archive
    /// The document within the archive is damaged, or refused as hostile.
    case document
    /// The document is in order, but holds no list that is known here.
    case notAList = "not-a-list"
    /// A comma-separated file is malformed.
    case csv
    /// The file is longer than any list.
    case tooLarge = "too-large"
    /// The process that read the file ran into its limits or ended unexpectedly.
    case worker
  }

  /// What kind of fault it is.
  public var kind: Kind
  /// The file's name.
  public var file: String
  /// What is wrong, where in the file, and what to do.
  public var reason: String

  /// A fault of a file.
  public init(kind: Kind, file: String, reason: String) {
    self.kind = kind
    self.file = file
    self.reason = reason
  }
}

extension ListReadError: CustomStringConvertible {
  /// The file and what is wrong with it.
  public var description: String { "\(file.shown): \(reason)" }
}
