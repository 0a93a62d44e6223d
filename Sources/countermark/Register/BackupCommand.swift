import ArgumentParser
import Foundation
import Ledger
import Register

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write a consistent copy of the ledger, while the register serves.",
    discussion: """
      Keys and the anchor in DIR.local are not copied, and must not be restored with the ledger: that \
      is how the register notices that it was rolled back.

      EXAMPLE
        countermark register backup --data mirror --to backups/2026-11-23.sqlite
      """)

  @OptionGroup var data: DataOptions

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("The file to write; it must not exist.", valueName: "file"),
    completion: .file())
  var target: String

  func run() async throws {
    try await Output.answering {
      guard !FileManager.default.fileExists(atPath: target) else {
        throw RegisterError.local(path: target, reason: "there is a file already; name another one")
      }
      try FileManager.default.createDirectory(
        at: URL(filePath: target).deletingLastPathComponent(), withIntermediateDirectories: true)
      try SQLiteLedger.open(in: DataDirectory(data.data).path).backUp(to: target)
      Output.line("written: \(target)")
    }
  }
}
