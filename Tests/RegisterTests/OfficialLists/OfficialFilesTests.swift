import Foundation
import Record
import Rules
import TestSupport
import Testing

@testable import Register

/// The official lists beside the package, read once.
private enum OfficialFiles {
  static let lists: Result<[OfficialList], any Error> = Result {
    try Shared.officialLists.flatMap {
      try ListReader.read([UInt8](Data(contentsOf: $0)), name: $0.lastPathComponent).lists
    }
  }

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Shared.data("data/\(name)")) }
}

@Suite(
  "The official lists as handed out",
  .enabled(if: Shared.has("data/lists"), "the official lists are not beside the package"))
struct OfficialFilesTests {
  private let lists: [OfficialList]

  init() throws { lists = try OfficialFiles.lists.get() }

  /// Rows, providers and technical supporters of each deep-synthesis list.
  static let counts: [String: [Int]] = [
    "2023-06": [41, 33, 8], "2023-08": [110, 66, 44], "2024-01": [129, 91, 38],
    "2024-02": [266, 205, 61], "2024-04": [394, 295, 99], "2024-06": [492, 389, 103],
    "2024-08": [487, 381, 106], "2024-10": [509, 385, 124], "2024-12": [411, 322, 89],
    "2025-03": [395, 309, 86], "2025-05": [211, 169, 42], "2025-07": [389, 287, 102],
    "2025-09": [586, 477, 109], "2025-11": [680, 522, 158], "2026-01": [572, 459, 113],
    "2026-03": [779, 629, 150], "2026-05": [608, 475, 133],
  ]

