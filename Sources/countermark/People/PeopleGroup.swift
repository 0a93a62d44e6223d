import ArgumentParser

struct PeopleGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "The people of a register that takes filings.",
    discussion: """
      Nearly all of this is done in the browser. The first two administrators are made here.

      EXAMPLE
        countermark people begin --data authority --name 'Zhang San' --email zhang@authority.example \
          --staff-id 0001
      """,
    subcommands: [PeopleBeginCommand.self])
}
