/// The hashes of one tile level, append-only: a run of tiles of 256 hashes, each with the inner
/// nodes of its own eight-level subtree.
///
/// A full tile never changes and is shared by every copy. Appending while a reader holds an older
/// copy therefore copies only the tile at the right edge (16 kB at most) and, once in 256
/// appends, the list of the last 256 tiles.
struct TileColumn: Sendable {
  /// Hashes in a full tile, and full tiles in a chunk.
  private static let width = 256

  /// How many hashes the column holds.
  private(set) var count: UInt64 = 0
  /// Full tiles by 256, so that the outer list stays short: 16 chunks at a million leaves.
  private var chunks: [[[MerkleHash]]] = []
  /// The tile at the right edge, possibly empty.
  private var edge: [MerkleHash] = []

  /// Adds a hash at the right.
  ///
  /// Gives back the root of the tile when that made it full: it is the next hash one tile level up.
  mutating func append(_ hash: MerkleHash) -> MerkleHash? {
    var index = Int(count % UInt64(Self.width))
    count += 1
    if index == 0 { edge.reserveCapacity(2 * Self.width - 2) }
    edge.append(hash)
    var height = 0
    var node = hash
    while index & 1 == 1 {
      node = .node(edge[Self.position(height: height, index: index - 1)], node)
      height += 1
      index >>= 1
      if height == 8 {
        close()
        return node
      }
      edge.append(node)
    }
    return nil
  }

  /// The node `index` at `height` (0...7) above this column's hashes.
  ///
  /// It must be complete.
  func node(height: Int, index: UInt64) -> MerkleHash {
    let perTile = UInt64(Self.width >> height)
    let tile = index / perTile
    let position = Self.position(height: height, index: Int(index % perTile))
    guard tile < count / UInt64(Self.width) else { return edge[position] }
    return chunks[Int(tile >> 8)][Int(tile & 0xFF)][position]
  }

  /// The roots of the complete subtrees in the tile at the right edge, the largest first, hashed
  /// anew from the column's own hashes and from no node that was kept.
  func rehashedEdge() -> [MerkleHash] {
    var roots: [MerkleHash] = []
    for place in 0..<Int(count % UInt64(Self.width)) {
      var hash = edge[Self.position(height: 0, index: place)]
      var index = place
      while index & 1 == 1, let left = roots.popLast() {
        hash = .node(left, hash)
        index >>= 1
      }
      roots.append(hash)
    }
    return roots
  }

  /// Where a node stands in its tile.
  ///
  /// Nodes are stored in the order in which they become known: each hash, followed by the parents
  /// that it completes. Before leaf m stand 2m - popcount(m).
  private static func position(height: Int, index: Int) -> Int {
    let last = ((index + 1) << height) - 1
    return 2 * last - last.nonzeroBitCount + height
  }

  /// Puts the full edge among the full tiles.
  private mutating func close() {
    if let last = chunks.indices.last, chunks[last].count < Self.width {
      chunks[last].append(edge)
    } else {
      chunks.append([edge])
    }
    edge = []
  }
}
