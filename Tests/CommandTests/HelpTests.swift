import Foundation
import TestSupport
import Testing

/// Whether files that are made from the command are written anew instead of compared.
private let isUpdate = ProcessInfo.processInfo.environment["COUNTERMARK_UPDATE"] == "1"

@Suite("The command's help", .enabled(if: Built.exists(), "the command is not built"))
struct HelpTests {
  private static let folder = Shared.packageRoot.appending(path: "Tests/CommandTests/Help")

  @Test("Every help is as it was; COUNTERMARK_UPDATE=1 takes a new one over")
  func snapshots() async throws {
    var names: Set<String> = []
    for command in try await CommandHelp.all() {
      let name = command.path.joined(separator: "-") + ".txt"
      names.insert(name)
      let run = try await Built.run(
        Array(command.path.dropFirst()) + ["--help"], environment: ["COLUMNS": "100"])
      #expect(run.code == 0 && run.errors.isEmpty, "\(command.name) --help")
      let file = Self.folder.appending(path: name)
      if isUpdate { try run.output.write(to: file) }
      let kept = try? String(contentsOf: file, encoding: .utf8)
      #expect(run.text == kept, "\(name): see what changed with COUNTERMARK_UPDATE=1 and git diff")
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    for name in kept where !names.contains(name) {
      if isUpdate { try FileManager.default.removeItem(at: Self.folder.appending(path: name)) }
      #expect(isUpdate, "\(name) is the help of no command")
    }
  }

  @Test("Every help says what the command is for, shows an example, and explains every argument")
  func complete() async throws {
    for command in try await CommandHelp.all() {
      #expect(!command.abstract.isEmpty, "\(command.name) does not say what it is for")
      #expect(
        command.discussion.contains("EXAMPLE") && command.discussion.contains("  countermark "),
        "\(command.name) shows no example")
      for argument in command.arguments {
        #expect(!argument.abstract.isEmpty, "\(command.name) does not explain \(argument.name)")
      }
    }
  }

  @Test("docs/commands.md has every command with every argument, as the help has them")
  func page() async throws {
    let file = Shared.packageRoot.appending(path: "docs/commands.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let mark = try #require(text.range(of: CommandPage.mark), "docs/commands.md has lost its mark")
    let made = CommandPage.made(from: try await CommandHelp.all())
    let whole = String(text[..<mark.upperBound]) + "\n" + made
    if isUpdate { try Data(whole.utf8).write(to: file) }
    #expect(
      isUpdate || text == whole,
      "docs/commands.md is behind: make it anew with COUNTERMARK_UPDATE=1")
  }

  @Test("Every command and every argument is used in a script")
  func covered() async throws {
    let commands = try await CommandHelp.all()
    let typed = Script.all.flatMap(\.steps).map { ScriptWords.split($0.text, [:]) }
      .filter { $0.first == "countermark" }
    for command in commands where !command.isGroup {
      let uses = typed.filter { $0.starts(with: command.path) }
      #expect(!uses.isEmpty, "no script types \(command.name)")
      for argument in command.arguments where !argument.isPositional {
        #expect(
          uses.contains { $0.contains(argument.name) },
          "no script types \(command.name) \(argument.name)")
      }
    }
  }

  @Test("Completions are made for each shell, and the shells that are here can read them")
  func completions() async throws {
    for (shell, check) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
      let run = try await Built.run(["--generate-completion-script", shell])
      #expect(run.code == 0 && run.text.contains("countermark"), "\(shell)")
      let folder = try TemporaryDirectory()
      let file = try folder.write(run.output, to: "completion.\(shell)")
      let places = ["/bin", "/usr/bin", "/usr/local/bin"].map { "\($0)/\(shell)" }
      guard let program = places.first(where: FileManager.default.isExecutableFile) else {
        continue
      }
      let child = try Child(program, [check, file.path])
      let end = try await child.wait()
      #expect(end.code == 0, "\(shell): \(String(decoding: child.errors, as: UTF8.self))")
    }
  }
}
