public import Foundation

/// Programs of others that the tests use as independent readers and makers.
public enum Tool {
  /// Where a program is, by its name or its path; nil where it is not installed.
  public static func path(_ name: String) -> String? {
    if name.contains("/") { return FileManager.default.isExecutableFile(atPath: name) ? name : nil }
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether all of these programs are installed.
  public static func has(_ names: String...) -> Bool { names.allSatisfy { path($0) != nil } }

  /// Runs a program to its end.
  ///
  /// - Throws: ``HarnessError`` where it is not installed or takes longer than a minute.
  public static func run(
    _ name: String, _ arguments: [String], in directory: URL? = nil
  ) async throws -> Built.Run {
    guard let path = path(name) else { throw HarnessError("\(name) is not installed") }
    let child = try Child(path, arguments, in: directory)
    let end = try await child.wait(timeout: 60)
    return Built.Run(end: end, output: child.output, errors: child.errors)
  }
}
