public import Foundation

/// A process that a test started: its output goes to files, so that no pipe can fill up, and it is
/// killed when the last one who holds it lets go.
public final class Child: Sendable {
  /// How a process came to its end.
  public struct End: Sendable, Hashable {
    /// The exit code, or the signal's number.
    public let code: Int32
    /// Whether a signal ended it.
    public let bySignal: Bool

    /// An end of that kind.
    public init(code: Int32, bySignal: Bool) {
      self.code = code
      self.bySignal = bySignal
    }
  }

  private let process: Running
  private let folder: TemporaryDirectory
  private let name: String

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: The path of an executable file.
  ///   - arguments: What it is given.
  ///   - input: What it reads from its standard input; nothing if none is given.
  ///   - environment: Variables set on top of those of this process; an empty value removes one.
  ///   - directory: Where it runs; here, if none is given.
  /// - Throws: Where there is no such program.
  public init(
    _ program: String, _ arguments: [String] = [], input: Data = Data(),
    environment: [String: String] = [:], in directory: URL? = nil
  ) throws {
    folder = try TemporaryDirectory()
    name = URL(filePath: program).lastPathComponent
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value.isEmpty ? nil : value }
    let handles = [
      try FileHandle(forReadingFrom: try folder.write(input, to: "input")),
      try FileHandle(forWritingTo: try folder.write(Data(), to: "output")),
      try FileHandle(forWritingTo: try folder.write(Data(), to: "errors")),
    ]
    process = try withExtendedLifetime(handles) {
      try Running(
        program, arguments, environment: variables,
        descriptors: handles.map(\.fileDescriptor), in: directory)
    }
  }

  deinit { process.kill() }

  /// The number by which the system knows it.
  public var pid: Int32 { process.pid }

  /// What it has written to standard output so far.
  public var output: Data { (try? Data(contentsOf: folder.file("output"))) ?? Data() }

  /// What it has written to standard error so far.
  public var errors: Data { (try? Data(contentsOf: folder.file("errors"))) ?? Data() }

  /// Its end, if it has come to it.
  public var end: End? { process.end }

  /// Sends it a signal, `SIGTERM` for instance.
  public func signal(_ number: Int32) { process.signal(number) }

  /// Ends it at once (`SIGKILL`), with the processes it started itself.
  public func kill() { process.kill() }

  /// Waits until it ends.
  ///
  /// - Throws: ``HarnessError`` when it takes longer than `timeout` seconds; it is killed then.
  @discardableResult
  public func wait(timeout: Double = 60) async throws -> End {
    let clock = ContinuousClock()
    let limit = clock.now + .seconds(timeout)
    var pause = Duration.milliseconds(2)
    while clock.now < limit {
      if let end { return end }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(50))
    }
    kill()
    throw HarnessError(
      "\(name) did not end within \(timeout) s; it wrote: \(tail(output)) and \(tail(errors))")
  }

  /// Waits until it ends, and holds this thread that long: for what cannot await.
  ///
  /// - Throws: ``HarnessError`` when it takes longer than a minute; it is killed then.
  public func waitHere() throws -> End {
    let limit = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < limit {
      if let end { return end }
      usleep(1_000)
    }
    kill()
    throw HarnessError("\(name) did not end within a minute; it wrote: \(tail(errors))")
  }

  private func tail(_ data: Data) -> String {
    String(decoding: data.suffix(2_000), as: UTF8.self)
  }
}
