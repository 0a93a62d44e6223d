import ArgumentParser

struct OrganizationGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organization",
    abstract: "Say which organization has which credit code.",
    discussion: """
      EXAMPLE
        countermark organization import codes.csv --data mirror
      """,
    subcommands: [OrganizationImportCommand.self])
}
