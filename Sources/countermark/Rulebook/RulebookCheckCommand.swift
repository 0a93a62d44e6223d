import ArgumentParser
import Rules

struct RulebookGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rulebook", abstract: "Read and check rulebooks.",
    discussion: """
      EXAMPLE
        countermark rulebook check cn-deep-synthesis.yaml
      """,
    subcommands: [RulebookCheckCommand.self])
}

struct RulebookCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong in a rulebook, with line and column.",
    discussion: """
      Exit code 0 if nothing is, 1 if something is, 3 if the file could not be read.

      EXAMPLE
        countermark rulebook check cn-deep-synthesis.yaml
      """)

  @Argument(help: "A rulebook in YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @OptionGroup var format: FormatOptions

  func run() async throws {
    let problems = try await Output.answering {
      Rulebook.check(yaml: try InputFile.text(file))
    }
    if format.json {
      try Output.json(problems)
    } else if problems.isEmpty {
      Output.line("\(file): in order")
    } else {
      for problem in problems { Output.line("\(file):\(problem)") }
    }
    if !problems.isEmpty { throw Answer.no }
  }
}
