import ArgumentParser
import Rules

struct CalendarGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Work out statutory periods in working days, and check calendar files.",
    discussion: """
      EXAMPLES
        countermark calendar due file --from 2026-09-14
        countermark calendar check cn-2027.yaml
      """,
    subcommands: [CalendarDueCommand.self, CalendarCheckCommand.self])
}

/// A newer calendar than the one that comes with the program.
struct CalendarOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A newer calendar in YAML, laid over the one that comes with the program.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var calendar: String?

  func read() throws -> WorkingDayCalendar {
    guard let calendar else { return .china }
    return WorkingDayCalendar.china.merging(
      try WorkingDayCalendar(yaml: try InputFile.text(calendar)))
  }
}
