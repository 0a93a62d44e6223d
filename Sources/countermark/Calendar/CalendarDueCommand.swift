import ArgumentParser
import Record
import Register
import Rules

struct CalendarDueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "When a statutory period ends, and which rule and which days made it so.",
    discussion: """
      Days are Beijing days (UTC+8); counting begins the day after. Past the calendar's horizon a date \
      is provisional. Exit code 3 if the rulebook has no such period.

      EXAMPLE
        countermark calendar due decide --from 2026-09-14 --event returned=2026-09-21 \\
          --event resumed=2026-10-09
      """)

  @Argument(help: "The period's id in the rulebook, such as file, change, cancel or decide.")
  var clock: String

  @Option(
    help: ArgumentHelp("The day that starts it, YYYY-MM-DD.", valueName: "date"),
    transform: Reading.day)
  var from: Day

  @Option(
    help: ArgumentHelp(
      "What happened since, KIND=YYYY-MM-DD: suspended, returned, resumed or restarted.",
      valueName: "kind=date"),
    transform: Reading.clockEvent)
  var event: [Clock.Event] = []

  @Option(
    help: ArgumentHelp("A rulebook's id or file.", valueName: "rulebook"),
    completion: .file(extensions: ["yaml", "yml"]))
  var rulebook = "cn-deep-synthesis"

  @Option(
    help: ArgumentHelp(
      "The day that it is judged on, YYYY-MM-DD; today in Beijing if absent.", valueName: "date"),
    transform: Reading.day)
  var asOf: Day?

  @OptionGroup var calendar: CalendarOptions
  @OptionGroup var format: FormatOptions

  func run() async throws {
    let today = asOf ?? RegisterFile.systemClock().beijingDay
    let (date, book) = try await Output.answering { () -> (DueDate, Rulebook) in
      let book = try Rulebook.builtIn[rulebook] ?? Rulebook(yaml: try InputFile.text(rulebook))
      guard let rule = book.clock(clock) else {
        let known = book.clocks.map(\.id).joined(separator: ", ")
        throw RegisterError.refused(
          reason: "the rulebook \(book.id) has no period '\(clock)'; there are: \(known)")
      }
      let reading = try Clock(
        rule: rule, rulebook: book.reference, events: [.started(from)] + event)
      return (reading.due(in: try calendar.read(), asOf: today), book)
    }
    if format.json { return try Output.json(DueAnswer(date, book)) }
    let provisional = date.isProvisional ? " (provisional)" : ""
    Output.line(date.day.map { "due \($0)\(provisional)" } ?? "the period stands still")
    for line in date.explanation(in: book) { Output.line("  \(line.en)") }
  }
}

/// When a period ends, for machines.
struct DueAnswer: Encodable {
  let due: Day?
  let provisional: Bool
  let clock: String
  let rulebook: String
  let granted: Int
  let used: Int
  let remaining: Int
  let suspended: Int
  let explanation: [Wording]

  init(_ date: DueDate, _ book: Rulebook) {
    due = date.day
    provisional = date.isProvisional
    clock = date.rule.id
    rulebook = "\(date.rulebook.id) v\(date.rulebook.version)"
    granted = date.granted
    used = date.used
    remaining = date.remaining
    suspended = date.suspended
    explanation = date.explanation(in: book)
  }
}
