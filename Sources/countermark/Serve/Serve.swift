import ArgumentParser
import Foundation
import Logging
import Register
import ServiceLifecycle
import Transparency
import UnixSignals
import Web

/// How a server is reached.
struct ServerOptions: ParsableArguments {
  @Option(help: "The address to listen on; 0.0.0.0 or :: for all.")
  var host = "127.0.0.1"

  @Option(
    help: "The port to listen on; 0 for any that is free. (default: 8080)",
    transform: Reading.port)
  var port = 8080

  @Option(
    name: .customLong("public"),
    help: ArgumentHelp(
      "The address under which the public reaches it, such as https://register.example.",
      valueName: "url"),
    transform: Reading.publicBase)
  var publicBase: String?

  @Option(
    help: ArgumentHelp(
      "A policy (C2SP tlog-policy) whose witnesses are asked to cosign every checkpoint.",
      valueName: "file"),
    completion: .file())
  var witnesses: String?

  @Flag(help: "Log every request.")
  var verbose = false

  /// What the signed-in pages need: documents lie in the data directory, under `files`.
  private static func office(
    _ registrar: Registrar, data: String, _ logger: Logger
  ) throws -> OfficeSettings {
    guard registrar.instance.kind != .mirror else { return OfficeSettings() }
    let store = try EvidenceStore(
      folder: DataDirectory(data).path + "/files", now: RegisterFile.systemClock())
    return OfficeSettings(
      evidence: EvidenceIntake(
        store: store, worker: EvidenceWorker(executable: Executable.path),
        log: { line in logger.notice("\(line)") }))
  }

  /// How somebody on this machine reaches it.
  func address(_ port: Int) -> String { ListenError.address(host, port) }

  /// Serves a register until the process is asked to stop.
  func serve(_ registrar: Registrar, data: String, greeting: (Int) -> Void) async throws {
    var logger = Logger(label: "countermark") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = verbose ? .debug : .notice
    let server = try WebServer(
      registrar: registrar, host: host, port: port, publicBase: publicBase,
      office: try Self.office(registrar, data: data, logger), logger: logger)
    var services: [any Service] = [server]
    if let witnesses {
      let policy = try InputFile.policy(witnesses)
      services.append(try WitnessKeeper(registrar: registrar, policy: policy, log: logger))
    }
    let group = ServiceGroup(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    try await ListenError.explaining(host, port) {
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        greeting(try await server.port())
        try await tasks.waitForAll()
      }
    }
  }
}

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve a register: pages, JSON, exports, feed and log.",
    discussion: """
      Several servers and imports may work on one data directory at once. A ledger that is behind what \
      was published refuses to start, and says how to recover.

      EXAMPLE
        countermark serve --data mirror --public https://register.example
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var server: ServerOptions

  func run() async throws {
    try await Output.answering {
      let registrar = try RegisterFile.open(DataDirectory(data.data))
      let state = registrar.published.state
      try await server.serve(registrar, data: data.data) { port in
        Output.line("serving \(state.filings.count) filings at \(server.address(port))/")
      }
    }
  }
}
