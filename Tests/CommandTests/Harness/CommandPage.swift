import Foundation

/// The page of the documents that lists every command: its beginning is written by hand, and what
/// follows the mark is made from what the command says of itself.
enum CommandPage {
  static let mark =
    "<!-- From here on this page is made from the command's own help; see CONTRIBUTING.md. -->\n"

  /// The part after the mark.
  static func made(from commands: [CommandHelp]) -> String {
    commands.filter { !$0.isGroup }.map(section).joined(separator: "\n")
  }

  private static func section(_ command: CommandHelp) -> String {
    let (text, example) = parts(command.discussion)
    var page = "## \(command.name)\n\n\(command.abstract)\n\n"
    if !text.isEmpty { page += text + "\n\n" }
    if !example.isEmpty { page += "```sh\n\(example)\n```\n\n" }
    page += "| | |\n| --- | --- |\n"
    for argument in command.arguments { page += row(argument) }
    return page
  }

  /// The text of a discussion, and the example that follows it.
  private static func parts(_ discussion: String) -> (text: String, example: String) {
    let lines = discussion.split(separator: "\n", omittingEmptySubsequences: false)
    let end = lines.firstIndex { $0 == "EXAMPLE" || $0 == "EXAMPLES" } ?? lines.endIndex
    let example = lines[end...].dropFirst().map { $0.hasPrefix("  ") ? $0.dropFirst(2) : $0 }
    return (
      lines[..<end].joined(separator: "\n").trimmingCharacters(in: .newlines),
      example.joined(separator: "\n").trimmingCharacters(in: .newlines)
    )
  }

  private static func row(_ argument: CommandHelp.Argument) -> String {
    var name = argument.name
    if argument.isPositional { name = "<\(name)>" }
    if !argument.isPositional, argument.takesValue { name += " <\(argument.valueName)>" }
    if argument.isRepeating { name += " ..." }
    var text = argument.abstract
    if !argument.discussion.isEmpty { text += " " + argument.discussion }
    if let value = argument.defaultValue { text += " (default: \(value))" }
    if !argument.isOptional { text += " **Needed.**" }
    return "| `\(name)` | \(text.replacing("|", with: "\\|")) |\n"
  }
}
