import ArgumentParser
import Foundation
import Register
import Transparency
import Web

struct ReceiptGetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Get the receipt of a filing's newest entry.",
    discussion: """
      From a register that serves, the receipt carries the cosignatures of its witnesses; from a data \
      directory it carries the log's own signature alone.

      Exit code 0 if there is one, 1 if the register has no such filing.

      EXAMPLE
        countermark receipt get 110108645502801230035 --url https://register.example --output a.tlog-proof
      """)

  @Argument(help: "A filing number.")
  var number: String

  @Option(
    help: "The address of a register, such as http://localhost:8080.",
    transform: Reading.publicBase)
  var url: String?

  @Option(
    help: ArgumentHelp("A register on this machine.", valueName: "dir"), completion: .directory)
  var data: String?

  @Option(
    help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"),
    completion: .file())
  var output = "-"

  func validate() throws {
    guard (url == nil) != (data == nil) else {
      throw ValidationError("name the register: either --url URL or --data DIR")
    }
  }

  func run() async throws {
    let found = try await Output.answering { () -> Bool in
      guard let receipt = try await receipt() else { return false }
      if output == "-" {
        Output.bytes(receipt)
      } else {
        try await OutputFile.write(output) { try $0.write(contentsOf: receipt) }
        Output.note("written: \(output)")
      }
      return true
    }
    guard found else {
      Output.note(
        "there is no filing \(number) in this register; look for it with 'countermark "
          + "register search', or check the number with 'countermark number check'")
      throw Answer.no
    }
  }

  private func receipt() async throws -> [UInt8]? {
    if let url {
      let address = SiteAddress.apiReceipt(key: FilingKey.key(of: number), .now)
      return try await Fetch.bytes(
        address.absolute(url), limit: LogProof.maximumLength)
    }
    let registrar = try RegisterFile.openForReading(DataDirectory(data ?? ""))
    guard let entry = registrar.published.state.filing(number)?.latestEntry(.now) else {
      return nil
    }
    return try registrar.receipt(index: entry.index)
  }
}
