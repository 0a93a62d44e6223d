import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import Transparency
import UnixSignals
import Web

struct WitnessServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run a witness.",
    discussion: """
      It cosigns a checkpoint only after it has seen the proof that the log continues the one that it \
      cosigned before. What it remembers must never be set back.

      EXAMPLE
        countermark witness serve --key w1.key --log register.example/log+1a2b3c4d+AXx... --state w1
      """)

  @Option(
    help: ArgumentHelp("The file with the witness's private key.", valueName: "file"),
    completion: .file())
  var key: String

  @Option(
    help: ArgumentHelp(
      "The public key (verifier key) of a log to witness; may be given several times.",
      valueName: "key"))
  var log: [String]

  @Option(
    help: ArgumentHelp(
      "Where to remember what was cosigned. Never restore it from a backup.", valueName: "dir"),
    completion: .directory)
  var state: String

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(
    help: "The port to listen on; 0 for any that is free. (default: 8081)",
    transform: Reading.port)
  var port = 8081

  func run() async throws {
    try await Output.answering {
      let text = try InputFile.text(key)
      let signer = try CosignatureSigner(
        privateKeyText: text.trimmingCharacters(in: .whitespacesAndNewlines))
      let witness = Witness(
        cosigner: signer, logs: try log.map { Witness.Log(key: try VerifierKey(parsing: $0)) },
        store: try FileCheckpointStore(folder: state))
      var logger = Logger(label: "witness") { StreamLogHandler.standardError(label: $0) }
      logger.logLevel = .info
      let server = WitnessServer(witness: witness, host: host, port: port, logger: logger)
      let group = ServiceGroup(
        services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
      try await ListenError.explaining(host, port) {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
          tasks.addTask { try await group.run() }
          let port = try await server.port()
          Output.line("witness \(signer.verifierKey.text)")
          Output.line("at \(ListenError.address(host, port))")
          try await tasks.waitForAll()
        }
      }
    }
  }
}
