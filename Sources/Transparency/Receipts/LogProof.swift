/// A receipt that an entry is in a log, to be checked offline: a `.tlog-proof` file
/// (c2sp.org/tlog-proof@v1).
///
/// It holds the entry's index, the inclusion proof and the checkpoint as the log published it,
/// with its cosignatures. What is in `extra` is not authenticated: an entry taken from there must
/// be hashed and verified like any other.
public struct LogProof: Hashable, Sendable {
  /// The ending of the file's name.
  public static let fileExtension = "tlog-proof"
  /// Bytes that are read.
  public static let maximumLength = 4 << 20
  /// The longest inclusion proof there is: the tree has at most 2^64 leaves.
  public static let maximumHashes = 64

  static let header = Array("c2sp.org/tlog-proof@v1".utf8)

  /// Data of the application beside the proof, not authenticated.
  public let extra: [UInt8]?
  /// Index of the entry in the log, from 0.
  public let index: UInt64
  /// The inclusion proof, the leaf's sibling first.
  public let hashes: [MerkleHash]
  /// The signed checkpoint, verbatim.
  public let checkpointNote: SignedNote
  /// What the checkpoint says; it counts only after `verify(entry:policy:)`.
  public let checkpoint: Checkpoint

  /// A receipt from its parts; throws where the note is not a checkpoint or the proof too long.
  public init(
    extra: [UInt8]? = nil, index: UInt64, hashes: [MerkleHash], checkpoint: SignedNote
  ) throws(LogProofError) {
    guard hashes.count <= Self.maximumHashes else {
      throw .tooManyHashes(limit: Self.maximumHashes)
    }
    do {
      self.checkpoint = try Checkpoint(parsing: checkpoint)
    } catch {
      throw .checkpoint(error, line: hashes.count + (extra == nil ? 4 : 5))
    }
    self.extra = extra
    self.index = index
    self.hashes = hashes
    checkpointNote = checkpoint
  }

  /// Reads a receipt; throws where the bytes are not one.
  ///
  /// Verifies nothing. The inverse of `encoded`.
  public init(parsing bytes: [UInt8]) throws(LogProofError) {
    guard bytes.count <= Self.maximumLength else {
      throw .tooLong(length: bytes.count, limit: Self.maximumLength)
    }
    var reader = LineReader(bytes)
    guard let first = reader.next(), first.elementsEqual(Self.header) else {
      throw .malformed(line: 1, expected: "\"c2sp.org/tlog-proof@v1\"")
    }
    var line = reader.next()
    var extra: [UInt8]?
    if let text = line?.value(after: "extra ") {
      extra = Base64.decode(text)
      guard extra != nil else {
        throw .malformed(line: 2, expected: "\"extra\" and Base64")
      }
      line = reader.next()
    }
    guard let text = line?.value(after: "index "), let index = ASCII.decimal(text) else {
      throw .malformed(
        line: reader.line, expected: "\"index\" and a decimal number without leading zeros")
    }
    var hashes: [MerkleHash] = []
    while true {
      guard let line = reader.next() else {
        throw .malformed(line: reader.line + 1, expected: "a hash or an empty line")
      }
      if line.isEmpty { break }
      guard let hash = MerkleHash(base64: line) else {
        throw .malformed(line: reader.line, expected: "a hash, 44 characters of Base64")
      }
      guard hashes.count < Self.maximumHashes else {
        throw .tooManyHashes(limit: Self.maximumHashes)
      }
      hashes.append(hash)
    }
    let note: SignedNote
    do {
      note = try SignedNote(parsing: Array(reader.rest))
    } catch {
      throw .checkpoint(error, line: reader.line + 1)
    }
    try self.init(extra: extra, index: index, hashes: hashes, checkpoint: note)
  }

  /// The bytes of the file.
  public var encoded: [UInt8] {
    var bytes = Self.header + [ASCII.newline]
    if let extra {
      bytes += Array("extra ".utf8) + Base64.encode(extra) + [ASCII.newline]
    }
    bytes += Array("index \(index)\n".utf8)
    for hash in hashes { bytes += Base64.encode(hash.bytes) + [ASCII.newline] }
    bytes.append(ASCII.newline)
    return bytes + checkpointNote.encoded
  }
}

extension ArraySlice<UInt8> {
  /// What follows `prefix`; nil where the bytes do not begin with it.
  func value(after prefix: StaticString) -> ArraySlice<UInt8>? {
    prefix.withUTF8Buffer { starts(with: $0) ? dropFirst($0.count) : nil }
  }
}

/// Why bytes are not a receipt.
public enum LogProofError: Error, Hashable, Sendable {
  /// The file is `length` bytes long, more than `limit`.
  case tooLong(length: Int, limit: Int)
  /// Line `line` is not what it must be.
  case malformed(line: Int, expected: String)
  /// The proof has more than `limit` hashes.
  case tooManyHashes(limit: Int)
  /// The checkpoint, which begins at `line`, is not one.
  case checkpoint(NoteError, line: Int)
}

extension LogProofError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooLong(let length, let limit):
      "The receipt is \(length) bytes long; at most \(limit) are read."
    case .malformed(let line, let expected):
      "Line \(line) of the receipt must be \(expected); ask for the receipt again."
    case .tooManyHashes(let limit):
      "The receipt's proof has more than \(limit) hashes, which no log needs; ask for it again."
    case .checkpoint(let error, let line):
      "The checkpoint in the receipt (from line \(line)) cannot be read. \(error)"
    }
  }
}
