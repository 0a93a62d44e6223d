import Foundation
import Ledger
import TestSupport
import Testing

/// Runs one script in a folder of its own.
final class ScriptRunner {
  private let script: Script
  private let folder: TemporaryDirectory
  private var pattern: LinePattern
  private var running: [String: Child] = [:]

  /// How long a step may take, and how long one is tried that is tried again, in seconds.
  private static let timeout = 120.0

  init(_ script: Script) throws {
    self.script = script
    folder = try TemporaryDirectory()
    pattern = LinePattern(variables: ["root": Shared.packageRoot.path])
    for file in script.files { try folder.write(file.text, to: file.name) }
  }

  /// Runs the steps in order; the first that fails ends the script.
  func run() async throws {
    for step in script.steps {
      do {
        try await run(step)
      } catch let failure as ScriptFailure {
        Issue.record(
          "\(script.name).txt:\(step.line): $ \(step.text)\n\(failure.description)",
          sourceLocation: SourceLocation(
            fileID: "CommandTests/\(script.name).txt", filePath: script.path, line: step.line,
            column: 1))
        return
      }
    }
  }

  private func run(_ step: Script.Step) async throws {
    let words = ScriptWords.split(step.text, pattern.variables)
    switch words.first {
    case "stop": try await stop(words, step)
    case "tamper": try tamper(words)
    case "fill": try fill(words)
    case "countermark" where step.background != nil: try await start(words, step)
    case "countermark", "cp", "mv", "rm", "mkdir", "cat", "test", "touch":
      try await repeatedly(step) { try await self.finish(try self.child(words, step), step) }
    default: throw ScriptFailure("a script cannot run this")
    }
  }

  private func child(_ words: [String], _ step: Script.Step) throws -> Child {
    let isOurs = words.first == "countermark"
    let input = try step.input.map { try Data(contentsOf: folder.file($0)) } ?? Data()
    return try Child(
      isOurs ? Built.path() : "/usr/bin/env", isOurs ? Array(words.dropFirst()) : words,
      input: input,
      environment: ["COLUMNS": "100", "HOME": folder.path, "LC_ALL": "C.UTF-8"], in: folder.url)
  }

  private func repeatedly(_ step: Script.Step, _ body: () async throws -> Void) async throws {
    let clock = ContinuousClock()
    let limit = clock.now + .seconds(Self.timeout)
    while true {
      do {
        return try await body()
      } catch let failure as ScriptFailure {
        guard step.isRepeated, clock.now < limit else { throw failure }
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private func finish(_ child: Child, _ step: Script.Step) async throws {
    let end = try await child.wait(timeout: Self.timeout)
    let told = "it wrote:\n\(indented(child.output, ">"))\(indented(child.errors, "!"))"
    let code = end.bySignal ? 128 + end.code : end.code
    guard code == step.code else {
      throw ScriptFailure("exit code \(code) where \(step.code) belongs; \(told)")
    }
    guard pattern.matches(lines(child.errors), step.errors) else {
      throw ScriptFailure("its standard error is another; \(told)")
    }
    if step.members.isEmpty {
      guard pattern.matches(lines(child.output), step.output) else {
        throw ScriptFailure("its standard output is another; \(told)")
      }
    } else {
      try compare(child.output, step.members, told)
    }
  }

  private func compare(
    _ output: Data, _ members: [(path: String, value: String)], _ told: String
  ) throws {
    guard let json = try? JSON(parsing: output) else {
      throw ScriptFailure("its standard output is no JSON; \(told)")
    }
    for (path, expected) in members {
      let value = json[path: path].inScript
      guard pattern.matches([value], [expected]) else {
        throw ScriptFailure("\(path) is \(value) where \(expected) belongs; \(told)")
      }
    }
  }

  private func start(_ words: [String], _ step: Script.Step) async throws {
    let child = try child(words, step)
    running[step.background ?? ""] = child
    let clock = ContinuousClock()
    let limit = clock.now + .seconds(Self.timeout)
    // The last line may still be growing.
    while !child.output.isEmpty && child.output.last != 0x0A
      || !pattern.begins(lines(child.output), step.output)
    {
      guard child.end == nil, clock.now < limit else {
        throw ScriptFailure(
          "it did not come to serve; it wrote:\n\(indented(child.output, ">"))"
            + indented(child.errors, "!"))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private func stop(_ words: [String], _ step: Script.Step) async throws {
    guard words.count == 2, let child = running.removeValue(forKey: words[1]) else {
      throw ScriptFailure("nothing of that name is running")
    }
    child.signal(15)
    let end = try await child.wait(timeout: Self.timeout)
    guard !end.bySignal, end.code == step.code else {
      throw ScriptFailure(
        "it ended with \(end.code)\(end.bySignal ? ", a signal" : "") where \(step.code) belongs; "
          + "it wrote:\n\(indented(child.errors, "!"))")
    }
  }

  private func tamper(_ words: [String]) throws {
    guard words.count == 4, words[2].utf8.count == words[3].utf8.count else {
      throw ScriptFailure("tamper FILE OLD NEW, both of as many bytes")
    }
    let file = folder.file(words[1])
    if file.lastPathComponent == SQLiteLedger.fileName {
      // What was written last may still lie in the file beside it.
      let whole = file.path + ".whole"
      try SQLiteLedger.open(in: file.deletingLastPathComponent().path).backUp(to: whole)
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: file.path + suffix)
      }
      try FileManager.default.moveItem(atPath: whole, toPath: file.path)
    }
    var data = try Data(contentsOf: file)
    guard let place = data.range(of: Data(words[2].utf8)) else {
      throw ScriptFailure("\(words[1]) does not hold '\(words[2])'")
    }
    data.replaceSubrange(place, with: Data(words[3].utf8))
    try data.write(to: file)
  }

  private func fill(_ words: [String]) throws {
    guard words.count == 3 else { throw ScriptFailure("fill TEMPLATE FILE") }
    let template = String(decoding: try Data(contentsOf: folder.file(words[1])), as: UTF8.self)
    try folder.write(ScriptWords.expand(template, pattern.variables), to: words[2])
  }

  /// The lines of an output; a carriage return at the end of one, as CSV has it, does not count.
  private func lines(_ data: Data) -> [String] {
    var lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self) }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private func indented(_ data: Data, _ mark: String) -> String {
    lines(data).prefix(60).map { "\(mark) \($0)\n" }.joined()
  }
}

/// Why a step of a script failed.
struct ScriptFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
