/// A hash over named parts of the file (C2PA, 18.7).
public struct BoxHash: Sendable {
  /// One entry: some parts that stand one behind the other, and their hash.
  public struct Entry: Sendable {
    /// The names of the parts.
    public let names: [String]
    /// The name of the hash algorithm, where it stands here.
    public let alg: String?
    /// The hash; empty where the entry has none, so that nothing matches it.
    public let hash: [UInt8]
    /// Whether the parts are left out of the binding (2.2).
    public let isExcluded: Bool
    /// Ranges within parts that are left out of the hash (2.4).
    public let exclusions: [Exclusion]

    /// An entry.
    public init(
      names: [String], alg: String? = nil, hash: [UInt8], isExcluded: Bool = false,
      exclusions: [Exclusion] = []
    ) {
      self.names = names
      self.alg = alg
      self.hash = hash
      self.isExcluded = isExcluded
      self.exclusions = exclusions
    }
  }

  /// Some bytes of one part that are left out of the hash.
  public struct Exclusion: Hashable, Sendable {
    /// The place of the part in the entry's names, from 0.
    public let part: Int
    /// The bytes, counted from the start of the part.
    public let range: Range<Int>
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
      throw BoxHash.malformed("the box hash has no boxes")
    }
    var boxes: [Entry] = []
    for entry in list {
      let names = entry["names"]?.array?.compactMap(\.text) ?? []
      guard !names.isEmpty else {
        throw BoxHash.malformed("an entry of the box hash has no names")
      }
      boxes.append(
        Entry(
          names: names, alg: entry["alg"]?.text, hash: entry["hash"]?.bytes.map { Array($0) } ?? [],
          isExcluded: entry["excluded"]?.bool ?? false,
          exclusions: try BoxHash.exclusions(entry["exclusions"], of: names.count)))
    }
    self.boxes = boxes
    self.alg = item["alg"]?.text
  }

  private static func exclusions(
    _ item: CBOR?, of count: Int
  ) throws(AssertionFault) -> [Exclusion] {
    guard let item, !item.isNull else { return [] }
    guard let list = item.array else { throw malformed("exclusions is no list") }
    var exclusions: [Exclusion] = []
    for entry in list {
      guard let start = entry["start"]?.count, let length = entry["length"]?.count else {
        throw malformed("an exclusion has no start or length, or one below 0")
      }
      guard let part = entry["boxIndex"].map(\.count) ?? (count == 1 ? 0 : nil), part < count else {
        throw malformed("an exclusion names a box that its entry does not have")
      }
      let (stop, overflow) = start.addingReportingOverflow(length)
      let last = exclusions.last { $0.part == part }?.range.upperBound ?? 0
      guard !overflow, start >= last, part >= exclusions.last?.part ?? 0 else {
        throw malformed("the exclusions overlap or are not in order")
      }
      exclusions.append(Exclusion(part: part, range: start..<stop))
    }
    return exclusions
  }

  static func malformed(_ sentence: String) -> AssertionFault {
    AssertionFault(.assertionBoxesHashMalformed, sentence)
  }
}
