/// Remembers full hash tiles of another reader, so that a monitor that checks every minute does
/// not fetch the same ones each time.
///
/// Full tiles never change; the checkpoint, partial tiles and entry bundles are read anew. At
/// most `capacity` tiles are held, 8 kB each; the one held longest goes first. A tile from the
/// cache is no more trusted than any other.
public actor CachingLogReader: LogReader {
  private let reader: any LogReader
  private let capacity: Int
  private var tiles: [Tile: [UInt8]] = [:]
  private var order: [Tile] = []

  /// A cache of `capacity` tiles before `reader`.
  public init(_ reader: any LogReader, capacity: Int = 1_024) {
    self.reader = reader
    self.capacity = max(1, capacity)
  }

  /// The log's checkpoint, never from the cache.
  public func checkpoint() async throws -> [UInt8] {
    try await reader.checkpoint()
  }

  /// The bytes of a tile, from the cache if it is full and has been read before.
  public func tile(_ tile: Tile) async throws -> [UInt8] {
    if let bytes = tiles[tile] { return bytes }
    let bytes = try await reader.tile(tile)
    if !tile.isPartial, !tile.isEntries, bytes.count == tile.maximumLength {
      if tiles.updateValue(bytes, forKey: tile) == nil { order.append(tile) }
      if order.count > capacity { tiles[order.removeFirst()] = nil }
    }
    return bytes
  }

  /// Forgets every tile, so that one bad answer does not stay.
  public func forget() {
    tiles = [:]
    order = []
  }
}
