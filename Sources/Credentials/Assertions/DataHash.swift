/// A hash over the file but for some ranges (C2PA, 18.5).
public struct DataHash: Sendable {
  /// The ranges that are left out, in order and apart from each other.
  public let exclusions: [Range<Int>]
  /// The name of the hash algorithm, where it stands here.
  public let alg: String?
  /// The hash.
  public let hash: [UInt8]

  /// A hash with its exclusions.
  public init(exclusions: [Range<Int>], alg: String?, hash: [UInt8]) {
    self.exclusions = exclusions
    self.alg = alg
    self.hash = hash
  }

  /// Reads the assertion (C2PA, 15.12.1).
  ///
  /// - Throws: ``AssertionFault`` with `assertion.dataHash.malformed` or `.mismatch`.
  public init(_ item: CBOR) throws(AssertionFault) {
    guard item.map != nil else {
      throw AssertionFault(.assertionDataHashMalformed, "the data hash is no map")
    }
    var exclusions: [Range<Int>] = []
    if let field = item["exclusions"], !field.isNull {
      guard let list = field.array else {
        throw AssertionFault(.assertionDataHashMalformed, "exclusions is no list")
      }
      var end = 0
      for entry in list {
        guard let start = entry["start"]?.count, let length = entry["length"]?.count else {
          throw AssertionFault(
            .assertionDataHashMalformed, "an exclusion has no start or length, or one below 0")
        }
        let (stop, overflow) = start.addingReportingOverflow(length)
        guard !overflow, start >= end else {
          throw AssertionFault(
            .assertionDataHashMalformed, "the exclusions overlap or are not in order")
        }
        exclusions.append(start..<stop)
        end = stop
      }
    }
    guard let hash = item["hash"]?.bytes, !hash.isEmpty else {
      throw AssertionFault(.assertionDataHashMismatch, "the data hash has no hash")
    }
    self.init(exclusions: exclusions, alg: item["alg"]?.text, hash: Array(hash))
  }

  /// The assertion as it is written; `padding` zeros keep its size.
  public func cbor(padding: Int, name: String? = nil) -> CBOR {
    var entries: [(String, CBOR)] = [
      (
        "exclusions",
        .array(
          exclusions.map {
            .map([("start", .integer($0.lowerBound)), ("length", .integer($0.count))])
          })
      ),
      ("hash", .bytes(hash)), ("pad", .bytes([UInt8](repeating: 0, count: max(0, padding)))),
    ]
    if let alg { entries.append(("alg", .text(alg))) }
    if let name { entries.append(("name", .text(name))) }
    return .map(entries)
  }
}
