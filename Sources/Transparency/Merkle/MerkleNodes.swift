/// Something that can give the complete nodes of a Merkle tree: the tree itself, or tiles.
///
/// The walks over a tree are written once, on this, so that a proof made from tiles is made in
/// the same way as one made from memory.
protocol MerkleNodes {
  /// What can go wrong when a node is asked for.
  associatedtype Failure: Error

  /// The root of the complete subtree over leaves `index * 2^height ..< (index + 1) * 2^height`.
  func node(height: Int, index: UInt64) throws(Failure) -> MerkleHash
}

extension MerkleNodes {
  /// The hash over leaves `start..<end`, where `start` is a multiple of a power of two that is not
  /// smaller than the range.
  ///
  /// This is MTH of RFC 6962 on the right edge of a tree.
  func subtree(from start: UInt64, to end: UInt64) throws(Failure) -> MerkleHash {
    guard end > start else { return .emptyRoot }
    // The range falls into complete subtrees by the bits of its length, the smallest at the right.
    var length = end - start
    var rightmost = end
    var hash: MerkleHash?
    while length != 0 {
      let height = length.trailingZeroBitCount
      let left = try node(height: height, index: (rightmost >> UInt64(height)) - 1)
      hash = hash.map { .node(left, $0) } ?? left
      length &= length - 1
      rightmost -= 1 << UInt64(height)
    }
    return hash ?? .emptyRoot
  }

  /// PATH of RFC 6962, section 2.1.1, for `index < size`.
  func inclusionPath(index: UInt64, size: UInt64) throws(Failure) -> [MerkleHash] {
    var proof: [MerkleHash] = []
    proof.reserveCapacity(64 - (size - 1).leadingZeroBitCount)
    try climb(from: index, height: 0, size: size, into: &proof)
    return proof
  }

  /// PROOF of RFC 6962, section 2.1.2, for `old <= size`.
  func consistencyPath(from old: UInt64, to size: UInt64) throws(Failure) -> [MerkleHash] {
    guard old > 0, old < size else { return [] }
    // The largest complete subtree that ends where the old tree ends: the verifier starts there,
    // and knows it already when it is the whole old tree.
    let height = old.trailingZeroBitCount
    let index = (old >> UInt64(height)) - 1
    var proof: [MerkleHash] = []
    proof.reserveCapacity(65 - (size - 1).leadingZeroBitCount)
    if index != 0 { proof.append(try node(height: height, index: index)) }
    try climb(from: index, height: height, size: size, into: &proof)
    return proof
  }

  /// Appends the sibling of each node on the way from a node to the root of the tree of `size`.
  private func climb(
    from start: UInt64, height from: Int, size: UInt64, into proof: inout [MerkleHash]
  ) throws(Failure) {
    var height = from
    var index = start
    var last = (size - 1) >> UInt64(height)
    while last > 0 {
      let sibling = index ^ 1
      if sibling < last {
        proof.append(try node(height: height, index: sibling))
      } else if sibling == last {
        // At the right edge: complete or not, it is what remains of the leaves.
        proof.append(try subtree(from: sibling << UInt64(height), to: size))
      }
      index >>= 1
      last >>= 1
      height += 1
    }
  }
}
