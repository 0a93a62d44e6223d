import Foundation
import FuzzCases

/// Watches the process that runs a case, and keeps the input where it does not end well.
struct SoakWatch {
  private let options: SoakOptions
  private let one: FuzzCase

  init(_ options: SoakOptions, _ one: FuzzCase) {
    self.options = options
    self.one = one
  }

  func run() async throws -> SoakRow {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "countermark-soak-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let state = folder.appending(path: "state")
    let output = folder.appending(path: "row")
    var arguments = [
      "soak-files", "--worker", one.name, "--cases", String(options.cases), "--from",
      String(options.from), "--state", state.path,
    ]
    if let seconds = options.seconds { arguments += ["--seconds", String(seconds)] }
    let pid = try Self.start(arguments, output: output.path)
    var number = -1
    var isLate = false
    var standing = 0
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      try await Task.sleep(for: .milliseconds(200))
      let now = Self.number(in: state) ?? -1
      standing = now == number ? standing + 1 : 0
      number = now
      // Five minutes at one input: it will not come back.
      if standing > 1500 {
        isLate = true
        kill(pid, SIGKILL)
      }
    }
    number = Self.number(in: state) ?? number
    var row =
      (try? JSONDecoder().decode(SoakRow.self, from: try Data(contentsOf: output)))
      ?? SoakRow(name: one.name)
    let signal = status & 0x7F
    if signal != 0 {
      row.cases = max(0, number - options.from)
      row.fault = isLate ? "it hangs" : "signal \(signal)"
    } else if status != 0, row.fault == nil {
      row.fault = "exit code \(status >> 8)"
    }
    if let fault = row.fault, let input = Self.input(in: state) {
      let path = "\(options.crashes)/\(one.fileName)-\(number)"
      try FileManager.default.createDirectory(
        atPath: options.crashes, withIntermediateDirectories: true)
      try input.write(to: URL(filePath: path))
      row.fault = "\(fault) at input \(number), which is now \(path)"
    }
    return row
  }

  /// Starts this program anew, with its output in a file.
  private static func start(_ arguments: [String], output: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    let variables = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    let words = arguments.map { strdup($0) } + [nil]
    let settings = variables.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, "/proc/self/exe", &actions, nil, words, settings)
    guard code == 0 else { throw SoakOptions.Fault(description: "it does not start: \(code)") }
    return pid
  }

  private static func number(in state: URL) -> Int? {
    guard let file = try? FileHandle(forReadingFrom: state),
      let head = try? file.read(upToCount: 8), head.count == 8
    else { return nil }
    return head.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func input(in state: URL) -> Data? {
    guard let all = try? Data(contentsOf: state), all.count >= 16 else { return nil }
    let count = all[8..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
    return Data(all.dropFirst(16).prefix(count))
  }
}

/// A row of the table.
struct SoakRow: Codable {
  let name: String
  var cases = 0
  var taken = 0
  var seconds = 0.0
  var growth = 0
  var slowest = 0.0
  var fault: String?

  init(name: String) { self.name = name }

  static let head =
    "case                            inputs     taken  seconds  a second  MiB more  slowest ms"

  var line: String {
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    func fixed(_ value: Double) -> String { String(format: "%.1f", value) }
    return name.padding(toLength: 30, withPad: " ", startingAt: 0)
      + right("\(cases)", 8) + right("\(taken)", 10) + right(fixed(seconds), 9)
      + right("\(seconds > 0 ? Int(Double(cases) / seconds) : 0)", 10)
      + right(fixed(Double(growth) / 1_048_576), 10) + right(fixed(slowest * 1000), 12)
  }
}
