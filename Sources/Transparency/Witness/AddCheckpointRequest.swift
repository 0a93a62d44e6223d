/// The body of an `add-checkpoint` request: the size the witness is thought to be at, the proof
/// from there, and the checkpoint to cosign (c2sp.org/tlog-witness, v1.0.0).
public struct AddCheckpointRequest: Hashable, Sendable {
  /// Bytes that are read.
  public static let maximumLength = SignedNote.maximumLength + 4_096
  /// Proof lines that the protocol allows.
  public static let maximumHashes = 63

  /// Size of the checkpoint that the witness cosigned last; 0 if none.
  public let oldSize: UInt64
  /// The consistency proof from that size to the checkpoint's.
  public let proof: [MerkleHash]
  /// The checkpoint, as the log signed it.
  public let note: SignedNote
  /// What the checkpoint says.
  public let checkpoint: Checkpoint

  /// A request from its parts; throws where the note is not a checkpoint or the proof too long.
  public init(
    oldSize: UInt64, proof: [MerkleHash], note: SignedNote
  ) throws(AddCheckpointError) {
    guard proof.count <= Self.maximumHashes else {
      throw .tooManyHashes(limit: Self.maximumHashes)
    }
    do {
      checkpoint = try Checkpoint(parsing: note)
    } catch {
      throw .checkpoint(error)
    }
    self.oldSize = oldSize
    self.proof = proof
    self.note = note
  }

  /// Reads a body; the inverse of `encoded`.
  public init(parsing bytes: [UInt8]) throws(AddCheckpointError) {
    guard bytes.count <= Self.maximumLength else {
      throw .tooLong(length: bytes.count, limit: Self.maximumLength)
    }
    var reader = LineReader(bytes)
    guard let text = reader.next()?.value(after: "old "), let oldSize = ASCII.decimal(text) else {
      throw .malformed(line: 1, expected: "\"old\" and a decimal size without leading zeros")
    }
    var proof: [MerkleHash] = []
    while true {
      guard let line = reader.next() else {
        throw .malformed(line: reader.line + 1, expected: "a hash or an empty line")
      }
      if line.isEmpty { break }
      guard let hash = MerkleHash(base64: line) else {
        throw .malformed(line: reader.line, expected: "a hash, 44 characters of Base64")
      }
      guard proof.count < Self.maximumHashes else {
        throw .tooManyHashes(limit: Self.maximumHashes)
      }
      proof.append(hash)
    }
    let note: SignedNote
    do {
      note = try SignedNote(parsing: Array(reader.rest))
    } catch {
      throw .checkpoint(error)
    }
    try self.init(oldSize: oldSize, proof: proof, note: note)
  }

  /// The bytes of the body.
  public var encoded: [UInt8] {
    var bytes = Array("old \(oldSize)\n".utf8)
    for hash in proof { bytes += Base64.encode(hash.bytes) + [ASCII.newline] }
    bytes.append(ASCII.newline)
    return bytes + note.encoded
  }
}

/// Why bytes are not an `add-checkpoint` request.
public enum AddCheckpointError: Error, Hashable, Sendable {
  /// The body is `length` bytes long, more than `limit`.
  case tooLong(length: Int, limit: Int)
  /// Line `line` is not what it must be.
  case malformed(line: Int, expected: String)
  /// The proof has more than `limit` hashes.
  case tooManyHashes(limit: Int)
  /// What follows the empty line is not a checkpoint.
  case checkpoint(NoteError)
}

extension AddCheckpointError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooLong(let length, let limit):
      "The request is \(length) bytes long; at most \(limit) are read."
    case .malformed(let line, let expected):
      "Line \(line) of the request must be \(expected)."
    case .tooManyHashes(let limit):
      "The proof has more than \(limit) hashes, which the protocol does not allow."
    case .checkpoint(let error):
      "The checkpoint after the empty line cannot be read. \(error)"
    }
  }
}
