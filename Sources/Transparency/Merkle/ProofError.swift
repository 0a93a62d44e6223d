/// Why a proof could not be made, or does not hold.
public enum ProofError: Error, Hashable, Sendable {
  /// There is no leaf `index` in a tree of `size`.
  case indexOutOfRange(index: UInt64, size: UInt64)
  /// The tree holds `available` leaves, fewer than the `size` asked for.
  case sizeOutOfRange(size: UInt64, available: UInt64)
  /// The older tree, of `old` leaves, is larger than the newer one, of `size`.
  case oldSizeTooLarge(old: UInt64, size: UInt64)
  /// The proof has `count` hashes; for these sizes it must have `expected`.
  case wrongLength(count: Int, expected: Int)
  /// The proof leads to the root `computed`, and the tree's root is `expected`.
  case rootMismatch(computed: MerkleHash, expected: MerkleHash)
  /// The proof leads to the older root `computed`, and the older tree's root is `expected`.
  case oldRootMismatch(computed: MerkleHash, expected: MerkleHash)
}

extension ProofError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .indexOutOfRange(let index, let size):
      "There is no leaf \(index) in a tree of \(size) leaves; ask for one below \(size)."
    case .sizeOutOfRange(let size, let available):
      "The tree holds \(available) leaves, fewer than the \(size) asked for; ask for at most"
        + " \(available), or fetch the newer tree."
    case .oldSizeTooLarge(let old, let size):
      "The older tree has \(old) leaves, more than the \(size) of the newer one; exchange them,"
        + " or treat it as a log that was rolled back."
    case .wrongLength(let count, let expected):
      "The proof has \(count) hashes where these sizes ask for \(expected); fetch it again."
    case .rootMismatch(let computed, let expected):
      "The proof leads to the root \(computed), the checkpoint says \(expected); do not trust"
        + " the entry, and keep both as evidence."
    case .oldRootMismatch(let computed, let expected):
      "The proof leads to the older root \(computed), the older checkpoint says \(expected);"
        + " keep both checkpoints as evidence that the log was rewritten."
    }
  }
}
