/// Why a file could not be read or written as the format it is.
///
/// Says what was being read, what is wrong with it, and at which byte.
public struct MediaError: Error, Hashable, Sendable {
  /// What is wrong.
  @nonexhaustive
  public enum Reason: Hashable, Sendable {
    /// The file ends before the named structure does.
    case truncated
    /// The structure contradicts the format; the text says how.
    case malformed(String)
    /// The format allows it and it is not read or written here; the text says what.
    case unsupported(String)
    /// More than a limit allows, in bytes or in count.
    case tooLarge(value: Int, limit: Int)
    /// The container has no place for it; the text says which way out there is.
    case cannotCarry(wayOut: String)
    /// The operating system refused: what was attempted, and its error number.
    case system(operation: String, code: Int32)
    /// Somebody else changed the file, or put another in its place, since it was opened.
    case changed
    /// What was written does not read back as it was meant to.
    case notReadBack(String)
  }

  /// What is wrong.
  public let reason: Reason
  /// What was being read or written, in the words of the format: "the chunk iTXt".
  public let what: String
  /// The byte of the file at which the structure starts, counted from 0.
  public let offset: Int

  /// An error about the structure `what` at byte `offset`.
  public init(_ reason: Reason, _ what: String, at offset: Int) {
    self.reason = reason
    self.what = what
    self.offset = offset
  }
}
