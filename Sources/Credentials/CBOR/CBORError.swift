/// Why bytes are not the CBOR that they should be, and where.
public struct CBORError: Error, Hashable, Sendable {
  /// What is wrong.
  @nonexhaustive
  public enum Reason: Hashable, Sendable {
    /// The bytes end within an item.
    case truncated
    /// A head that RFC 8949 reserves or forbids at this place.
    case head(UInt8)
    /// A text that is not UTF-8.
    case text
    /// A map has the same key twice.
    case duplicateKey
    /// There are bytes behind the item: how many.
    case trailing(Int)
    /// Items are nested deeper than the rules allow.
    case depth(limit: Int)
    /// There are more items than the rules allow.
    case items(limit: Int)
  }

  /// What is wrong.
  public let reason: Reason
  /// The byte at which it is, counted from the start of what was decoded.
  public let offset: Int
}

extension CBORError: CustomStringConvertible {
  /// One sentence.
  public var description: String {
    let what =
      switch reason {
      case .truncated: "the CBOR ends within an item"
      case .head(let byte):
        "the CBOR has a head of 0x\(String(byte, radix: 16)), which is not allowed"
      case .text: "a text in the CBOR is not UTF-8"
      case .duplicateKey: "a map in the CBOR has a key twice"
      case .trailing(let count): "\(count) bytes follow the CBOR item"
      case .depth(let limit): "the CBOR is nested deeper than \(limit) levels"
      case .items(let limit): "the CBOR has more than \(limit) items"
      }
    return "\(what) (byte \(offset))"
  }
}

/// How strictly CBOR is read: each relaxation has a name.
public struct CBORRules: Hashable, Sendable {
  /// Takes strings, arrays and maps without a length in their head.
  public var allowsIndefiniteLengths = true
  /// Takes a head that is longer than it had to be.
  public var allowsLongHeads = true
  /// Takes maps whose keys are not in the order of RFC 8949, 4.2.1.
  public var allowsUnsortedKeys = true
  /// Takes a map that has a key twice; the first entry counts.
  public var allowsDuplicateKeys = false
  /// Takes bytes behind the item.
  public var allowsTrailingBytes = false
  /// How deep items may be nested.
  public var depth = 64
  /// The most items there may be.
  public var items = 500_000

  /// What is accepted from others: the encodings of every writer, but no key twice and no rest.
  public static let reading = CBORRules()

  /// Only what the deterministic writer makes (RFC 8949, 4.2.1).
  public static let deterministic: CBORRules = {
    var rules = CBORRules()
    rules.allowsIndefiniteLengths = false
    rules.allowsLongHeads = false
    rules.allowsUnsortedKeys = false
    return rules
  }()

  /// Rules of which each relaxation may be set.
  public init() {}
}
