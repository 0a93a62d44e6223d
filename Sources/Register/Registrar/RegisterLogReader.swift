public import Transparency

/// The log of a register on this machine, read like any other log.
public struct RegisterLogReader: LogReader {
  private let registrar: Registrar
  private let published: Published

  /// Reads the log as it stands now; what is recorded later is not seen.
  public init(_ registrar: Registrar) {
    self.registrar = registrar
    self.published = registrar.published
  }

  /// The checkpoint of the log as it stood when reading began, as signed.
  public func checkpoint() async throws -> [UInt8] { published.checkpoint }

  /// A tile of hashes or of entries.
  ///
  /// Throws ``LogReadError/notFound(path:)`` for one that the log does not have at that size.
  public func tile(_ tile: Tile) async throws -> [UInt8] {
    if tile.isEntries {
      guard let start = tile.start, start < published.state.tree.size else {
        throw LogReadError.notFound(path: tile.path)
      }
      let entries = try registrar.leaves(start..<start + UInt64(tile.width))
      return try EntryBundle(entries).encoded
    }
    guard let bytes = published.state.tree.tile(tile) else {
      throw LogReadError.notFound(path: tile.path)
    }
    return bytes
  }
}
