/// An append-only Merkle tree over SHA-256 (RFC 6962, section 2.1), as a value.
///
/// Copies share everything but the right edge: a reader can hold the tree of a checkpoint and make
/// proofs from it while the writer appends. Every complete node is kept (64 bytes a leaf), so a
/// proof is a few look-ups and, at the right edge, a few hashes.
public struct MerkleTree: Sendable {
  /// How many leaves the tree has.
  public private(set) var size: UInt64 = 0
  /// Column l holds the hashes of tile level l: the roots of complete subtrees of 256^l leaves.
  fileprivate var columns: [TileColumn] = []

  /// A tree without leaves.
  public init() {}

  /// A tree over leaf hashes, in order.
  public init(leafHashes: some Sequence<MerkleHash>) {
    for hash in leafHashes { append(leafHash: hash) }
  }

  /// Adds a leaf with these bytes.
  public mutating func append(entry: some Collection<UInt8>) {
    append(leafHash: .leaf(entry))
  }

  /// Adds a leaf by its hash.
  public mutating func append(leafHash: MerkleHash) {
    var hash = leafHash
    var level = 0
    while true {
      if level == columns.count { columns.append(TileColumn()) }
      guard let root = columns[level].append(hash) else { break }
      hash = root
      level += 1
    }
    size += 1
  }

  /// The root over all leaves.
  public var root: MerkleHash {
    subtree(from: 0, to: size)
  }

  /// The root that the tree had when it held `size` leaves.
  public func root(at size: UInt64) throws(ProofError) -> MerkleHash {
    try check(size: size)
    return subtree(from: 0, to: size)
  }

  /// The hash of leaf `index`; nil where there is none.
  public func leafHash(_ index: UInt64) -> MerkleHash? {
    index < size ? node(height: 0, index: index) : nil
  }

  /// The bytes of a hash tile; nil where the tree does not have it in this width, and for entry
  /// bundles, which the tree does not hold.
  public func tile(_ tile: Tile) -> [UInt8]? {
    guard !tile.isEntries, tile.level < columns.count else { return nil }
    let available = columns[tile.level].count
    let (start, overflowed) = tile.index.multipliedReportingOverflow(by: UInt64(Tile.fullWidth))
    guard !overflowed, start < available, UInt64(tile.width) <= available - start else {
      return nil
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tile.width * MerkleHash.byteCount)
    for offset in 0..<UInt64(tile.width) {
      columns[tile.level].node(height: 0, index: start + offset).append(to: &bytes)
    }
    return bytes
  }

  /// The root over all leaves, hashed anew from the hashes in the tiles at the right edge.
  ///
  /// `root` uses inner nodes that were computed when their leaves came. This one uses none of the
  /// edge's: before a checkpoint is signed, a bit that memory lost since then shows as a difference
  /// between the two. At most 255 hashes a tile level.
  public func rehashedRoot() -> MerkleHash {
    var root: MerkleHash?
    for column in columns {
      // What stands to the right of a level's edge is what the levels below it have.
      for hash in column.rehashedEdge().reversed() { root = root.map { .node(hash, $0) } ?? hash }
    }
    return root ?? .emptyRoot
  }

  func check(size asked: UInt64) throws(ProofError) {
    guard asked <= size else { throw .sizeOutOfRange(size: asked, available: size) }
  }
}

extension MerkleTree: MerkleNodes {
  func node(height: Int, index: UInt64) -> MerkleHash {
    columns[height >> 3].node(height: height & 7, index: index)
  }
}
