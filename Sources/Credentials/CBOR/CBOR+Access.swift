extension CBOR {
  /// The value under a text key of a map; nil where this is no map or has no such key.
  public subscript(key: String) -> CBOR? {
    guard case .map(let entries) = value else { return nil }
    for entry in entries {
      // By bytes: to Swift, two texts are equal that Unicode holds for equivalent.
      if case .text(let name) = entry.key.value, name.hasSameBytes(as: key) {
        return entry.value
      }
    }
    return nil
  }

  /// The value under a number as the key of a map.
  public subscript(label: Int) -> CBOR? {
    guard case .map(let entries) = value else { return nil }
    for entry in entries where entry.key.integer == label { return entry.value }
    return nil
  }

  /// The text, where this is one.
  public var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  var isText: Bool {
    if case .text = value { true } else { false }
  }

  /// Whether both are texts, of the same bytes.
  func hasSameText(as other: CBOR) -> Bool {
    guard case .text(let one) = value, case .text(let two) = other.value else { return false }
    return one.hasSameBytes(as: two)
  }

  /// The byte string, where this is one.
  public var bytes: ArraySlice<UInt8>? {
    if case .bytes(let bytes) = value { bytes } else { nil }
  }

  /// The number, where this is a whole one that `Int` holds.
  public var integer: Int? {
    switch value {
    case .unsigned(let number): Int(exactly: number)
    case .negative(let number): Int(exactly: number).map { -1 - $0 }
    default: nil
    }
  }

  /// The number, where this is one that is not below 0.
  public var count: Int? { integer.flatMap { $0 >= 0 ? $0 : nil } }

  /// The items, where this is an array.
  public var array: [CBOR]? {
    if case .array(let items) = value { items } else { nil }
  }

  /// The entries, where this is a map.
  public var map: [Entry]? {
    if case .map(let entries) = value { entries } else { nil }
  }

  /// The truth value, where this is one.
  public var bool: Bool? {
    if case .bool(let bool) = value { bool } else { nil }
  }

  /// Whether this is null.
  public var isNull: Bool {
    if case .null = value { true } else { false }
  }

  /// The item inside any number of tags.
  public var untagged: CBOR {
    var item = self
    while case .tagged(_, let inner) = item.value, let first = inner.first { item = first }
    return item
  }
}

extension CBOR {
  /// A text.
  public static func text(_ text: String) -> CBOR { CBOR(.text(text)) }
  /// A byte string.
  public static func bytes(_ bytes: some Sequence<UInt8>) -> CBOR {
    CBOR(.bytes(ArraySlice(bytes)))
  }
  /// A whole number.
  public static func integer(_ number: Int) -> CBOR {
    CBOR(number >= 0 ? .unsigned(UInt64(number)) : .negative(UInt64(-1 - number)))
  }
  /// An array.
  public static func array(_ items: [CBOR]) -> CBOR { CBOR(.array(items)) }
  /// A map with texts as keys; the writer sorts them.
  public static func map(_ entries: [(String, CBOR)]) -> CBOR {
    CBOR(.map(entries.map { Entry(.text($0.0), $0.1) }))
  }
  /// A truth value.
  public static func bool(_ bool: Bool) -> CBOR { CBOR(.bool(bool)) }
  /// Nothing.
  public static var null: CBOR { CBOR(.null) }
  /// A tagged item.
  public static func tagged(_ tag: UInt64, _ item: CBOR) -> CBOR { CBOR(.tagged(tag, [item])) }
}
