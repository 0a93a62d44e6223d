/// Cosigns checkpoints with an Ed25519 key held in memory (c2sp.org/tlog-cosignature, v1.0.1).
///
/// One key belongs to one cosigner: the signed message does not hold its name.
public struct CosignatureSigner: CheckpointCosigner {
  /// The key, secret included.
  public let privateKey: NotePrivateKey

  /// The cosigner of this name and 32-byte seed.
  public init(name: String, seed: [UInt8]) throws(NoteError) {
    privateKey = try NotePrivateKey(name: name, kind: .cosignature, seed: seed)
  }

  /// The cosigner of a private key; throws where that is not a cosignature key.
  public init(_ privateKey: NotePrivateKey) throws(NoteError) {
    guard privateKey.verifierKey.kind == .cosignature else {
      throw .unsupportedKeyType(privateKey.verifierKey.kind.rawValue)
    }
    self.privateKey = privateKey
  }

  /// The cosigner of a private key's line of text.
  public init(privateKeyText: String) throws(NoteError) {
    try self.init(NotePrivateKey(parsing: privateKeyText))
  }

  /// A cosigner with a new key.
  public static func generate(name: String) throws(NoteError) -> CosignatureSigner {
    try CosignatureSigner(.generate(name: name, kind: .cosignature))
  }

  /// The key that verifies the cosignatures.
  public var verifierKey: VerifierKey { privateKey.verifierKey }

  /// The cosignature line over a checkpoint's text at `timestamp`, seconds since 1970 UTC.
  public func cosign(_ text: [UInt8], at timestamp: UInt64) throws -> NoteSignature {
    guard timestamp <= UInt64(Int64.max) else { throw NoteError.timestampOutOfRange(timestamp) }
    return try privateKey.line(
      over: Self.message(text: text, timestamp: timestamp),
      prefix: withUnsafeBytes(of: timestamp.bigEndian) { Array($0) })
  }

  /// What is signed: a header line, a time line and the checkpoint's text.
  static func message(text: [UInt8], timestamp: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(timestamp)\n".utf8) + text
  }
}
