import Foundation
import TestSupport

/// The reference material beside the package, where it is handed out.
enum Shared {
  /// The package root, whatever links lead to this file.
  static let packageRoot: URL =
    (0..<4).reduce(URL(filePath: #filePath).resolvingSymlinksInPath()) { url, _ in
      url.deletingLastPathComponent()
    }

  /// `../shared` beside the package root.
  static let folder: URL = packageRoot.deletingLastPathComponent().appending(path: "shared")

  /// Whether a file or folder lies there.
  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// The text of a file there.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// The cells of a CSV file there, without its head line.
  ///
  /// None of the files has quoted cells.
  static func csv(_ path: String) throws -> [[String]] {
    try text(path).split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

/// A Python with the packages that tests compare with.
enum Python {
  /// `COUNTERMARK_PYTHON`, or `.venv/bin/python` of the package; `nil` where there is none.
  static let executable: URL? = {
    let named = ProcessInfo.processInfo.environment["COUNTERMARK_PYTHON"]
    let url =
      named.map { URL(filePath: $0) } ?? Shared.packageRoot.appending(path: ".venv/bin/python")
    return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
  }()

  /// Whether the modules can be imported.
  static func has(_ modules: String...) -> Bool {
    (try? run(["-c", "import " + modules.joined(separator: ", ")])) != nil
  }

  /// Runs it and gives what it printed.
  static func run(_ arguments: [String]) throws -> String {
    guard let executable else { throw PythonError(reason: "no Python to compare with") }
    let run = try Tool.runHere(executable.path, arguments)
    guard run.code == 0 else { throw PythonError(reason: "\(arguments) ended with \(run.code)") }
    return String(decoding: run.output, as: UTF8.self)
  }

  /// Runs a script of the `oracles` folder.
  static func oracle(_ name: String, _ arguments: String...) throws -> String {
    let script = Shared.packageRoot.appending(path: "Tests/RulesTests/oracles/\(name)")
    return try run([script.path] + arguments)
  }
}

struct PythonError: Error { let reason: String }
