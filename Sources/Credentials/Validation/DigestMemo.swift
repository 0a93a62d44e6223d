/// Remembers the hashes of what is in a store, so that something that is referred to a thousand times
/// is hashed once.
final class DigestMemo {
  /// What is hashed: slices of different arrays may begin at the same place.
  enum Kind: Hashable { case box, manifest, claim }

  private struct Key: Hashable {
    let manifest: [UInt8]
    let kind: Kind
    let range: Range<Int>
    let algorithm: ContentHash

    // The label says little more, and takes long.
    func hash(into hasher: inout Hasher) {
      hasher.combine(kind)
      hasher.combine(range)
    }
  }

  private var known: [Key: [UInt8]] = [:]

  /// The hash of what is in a box of `manifest`.
  func digest(
    of box: JUMBFSuperbox, in manifest: Manifest, _ algorithm: ContentHash
  ) -> [UInt8] {
    digest(of: box.payload, .box, in: manifest, algorithm)
  }

  /// The hash of a slice of `manifest`.
  func digest(
    of bytes: ArraySlice<UInt8>, _ kind: Kind, in manifest: Manifest, _ algorithm: ContentHash
  ) -> [UInt8] {
    let key = Key(
      manifest: Array(manifest.label.utf8), kind: kind, range: bytes.startIndex..<bytes.endIndex,
      algorithm: algorithm)
    if let digest = known[key] { return digest }
    let digest = algorithm.digest(of: bytes)
    known[key] = digest
    return digest
  }
}
