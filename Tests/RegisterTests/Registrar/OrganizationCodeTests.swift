import Foundation
import Record
import Register
import Rules
import TestSupport
import Testing

@Suite("Which organization has which credit code")
struct OrganizationCodeTests {
  static let code = "91110108335469089C"

  static func table(_ rows: String...) -> [UInt8] {
    Array((["credit_code,subject_name,observed,source_url"] + rows).joined(separator: "\n").utf8)
  }

  static func provider(_ tail: String, code: String = code) throws -> ProviderCode {
    try ProviderCode(parsing: "0011" + code + tail)
  }

  @Test("a sourced code leads from a label to the organization, and no further")
  func organizationKnown() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create()
    let number = try RegisterFixture.number(serial: 1).description
    let list = try RegisterFixture.list(rows: [RegisterFixture.row(1, number: number)])
    _ = try await registrar.carryOut(.importList(list, observed: RegisterFixture.observed))
    let provider = try Self.provider("10001")
    guard case .unknown = registrar.published.state.producer(provider) else {
      Issue.record("nothing is known yet")
      return
    }
    let table = try OrganizationCodesTable.read(
      Self.table("\(Self.code),某某科技有限公司,2026-03-01,https://www.gsxt.example/1"), name: "codes.csv")
    for expected in [1, 0] {
      guard
        case .organizationCodesImported(let outcome) = try await registrar.carryOut(
          .importOrganizationCodes(table.codes, source: table.source))
      else {
        Issue.record("another outcome")
        return
      }
      #expect(outcome.recorded.count == expected)
      #expect(outcome.known == 1 - expected)
    }
    let reopened = try fixture.open().published.state
    guard case .organization(let name, let filings, let statements) = reopened.producer(provider)
    else {
      Issue.record("the organization is known")
      return
    }
    #expect(name == "某某科技有限公司")
    #expect(filings.map(\.facts.number) == [number])
    #expect(statements.map(\.leaf.source.address) == ["https://www.gsxt.example/1"])
    #expect(statements.map(\.index) == [2])
  }

  @Test("a filing that carries its model code is found by it alone")
  func filingKnown() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create(.authority)
    let code = try CreditCode(parsing: Self.code)
    let facts = try (1...2).map { serial in
      FilingFacts(
        number: try RegisterFixture.number(serial: serial).description, algorithm: "算法\(serial)",
        role: .provider, organization: "某某科技有限公司", purpose: "用途", creditCode: code,
        modelCode: ModelCode("000\(serial)"))
    }
    _ = try await registrar.carryOut(
      .publish(
        OwnList(
          track: .deepSynthesis, period: "2026-10", title: "清单",
          published: RegisterFixture.observed,
          filings: facts)))
    let state = registrar.published.state
    guard case .filing(let filing, _) = state.producer(try Self.provider("10002")) else {
      Issue.record("the filing is known")
      return
    }
    #expect(filing.facts == facts[1])
    // A code that names no model, or one that is not filed, leads to the organization only.
    for tail in ["10003", "00000"] {
      guard case .organization(_, let filings, _) = state.producer(try Self.provider(tail)) else {
        Issue.record("the organization is known")
        return
      }
      #expect(filings.count == 2)
    }
  }

  @Test(
    "a table with something wrong is refused by its line, whole",
    arguments: [
      ("91110108335469089D,某某,2026-03-01,https://a.example", "character"),
      ("91110108335469089C,,2026-03-01,https://a.example", "name"),
      ("91110108335469089C,某某,2026-02-30,https://a.example", "2026-02-30"),
      ("91110108335469089C,某某,2026-03-01,somewhere", "https"),
    ] as [(String, String)])
  func refused(row: String, reason: String) {
    let error = #expect(throws: CSVError.self) {
      try OrganizationCodesTable.read(
        Self.table("91110000802100433B,某某,2026-03-01,https://a.example", row), name: "codes.csv")
    }
    #expect(error?.line == 3)
    #expect(error?.reason.contains(reason) == true)
  }
}
