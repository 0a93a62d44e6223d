import Foundation
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("The texts of the pages")
struct TextsTests {
  /// Keys that are put together from a part of the domain.
  static let composed =
    [
      "note-", "export-", "check-part-", "check-kind-", "check-severity-", "check-unchanged-",
      "check-status-",
    ].map { ($0, "") } + [("role-", "-text")]

  @Test("Every text is there in both languages")
  func complete() {
    #expect(Texts.table.count > 200)
    for (key, wording) in Texts.table {
      #expect(!wording.zh.isEmpty && !wording.en.isEmpty, "\(key)")
      #expect(wording.zh.trimmingCharacters(in: .whitespaces) == wording.zh, "\(key)")
      #expect(Self.places(wording.zh) == Self.places(wording.en), "\(key)")
      #expect(!wording.zh.contains("{{") && !wording.en.contains("{{"), "\(key)")
      #expect(!wording.en.contains("，") && !wording.en.contains("。"), "\(key)")
    }
  }

  @Test("A key stands in one file once")
  func unique() {
    var seen: [String: String] = [:]
    for (path, text) in EmbeddedText.files where path.hasPrefix("texts/") {
      for (key, _) in Texts.read(text) {
        #expect(seen[key] == nil, "\(key) in \(path) and \(seen[key] ?? "")")
        seen[key] = path
        #expect(
          key.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || $0 == 0x2D || (0x30...0x39).contains($0)
          }, "\(path): \(key)")
      }
    }
  }

  @Test("Every text is used, and every text that is used is there")
  func used() throws {
    var used: Set<String> = []
    for (path, text) in EmbeddedText.files where path.hasPrefix("templates/") {
      for part in text.components(separatedBy: "{{t.").dropFirst() {
        let key = part.components(separatedBy: "}}")[0]
        used.insert(key)
        #expect(Texts.table[key] != nil, "\(path): \(key)")
      }
    }
    let sources = Shared.packageRoot.appending(path: "Sources/Web")
    var literals: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      let pieces = text.components(separatedBy: "\"")
      literals.formUnion(pieces)
      for (piece, next) in zip(pieces, pieces.dropFirst())
      where piece.hasSuffix("texts[") || piece.hasSuffix("texts.fill(")
        || piece.hasSuffix("texts.count(")
      {
        let isComposed = Self.composed.contains { next == $0.0 || next.hasPrefix($0.0 + "\\(") }
        #expect(Texts.table[next] != nil || isComposed, "\(path): \(next)")
      }
    }
    used.formUnion(literals.filter { Texts.table[$0] != nil })
    let unused = Texts.table.keys.filter { key in
      !used.contains(key)
        && !Self.composed.contains { key.hasPrefix($0.0) && key.hasSuffix($0.1) }
    }
    #expect(unused.isEmpty, "\(unused.sorted())")
  }

  @Test("Composed keys have a text for each value")
  func composedKeys() {
    for kind in ["algorithm-renamed", "organization-renamed", "cancelled", "other"] {
      #expect(Texts.table["note-" + kind] != nil)
    }
    for role in Role.allCases { #expect(Texts.table["role-\(role.rawValue)-text"] != nil) }
    for format in ExportFormat.allCases { #expect(Texts.table["export-" + format.rawValue] != nil) }
  }

  @Test("Places are filled, and numbers choose between singular and plural")
  func filling() {
    let table = ["a": Wording(zh: "{n}项", en: "{n} filing of {name}|{n} filings of {name}")]
    let english = Texts(.english, table: table)
    #expect(english.count("a", 1, ["name": "{n}"]) == "1 filing of {n}")
    #expect(english.count("a", 12_345, ["name": "x"]) == "12,345 filings of x")
    #expect(Texts(.chinese, table: table).count("a", 1) == "1项")
    #expect(english.fill("b", [:]) == "b")
    #expect(Texts.grouped(-1_234_567) == "-1,234,567")
    #expect(Texts.grouped(999) == "999")
  }

  @Test("Chinese words in an English text are marked, and a Chinese page marks none")
  func runs() {
    let runs = TextRun.runs("the 备案 list", in: .english)
    #expect(runs.map(\.text) == ["the ", "备案", " list"])
    #expect(runs.map(\.isChinese) == [false, true, false])
    #expect(TextRun.runs("the 备案 list", in: .chinese).count == 1)
    #expect(TextRun.runs("", in: .english).isEmpty)
  }

  private static func places(_ text: String) -> Set<String> {
    Set(
      text.components(separatedBy: "{").dropFirst().map { $0.components(separatedBy: "}")[0] })
  }
}
