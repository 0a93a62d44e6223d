/// Signs notes with an Ed25519 key held in memory.
public struct Ed25519NoteSigner: NoteSigner {
  /// The key, secret included.
  public let privateKey: NotePrivateKey

  /// The signer of this name and 32-byte seed.
  public init(name: String, seed: [UInt8]) throws(NoteError) {
    privateKey = try NotePrivateKey(name: name, kind: .ed25519, seed: seed)
  }

  /// The signer of a private key; throws where that is a cosignature key.
  public init(_ privateKey: NotePrivateKey) throws(NoteError) {
    guard privateKey.verifierKey.kind == .ed25519 else {
      throw .unsupportedKeyType(privateKey.verifierKey.kind.rawValue)
    }
    self.privateKey = privateKey
  }

  /// The signer of a private key's line of text.
  public init(privateKeyText: String) throws(NoteError) {
    try self.init(NotePrivateKey(parsing: privateKeyText))
  }

  /// A signer with a new key.
  public static func generate(name: String) throws(NoteError) -> Ed25519NoteSigner {
    try Ed25519NoteSigner(.generate(name: name, kind: .ed25519))
  }

  /// The key that verifies the signatures.
  public var verifierKey: VerifierKey { privateKey.verifierKey }

  /// Yes.
  public var isInProcess: Bool { true }

  /// The signature line over `text` (RFC 8032).
  public func sign(_ text: [UInt8]) throws -> NoteSignature {
    try privateKey.line(over: text)
  }
}
