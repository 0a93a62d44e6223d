import Foundation
import Media
import Rules
import TestSupport
import Testing

@testable import Checking

@Suite("A report in JSON")
struct ReportJSONTests {
  /// Foundation's encoder, which knows every field by itself.
  static func encoded(_ report: CheckReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  /// A text with what JSON escapes, and what it does not.
  static func text(_ random: inout SeededRandom) -> String {
    let pieces = [
      "a/b", "\"", "\\", "\n", "\r", "\t", "\u{8}", "\u{C}", "\0", "\u{1F}", "\u{7F}", "标识", "é",
      "\u{2028}", "😀", "e\u{301}", "\"\u{301}", "",
    ]
    return (0..<Int.random(in: 0...4, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  static func report(_ random: inout SeededRandom) throws -> CheckReport {
    func text() -> String { Self.text(&random) }
    func perhaps<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
    func wording() -> Wording { Wording(zh: text(), en: text()) }
    let code = try ProviderCode(parsing: "001191110108335469089C10001")
    func producer() -> Producer {
      Producer(.producer, Bool.random(using: &random) ? code.description : text())
    }
    let marks = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      Mark(
        kind: .sourceType, verdict: .suspected, place: text(),
        offset: Int.random(in: 0...1 << 40, using: &random), sentence: wording(),
        fields: [.init(text(), text()), .init("name", text())], producers: [producer()])
    }
    let findings = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      CheckFinding(
        rule: text(), severity: .tolerated, clause: perhaps(text()), sentence: wording(),
        place: perhaps(text()), offset: perhaps(7))
    }
    let credential = CredentialSummary(
      state: "valid", unchanged: "no", unchangedReason: perhaps(text()), signer: perhaps(text()),
      list: perhaps(text()), signed: perhaps(text()), generator: perhaps(text()),
      sourceTypes: [text(), text()],
      statuses: [
        .init(code: text(), kind: "failure", url: perhaps(text()), sentence: text()),
        .init(code: text(), kind: "success", url: perhaps(text()), sentence: text()),
      ])
    let day = try #require(Day(iso: "2026-11-27"))
    let examination = Examination(
      format: .webP, size: Int.random(in: 0...1 << 50, using: &random), marks: marks,
      findings: findings, date: perhaps(.init(day: day, place: text())), broken: perhaps(text()),
      credential: perhaps(credential))
    let filing = RegisterAnswer.FiledModel(
      number: text(), algorithm: text(), organization: text(), status: "in-force", isInForce: true,
      wasInForce: perhaps(false), page: perhaps(text()), receipt: perhaps(text()))
    let organization = RegisterAnswer.KnownOrganization(
      name: text(), filings: 3, inForce: 0, wasInForce: perhaps(true), page: perhaps(text()),
      sources: [text(), text()])
    let answers: [RegisterAnswer] = [
      .notAsked, .noCode, .filing(filing), .organization(organization), .notInRegister,
      .unanswered(text()),
    ]
    var report = CheckReport(file: text(), error: text())
    report.error = perhaps(text())
    report.examination = perhaps(examination)
    report.named = answers.map { .init(producer: producer(), answer: $0) }
    return report
  }

  @Test("is what Foundation's encoder makes of it, byte for byte, whatever stands in it")
  func same() throws {
    var random = SeededRandom()
    for _ in 0..<Effort.times(300) {
      let report = try Self.report(&random)
      let json = String(decoding: report.json, as: UTF8.self)
      #expect(json == (try Self.encoded(report)), "\(random)")
      #expect(
        try JSONDecoder().decode(CheckReport.self, from: Data(report.json)) == report, "\(random)")
    }
  }
}
