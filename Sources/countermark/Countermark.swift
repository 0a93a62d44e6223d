import ArgumentParser

/// The command.
@main
struct Countermark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "countermark",
    abstract: "The open register for synthetic media: file, decide, publish, label, check.",
    discussion: """
      A filing is not an endorsement, and an application is not a filing.

      Exit codes: 0 yes, 1 no, 3 could not be answered; wrong usage is 64.

      EXAMPLES
        countermark demo
        countermark register import lists/*.docx --data mirror
        countermark register search 华为 --data mirror
        countermark number check 110108645502801230035 --data mirror
        countermark log verify --url http://localhost:8080/log
      """,
    version: "0.1.0",
    subcommands: [
      Demo.self, Serve.self, RegisterGroup.self, NumberGroup.self, RulebookGroup.self,
      CalendarGroup.self, OrganizationGroup.self, CheckCommand.self, LabelGroup.self,
      SignCommand.self,
      CredentialGroup.self, CertGroup.self,
      LogGroup.self, WitnessGroup.self, ReceiptGroup.self, PeopleGroup.self, WorkerGroup.self,
    ])
}
