/// Whoever signs notes: a key in memory, another process, a device.
///
/// One signer holds one key.
public protocol NoteSigner: Sendable {
  /// The key that verifies this signer's signatures.
  var verifierKey: VerifierKey { get }
  /// Whether the key is in this process, so that a signature need not be verified before it is kept.
  var isInProcess: Bool { get }

  /// The signature line over `text`, which ends in a newline. Throws whatever kept it from
  /// signing; nothing is published then.
  func sign(_ text: [UInt8]) throws -> NoteSignature
}

extension NoteSigner {
  /// No: another process, or a device.
  public var isInProcess: Bool { false }
}

/// Whoever cosigns checkpoints, with the time as an argument.
public protocol CheckpointCosigner: Sendable {
  /// The key, of kind cosignature, that verifies this cosigner's signatures.
  var verifierKey: VerifierKey { get }

  /// The cosignature line over a checkpoint's text at `timestamp`, seconds since 1970 UTC.
  func cosign(_ text: [UInt8], at timestamp: UInt64) throws -> NoteSignature
}
