import ArgumentParser
import Foundation
import Transparency

struct LogMonitorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract: "Remember what a log showed, and report if it is ever rewritten.",
    discussion: """
      The first run remembers the checkpoint; every later one proves from the log's own tiles that the \
      log still begins with what was remembered. If it does not, both signed checkpoints are kept as \
      evidence. Without --policy the log's key is taken from the log at the first run, and kept. Run it \
      from somewhere that the register's keeper does not control.

      Exit code 0 if the log is as it should be, 1 if it was rewritten or rolled back, 3 if it could \
      not be read.

      EXAMPLE
        countermark log monitor https://register.example --state ~/.countermark/monitor
      """)

  @Argument(help: "The address of a register or of its log, such as http://localhost:8080.")
  var url: String

  @Option(help: ArgumentHelp("Where to remember.", valueName: "dir"), completion: .directory)
  var state = "countermark-monitor"

  @Option(
    help: ArgumentHelp(
      "Keep a copy of every entry in this folder, good for 'register recover'.", valueName: "dir"),
    completion: .directory)
  var keep: String?

  @Option(
    help: ArgumentHelp("Go on for ever, looking again after so many seconds.", valueName: "seconds")
  )
  var every: Int?

  @OptionGroup var trust: TrustOptions
  @OptionGroup var format: FormatOptions

  func validate() throws {
    if let every, every < 1 { throw ValidationError("--every takes a number of seconds from 1") }
  }

  func run() async throws {
    while true {
      let report = try await Output.answering { try await look() }
      if format.json {
        try Output.json(MonitorAnswer(report))
      } else {
        Output.line(report.description)
      }
      switch report {
      case .first, .unchanged, .grown: break
      case .rewritten, .rolledBack:
        Output.note("both checkpoints are kept as evidence, below \(state)")
        throw Answer.no
      case .unreadable: if every == nil { throw Answer.unknown }
      }
      guard let every else { return }
      try await Task.sleep(for: .seconds(every))
    }
  }

  /// Looks once.
  private func look() async throws -> MonitorReport {
    // Where neither address has a checkpoint, the monitor says so itself.
    let address = (try? await LogAddress.find(url)) ?? url
    let reader = try HTTPLogReader(url: address)
    let store = try FileCheckpointStore(folder: state)
    let policy = try await trust.pinned(in: state, for: address)
    let report = try await Monitor(reader: reader, policy: policy, store: store).check()
    if let keep, let origin = report.goodOrigin, let note = try store.latest(origin: origin) {
      do {
        try await LogCopy(folder: keep).update(to: note, from: reader)
      } catch  where every != nil {
        Output.note("the copy in \(keep) is behind: \(error); it is tried again at the next look")
      }
    }
    return report
  }
}

extension MonitorReport {
  /// The log's origin, where the log is as it should be.
  var goodOrigin: String? {
    switch self {
    case .first(let checkpoint), .unchanged(let checkpoint): checkpoint.origin
    case .grown(_, let new): new.origin
    case .rewritten, .rolledBack, .unreadable: nil
    }
  }
}

extension TrustOptions {
  /// The policy of the file; or the one that the log gave out when it was first seen, which is
  /// kept, so that a log cannot change its name or its key under a monitor's eyes.
  func pinned(in folder: String, for address: String) async throws -> TrustPolicy? {
    if let own = try read() { return own }
    let name = MerkleHash.leaf(Array(address.utf8)).bytes.prefix(8)
      .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    let file = URL(filePath: folder).appending(path: "\(name).policy")
    if let kept = try? Data(contentsOf: file) { return try TrustPolicy(parsing: [UInt8](kept)) }
    guard let given = try await read(orFrom: address).0 else { return nil }
    try Data(given.canonical).write(to: file, options: .atomic)
    return given
  }
}
