/// One item of CBOR (RFC 8949): its value, and the bytes that it was read from.
///
/// Maps keep their entries in the order of the bytes. What is signed or hashed is always
/// ``encoded``, never an encoding of ``value``.
public struct CBOR: Sendable {
  /// What an item is.
  @nonexhaustive
  public enum Value: Sendable {
    /// A number from 0 on (major type 0).
    case unsigned(UInt64)
    /// A number below 0 (major type 1): -1 minus the argument.
    case negative(UInt64)
    /// A byte string (major type 2).
    case bytes(ArraySlice<UInt8>)
    /// A text string (major type 3).
    case text(String)
    /// An array (major type 4).
    case array([CBOR])
    /// A map (major type 5), in the order of its bytes.
    case map([Entry])
    /// A tagged item (major type 6). The array has exactly one item.
    case tagged(UInt64, [CBOR])
    /// False or true.
    case bool(Bool)
    /// Nothing.
    case null
    /// Undefined.
    case undefined
    /// Another simple value.
    case simple(UInt8)
    /// A floating-point number of any width.
    case float(Double)
  }

  /// One entry of a map.
  public struct Entry: Sendable {
    /// The key.
    public let key: CBOR
    /// The value.
    public let value: CBOR

    /// An entry of a map.
    public init(_ key: CBOR, _ value: CBOR) {
      self.key = key
      self.value = value
    }
  }

  /// What the item is.
  public let value: Value
  /// The bytes that it was read from, head included; empty for an item that was made here.
  public let encoded: ArraySlice<UInt8>

  /// An item that was made here and has no bytes yet.
  public init(_ value: Value) {
    self.value = value
    self.encoded = []
  }

  /// An item that was read from `encoded`.
  init(_ value: Value, encoded: ArraySlice<UInt8>) {
    self.value = value
    self.encoded = encoded
  }
}

extension CBOR: Hashable {
  /// Whether two items mean the same: by their deterministic encoding, in which the order of a map's
  /// entries and the width of a head do not count.
  public static func == (one: CBOR, other: CBOR) -> Bool {
    one.deterministic() == other.deterministic()
  }

  /// Feeds the deterministic encoding.
  public func hash(into hasher: inout Hasher) { hasher.combine(deterministic()) }
}
