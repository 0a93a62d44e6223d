import ArgumentParser
import Transparency

struct LogGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Verify and watch the public log of a register.",
    discussion: """
      EXAMPLES
        countermark log verify --url https://register.example
        countermark log monitor https://register.example --state ~/.countermark/monitor
      """,
    subcommands: [LogVerifyCommand.self, LogMonitorCommand.self])
}

/// Whose signatures count.
struct TrustOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A policy file (C2SP tlog-policy): the log's key, witnesses, and how many must cosign.",
      valueName: "file"),
    completion: .file())
  var policy: String?

  /// The policy of the file; `nil` where none was named.
  func read() throws -> TrustPolicy? {
    try policy.map(InputFile.policy)
  }

  /// The policy of the file, or the one that the log itself gives out.
  func read(orFrom address: String) async throws -> (TrustPolicy?, Bool) {
    if let own = try read() { return (own, true) }
    guard
      let bytes = try? await Fetch.bytes(address + "/policy", limit: TrustPolicy.maximumLength)
    else { return (nil, false) }
    return (try? TrustPolicy(parsing: bytes), false)
  }
}
