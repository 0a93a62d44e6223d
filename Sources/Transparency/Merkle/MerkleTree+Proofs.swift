/// Making proofs (RFC 6962, sections 2.1.1 and 2.1.2), for this tree and every earlier one.
extension MerkleTree {
  /// The hashes from the sibling of leaf `index` up to the child of the root of the tree of `size`
  /// leaves.
  public func inclusionProof(
    index: UInt64, size: UInt64
  ) throws(ProofError) -> [MerkleHash] {
    try check(size: size)
    guard index < size else { throw .indexOutOfRange(index: index, size: size) }
    return inclusionPath(index: index, size: size)
  }

  /// The hashes that join the root of the tree of `old` leaves to that of `size` leaves.
  ///
  /// There are none where `old` is 0 or equals `size`.
  public func consistencyProof(
    from old: UInt64, to size: UInt64
  ) throws(ProofError) -> [MerkleHash] {
    try check(size: size)
    guard old <= size else { throw .oldSizeTooLarge(old: old, size: size) }
    return consistencyPath(from: old, to: size)
  }
}
