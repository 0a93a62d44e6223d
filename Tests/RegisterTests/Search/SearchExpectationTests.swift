import Foundation
import Record
import Register
import Rules
import TestSupport
import Testing

/// What people type, and what they have to find.
struct SearchExpectation: Sendable, CustomTestStringConvertible {
  let query: String
  /// A part of the organization's name that every one of the first hits has.
  let organization: String
  /// The least number of filings.
  let atLeast: Int

  var testDescription: String { query }

  static let onOfficialLists: [SearchExpectation] = [
    SearchExpectation(query: "华为", organization: "华为", atLeast: 3),
    SearchExpectation(query: "百度", organization: "百度", atLeast: 4),
    SearchExpectation(query: "huawei", organization: "华为", atLeast: 3),
    SearchExpectation(query: "HUAWEI", organization: "华为", atLeast: 3),
    SearchExpectation(query: "ｈｕａｗｅｉ", organization: "华为", atLeast: 3),
    SearchExpectation(query: "baidu", organization: "百度", atLeast: 4),
    SearchExpectation(query: "Alibaba", organization: "阿里", atLeast: 3),
    SearchExpectation(query: "SenseTime", organization: "商汤", atLeast: 8),
    SearchExpectation(query: "iFlytek", organization: "讯飞", atLeast: 3),
    SearchExpectation(query: "Tencent", organization: "腾讯", atLeast: 5),
    SearchExpectation(query: "网易  合成", organization: "网易", atLeast: 1),
    SearchExpectation(query: "110108645502801230035", organization: "百度网讯", atLeast: 1),
    SearchExpectation(query: "网信算备110108645502801230035号", organization: "百度网讯", atLeast: 1),
    SearchExpectation(query: "１１０１０８６４５５０２８０１２３００３５", organization: "百度网讯", atLeast: 1),
    SearchExpectation(query: "6455028012", organization: "百度网讯", atLeast: 1),
    SearchExpectation(query: "1101082242366066220017", organization: "三快", atLeast: 1),
  ]
}

@Suite(
  "Search on the official lists finds what people type",
  .enabled(if: Shared.has("data/lists"), "the official lists are not beside the project"))
struct SearchExpectationTests {
  /// A register of all lists, read once for the suite.
  static let register = Task { () -> (RegisterFixture, RegisterState) in
    let fixture = try RegisterFixture()
    let registrar = try fixture.create()
    let folder = Shared.url("data/lists")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
    for file in files {
      let parsed = try ListReader.read(
        [UInt8](try Data(contentsOf: file)), name: file.lastPathComponent)
      for list in parsed.lists {
        _ = try await registrar.carryOut(
          .importList(list, observed: RegisterFixture.observed))
      }
    }
    return (fixture, registrar.published.state)
  }

  @Test("a name, a number or a part of one", arguments: SearchExpectation.onOfficialLists)
  func finds(_ expectation: SearchExpectation) async throws {
    let state = try await Self.register.value.1
    let page = state.search(FilingQuery(text: expectation.query, limit: 3))
    #expect(page.total >= expectation.atLeast)
    #expect(!page.filings.isEmpty)
    for filing in page.filings {
      #expect(filing.facts.organization.contains(expectation.organization))
    }
  }

  @Test("pages follow each other without a gap or a repetition, and the filters hold")
  func pages() async throws {
    let state = try await Self.register.value.1
    for query in [
      FilingQuery(text: "数字人", limit: 7), FilingQuery(role: .technicalSupporter, limit: 50),
      FilingQuery(list: "deep-synthesis/2023-08", limit: 9), FilingQuery(region: "44", limit: 100),
    ] {
      var seen: [Int] = []
      var next: FilingQuery? = query
      while let asked = next {
        let page = state.search(asked)
        seen += page.filings.map(\.ordinal)
        next = page.next.map { cursor in
          var following = asked
          following.after = cursor
          return following
        }
      }
      #expect(seen.count == Set(seen).count)
      #expect(seen.count == state.search(query).total)
      #expect(Set(seen) == Set(state.all(query).map(\.ordinal)))
    }
    #expect(state.search(FilingQuery(list: "deep-synthesis/2023-08")).total == 110)
  }

  @Test("every list is in, row by row, and nothing is counted twice")
  func everything() async throws {
    let state = try await Self.register.value.1
    let statistics = state.statistics()
    #expect(statistics.tracks.reduce(0) { $0 + $1.rows } == 5_735)
    #expect(state.filings.count == 5_724)
    #expect(statistics.inSeveralTracks == 10)
    for track in statistics.tracks {
      #expect(track.byStatus.values.reduce(0, +) == track.filings)
      #expect(track.byProvince.values.reduce(0, +) == track.filings)
      #expect(track.byYear.values.reduce(0, +) == track.filings)
    }
  }
}
