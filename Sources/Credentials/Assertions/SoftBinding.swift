/// A mark or fingerprint by which a manifest is found again when the file has lost it (C2PA, 18.10).
///
/// It never takes the place of a hard binding.
public struct SoftBinding: Sendable {
  /// One value, with what of the content it is about.
  public struct Block: Sendable {
    /// The value, in the form of the algorithm.
    public let value: [UInt8]
    /// The time that it is about, in milliseconds; nil for all of it.
    public let timespan: Range<Int>?
    /// The map that says what it is about.
    public let scope: CBOR
  }

  /// The entry of the registered list; nil where the claim's `alg_soft` says it.
  public let alg: String?
  /// The values.
  public let blocks: [Block]
  /// The name, for people.
  public let name: String?

  /// Reads the assertion; nil where it has no block with a value.
  public init?(_ item: CBOR) {
    guard let list = item["blocks"]?.array, !list.isEmpty else { return nil }
    var blocks: [Block] = []
    for entry in list {
      guard let value = entry["value"]?.bytes else { return nil }
      let span = entry["scope"]?["timespan"]
      var timespan: Range<Int>?
      if let start = span?["start"]?.count, let end = span?["end"]?.count, start <= end {
        timespan = start..<end
      }
      blocks.append(
        Block(value: Array(value), timespan: timespan, scope: entry["scope"] ?? .map([])))
    }
    alg = item["alg"]?.text
    name = item["name"]?.text
    self.blocks = blocks
  }
}
