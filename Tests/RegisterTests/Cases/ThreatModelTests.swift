import Foundation
import TestSupport
import Testing

@Suite("The threat model")
struct ThreatModelTests {
  /// What the tests and suites of this package are called.
  private static func names() throws -> Set<String> {
    let folder = Shared.packageRoot.appending(path: "Tests")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    let pattern = try Regex("@(?:Suite|Test)\\(\\s*\"([^\"\\n]+)\"")
    var names: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: pattern) {
        if let name = match.output[1].substring { names.insert(String(name)) }
      }
    }
    return names
  }

  /// The rows of the tables of controls: what each is about, and the tests in its last column.
  private static func rows(_ document: String) -> [(about: String, tests: [String])] {
    let part = document.components(separatedBy: "\n## ").first { $0.hasPrefix("Controls\n") } ?? ""
    return part.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("|"), cells.count == 3, let about = cells.first, let last = cells.last,
        about != "threat", about != "clause", !about.hasPrefix("---")
      else { return nil }
      // Every second piece stands between two asterisks.
      let pieces = last.components(separatedBy: "*")
      return (about, pieces.indices.filter { $0 % 2 == 1 }.map { pieces[$0] })
    }
  }

  @Test("Every control names a test, and every test that it names is there")
  func controls() throws {
    let names = try Self.names()
    #expect(names.count > 300)
    let file = Shared.packageRoot.appending(path: "docs/threat-model.md")
    let rows = Self.rows(try String(contentsOf: file, encoding: .utf8))
    #expect(rows.count > 30)
    for row in rows {
      #expect(!row.tests.isEmpty, "nothing shows that this is met: \(row.about)")
      for test in row.tests {
        #expect(names.contains(test), "\(row.about): there is no test \(test)")
      }
    }
  }

  @Test("A control without a test, or with one that is not there, would be found")
  func wouldBeFound() {
    let rows = Self.rows(
      "x\n## Controls\n| threat | control | tests |\n| --- | --- | --- |\n| a | b | – |\n"
        + "| c | d | *No such test, we hope*; *The threat model* |\n## Rest\n| e | f | *g* |")
    #expect(rows.map(\.about) == ["a", "c"])
    #expect(rows.map(\.tests) == [[], ["No such test, we hope", "The threat model"]])
  }
}
