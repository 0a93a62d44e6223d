/// A checkpoint that a policy accepts.
public struct TrustedCheckpoint: Hashable, Sendable {
  /// What it says.
  public let checkpoint: Checkpoint
  /// The note as received.
  public let note: SignedNote
  /// The key of the log that signed it.
  public let log: VerifierKey
  /// The cosignatures of the policy's witnesses, all verified, in the order of the note.
  public let cosignatures: [Cosignature]
}
