public import Foundation

/// A server that a test started on a free port of the loopback.
public final class RunningServer: Sendable {
  /// The port it listens on.
  public let port: Int
  /// The process.
  public let child: Child

  /// What its addresses begin with, without a slash at the end.
  public var base: String { "http://127.0.0.1:\(port)" }

  private init(port: Int, child: Child) {
    self.port = port
    self.child = child
  }

  /// Starts a program as a server and waits until it answers.
  ///
  /// - Parameters:
  ///   - program: The path of an executable file.
  ///   - arguments: What it is given, made from the port it is to listen on.
  ///   - path: What is asked for to see whether it answers; any status code will do.
  ///   - environment: Variables set on top of those of this process.
  ///   - timeout: How many seconds it may take until it answers.
  /// - Returns: The server, once it has answered.
  /// - Throws: ``HarnessError`` with what it wrote, where it ends or does not answer.
  public static func start(
    _ program: String, arguments: @Sendable (Int) -> [String], answersAt path: String = "/",
    environment: [String: String] = [:], timeout: Double = 60
  ) async throws -> RunningServer {
    // Another process may take the port before the server does: then it ends, and the next one is
    // tried.
    var reason = ""
    for _ in 0..<3 {
      let port = try LocalPort.free()
      let child = try Child(program, arguments(port), environment: environment)
      let server = RunningServer(port: port, child: child)
      if try await server.answers(at: path, within: timeout) { return server }
      reason = String(decoding: (child.errors + child.output).suffix(2_000), as: UTF8.self)
    }
    throw HarnessError("\(program) ended instead of serving; it wrote: \(reason)")
  }

  /// Starts `countermark`, with `--port` put after these arguments.
  public static func countermark(
    _ arguments: [String], answersAt path: String = "/", environment: [String: String] = [:],
    timeout: Double = 60
  ) async throws -> RunningServer {
    guard Built.exists() else {
      throw HarnessError(
        "\(Built.path()) is not there; build it first: swift build --product countermark")
    }
    return try await start(
      Built.path(), arguments: { arguments + ["--port", "\($0)"] }, answersAt: path,
      environment: environment, timeout: timeout)
  }

  /// Fetches a path of this server.
  public func get(_ path: String, headers: [String: String] = [:]) async throws -> HTTPAnswer {
    try await HTTP.get(base + path, headers: headers)
  }

  /// Posts to a path of this server.
  public func post(
    _ path: String, _ body: Data, headers: [String: String] = [:]
  ) async throws -> HTTPAnswer {
    try await HTTP.post(base + path, body, headers: headers)
  }

  /// Asks it to stop (`SIGTERM`) and waits until it has.
  @discardableResult
  public func stop(timeout: Double = 20) async throws -> Child.End {
    child.signal(15)
    return try await child.wait(timeout: timeout)
  }

  /// Ends it at once, as a power cut would.
  public func kill() async throws {
    child.kill()
    try await child.wait(timeout: 20)
  }

  private func answers(at path: String, within timeout: Double) async throws -> Bool {
    let clock = ContinuousClock()
    let limit = clock.now + .seconds(timeout)
    while clock.now < limit {
      if child.end != nil { return false }
      if (try? await HTTP.get(base + path, timeout: timeout)) != nil { return child.end == nil }
      try await Task.sleep(for: .milliseconds(20))
    }
    child.kill()
    throw HarnessError(
      "no answer at \(base)\(path) within \(timeout) s; the server wrote: "
        + String(decoding: (child.errors + child.output).suffix(2_000), as: UTF8.self))
  }
}
