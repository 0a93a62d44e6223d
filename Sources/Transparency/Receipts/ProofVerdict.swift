/// What a receipt was found to show.
///
/// There is a verdict only where everything held.
public struct ProofVerdict: Hashable, Sendable {
  /// The log's name.
  public let origin: String
  /// Index of the entry in the log.
  public let index: UInt64
  /// The log's size at the checkpoint.
  public let size: UInt64
  /// The root over the log at that size.
  public let root: MerkleHash
  /// The hash of the entry.
  public let leaf: MerkleHash
  /// The key of the log that signed.
  public let log: VerifierKey
  /// Who cosigned, and when.
  public let cosignatures: [Cosignature]
}
