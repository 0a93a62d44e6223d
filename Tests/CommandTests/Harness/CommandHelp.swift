import TestSupport

/// What the command says of itself, command by command, as ArgumentParser dumps it.
struct CommandHelp: Sendable {
  /// An argument, option or flag.
  struct Argument: Sendable {
    let isPositional: Bool
    let takesValue: Bool
    /// `--name`, or the name of what stands there.
    let name: String
    let valueName: String
    let isOptional: Bool
    let isRepeating: Bool
    let abstract: String
    let discussion: String
    let defaultValue: String?

    init(_ json: JSON) {
      let kind = json["kind"].string
      isPositional = kind == "positional"
      takesValue = kind != "flag"
      valueName = json["valueName"].string ?? ""
      let long = json["names"].array.first { $0["kind"].string == "long" }?["name"].string
      name = isPositional ? valueName : "--" + (long ?? "")
      isOptional = json["isOptional"].bool ?? false
      isRepeating = json["isRepeating"].bool ?? false
      abstract = json["abstract"].string ?? ""
      discussion = json["discussion"].string ?? ""
      defaultValue = json["defaultValue"].string
    }
  }

  /// The words that lead to it: `["countermark", "register", "import"]`.
  let path: [String]
  let abstract: String
  let discussion: String
  let arguments: [Argument]
  let isGroup: Bool

  /// Its name as it is typed.
  var name: String { path.joined(separator: " ") }

  /// All commands that are shown, each group before what belongs to it.
  static func all() async throws -> [CommandHelp] {
    let dump = try await Built.run(["--experimental-dump-help"]).json()
    return read(dump["command"], [])
  }

  private static func read(_ json: JSON, _ path: [String]) -> [CommandHelp] {
    let name = json["commandName"].string ?? ""
    guard json["shouldDisplay"].bool == true, name != "help" else { return [] }
    let path = path + [name]
    let command = CommandHelp(
      path: path, abstract: json["abstract"].string ?? "",
      discussion: json["discussion"].string ?? "",
      arguments: json["arguments"].array.map(Argument.init)
        .filter { $0.name != "--help" && $0.name != "--version" },
      isGroup: !json["subcommands"].array.isEmpty)
    return [command] + json["subcommands"].array.flatMap { read($0, path) }
  }
}
