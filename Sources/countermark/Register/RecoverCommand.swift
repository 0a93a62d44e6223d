import ArgumentParser
import Register
import Transparency

struct RecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Bring a restored ledger up to what was published, from a copy of its log.",
    discussion: """
      The copy may be any: another address of this register, a mirror of its log, a cache, or a folder \
      kept by 'countermark log monitor --keep'. It need not be trusted: everything in it has to hash to \
      a checkpoint that this register has signed itself. Nothing is signed, nothing is overwritten.

      EXAMPLE
        countermark register recover --data register --from https://register.example
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var format: FormatOptions

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "The address of a register or of a log, or a folder that a monitor kept.", valueName: "place"),
    completion: .directory)
  var copy: String

  func run() async throws {
    try await Output.answering {
      let recovery = try await RegisterFile.recover(
        DataDirectory(data.data), from: try await LogAddress.reader(copy))
      if format.json {
        try Output.json(RecoveryReport(recovery))
      } else if recovery.before == recovery.after {
        Output.line("the ledger holds all \(recovery.after) entries; nothing was missing")
      } else {
        let entries = recovery.after - recovery.before
        Output.line("re-entered: \(entries) entries, from \(recovery.before)")
      }
      if let lost = recovery.lost { Output.note("lost: \(lost)") }
      if recovery.anchorRenewed { Output.note("the anchor was missing and has been made anew") }
    }
  }
}

struct RecoveryReport: Encodable {
  let before: UInt64
  let after: UInt64
  let anchorRenewed: Bool
  let lost: String?

  init(_ recovery: Recovery) {
    before = recovery.before
    after = recovery.after
    anchorRenewed = recovery.anchorRenewed
    lost = recovery.lost
  }
}
