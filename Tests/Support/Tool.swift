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
    let child = try start(name, arguments, in: directory)
    let end = try await child.wait(timeout: 60)
    return Built.Run(end: end, output: child.output, errors: child.errors)
  }

  /// Runs a program to its end, and holds this thread that long: for what is found out once, before
  /// tests begin.
  ///
  /// - Throws: ``HarnessError`` where it is not installed or takes longer than a minute.
  public static func runHere(
    _ name: String, _ arguments: [String], input: Data = Data()
  ) throws -> Built.Run {
    let child = try start(name, arguments, input: input)
    let end = try child.waitHere()
    return Built.Run(end: end, output: child.output, errors: child.errors)
  }

  /// By its name, or by its path.
  private static func start(
    _ name: String, _ arguments: [String], input: Data = Data(), in directory: URL? = nil
  ) throws -> Child {
    guard let path = path(name) else {
      throw HarnessError("\(name) is not installed")
    }
    return try Child(path, arguments, input: input, in: directory)
  }
}
