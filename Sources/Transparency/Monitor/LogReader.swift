/// The read side of a tiled log: its checkpoint and its tiles, from a folder or over HTTP.
///
/// Nothing that a reader gives is trusted. A reader bounds what it reads: `limit(of:)` says how
/// many bytes a tile may have at most.
public protocol LogReader: Sendable {
  /// The signed checkpoint that the log shows now.
  func checkpoint() async throws -> [UInt8]

  /// The bytes of a tile or an entry bundle.
  func tile(_ tile: Tile) async throws -> [UInt8]

  /// Told when tiles did not lead to the log's root: a reader that remembers tiles must read them
  /// anew.
  func forget() async
}

extension LogReader {
  /// Nothing is remembered, so there is nothing to forget.
  public func forget() async {}

  /// The bytes of a tile; where a partial one is gone because the full one exists, its beginning.
  func tileOrFull(_ tile: Tile) async throws -> [UInt8] {
    do {
      return try await self.tile(tile)
    } catch let error as LogReadError where tile.isPartial && error.isNotFound {
      let full = try await self.tile(tile.full)
      if tile.isEntries {
        let bundle = try EntryBundle(parsing: full)
        return try EntryBundle(Array(bundle.entries.prefix(tile.width))).encoded
      }
      return Array(full.prefix(tile.width * MerkleHash.byteCount))
    }
  }
}

extension Tile {
  /// How many bytes this tile may have at most; a hash tile has exactly as many.
  public var maximumLength: Int {
    width * (isEntries ? 2 + EntryBundle.maximumEntryLength : MerkleHash.byteCount)
  }
}

/// Why something could not be read from a log.
public enum LogReadError: Error, Hashable, Sendable {
  /// There is nothing at `path`.
  case notFound(path: String)
  /// What is at `path` has more than `limit` bytes.
  case tooLong(path: String, limit: Int)
  /// The server answered with this status.
  case status(path: String, code: Int)
  /// The server sent the reader to another host or scheme, which it does not follow.
  case redirected(path: String, to: String)
  /// No answer came in `seconds`.
  case timedOut(path: String, seconds: Double)
  /// The connection failed.
  case unreachable(path: String, reason: String)

  var isNotFound: Bool {
    if case .notFound = self { return true }
    return false
  }
}

extension LogReadError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notFound(let path): "The log has nothing at \(path); check its address."
    case .tooLong(let path, let limit):
      "\(path) is longer than the \(limit) bytes that it may have; it was not read."
    case .status(let path, let code): "The log answered \(code) for \(path); try again later."
    case .redirected(let path, let to):
      "The log sends \(path) to \(to), another host; if that is right, use its address."
    case .timedOut(let path, let seconds):
      "\(path) did not arrive within \(seconds) seconds; try again later."
    case .unreachable(let path, let reason): "Could not fetch \(path): \(reason)"
    }
  }
}
