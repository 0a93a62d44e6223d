import ArgumentParser
import Checking
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

  @Option(
    help: ArgumentHelp(
      "A program that scans every file that is handed in: it gets the file on its standard input and "
        + "ends with 0 where it is clean. Words after blanks are its arguments.",
      valueName: "program"))
  var scanner: String?

  @Option(
    name: .customLong("check-limit"),
    help: ArgumentHelp("The most MB of a file that is sent to be checked.", valueName: "mb"),
    transform: Reading.megabytes)
  var checkLimit = CheckIntake.usualLimit >> 20

  @Option(
    help: ArgumentHelp(
      "Who the check of files trusts about signatures: certificates in PEM, each file a list by its "
        + "own name, or an official list of C2PA in JSON.",
      valueName: "file"),
    completion: .file())
  var trust: [String] = []

  @Flag(help: "Log every request.")
  var verbose = false

  /// How somebody on this machine reaches it.
  func address(_ port: Int) -> String { ListenError.address(host, port) }

  /// Where evidence is taken in; `nil` for a mirror, which takes none.
  private func intake(
    _ registrar: Registrar, _ directory: DataDirectory, _ logger: Logger
  ) throws -> EvidenceIntake? {
    guard registrar.instance.kind != .mirror else { return nil }
    var program: MalwareScanner?
    if let scanner {
      let words = scanner.split(separator: " ").map(String.init)
      let made = try MalwareScanner(
        program: words.first ?? "", arguments: Array(words.dropFirst()))
      try made.check()
      program = made
    }
    return EvidenceIntake(
      store: try EvidenceStore(folder: directory.files, now: RegisterFile.systemClock()),
      worker: EvidenceWorker(executable: Executable.path), scanner: program
    ) { line in logger.notice("evidence: \(line)") }
  }

  /// Serves a register until the process is asked to stop.
  func serve(_ registrar: Registrar, in directory: DataDirectory, greeting: (Int) -> Void)
    async throws
  {
    var logger = Logger(label: "countermark") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = verbose ? .debug : .notice
    for remark in try CheckWorker.lists(trust).remarks { logger.notice("--trust: \(remark)") }
    let server = try WebServer(
      registrar: registrar, host: host, port: port, publicBase: publicBase,
      office: OfficeSettings(evidence: try intake(registrar, directory, logger)),
      check: CheckIntake(
        worker: CheckWorker(
          executable: Executable.path, trust: trust.map { URL(filePath: $0).path }),
        folder: directory.local,
        limit: checkLimit << 20), logger: logger)
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
      let directory = DataDirectory(data.data)
      let registrar = try RegisterFile.open(directory)
      let state = registrar.published.state
      try await server.serve(registrar, in: directory) { port in
        Output.line("serving \(state.filings.count) filings at \(server.address(port))/")
      }
    }
  }
}
