/// What an audit of a log checked, and what it found.
public struct AuditReport: Hashable, Sendable {
  /// Whether the checkpoint's signatures were checked.
  public enum Signature: Hashable, Sendable {
    /// The policy accepts the checkpoint: signed by this key, with these cosignatures.
    case verified(log: VerifierKey, cosignatures: [Cosignature])
    /// No policy was given, so nobody's signature was checked.
    case notChecked
  }

  /// What the log says of itself.
  public let checkpoint: Checkpoint
  /// Whether the checkpoint's signatures were checked.
  public let signature: Signature
  /// Entries that were read and hashed.
  public internal(set) var entries: UInt64 = 0
  /// Their bytes.
  public internal(set) var entryBytes: UInt64 = 0
  /// Entry bundles that were read.
  public internal(set) var bundles: UInt64 = 0
  /// Hash tiles that were compared with the entries, full and partial.
  public internal(set) var tiles: UInt64 = 0
  /// How many of the hash tiles are partial.
  public internal(set) var partialTiles: UInt64 = 0
  /// The root over the entries that were read.
  public internal(set) var computedRoot: MerkleHash = .emptyRoot
  /// What is wrong, in the order in which it was found; the first 100.
  public internal(set) var findings: [AuditFinding] = []

  init(checkpoint: Checkpoint, signature: Signature) {
    self.checkpoint = checkpoint
    self.signature = signature
  }

  /// Whether every entry, every tile and the root agree.
  public var isClean: Bool {
    findings.isEmpty && entries == checkpoint.size && computedRoot == checkpoint.root
  }
}

/// Something in a log that does not agree with the rest.
public enum AuditFinding: Hashable, Sendable {
  /// The log could not be read here, so what comes after is not judged.
  case unreadable(path: String, reason: String)
  /// The bundle holds `count` entries where `expected` are due.
  case wrongCount(path: String, count: Int, expected: Int)
  /// The tile does not hold as many bytes as it must.
  case wrongLength(path: String, length: Int, expected: Int)
  /// The hash at `position` of the tile is not that of the entries below it, which begin at
  /// `entry`.
  case wrongHash(path: String, position: Int, entry: UInt64)
  /// The entries lead to the root `computed`, and the log signed another.
  case wrongRoot(computed: MerkleHash, signed: MerkleHash)
}

extension AuditFinding: CustomStringConvertible {
  /// What is wrong, and where.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason)"
    case .wrongCount(let path, let count, let expected):
      "\(path) holds \(count) entries where \(expected) are due."
    case .wrongLength(let path, let length, let expected):
      "\(path) has \(length) bytes where \(expected) are due."
    case .wrongHash(let path, let position, let entry):
      "\(path): hash \(position) is not that of the entries from \(entry)."
    case .wrongRoot(let computed, let signed):
      "The entries lead to the root \(computed); the log signed \(signed)."
    }
  }
}