  @Test("Every row of all 29 lists is there, with its eight cells")
  func everyRow() {
    #expect(lists.count == 29)
    #expect(lists.map(\.rows.count).reduce(0, +) == 5735)
    #expect(Set(lists.flatMap { $0.rows.map(\.facts.number) }).count == 5724)
    #expect(lists.allSatisfy { $0.columns.count == 8 })
    #expect(lists.allSatisfy { list in list.rows.allSatisfy { $0.printed.count == 8 } })
    #expect(lists.allSatisfy { $0.rows.map(\.row) == Array(1...$0.rows.count) })
    #expect(
      zip(lists, Shared.officialLists.map(\.lastPathComponent)).allSatisfy { list, name in
        name == list.id.replacing("/", with: "-") + ".docx" && name == list.source.name
      })
  }

  @Test("Rows and roles are as many as counted before")
  func counts() {
    let deepSynthesis = lists.filter { $0.track == .deepSynthesis }
    #expect(deepSynthesis.count == 13)
    for list in deepSynthesis {
      let roles = list.rows.map(\.facts.role)
      #expect(
        OfficialFilesTests.counts[list.period] == [
          list.rows.count, roles.filter { $0 == .provider }.count,
          roles.filter { $0 == .technicalSupporter }.count,
        ], "\(list.id)")
    }
  }

  @Test("Every row's role or category is understood, and so is its serial number")
  func understood() {
    for list in lists {
      for row in list.rows {
        switch list.track {
        case .deepSynthesis: #expect(row.facts.role != nil && row.facts.category == nil)
        default:
          #expect(row.facts.role == nil)
          #expect(row.facts.category.map { !AlgorithmCategory.covered(by: $0).isEmpty } == true)
        }
        #expect(row.serial.map { Int($0.text) } == row.row)
        #expect(!row.facts.algorithm.isEmpty && !row.facts.organization.isEmpty)
        #expect(!row.facts.purpose.isEmpty)
        #expect(
          row.facts.role != .technicalSupporter || row.facts.products.isEmpty || list.id < "e")
      }
    }
    let automatic = lists.flatMap(\.rows).filter { $0.serial?.isAutomatic == true }
    #expect(automatic.count == 2063)
  }

  @Test("The number printed twice and the ten in both sequences are found")
  func repeatedNumbers() {
    let repeated = RepeatedNumber.all(in: lists)
    #expect(repeated.count == 11)
    #expect(repeated.allSatisfy { $0.places.count == 2 })
    #expect(repeated.filter(\.isInSeveralTracks).count == 10)
    #expect(
      repeated.filter { !$0.isInSeveralTracks }.map(\.number) == ["网信算备330110807992101250019号"])
  }

  @Test(
    "The misprinted numbers are reported; nothing else about numbers is amiss but two categories")
  func misprints() {
    let findings = lists.flatMap(\.allFindings)
    func places(_ rule: ListFinding.Rule) -> [String] {
      findings.filter { $0.rule == rule }.map { "\($0.list) \($0.row ?? 0)" }
    }
    #expect(places(.numberMalformed) == ["recommendation/2022-08 9"])
    #expect(places(.numberCheckDigit) == ["recommendation/2022-10 67"])
    #expect(places(.numberCategory) == ["recommendation/2022-08 20", "recommendation/2022-08 25"])
    #expect(places(.regionUnknown).isEmpty)
    var counts: [ListFinding.Rule: Int] = [:]
    for finding in findings { counts[finding.rule, default: 0] += 1 }
    #expect(
      counts == [
        .numberMalformed: 1, .numberCheckDigit: 1, .numberCategory: 2, .productsOmitted: 13,
        .productSeparator: 1, .productEmpty: 1, .compatibilityCharacter: 6, .cellEmpty: 1,
        .cellBroken: 1, .noteMonths: 1, .noteNotUnderstood: 1,
      ])
  }

  @Test("The longest values are whole")
  func longest() {
    func longest(_ column: Int) -> Int {
      lists.filter { $0.track == .deepSynthesis }.flatMap(\.rows)
        .map { $0.printed[column].unicodeScalars.count }.max() ?? 0
    }
    #expect([1, 3, 4, 5, 7].map(longest) == [37, 30, 491, 126, 366])
  }

  @Test("Names that notes give as the newer ones stand in the row itself")
  func notes() {
    let rows = lists.flatMap(\.rows)
    #expect(rows.filter { !$0.facts.notes.isEmpty }.count == 270)
    var kinds: [NoteStatement.Kind: Int] = [:]
    for row in rows {
      for note in row.facts.notes {
        kinds[note.kind, default: 0] += 1
        switch note.kind {
        case .organizationRenamed:
          #expect(note.after == nil || note.after == row.facts.organization)
        case .algorithmRenamed: #expect(note.after == nil || note.after == row.facts.algorithm)
        default: break
        }
      }
    }
    #expect(kinds[.cancelled] == 31)
    #expect(kinds[.other] == 1)
    let named = rows.flatMap { row in
      row.facts.notes.filter { $0.kind == .productsChanged }.compactMap(\.after)
        .flatMap { ProductCell($0).products }.map { row.facts.products.contains($0) }
    }
    // Three notes of 2023 and 2024 name products without their forms.
    #expect(named.filter { !$0 }.count == 3)
    #expect(named.count > 180)
  }

  @Test("Every list is dated, and a copy does not differ from itself")
  func datesAndDifferences() {
    for list in lists {
      #expect(list.source.address?.hasPrefix("https://www.cac.gov.cn/") == true)
      #expect(list.published.isDay == (list.track == .deepSynthesis))
      #expect(list.published >= PublicDate(list.period + "-01") ?? list.published)
      let difference = ListDifference(
        from: list.rows.map(ListDifference.Row.init), oldColumns: list.columns, to: list)
      #expect(difference.isEmpty && difference.matched.count == list.rows.count)
    }
  }

  @Test("The cancellation notices are read, and the lists they name have the numbers")
  func cancellations() throws {
    let parsed = try ListReader.read(
      OfficialFiles.bytes("cancellations.csv"), name: "cancellations.csv")
    #expect(parsed.cancellations.count == 57)
    #expect(parsed.findings.isEmpty)
    var days: [String: Int] = [:]
    for notice in parsed.cancellations { days[notice.announced.iso, default: 0] += 1 }
    #expect(
      days == [
        "2025-07-14": 28, "2025-09-11": 5, "2025-11-06": 3, "2026-01-07": 5, "2026-03-12": 1,
        "2026-05-06": 5, "2026-07-17": 10,
      ])
    var present = 0
    for notice in parsed.cancellations {
      guard let list = lists.first(where: { $0.id == notice.list }) else { continue }
      let row = try #require(
        list.rows.first { $0.facts.number == notice.number }, "\(notice.number)")
      present += 1
      guard notice.announced.iso < "2026-06" else { continue }
      #expect(row.facts.notes.contains { $0.kind == .cancelled }, "\(notice.number)")
    }
    #expect(present == 39)
  }

  @Test("The extract of the generative-AI lists is read as lists of its own track")
  func generativeAI() throws {
    let parsed = try ListReader.read(
      OfficialFiles.bytes("generative-ai-sample.csv"), name: "generative-ai-sample.csv")
    #expect(parsed.lists.map(\.id) == ["generative-ai/2024-04", "generative-ai/2026-08"])
    #expect(parsed.lists.map(\.rows.count) == [22, 9])
    #expect(parsed.lists.flatMap(\.allFindings).isEmpty)
  }
}
