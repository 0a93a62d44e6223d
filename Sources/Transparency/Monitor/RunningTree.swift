/// A Merkle tree built leaf by leaf in constant memory: it keeps the right edge alone, and gives
/// out each tile hash as it becomes known.
struct RunningTree {
  /// How many leaves it has taken.
  private(set) var size: UInt64 = 0
  /// Roots of the complete subtrees from left to right, one for each set bit of `size`.
  private var edge: [MerkleHash] = []

  /// Takes a leaf.
  ///
  /// Calls `completed` with each hash that belongs into a tile: the leaf itself, and the roots of
  /// full tiles, by tile level.
  mutating func append(
    _ leaf: MerkleHash, completed: (_ level: Int, _ hash: MerkleHash) -> Void
  ) {
    var node = leaf
    var height = 0
    completed(0, node)
    while size >> UInt64(height) & 1 == 1, let left = edge.popLast() {
      node = .node(left, node)
      height += 1
      if height % 8 == 0 { completed(height / 8, node) }
    }
    edge.append(node)
    size += 1
  }

  /// The root over the leaves taken.
  var root: MerkleHash {
    guard var hash = edge.last else { return .emptyRoot }
    for left in edge.dropLast().reversed() { hash = .node(left, hash) }
    return hash
  }
}
