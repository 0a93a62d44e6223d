import Foundation
import Record
import Rules
import Testing

@Suite("Leaves are read as they were written")
struct LeafTests {
  static let facts = FilingFacts(
    number: "网信算备110101128387701230011号", algorithm: "演示算法", role: .provider,
    organization: "演示（虚构）公司", products: [Product(name: "甲", form: "网站")], purpose: "用途",
    notes: [NoteStatement(kind: .cancelled, month: "2025-09", text: "已注销")])

  static func leaves() throws -> [Leaf] {
    let date = try #require(PublicDate("2023-08"))
    let moment = try #require(Moment("2026-11-23T07:06:05Z"))
    return [
      .list(
        ListLeaf(
          list: "deep-synthesis/2023-08", track: .deepSynthesis, title: "清单", columns: ["序号"],
          rows: 1, published: date, source: nil, recorded: moment)),
      .row(
        RowLeaf(
          list: "deep-synthesis/2023-08", row: 1, printed: ["1", "\u{2028}\"\\"], facts: facts,
          findings: ["number-check-digit"], effective: date, recorded: moment)),
      .rowChanged(
        RowLeaf(
          list: "deep-synthesis/2023-08", row: 1, printed: ["1"], facts: facts,
          changed: ["备注"], effective: date, recorded: moment)),
      .rowWithdrawn(
        WithdrawalLeaf(
          list: "deep-synthesis/2023-08", row: 1, number: facts.number, effective: date,
          recorded: moment)),
      .cancellation(
        CancellationLeaf(
          number: facts.number, effective: date, list: nil, algorithm: "甲", organization: "乙",
          source: Source(name: "a.csv", sha256: "00", bytes: 1, address: "https://example.org/a"),
          recorded: moment)),
      .decision(
        DecisionLeaf(
          number: facts.number, act: .revoked, ground: "arp-33", facts: facts, effective: date,
          recorded: moment)),
    ]
  }

  @Test("every kind of leaf reads back as it was, and writes the same bytes again")
  func roundTrip() throws {
    for leaf in try Self.leaves() {
      let bytes = try leaf.encoded()
      let back = try Leaf(parsing: bytes)
      #expect(back == leaf)
      #expect(try back.encoded() == bytes)
      #expect(bytes.count <= Leaf.maximumBytes)
    }
  }

  @Test("a leaf of a later version is refused by its version, not misread")
  func laterVersion() throws {
    #expect(throws: LeafError.newer(version: Leaf.currentVersion + 1)) {
      try Leaf(parsing: Array(#"{"type":"row","v":\#(Leaf.currentVersion + 1)}"#.utf8))
    }
  }

  @Test("a commitment is of version 2, and everything older is written as it was")
  func versions() throws {
    for leaf in try Self.leaves() {
      #expect(String(decoding: try leaf.encoded(), as: UTF8.self).contains("\"v\":1"))
    }
    let commitment = Leaf.commitment(
      CommitmentLeaf(String(repeating: "a", count: 64), recorded: Moment(seconds: 0)))
    let bytes = try commitment.encoded()
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"v\":2"))
    #expect(try Leaf(parsing: bytes) == commitment)
  }

  @Test("a credit code is of version 3, with its source")
  func organizationCode() throws {
    let leaf = Leaf.organizationCode(
      OrganizationCodeLeaf(
        creditCode: try CreditCode(parsing: "91110108335469089C"), organization: "某某科技有限公司",
        effective: try #require(PublicDate("2026-03-01")),
        source: Source(name: "codes.csv", sha256: "00", bytes: 1, address: "https://a.example"),
        recorded: Moment(seconds: 0)))
    let bytes = try leaf.encoded()
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"v\":3"))
    #expect(try Leaf(parsing: bytes) == leaf)
  }

  @Test("bytes that are no leaf are refused with a reason, whatever they are")
  func hostile() throws {
    for text in ["", "{", "[]", "null", #"{"v":1}"#, #"{"v":1,"type":"nothing"}"#, "\u{0}"] {
      #expect(throws: LeafError.self) { try Leaf(parsing: Array(text.utf8)) }
    }
    let bytes = try Self.leaves()[1].encoded()
    for length in 0..<bytes.count {
      #expect(throws: LeafError.self) { try Leaf(parsing: bytes.prefix(length)) }
    }
    let nested = String(repeating: "[", count: 60_000)
    #expect(throws: LeafError.self) { try Leaf(parsing: Array(nested.utf8)) }
  }

  @Test("a leaf that is too long for the log is refused before it is written")
  func tooLong() throws {
    var facts = Self.facts
    facts.purpose = String(repeating: "长", count: 30_000)
    let date = try #require(PublicDate("2023-08-01"))
    let leaf = Leaf.row(
      RowLeaf(
        list: "a/b", row: 1, printed: [], facts: facts, effective: date,
        recorded: Moment(seconds: 0)))
    #expect(throws: LeafError.self) { try leaf.encoded() }
  }
}

@Suite("Dates and moments")
struct PublicDateTests {
  @Test(
    "a month counts from its last day, because only then is it certain",
    arguments: [
      ("2023-02", "2023-02-28"), ("2024-02", "2024-02-29"), ("2023-12", "2023-12-31"),
      ("2023-06-20", "2023-06-20"),
    ] as [(String, String)])
  func certainty(text: String, day: String) throws {
    let date = try #require(PublicDate(text))
    #expect(date.certainFrom.iso == day)
    #expect(date.description == text)
  }

  @Test(
    "what is no date is refused",
    arguments: ["", "2023", "2023-13", "2023-2", "2023-02-30", "２０２３-02", "2023-02-01T"])
  func refused(text: String) { #expect(PublicDate(text) == nil) }

  @Test("a day comes before the month that ends with it, so that dates have one order")
  func order() throws {
    let day = try #require(PublicDate("2025-10-31"))
    let month = try #require(PublicDate("2025-10"))
    let next = try #require(PublicDate("2025-11-01"))
    #expect(day < month && month < next)
    #expect(![day < day, month < day, next < month].contains(true))
  }

  @Test("a moment's Beijing day changes at 16:00 UTC")
  func midnight() throws {
    let before = try #require(Moment("2026-11-23T15:59:59Z"))
    let after = try #require(Moment("2026-11-23T16:00:00Z"))
    #expect(before.beijingDay.iso == "2026-11-23")
    #expect(after.beijingDay.iso == "2026-11-24")
    #expect(before.description == "2026-11-23T15:59:59Z")
    #expect(Moment("2026-02-29T00:00:00Z") == nil)
  }
}
