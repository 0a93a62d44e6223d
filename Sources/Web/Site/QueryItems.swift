/// The query of an address: names with their values, decoded, in the order in which they stand.
public struct QueryItems: Hashable, Sendable {
  /// One name with its value.
  public struct Item: Hashable, Sendable {
    /// What stands before the `=`.
    public let name: String
    /// What stands after it; empty where there is none.
    public let value: String
  }

  /// How many items are read; what follows them is disregarded.
  public static let limit = 64

  /// The items.
  public private(set) var items: [Item]

  /// No items.
  public init() { items = [] }

  /// Reads what follows the `?` of an address, as HTML forms write it.
  ///
  /// Reads anything.
  public init(parsing query: String?) {
    items = []
    guard let query, !query.isEmpty else { return }
    for part in query.utf8.split(separator: 0x26).prefix(Self.limit) {
      let sides = part.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
      let value = sides.count > 1 ? PercentEncoding.decode(sides[1], plusIsBlank: true) : ""
      items.append(
        Item(name: PercentEncoding.decode(sides[0], plusIsBlank: true), value: value))
    }
  }

  /// The first value under a name; `nil` where there is none or it is blank.
  public subscript(name: String) -> String? {
    for item in items where item.name == name && !item.isBlank { return item.value }
    return nil
  }

  /// Whether there are items whose value is blank, as a form sends for what was left open.
  var hasBlanks: Bool { items.contains(where: \.isBlank) }

  mutating func add(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { items.append(Item(name: name, value: value)) }
  }

  /// What follows the path of an address: `?` and the items that are not blank, or nothing.
  var text: String {
    if items.isEmpty { return "" }
    let kept = items.filter { !$0.isBlank }
    if kept.isEmpty { return "" }
    return "?"
      + kept.map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value) }
      .joined(separator: "&")
  }
}

extension QueryItems.Item {
  var isBlank: Bool { value.utf8.allSatisfy { $0 == 0x20 } }
}
