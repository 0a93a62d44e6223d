import ArgumentParser
import Record
import Register
import Rules

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find filings by name, number, pinyin or English name.",
    discussion: """
      Exit code 0 if something was found, 1 if nothing was.

      EXAMPLE
        countermark register search 华为 --data mirror --role provider
      """)

  @Argument(help: "What to look for; every word has to be found.")
  var text: [String]

  @OptionGroup var data: DataOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var format: FormatOptions

  @Option(
    help: ArgumentHelp("How many to show, 1 to 500. (default: 20)", valueName: "count"),
    transform: Reading.limit)
  var limit = 20

  @Option(
    help: ArgumentHelp("Go on after this place, as the last answer named it.", valueName: "place"),
    transform: Reading.cursor)
  var after: SearchCursor?

  func run() async throws {
    var query = filters.query(text.joined(separator: " "))
    query.limit = limit
    query.after = after
    let asked = query
    let page = try await Output.answering {
      let state = try RegisterFile.openForReading(DataDirectory(data.data)).published.state
      try filters.check(state)
      return state.search(asked)
    }
    if format.json {
      try Output.json(
        SearchReport(
          total: page.total, next: page.next?.description,
          filings: page.filings.map(FilingReport.init)))
    } else {
      for filing in page.filings {
        Output.line(filing.facts.number)
        Output.line("  \(filing.facts.algorithm)  \(filing.facts.organization)")
        let role = filing.facts.role?.rawValue ?? filing.facts.category ?? ""
        let places = filing.places.map { "\($0.list) row \($0.row)" }.joined(separator: ", ")
        let since = filing.statusSince.map { " since \($0)" } ?? ""
        Output.line("  \(role)  \(filing.status.rawValue)\(since)  \(places)")
      }
      Output.note(
        page.total == 0
          ? "nothing found; try a number, a shorter name, or pinyin"
          : "\(page.filings.count) of \(page.total)"
            + (page.next.map { "; go on with --after \($0)" } ?? ""))
    }
    if page.total == 0 { throw Answer.no }
  }
}

struct SearchReport: Encodable {
  let total: Int
  let next: String?
  let filings: [FilingReport]
}

/// A filing, for machines.
struct FilingReport: Encodable {
  let key: String
  let facts: FilingFacts
  let status: String
  let statusSince: PublicDate?
  let published: PublicDate
  let tracks: [String]
  let places: [RowPlace]
  let findings: [String]
  let newestLeaf: UInt64

  init(_ view: FilingView) {
    key = view.key
    facts = view.facts
    status = view.status.rawValue
    statusSince = view.statusSince
    published = view.published
    tracks = view.tracks.map(\.rawValue)
    places = view.places
    findings = view.findings
    newestLeaf = view.newestLeaf
  }
}
