import Foundation

/// A copy of a log's entries and checkpoint in a folder, laid out like the log itself, so that
/// ``DirectoryLogReader`` reads it.
///
/// Anybody may keep one; it is what a register that lost its newest entries is recovered from.
public struct LogCopy: Sendable {
  /// The folder.
  public let folder: String

  /// A copy in `folder`, which is made where it is missing.
  public init(folder: String) { self.folder = folder }

  /// Fetches what the copy does not have yet, up to a checkpoint that somebody has judged.
  ///
  /// Bundles are written as they come, the checkpoint last and only if all entries hash to it: so
  /// the checkpoint in the folder always speaks the truth about what lies beside it.
  ///
  /// - Throws: ``LogCopyError`` where the entries are not those of the checkpoint, and the reader's
  ///   error where the log cannot be read.
  public func update(to note: SignedNote, from reader: any LogReader) async throws {
    let checkpoint = try Checkpoint(parsing: note)
    let own = DirectoryLogReader(folder: folder)
    var tree = MerkleTree()
    for tile in Tile.entries(to: checkpoint.size) {
      if let kept = try? await own.tile(tile), let bundle = try? EntryBundle(parsing: kept) {
        for entry in bundle.entries { tree.append(entry: entry) }
        continue
      }
      let bytes = try await reader.tileOrFull(tile)
      for entry in try EntryBundle(parsing: bytes).entries { tree.append(entry: entry) }
      try write(bytes, to: tile.path)
    }
    guard tree.size == checkpoint.size, tree.root == checkpoint.root else {
      throw LogCopyError.entriesDoNotMatch(origin: checkpoint.origin, folder: folder)
    }
    try write(note.encoded, to: "checkpoint")
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url, options: .atomic)
  }
}

/// Why a log was not copied.
public enum LogCopyError: Error, Hashable, Sendable {
  /// Its entries do not hash to its checkpoint.
  case entriesDoNotMatch(origin: String, folder: String)
}

extension LogCopyError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .entriesDoNotMatch(let origin, let folder):
      "the entries of \(origin) do not hash to its checkpoint, or the copy in \(folder) was "
        + "changed; its checkpoint was left as it was. Run 'countermark log verify' to see where "
        + "the log differs, and copy it anew into an empty folder"
    }
  }
}
