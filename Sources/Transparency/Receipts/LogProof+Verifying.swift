extension LogProof {
  /// Checks that `entry` is in the log, under a checkpoint that `policy` accepts.
  ///
  /// Offline.
  public func verify(
    entry: [UInt8], policy: TrustPolicy
  ) throws(TrustError) -> ProofVerdict {
    try verify(leaf: .leaf(entry), policy: policy)
  }

  /// As `verify(entry:policy:)`, for an entry of which only the leaf hash is at hand.
  public func verify(
    leaf: MerkleHash, policy: TrustPolicy
  ) throws(TrustError) -> ProofVerdict {
    let trusted = try policy.verify(checkpointNote)
    let size = trusted.checkpoint.size
    let root = trusted.checkpoint.root
    do {
      try Proofs.verifyInclusion(
        leaf: leaf, index: index, size: size, proof: hashes, root: root)
    } catch {
      throw .proof(error)
    }
    return ProofVerdict(
      origin: trusted.checkpoint.origin, index: index, size: size, root: root, leaf: leaf,
      log: trusted.log, cosignatures: trusted.cosignatures)
  }
}
