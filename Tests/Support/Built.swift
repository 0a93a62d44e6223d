public import Foundation

/// The `countermark` command as it was built beside the tests.
public enum Built {
  /// What one run of a command gave.
  public struct Run: Sendable {
    /// How it ended; the exit code is in `code`.
    public let end: Child.End
    /// What it wrote to standard output.
    public let output: Data
    /// What it wrote to standard error.
    public let errors: Data

    /// The exit code; 128 and the signal's number where a signal ended it, as a shell says it.
    public var code: Int32 { end.bySignal ? 128 + end.code : end.code }
    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text.
    public var errorText: String { String(decoding: errors, as: UTF8.self) }
    /// Standard output as JSON.
    public func json() throws -> JSON { try JSON(parsing: output) }
  }

  /// The folder the build put its products into.
  public static let folder: URL = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let runner = URL(filePath: CommandLine.arguments[0])
    let candidates = [bundle, runner, Bundle.main.executableURL].compactMap { $0 }
      .map { $0.resolvingSymlinksInPath().deletingLastPathComponent() }
    return candidates.first {
      FileManager.default.isExecutableFile(atPath: $0.appending(path: "countermark").path)
    } ?? Shared.packageRoot.appending(path: ".build/debug")
  }()

  /// The path of a product, `countermark` by default; `COUNTERMARK_BINARY` names another build of
  /// the command.
  public static func path(of product: String = "countermark") -> String {
    if product == "countermark",
      let given = ProcessInfo.processInfo.environment["COUNTERMARK_BINARY"], !given.isEmpty
    {
      return given
    }
    return folder.appending(path: product).path
  }

  /// Whether the product is there; a test run of one target alone may not have built it.
  public static func exists(_ product: String = "countermark") -> Bool {
    FileManager.default.isExecutableFile(atPath: path(of: product))
  }

  /// Starts `countermark` and does not wait.
  public static func start(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:],
    in directory: URL? = nil
  ) throws -> Child {
    guard exists() else {
      throw HarnessError(
        "\(path()) is not there; build it first: swift build --product countermark")
    }
    return try Child(
      path(), arguments, input: input, environment: environment, in: directory)
  }

  /// Runs `countermark` to its end.
  ///
  /// - Parameters:
  ///   - arguments: What it is given.
  ///   - input: What it reads from its standard input.
  ///   - environment: Variables set on top of those of this process; an empty value removes one.
  ///   - directory: Where it runs.
  ///   - timeout: How many seconds it may take before it is killed.
  /// - Returns: Its end and all it wrote.
  /// - Throws: ``HarnessError`` where it is not built or takes too long.
  public static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:],
    in directory: URL? = nil, timeout: Double = 120
  ) async throws -> Run {
    let child = try start(arguments, input: input, environment: environment, in: directory)
    let end = try await child.wait(timeout: timeout)
    return Run(end: end, output: child.output, errors: child.errors)
  }
}
