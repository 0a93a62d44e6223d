internal import Foundation

/// Where a witness keeps the last checkpoint that it cosigned of each log, and a monitor the last
/// that it saw.
public protocol CheckpointStore: Sendable {
  /// The note kept for a log; nil where there is none yet.
  func latest(origin: String) throws -> SignedNote?

  /// Reads the note kept for a log and replaces it, as one step that no other process can come
  /// between.
  ///
  /// `decide` gets the note and answers with the one to keep in its place (nil: keep as it is) and
  /// a result. What is to be kept is durable before this returns; where it throws, nothing has
  /// been promised to anyone.
  func update<Result>(
    origin: String, _ decide: (SignedNote?) throws -> (keep: SignedNote?, result: Result)
  ) throws -> Result

  /// Keeps notes for good, beside the latest: the two sides of a log that was rewritten.
  func keepEvidence(origin: String, notes: [SignedNote]) throws
}

/// Checkpoints as files: `<folder>/<hex SHA-256 of the origin>/checkpoint`, the very path under
/// which a witness serves them.
///
/// Each is written beside, synced and renamed, under a lock file that holds off other processes.
/// After a failed write or sync the store refuses all further work: what the disk holds is then
/// unknown, and a second sync may lie.
public final class FileCheckpointStore: CheckpointStore {
  /// The folder, which must exist or have an existing parent.
  public let folder: String
  private let health = Health()

  /// A store in `folder`, which is made if it is not there; throws where that cannot be.
  public init(folder: String) throws(StorageError) {
    self.folder = folder
    try DurableFile.makeFolder(folder)
  }

  /// The note kept for a log; throws where the file cannot be read or is not a note.
  public func latest(origin: String) throws -> SignedNote? {
    let path = path(origin: origin) + "/checkpoint"
    guard let bytes = try DurableFile.read(path, limit: SignedNote.maximumLength) else {
      return nil
    }
    return try SignedNote(parsing: bytes)
  }

  /// Reads the note kept for a log and replaces it under the lock, durably.
  public func update<Result>(
    origin: String, _ decide: (SignedNote?) throws -> (keep: SignedNote?, result: Result)
  ) throws -> Result {
    try DurableFile.locked(folder + "/lock") {
      try health.check()
      let (keep, result) = try decide(try latest(origin: origin))
      if let keep {
        try health.watch { () throws(StorageError) in
          try DurableFile.makeFolder(path(origin: origin))
          try DurableFile.replace(path(origin: origin) + "/checkpoint", with: keep.encoded)
        }
      }
      return result
    }
  }

  /// Keeps each note in a file named by its SHA-256, in `evidence` beside the checkpoint.
  public func keepEvidence(origin: String, notes: [SignedNote]) throws {
    try DurableFile.locked(folder + "/lock") {
      try health.check()
      try health.watch { () throws(StorageError) in
        let evidence = path(origin: origin) + "/evidence"
        try DurableFile.makeFolder(path(origin: origin))
        try DurableFile.makeFolder(evidence)
        for note in notes {
          let name = ASCII.hex(MerkleHash.hashing(prefix: nil, note.encoded).bytes)
          try DurableFile.replace("\(evidence)/\(name).note", with: note.encoded)
        }
      }
    }
  }

  private func path(origin: String) -> String {
    folder + "/" + OriginHash.hex(origin)
  }

  /// Remembers the first failed write.
  private final class Health: @unchecked Sendable {
    private let lock = NSLock()
    private var failure: StorageError?

    func check() throws {
      try lock.withLock { if let failure { throw failure } }
    }

    func watch(_ body: () throws(StorageError) -> Void) throws {
      do {
        try body()
      } catch {
        lock.withLock { failure = error }
        throw error
      }
    }
  }
}

/// The name of a log in a path: lower-case hexadecimal SHA-256 of its origin.
enum OriginHash {
  static func hex(_ origin: String) -> String {
    ASCII.hex(MerkleHash.hashing(prefix: nil, Array(origin.utf8)).bytes)
  }
}
