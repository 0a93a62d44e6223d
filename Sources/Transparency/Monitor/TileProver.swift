/// Makes proofs from a log's tiles, fetching only those that a proof needs: at most two a level.
public struct TileProver: Sendable {
  private let reader: any LogReader

  /// A prover over the tiles of `reader`.
  public init(reader: any LogReader) {
    self.reader = reader
  }

  /// The root that the log had at `size`, by the tiles of the tree that `checkpoint` heads.
  ///
  /// The tiles are held to the checkpoint's root: they cannot make up an older root without
  /// missing that one. Throws `TileProverError` where they do not lead to it.
  public func root(at size: UInt64, under checkpoint: Checkpoint) async throws -> MerkleHash {
    guard size <= checkpoint.size else {
      throw ProofError.oldSizeTooLarge(old: size, size: checkpoint.size)
    }
    // Between nothing or everything and the tree there is no proof to hold the tiles to.
    let bySum = size == 0 || size == checkpoint.size
    let (root, sum, proof) = try await walk(size: checkpoint.size) { nodes in
      (
        try nodes.subtree(from: 0, to: size),
        bySum ? try nodes.subtree(from: 0, to: checkpoint.size) : checkpoint.root,
        try nodes.consistencyPath(from: size, to: checkpoint.size)
      )
    }
    do throws(ProofError) {
      guard sum == checkpoint.root else {
        throw .rootMismatch(computed: sum, expected: checkpoint.root)
      }
      if !bySum {
        try Proofs.verifyConsistency(
          old: size, oldRoot: root, size: checkpoint.size, root: checkpoint.root, proof: proof)
      }
    } catch {
      await reader.forget()
      throw TileProverError.tilesDoNotMatch(error)
    }
    return root
  }

  /// The inclusion proof of leaf `index` in the tree that `checkpoint` heads, with the leaf's hash.
  ///
  /// Held to the checkpoint's root; throws `TileProverError` where the tiles do not lead to it.
  public func inclusionProof(
    index: UInt64, under checkpoint: Checkpoint
  ) async throws -> (leaf: MerkleHash, proof: [MerkleHash]) {
    guard index < checkpoint.size else {
      throw ProofError.indexOutOfRange(index: index, size: checkpoint.size)
    }
    let (leaf, proof) = try await walk(size: checkpoint.size) { nodes in
      (
        try nodes.node(height: 0, index: index),
        try nodes.inclusionPath(index: index, size: checkpoint.size)
      )
    }
    do {
      try Proofs.verifyInclusion(
        leaf: leaf, index: index, size: checkpoint.size, proof: proof, root: checkpoint.root)
    } catch {
      await reader.forget()
      throw TileProverError.tilesDoNotMatch(error)
    }
    return (leaf, proof)
  }

  /// Walks once to learn which tiles are needed, fetches them, and walks again with them.
  private func walk<Result>(
    size: UInt64, _ body: (any TileWalk) throws -> Result
  ) async throws -> Result {
    let wishes = TileWishes(size: size)
    _ = try body(wishes)
    var nodes = TileNodes(size: size)
    for tile in wishes.tiles {
      let bytes = try await reader.tileOrFull(tile)
      guard nodes.add(tile, bytes: bytes) else {
        throw TileProverError.malformedTile(tile, length: bytes.count)
      }
    }
    return try body(nodes)
  }
}

/// Either of the two walks over tiles.
protocol TileWalk: MerkleNodes where Failure == TileNodes.Missing {}

extension TileNodes: TileWalk {}
extension TileWishes: TileWalk {}

/// Why nothing could be proved from a log's tiles.
public enum TileProverError: Error, Hashable, Sendable {
  /// The tile is `length` bytes long, not 32 for each of its hashes.
  case malformedTile(Tile, length: Int)
  /// The tiles do not lead to the root that the log signed.
  case tilesDoNotMatch(ProofError)
}

extension TileProverError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .malformedTile(let tile, let length):
      "\(tile.path) has \(length) bytes where \(tile.maximumLength) are due; fetch it again."
    case .tilesDoNotMatch(let error):
      "The log's tiles do not lead to the root that it signed; its keeper must repair them."
        + " \(error)"
    }
  }
}
