import ArgumentParser
import Foundation
import Record
import Register

struct OrganizationImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import unified social credit codes of organizations, each with its source (.csv).",
    discussion: """
      Official lists print names and no codes; labels carry codes and no names. With a table that \
      joins the two, a label leads to the organization behind it. The table has the columns \
      credit_code, subject_name, observed (YYYY-MM-DD) and source_url: where anybody can look the code \
      up. Every check character is verified, and every statement becomes an entry of the log, with its \
      source.

      Exit code 0 if all was recorded or known, 1 if the table was refused; then nothing of it was \
      recorded.

      EXAMPLE
        countermark organization import codes.csv --data mirror
      """)

  @Argument(help: "A table of comma-separated values, in UTF-8.", completion: .file())
  var file: String

  @OptionGroup var data: DataOptions
  @OptionGroup var format: FormatOptions

  func run() async throws {
    try await Output.answering {
      let bytes = try InputFile.bytes(file)
      let table: (codes: [OrganizationCode], source: Source)
      do throws(CSVError) {
        table = try OrganizationCodesTable.read(
          bytes, name: URL(filePath: file).lastPathComponent)
      } catch {
        Output.note("countermark: \(file), \(error)")
        throw Answer.no
      }
      let registrar = try RegisterFile.open(DataDirectory(data.data))
      guard
        case .organizationCodesImported(let outcome) = try await registrar.carryOut(
          .importOrganizationCodes(table.codes, source: table.source))
      else { return }
      if format.json { return try Output.json(outcome) }
      Output.line(
        "\(outcome.recorded.count) codes recorded, \(outcome.known) known already")
      Output.line(
        "\(outcome.withFilings.count) of the new ones are of organizations with filings here")
    }
  }
}
