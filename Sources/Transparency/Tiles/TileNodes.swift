/// Tree nodes out of hash tiles: what a client that has no tree of its own makes proofs from.
///
/// Nothing here is trusted: what is computed from tiles counts only after it has been compared
/// with a signed root.
struct TileNodes: MerkleNodes {
  /// A tile that is not at hand.
  struct Missing: Error {
    let tile: Tile
  }

  /// The size of the tree whose tiles these are.
  let size: UInt64
  private(set) var tiles: [Tile: [MerkleHash]] = [:]

  init(size: UInt64) {
    self.size = size
  }

  /// Adds a tile's bytes; false where they are not as many hashes as the tile is wide.
  mutating func add(_ tile: Tile, bytes: [UInt8]) -> Bool {
    guard let hashes = TileNodes.hashes(bytes), hashes.count == tile.width else { return false }
    tiles[tile] = hashes
    return true
  }

  func node(height: Int, index: UInt64) throws(Missing) -> MerkleHash {
    let (tile, first, count) = try Self.place(height: height, index: index, size: size)
    guard let hashes = tiles[tile], first + count <= hashes.count else {
      throw Missing(tile: tile)
    }
    var nodes = Array(hashes[first..<first + count])
    while nodes.count > 1 {
      for pair in 0..<nodes.count / 2 {
        nodes[pair] = .node(nodes[2 * pair], nodes[2 * pair + 1])
      }
      nodes.removeLast(nodes.count / 2)
    }
    return nodes.first ?? .emptyRoot
  }

  /// The hashes in a tile's bytes; nil where these are no multiple of 32.
  static func hashes(_ bytes: [UInt8]) -> [MerkleHash]? {
    guard bytes.count % MerkleHash.byteCount == 0 else { return nil }
    return stride(from: 0, to: bytes.count, by: MerkleHash.byteCount).compactMap {
      MerkleHash(bytes: bytes[$0..<$0 + MerkleHash.byteCount])
    }
  }

  /// Which tile of a tree of `size` holds the leaves of a node, from which hash, and how many.
  fileprivate static func place(
    height: Int, index: UInt64, size: UInt64
  ) throws(Missing) -> (tile: Tile, first: Int, count: Int) {
    let level = height >> 3
    let within = UInt64(height & 7)
    let first = index << within
    let number = first / UInt64(Tile.fullWidth)
    guard let tile = Tile.hashes(level: level, index: number, size: size) else {
      throw Missing(tile: Tile.nowhere)
    }
    return (tile, Int(first % UInt64(Tile.fullWidth)), 1 << within)
  }
}

/// Notes which tiles a walk asks for, so that they can be fetched before it is made.
final class TileWishes: MerkleNodes {
  let size: UInt64
  private(set) var tiles: [Tile] = []

  init(size: UInt64) {
    self.size = size
  }

  func node(height: Int, index: UInt64) throws(TileNodes.Missing) -> MerkleHash {
    let tile = try TileNodes.place(height: height, index: index, size: size).tile
    if !tiles.contains(tile) { tiles.append(tile) }
    return .emptyRoot
  }
}
