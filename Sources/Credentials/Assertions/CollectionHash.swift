/// A hash over the members of a collection, such as a ZIP archive (C2PA, 18.9).
public struct CollectionHash: Sendable {
  /// One member.
  public struct Member: Sendable {
    /// Its path in the collection.
    public let uri: String
    /// Its hash.
    public let hash: [UInt8]
  }

  /// The members.
  public let members: [Member]
  /// The name of the hash algorithm, where it stands here.
  public let alg: String?
  /// The hash over a ZIP archive's directory.
  public let directoryHash: [UInt8]?

  /// Reads the assertion.
  ///
  /// - Throws: ``AssertionFault`` with `assertion.collectionHash.malformed` or `.invalidURI`.
  public init(_ item: CBOR) throws(AssertionFault) {
    // Some writers make a map of it, with the paths as keys.
    let list: [(String?, CBOR)] =
      item["uris"]?.array?.map { ($0["uri"]?.text, $0) }
      ?? item["uris"]?.map?.map { ($0.key.text, $0.value) } ?? []
    guard !list.isEmpty else {
      throw AssertionFault(.assertionCollectionHashMalformed, "the collection hash has no uris")
    }
    var members: [Member] = []
    for (uri, entry) in list {
      guard let uri, let hash = entry["hash"]?.bytes else {
        throw AssertionFault(
          .assertionCollectionHashMalformed, "a member of the collection hash has no uri or hash")
      }
      let steps = uri.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
      guard !uri.isEmpty, !steps.contains(where: { $0.elementsEqual(".".utf8) }),
        !steps.contains(where: { $0.elementsEqual("..".utf8) })
      else {
        throw AssertionFault(
          .assertionCollectionHashInvalidURI, "a member of the collection has a path with . or ..")
      }
      members.append(Member(uri: uri, hash: Array(hash)))
    }
    self.members = members
    self.alg = item["alg"]?.text
    self.directoryHash = item["zip_central_directory_hash"]?.bytes.map { Array($0) }
  }
}
