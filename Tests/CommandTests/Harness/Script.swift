import Foundation
import TestSupport

/// A test of the command as text: what is typed, and what has to come of it.
///
/// A script is read line by line; its folder is a fresh one.
///
///     # A line that begins with # says what is shown.
///     $ countermark number check 123      what is typed; other programs: cp, mv, rm, mkdir, cat, test
///     < numbers.txt                       its standard input, if it has one
///     ? 1                                 its exit code; 0 if the line is missing
///     > 123                               a line of its standard output
///     > ...                               any number of lines
///     >   malformed: [..]                 [..] is any text, [name=..] keeps it as $name
///     ! Error: [..]                       a line of its standard error
///     . [0].grade = malformed             a member of its JSON; [0].lists# is how many there are
///     ~ countermark log monitor $url      tried until it comes out so
///     $ countermark serve ... &server     stays, once it has written its lines; '$ stop server' ends it
///     $ tamper FILE OLD NEW               replaces bytes in a file by as many others
///     $ fill TEMPLATE FILE                makes a file of another, with each $name replaced
///     -- FILE --                          the lines from here on are a file in the folder
///
/// Output that no line expects is a failure.
struct Script: Sendable {
  /// One thing that is typed.
  struct Step: Sendable {
    var line: Int
    var text: String
    var isRepeated = false
    var background: String?
    var input: String?
    var code: Int32 = 0
    var output: [String] = []
    var errors: [String] = []
    var members: [(path: String, value: String)] = []
  }

  let name: String
  let path: String
  private(set) var steps: [Step] = []
  private(set) var files: [(name: String, text: String)] = []

  /// The folder of the scripts.
  static let folder = Shared.packageRoot.appending(path: "Tests/CommandTests/Scripts")

  /// All scripts, by name.
  ///
  /// One that cannot be read shows as one step that fails.
  static let all: [Script] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { name in
      let path = folder.appending(path: name).path
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? "unreadable"
      return Script(name: String(name.dropLast(4)), path: path, text: text)
    }
  }()

  init(name: String, path: String, text: String) {
    self.name = name
    self.path = path
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (offset, line) in lines.enumerated() {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        files.append((String(line.dropFirst(3).dropLast(3)), ""))
      } else if !files.isEmpty {
        let isLast = offset == lines.count - 1
        if !(isLast && line.isEmpty) { files[files.count - 1].text += line + "\n" }
      } else {
        read(line, number: offset + 1)
      }
    }
  }

  private mutating func read(_ line: String, number: Int) {
    guard let mark = line.first, mark != "#" else { return }
    let rest = line.dropFirst().first == " " ? String(line.dropFirst(2)) : ""
    if mark == "$" || mark == "~" {
      var step = Step(line: number, text: rest, isRepeated: mark == "~")
      if let last = rest.split(separator: " ").last, last.hasPrefix("&") {
        step.background = String(last.dropFirst())
        step.text = String(rest.dropLast(last.count)).trimmingCharacters(in: .whitespaces)
      }
      steps.append(step)
      return
    }
    guard !steps.isEmpty else { return refuse(line, number) }
    let step = steps.count - 1
    switch mark {
    case "<": steps[step].input = rest
    case "?":
      guard let code = Int32(rest) else { return refuse(line, number) }
      steps[step].code = code
    case ">": steps[step].output.append(rest)
    case "!": steps[step].errors.append(rest)
    case ".":
      guard let equals = rest.range(of: " = ") else { return refuse(line, number) }
      steps[step].members.append(
        (String(rest[..<equals.lowerBound]), String(rest[equals.upperBound...])))
    default: refuse(line, number)
    }
  }

  /// A line that means nothing fails when it is run, under its own number.
  private mutating func refuse(_ line: String, _ number: Int) {
    steps.append(Step(line: number, text: "this line means nothing: \(line)"))
  }
}
