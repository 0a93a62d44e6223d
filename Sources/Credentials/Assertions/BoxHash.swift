/// A hash over named parts of the file (C2PA, 18.6).
public struct BoxHash: Sendable {
  /// One entry: some parts that stand one behind the other, and their hash.
  public struct Entry: Sendable {
    /// The names of the parts.
    public let names: [String]
    /// The name of the hash algorithm, where it stands here.
    public let alg: String?
    /// The hash.
    public let hash: [UInt8]
    /// Whether the parts are left out of the binding (2.2).
    public let isExcluded: Bool

    /// An entry.
    public init(names: [String], alg: String? = nil, hash: [UInt8], isExcluded: Bool = false) {
      self.names = names
      self.alg = alg
      self.hash = hash
      self.isExcluded = isExcluded
    }
  }

  /// The entries, in the order of the file.
  public let boxes: [Entry]
  /// The name of the hash algorithm, where it stands here.
  public let alg: String?

  /// Reads the assertion.
  ///
  /// - Throws: ``AssertionFault`` with `assertion.boxesHash.malformed`.
  public init(_ item: CBOR) throws(AssertionFault) {
    guard let list = item["boxes"]?.array, !list.isEmpty else {
      throw AssertionFault(.assertionBoxesHashMalformed, "the box hash has no boxes")
    }
    var boxes: [Entry] = []
    for entry in list {
      let names = entry["names"]?.array?.compactMap(\.text) ?? []
      guard !names.isEmpty, let hash = entry["hash"]?.bytes else {
        throw AssertionFault(
          .assertionBoxesHashMalformed, "an entry of the box hash has no names or no hash")
      }
      boxes.append(
        Entry(
          names: names, alg: entry["alg"]?.text, hash: Array(hash),
          isExcluded: entry["excluded"]?.bool ?? false))
    }
    self.boxes = boxes
    self.alg = item["alg"]?.text
  }
}
