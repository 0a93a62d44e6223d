import ArgumentParser

struct RegisterGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: "Import into, search, export, back up and recover a register.",
    discussion: """
      EXAMPLES
        countermark register import lists/*.docx --data mirror
        countermark register search 华为 --data mirror
      """,
    subcommands: [
      ImportCommand.self, SearchCommand.self, ExportCommand.self, BackupCommand.self,
      RecoverCommand.self,
    ])
}
