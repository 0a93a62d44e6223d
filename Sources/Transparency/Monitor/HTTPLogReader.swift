/// Reads a log over HTTP, below its prefix: `checkpoint`, `tile/...`.
///
/// Each answer is bounded in bytes and in time, and a redirect to another host is not followed.
public struct HTTPLogReader: LogReader {
  /// Seconds that one answer may take, unless told otherwise.
  public static let defaultSeconds = 30.0

  private let fetcher: HTTPFetcher

  /// A reader of the log below `url`; throws where that is no http or https address.
  public init(url: String, seconds: Double = HTTPLogReader.defaultSeconds) throws(LogReadError) {
    fetcher = try HTTPFetcher(url: url, seconds: seconds)
  }

  /// The log's checkpoint as it stands now.
  public func checkpoint() async throws -> [UInt8] {
    try await get("checkpoint", limit: SignedNote.maximumLength)
  }

  /// The bytes under the tile's path.
  public func tile(_ tile: Tile) async throws -> [UInt8] {
    try await get(tile.path, limit: tile.maximumLength)
  }

  private func get(_ path: String, limit: Int) async throws -> [UInt8] {
    let answer = try await fetcher.fetch(path, limit: limit)
    switch answer.status {
    case 200: return answer.body
    case 404, 410: throw LogReadError.notFound(path: path)
    default: throw LogReadError.status(path: path, code: answer.status)
    }
  }
}
