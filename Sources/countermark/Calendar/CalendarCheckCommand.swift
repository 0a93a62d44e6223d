import ArgumentParser
import Rules

struct CalendarCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong in a calendar file, with line and column, or what it adds.",
    discussion: """
      Exit code 0 if nothing is wrong, 1 if something is, 3 if the file could not be read.

      EXAMPLE
        countermark calendar check cn-2027.yaml
      """)

  @Argument(help: "A calendar in YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @OptionGroup var format: FormatOptions

  func run() async throws {
    let (years, problems) = try await Output.answering { () -> ([Int], [RulebookProblem]) in
      do {
        let calendar = try WorkingDayCalendar(yaml: try InputFile.text(file))
        return (calendar.notices.keys.sorted(), [])
      } catch let error as RulebookError {
        return ([], error.problems)
      }
    }
    if format.json {
      try Output.json(problems)
    } else if problems.isEmpty {
      Output.line("\(file): in order; years \(years.map(String.init).joined(separator: ", "))")
    } else {
      for problem in problems { Output.line("\(file):\(problem)") }
    }
    if !problems.isEmpty { throw Answer.no }
  }
}
