public import Certificates
public import Media

/// Signs files with Content Credentials (C2PA 2.4).
///
/// It reads the file once: the new file is laid out with room for the store, hashed while it is written,
/// and the store is put into its place. Memory does not grow with the file. A file gets its name only
/// when it was read back and holds: its structure, its store, and whether what a validator would hash
/// is what was hashed. The content is not hashed again, since it was as it went to the disk.
public struct CredentialSigner: Sendable {
  /// What signs.
  public let signer: any ClaimSigner
  /// Where time-stamps come from; nil for none.
  ///
  /// Where one is asked for and not obtained, nothing is
  /// signed.
  public let timeStamping: (any TimeStamping)?
  /// Who reads back.
  ///
  /// Where it trusts a list, the signer has to be on it.
  public let validator: CredentialValidator

  /// A signer.
  public init(
    _ signer: any ClaimSigner, timeStamping: (any TimeStamping)? = nil,
    validator: CredentialValidator = CredentialValidator()
  ) {
    self.signer = signer
    self.timeStamping = timeStamping
    self.validator = validator
  }

  /// What is signed, and as what.
  public struct Request: Sendable {
    /// The file.
    public var source: any ByteSource
    /// Its name, for the title of a parent; nil for none.
    public var name: String?
    /// What the manifest says.
    public var definition: ManifestDefinition
    /// Where the files are that the definition names.
    public var resources: SigningResources
    /// The time at which certificates are judged when it is read back.
    public var now: Moment
    /// Where salts and labels come from.
    public var randomness = SigningRandomness.system

    /// A request to sign a file.
    public init(
      _ source: any ByteSource, name: String? = nil, as definition: ManifestDefinition,
      resources: SigningResources? = nil, at now: Moment
    ) {
      self.source = source
      self.name = name
      self.definition = definition
      self.resources = resources ?? .files(in: definition.basePath)
      self.now = now
    }
  }

  /// What was signed.
  public struct Outcome: Sendable {
    /// The label of the new manifest.
    public let label: String
    /// The report on the signed file.
    public let report: ValidationReport
    /// What somebody should know.
    public let remarks: [String]
  }

  /// Writes a copy of the file that carries its credential.
  ///
  /// - Parameters:
  ///   - request: What is signed.
  ///   - path: Where the signed file shall be; the path of the file itself replaces it.
  ///   - isReplacing: Whether a file that is there is replaced.
  ///   - attributesOf: The file whose mode and extended attributes are kept.
  ///   - durability: Whether it waits for the disk. Without, it waits for nothing but the processor.
  /// - Returns: The report on the signed file, and the remarks.
  /// - Throws: ``SigningError``; the file at `path` is then as it was.
  public func sign(
    _ request: Request, to path: String, isReplacing: Bool = false, attributesOf: String? = nil,
    durability: Durability = .synced
  ) throws(SigningError) -> Outcome {
    try twice { reserve throws(SigningError) in
      try SigningRun(self, request, tokenReserve: reserve, isSidecar: false)
        .write(to: path, isReplacing ? .replace : .refuse, attributesOf, durability)
    }
  }

  /// Makes the store that belongs beside the file, which is left as it is: `NAME.c2pa`.
  ///
  /// - Throws: ``SigningError``.
  public func sidecar(
    _ request: Request
  ) throws(SigningError) -> (store: [UInt8], outcome: Outcome) {
    try twice { reserve throws(SigningError) in
      try SigningRun(self, request, tokenReserve: reserve, isSidecar: true).sidecar()
    }
  }

  /// How long a token is that did not fit, or nothing.
  enum Attempt<Value> {
    case done(Value)
    case tokenTooLong(Int)
  }

  /// Does it again with more room where a time-stamp is longer than they usually are.
  private func twice<Value>(
    _ work: (Int?) throws(SigningError) -> Attempt<Value>
  ) throws(SigningError) -> Value {
    var reserve = timeStamping == nil ? nil : Int?.some(ClaimSignature.usualToken)
    for _ in 0..<2 {
      switch try work(reserve) {
      case .done(let value): return value
      case .tokenTooLong(let count): reserve = count + 1024
      }
    }
    throw .timeStamp("the authority gives tokens of different lengths, each longer than the last")
  }
}
