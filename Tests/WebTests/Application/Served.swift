import Foundation
import Logging
import Register
import ServiceLifecycle
import TestSupport
import Web

/// A register that is served on a free port of the loopback, in this process.
struct Served: Sendable {
  let register: MadeUpRegister
  let base: String

  var registrar: Registrar { register.registrar }

  func get(_ path: String, _ headers: [String: String] = [:]) async throws -> HTTPAnswer {
    try await HTTP.get(base + path, headers: headers)
  }

  func json(_ path: String) async throws -> JSON { try await get(path).json() }

  /// Serves a register while `body` runs, and stops the server as an operator would.
  static func run<Result: Sendable>(
    _ register: MadeUpRegister, publicBase: String? = nil,
    _ body: @escaping @Sendable (Served) async throws -> Result
  ) async throws -> Result {
    let server = try WebServer(
      registrar: register.registrar, host: "127.0.0.1", port: 0, publicBase: publicBase,
      check: try checks(), logger: Self.silent)
    let group = ServiceGroup(services: [server], logger: Self.silent)
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = try await server.port()
      do {
        let result = try await body(
          Served(register: register, base: "http://127.0.0.1:\(port)"))
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
      } catch {
        await group.triggerGracefulShutdown()
        try? await tasks.waitForAll()
        throw error
      }
    }
  }

  /// The way in for files that are checked, by the command as it was built.
  static func checks(
    limit: Int = 1 << 20, atOnce: Int = 8, uploads: Int = 32, time: Duration = .seconds(300)
  ) throws -> CheckIntake {
    CheckIntake(
      worker: CheckWorker(executable: Built.path()), folder: try spool.get().path, limit: limit,
      atOnce: atOnce, uploads: uploads, time: time)
  }

  private static let spool = Result { try TemporaryDirectory() }

  /// A logger that says nothing.
  static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

  /// One filled register that stays served: for tests that only read.
  static func shared() async throws -> Served { try await running.value }

  private static let running = Task {
    let register = try await MadeUpRegister.filled()
    let server = try WebServer(
      registrar: register.registrar, host: "127.0.0.1", port: 0, check: try checks(),
      logger: silent)
    Task { try await server.run() }
    return Served(register: register, base: "http://127.0.0.1:\(try await server.port())")
  }
}
