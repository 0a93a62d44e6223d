/// Why bytes are not the JUMBF that they should be, and where.
public struct JUMBFError: Error, Hashable, Sendable {
  /// What is wrong.
  @nonexhaustive
  public enum Reason: Hashable, Sendable {
    /// The bytes end within a header.
    case truncated
    /// A box says that it is longer than what holds it: what it says and what there is.
    case length(declared: UInt64, available: Int)
    /// The bytes do not begin with a superbox.
    case noSuperbox
    /// A superbox does not begin with a description that can be read.
    case description
    /// Boxes are nested deeper than the limit.
    case depth(limit: Int)
    /// There are more boxes than the limit.
    case boxes(limit: Int)
  }

  /// What is wrong.
  public let reason: Reason
  /// The byte of the store, counted from 0.
  public let offset: Int
}

extension JUMBFError: CustomStringConvertible {
  /// One sentence.
  public var description: String {
    let what =
      switch reason {
      case .truncated: "the store ends within the header of a box"
      case .length(let declared, let available):
        "a box says that it has \(declared) bytes where there are \(available)"
      case .noSuperbox: "the store does not begin with a JUMBF superbox"
      case .description: "a superbox does not begin with a description box that can be read"
      case .depth(let limit): "boxes are nested deeper than \(limit) levels"
      case .boxes(let limit): "there are more than \(limit) boxes"
      }
    return "\(what) (byte \(offset) of the store)"
  }
}
