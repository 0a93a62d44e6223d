import ArgumentParser
import Register
import Web

/// Runs one job on standard input, within limits: how the register reads what strangers give it.
struct WorkerGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Do one job on standard input, within limits.",
    shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough, help: "The job's name.")
  var arguments: [String] = []

  func run() throws {
    let (trust, others) = CheckWorker.trust(in: arguments)
    let status = Worker.serve(others, jobs: Worker.jobs + [CheckWorker.job(trusting: trust)])
    if status != 0 { throw ExitCode(status) }
  }
}
