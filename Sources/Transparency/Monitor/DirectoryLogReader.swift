/// Reads a log from a folder laid out like its URL space: `checkpoint`, `tile/...`.
public struct DirectoryLogReader: LogReader {
  /// The folder.
  public let folder: String

  /// A reader of `folder`.
  public init(folder: String) {
    self.folder = folder
  }

  /// The file `checkpoint`.
  public func checkpoint() async throws -> [UInt8] {
    try read("checkpoint", limit: SignedNote.maximumLength)
  }

  /// The file under the tile's path.
  public func tile(_ tile: Tile) async throws -> [UInt8] {
    try read(tile.path, limit: tile.maximumLength)
  }

  private func read(_ path: String, limit: Int) throws -> [UInt8] {
    do {
      guard let bytes = try DurableFile.read("\(folder)/\(path)", limit: limit) else {
        throw LogReadError.notFound(path: path)
      }
      return bytes
    } catch let error as StorageError where error.isTooLong {
      throw LogReadError.tooLong(path: path, limit: limit)
    }
  }
}
