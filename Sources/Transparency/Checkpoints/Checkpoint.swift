/// The head of a log: who it is, how many entries it holds and the root over them (c2sp.org/tlog-
/// checkpoint, v1.0.0).
///
/// It is the text of a signed note; it carries no time.
public struct Checkpoint: Hashable, Sendable {
  private let originBytes: [UInt8]
  private let extensionBytes: [[UInt8]]
  /// How many entries the log holds.
  public let size: UInt64
  /// The root of the Merkle tree over them.
  public let root: MerkleHash

  /// A checkpoint from its parts; throws where the origin or an extension line is empty or has a
  /// newline or another control character in it.
  public init(
    origin: String, size: UInt64, root: MerkleHash, extensions: [String] = []
  ) throws(NoteError) {
    guard Self.isLine(origin.utf8) else {
      throw .malformedCheckpoint(line: 1, expected: "the origin of the log, not empty")
    }
    for (position, line) in extensions.enumerated() where !Self.isLine(line.utf8) {
      throw .malformedCheckpoint(line: 4 + position, expected: "an extension line, not empty")
    }
    originBytes = Array(origin.utf8)
    extensionBytes = extensions.map { Array($0.utf8) }
    self.size = size
    self.root = root
  }

  /// Reads a checkpoint's text; the inverse of `textBytes`.
  public init(parsing text: [UInt8]) throws(NoteError) {
    var reader = LineReader(text)
    guard let origin = reader.next(), Self.isLine(origin) else {
      throw .malformedCheckpoint(line: 1, expected: "the origin of the log, not empty")
    }
    guard let line = reader.next(), let size = ASCII.decimal(line) else {
      throw .malformedCheckpoint(
        line: 2, expected: "the number of entries in decimal, without leading zeros")
    }
    guard let line = reader.next(), let root = MerkleHash(base64: line) else {
      throw .malformedCheckpoint(line: 3, expected: "the root hash, 44 characters of Base 64")
    }
    var extensions: [[UInt8]] = []
    while let line = reader.next() {
      guard Self.isLine(line) else {
        throw .malformedCheckpoint(line: reader.line, expected: "an extension line, not empty")
      }
      extensions.append(Array(line))
    }
    guard reader.atEnd else {
      throw .malformedCheckpoint(line: reader.line + 1, expected: "ended by a newline")
    }
    originBytes = Array(origin)
    extensionBytes = extensions
    self.size = size
    self.root = root
  }

  /// Reads the checkpoint that a note's text is.
  ///
  /// Verifies no signature.
  public init(parsing note: SignedNote) throws(NoteError) {
    try self.init(parsing: note.textBytes)
  }

  /// The unique name of the log, like a URL without its scheme.
  public var origin: String { String(decoding: originBytes, as: UTF8.self) }

  /// Further lines, which no monitor can check; best none.
  public var extensions: [String] { extensionBytes.map { String(decoding: $0, as: UTF8.self) } }

  /// The text of the note: origin, size, root and extensions, a line each.
  public var textBytes: [UInt8] {
    var text = originBytes + [ASCII.newline]
    text += Array(String(size).utf8) + [ASCII.newline]
    text += Base64.encode(root.bytes) + [ASCII.newline]
    for line in extensionBytes { text += line + [ASCII.newline] }
    return text
  }

  /// The text of the note: origin, size, root and extensions, a line each.
  public var text: String { String(decoding: textBytes, as: UTF8.self) }

  /// Whether both come from the same log, by the bytes of the origin.
  public func hasOrigin(_ origin: String) -> Bool {
    originBytes.elementsEqual(origin.utf8)
  }

  /// The checkpoint as a note signed by `signer`.
  public func signed(by signer: any NoteSigner) throws -> SignedNote {
    try signed(by: [signer])
  }

  /// The checkpoint as a note signed by each of `signers`.
  public func signed(by signers: [any NoteSigner]) throws -> SignedNote {
    try SignedNote(text: textBytes, signers: signers)
  }

  private static func isLine(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 >= 0x20 } && UTF8Check.firstInvalid(bytes) == nil
  }
}
