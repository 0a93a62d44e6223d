/// A hash over a file that is several files one behind the other (C2PA, 18.8).
public struct MultiAssetHash: Sendable {
  /// Where a part is.
  public enum Location: Hashable, Sendable {
    /// A range of bytes: its start and its length.
    case bytes(offset: Int, length: Int)
    /// A box of a film, by its path.
    case box(String)
  }

  /// One part.
  public struct Part: Sendable {
    /// Where it is.
    public let location: Location
    /// The assertion with its hash.
    public let hash: HashedURI
    /// Whether it may be missing.
    public let isOptional: Bool
  }

  /// The parts, in the order of the file.
  public let parts: [Part]

  /// The most parts of one file.
  static let partLimit = 1_000

  /// Reads the assertion.
  ///
  /// - Throws: ``AssertionFault`` with `assertion.multiAssetHash.malformed`.
  public init(_ item: CBOR) throws(AssertionFault) {
    guard let list = item["parts"]?.array, !list.isEmpty, list.count <= MultiAssetHash.partLimit
    else {
      throw AssertionFault(
        .assertionMultiAssetHashMalformed, "the multi-asset hash has no parts, or too many")
    }
    var parts: [Part] = []
    for entry in list {
      guard let hash = HashedURI(entry["hashAssertion"]),
        let location = MultiAssetHash.location(entry["location"])
      else {
        throw AssertionFault(
          .assertionMultiAssetHashMalformed,
          "a part of the multi-asset hash has no location or no hash assertion")
      }
      parts.append(
        Part(location: location, hash: hash, isOptional: entry["optional"]?.bool ?? false))
    }
    self.parts = parts
  }

  private static func location(_ item: CBOR?) -> Location? {
    if let offset = item?["byteOffset"]?.count, let length = item?["length"]?.count, length > 0,
      !offset.addingReportingOverflow(length).overflow
    {
      return .bytes(offset: offset, length: length)
    }
    return item?["bmffBox"]?.text.map { .box($0) }
  }
}
