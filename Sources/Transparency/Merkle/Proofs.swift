/// Checking proofs against roots (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
///
/// Nothing but the arguments is needed.
public enum Proofs {
  /// Checks that the leaf hash `leaf` is leaf `index` of the tree of `size` leaves whose root is
  /// `root`.
  ///
  /// Returns if so; throws what is wrong if not.
  public static func verifyInclusion(
    leaf: MerkleHash, index: UInt64, size: UInt64, proof: [MerkleHash], root: MerkleHash
  ) throws(ProofError) {
    guard index < size else { throw .indexOutOfRange(index: index, size: size) }
    let expected = inclusionLength(index: index, size: size)
    guard proof.count == expected else {
      throw .wrongLength(count: proof.count, expected: expected)
    }
    var node = index
    var last = size - 1
    var computed = leaf
    for hash in proof {
      if node & 1 == 1 || node == last {
        computed = .node(hash, computed)
        // Levels at which the right edge has no sibling give no hash.
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        computed = .node(computed, hash)
      }
      node >>= 1
      last >>= 1
    }
    guard computed == root else { throw .rootMismatch(computed: computed, expected: root) }
  }

  /// Checks that the tree of `size` leaves with `root` begins with the tree of `old` leaves with
  /// `oldRoot`.
  ///
  /// Returns if so; throws what is wrong if not.
  public static func verifyConsistency(
    old: UInt64, oldRoot: MerkleHash, size: UInt64, root: MerkleHash, proof: [MerkleHash]
  ) throws(ProofError) {
    guard old <= size else { throw .oldSizeTooLarge(old: old, size: size) }
    let expected = consistencyLength(old: old, size: size)
    guard proof.count == expected else {
      throw .wrongLength(count: proof.count, expected: expected)
    }
    // The empty tree begins every tree, but it has one root only.
    guard old > 0 else {
      guard oldRoot == .emptyRoot else {
        throw .oldRootMismatch(computed: .emptyRoot, expected: oldRoot)
      }
      guard size > 0 || root == .emptyRoot else {
        throw .rootMismatch(computed: .emptyRoot, expected: root)
      }
      return
    }
    guard old < size else {
      guard oldRoot == root else { throw .rootMismatch(computed: oldRoot, expected: root) }
      return
    }
    let height = UInt64(old.trailingZeroBitCount)
    var node = (old - 1) >> height
    var last = (size - 1) >> height
    var hashes = proof[...]
    // A whole old tree that is one complete subtree is its own start; otherwise the proof gives it.
    var oldComputed = node == 0 ? oldRoot : hashes.popFirst() ?? oldRoot
    var computed = oldComputed
    for hash in hashes {
      if node & 1 == 1 || node == last {
        oldComputed = .node(hash, oldComputed)
        computed = .node(hash, computed)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        computed = .node(computed, hash)
      }
      node >>= 1
      last >>= 1
    }
    guard oldComputed == oldRoot else {
      throw .oldRootMismatch(computed: oldComputed, expected: oldRoot)
    }
    guard computed == root else { throw .rootMismatch(computed: computed, expected: root) }
  }

  /// How many hashes an inclusion proof has: one for each level below the point where the paths
  /// to the leaf and to the last leaf part, and one for each set bit of the leaf above it.
  static func inclusionLength(index: UInt64, size: UInt64) -> Int {
    let inner = 64 - (index ^ (size - 1)).leadingZeroBitCount
    return inner + (inner == 64 ? 0 : (index >> UInt64(inner)).nonzeroBitCount)
  }

  /// How many hashes a consistency proof has.
  static func consistencyLength(old: UInt64, size: UInt64) -> Int {
    guard old > 0, old < size else { return 0 }
    let height = old.trailingZeroBitCount
    let index = (old >> UInt64(height)) - 1
    let path = inclusionLength(index: index, size: ((size - 1) >> UInt64(height)) + 1)
    return path + (index == 0 ? 0 : 1)
  }
}
