import Foundation
import Register
import TestSupport

/// strace (Debian's package of that name): what a program asks of the system, and how to make one
/// such call fail, or be the last.
enum Strace {
  /// Where it is; nil where it is not installed.
  static let program: String? = ["/usr/bin/strace", "/usr/local/bin/strace", "/bin/strace"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Whether it is there and may trace: some containers forbid that.
  static let isUsable: Bool = {
    guard let program else { return false }
    return (try? Tool.runHere(program, ["-f", "-o", "/dev/null", "true"]))?.code == 0
  }()

  /// The calls that a register's storage is made of; a system that lacks one of a group has
  /// another.
  static let storageCalls = [
    ["openat", "open"], ["read"], ["pread64"], ["write"], ["pwrite64"], ["fdatasync"], ["fsync"],
    ["ftruncate"], ["rename", "renameat", "renameat2"], ["unlink", "unlinkat"],
    ["mkdir", "mkdirat"], ["mmap"], ["fcntl"], ["flock"], ["newfstatat", "fstat", "stat", "lstat"],
    ["close"],
  ]

  /// The call's names as strace takes them: those that the system does not know are passed over.
  static func names(_ group: [String]) -> String { group.map { "?\($0)" }.joined(separator: ",") }

  /// Options that confine a trace to the files of a register.
  static func paths(of directory: DataDirectory) -> [String] {
    let ledger = [
      "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.sqlite-journal",
    ]
    let local = ["anchor", "anchor.new", "anchor.lock", "log.key", "log.key.new", "lock"]
    let folder = URL(filePath: directory.path).deletingLastPathComponent().path
    let paths =
      [folder, directory.path, directory.local] + ledger.map { "\(directory.path)/\($0)" }
      + local.map { "\(directory.local)/\($0)" }
    return paths.flatMap { ["-P", $0] }
  }
}

/// The calls that a trace shows, in the order in which they began.
struct Trace {
  /// One call of the system.
  struct Call {
    /// The number of the thread that made it.
    let thread: String
    let name: String
    /// The arguments and the result, as strace writes them.
    var text: String
    /// The line at which it began.
    let began: Int
    /// The line at which it had ended; nil where it never came back.
    var ended: Int?

    /// The path behind the descriptor that is its first argument.
    var path: String? {
      let digits = text.prefix { $0.isNumber }
      let rest = text.dropFirst(digits.count)
      guard !digits.isEmpty, rest.first == "<", let end = rest.firstIndex(of: ">") else {
        return nil
      }
      return String(rest[rest.index(after: rest.startIndex)..<end])
    }

    /// The texts in quotation marks among its arguments.
    var quoted: [String] {
      text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    /// What it gave back, where that is a number.
    var result: Int? {
      guard let equals = text.range(of: " = ", options: .backwards) else { return nil }
      return Int(text[equals.upperBound...].prefix { $0.isNumber || $0 == "-" })
    }
  }

  private(set) var calls: [Call] = []

  /// Reads what `strace -f -o FILE` wrote: a process number, and a call or a part of one.
  init(contentsOf file: URL) throws {
    var open: [Substring: Int] = [:]
    let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      .split(separator: "\n")
    for (number, line) in lines.enumerated() {
      guard let blank = line.firstIndex(of: " ") else { continue }
      let process = line[..<blank]
      let rest = line[blank...].drop { $0 == " " }
      if rest.hasPrefix("<... "), let place = open.removeValue(forKey: process) {
        calls[place].text += rest.drop { $0 != ">" }.dropFirst()
        calls[place].ended = number
      } else if let bracket = rest.firstIndex(of: "("), !rest.hasPrefix("+++"),
        !rest.hasPrefix("---"), !rest.hasPrefix("<... ")
      {
        let isWhole = !rest.hasSuffix("<unfinished ...>")
        calls.append(
          Call(
            thread: String(process), name: String(rest[..<bracket]),
            text: String(rest[rest.index(after: bracket)...]),
            began: number, ended: isWhole ? number : nil))
        if !isWhole { open[process] = calls.count - 1 }
      }
    }
  }
}
