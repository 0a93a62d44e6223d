public import Foundation

/// The reference material that lies beside a checkout, in `../shared`, and is never committed.
///
/// A test that needs it says so in its trait, so that it is skipped by name where the folder is
/// absent:
///
///     @Test("Every root agrees with the golden vectors", .enabled(if: Shared.has("vectors")))
public enum Shared {
  /// The root of the package: the folder that holds `Package.swift`.
  public static let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Support
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()

  /// The `shared` folder beside the package; it may not exist.
  public static let folder =
    packageRoot
    .deletingLastPathComponent()
    .appending(path: "shared", directoryHint: .isDirectory)

  /// Whether the folder is there at all.
  public static var exists: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// The place of one file or folder inside it, whether or not it exists.
  public static func url(_ path: String) -> URL { folder.appending(path: path) }

  /// Whether one file or folder inside it exists.
  public static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url(path).path)
  }

  /// The bytes of one file inside it.
  public static func data(_ path: String) throws -> Data { try Data(contentsOf: url(path)) }

  /// The official lists, `.docx`, in the order of their names; empty where the folder is absent.
  public static var officialLists: [URL] {
    let lists = url("data/lists")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: lists.path)) ?? []
    return names.filter { $0.hasSuffix(".docx") }.sorted().map { lists.appending(path: $0) }
  }
}
