import ArgumentParser

struct ReceiptGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "Get and verify receipts of entries of the log.",
    discussion: """
      EXAMPLES
        countermark receipt get 110108645502801230035 --url https://register.example --output a.tlog-proof
        countermark receipt verify a.tlog-proof --policy register.policy
      """,
    subcommands: [ReceiptVerifyCommand.self, ReceiptGetCommand.self])
}
