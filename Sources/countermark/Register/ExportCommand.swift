import ArgumentParser
import Foundation
import Register
import Web

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write filings as CSV, JSON or XLSX: the same files that the pages offer.",
    discussion: """
      EXAMPLE
        countermark register export --data mirror --format xlsx --output filings.xlsx
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var filters: FilterOptions

  @Argument(help: "Only what is found by these words.")
  var text: [String] = []

  @Option(
    help: "csv, json or xlsx. (default: csv)",
    completion: .list(ExportFormat.allCases.map(\.rawValue)),
    transform: Reading.exportFormat)
  var format = ExportFormat.csv

  @Option(
    help: ArgumentHelp(
      "For whom CSV is written, spreadsheet or exact. (default: spreadsheet)",
      discussion: "The first disarms what a spreadsheet program would run as a formula; the second "
        + "leaves cells as they are."),
    completion: .list(CSVExport.Dialect.allCases.map(\.rawValue)), transform: Reading.dialect)
  var dialect = CSVExport.Dialect.spreadsheet

  @Option(
    help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"),
    completion: .file())
  var output = "-"

  func run() async throws {
    try await Output.answering {
      let registrar = try RegisterFile.openForReading(DataDirectory(data.data))
      let state = registrar.published.state
      try filters.check(state)
      let export = FilingExport(
        state, registrar.instance,
        query: filters.query(text.isEmpty ? nil : text.joined(separator: " ")), format: format,
        dialect: dialect)
      if output == "-" {
        try await export.write { Output.bytes($0) }
      } else {
        try await OutputFile.write(output) { file in
          try await export.write { try file.write(contentsOf: $0) }
        }
        Output.note("written: \(output)")
      }
    }
  }
}
