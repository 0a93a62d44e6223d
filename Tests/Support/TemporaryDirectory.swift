public import Foundation

/// A folder of a test's own, removed when the last one who holds it lets go.
public final class TemporaryDirectory: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes an empty folder under the system's folder for such things.
  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "countermark-test-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Its path, as commands take it.
  public var path: String { url.path }

  /// The place of one file inside it.
  public func file(_ name: String) -> URL { url.appending(path: name) }

  /// Writes one file inside it, with the folders on the way, and says where.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> URL {
    try write(Data(text.utf8), to: name)
  }

  /// Writes one file inside it, with the folders on the way, and says where.
  @discardableResult
  public func write(_ data: Data, to name: String) throws -> URL {
    let place = file(name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: place)
    return place
  }
}
