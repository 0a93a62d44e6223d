import Foundation
import Record
import Register
import Rules

@testable import Web

/// Every page in every shape that it can have, made from one small register whose free texts are
/// what a test says.
struct PageSamples {
  /// A page with what it was asked with.
  struct Sample {
    let name: String
    let content: PageContent
    let request: PageRequest
  }

  /// A text that no template has: a quotation mark and a bracket that the engine's own escaping
  /// would let through, and all that closes an attribute or opens an element.
  static let hostile = "\"\u{301}x<\u{200D}b>&'"

  let word: String
  let state: RegisterState
  let organization: FilingOrganization

  /// Samples in which `word` stands in every free text.
  init(word: String) throws {
    self.word = word
    state = try Self.state(word)
    organization = try Self.organization(word)
  }

  static let deep = "deep-synthesis/2023-06"
  static let many = "deep-synthesis/2024-01"
  static let recommendation = "recommendation/2022-08"

  static func number(_ serial: Int, subject: Int = 7_000_001, region: Int = 110_108) -> String {
    RegionCode(region).flatMap {
      FilingNumber(
        region: $0, subject: subject, category: .generationSynthesis, year: 2023, serial: serial)
    }?.description ?? ""
  }

  /// An instance; the register of the samples belongs to no directory.
  static func instance(_ kind: InstanceKind, word: String = "register.test/log") throws -> Instance
  {
    let record: [String: any Sendable] = [
      "v": 1, "kind": kind.rawValue, "origin": word, "logKey": word,
      "created": "2026-11-23T00:00:00Z",
    ]
    return try JSONDecoder().decode(
      Instance.self, from: JSONSerialization.data(withJSONObject: record))
  }

  /// All pages in a language.
  func all(_ language: Language, texts: Texts) throws -> [Sample] {
    var samples: [Sample] = []
    let mirror = try Self.instance(.mirror, word: word)
    func add(
      _ name: String, _ query: String = "", _ instance: Instance? = nil,
      _ content: (PageRequest) throws -> PageContent?
    ) throws {
      let request = PageRequest(
        language: language, state: state, instance: instance ?? mirror,
        items: QueryItems(parsing: query), publicBase: word)
      if let content = try content(request) {
        samples.append(Sample(name: name + query, content: content, request: request))
      }
    }
    let encoded = PercentEncoding.encode(word)
    for query in [
      "", "q=\(encoded)", "q=110108", "limit=2", "limit=2&track=deep-synthesis&after=0.3",
      "q=nothing-\(encoded)&track=deep-synthesis&list=\(encoded)&role=provider&status=revoked"
        + "&region=330110&year=1999&as-of=2026-01-01&at=9999999&after=0.1",
      "q=110108999999901230018", "year=\(encoded)&status=\(encoded)&limit=0", "region=00",
      "track=\(encoded)",
    ] {
      try add("search ", query) { SearchModel($0).content(texts) }
    }
    for query in ["", "as-of=2023-12", "at=3", "at=0"] {
      try add("lists ", query) { ListsModel($0).content(texts) }
      try add("statistics ", query) { StatisticsModel($0).content(texts) }
    }
    for id in state.listIDs {
      for query in ["", "from=101", "from=250", "rows=all", "as-of=2024-06-01", "at=9"] {
        try add("list \(id) ", query) { ListModel(id, $0)?.content(texts) }
      }
    }
    for filing in state.filings.prefix(16) {
      for query in ["", "as-of=2024-06-01", "at=30"] {
        try add("filing \(filing.key) ", query) { request in
          var faults: [ParameterFault] = []
          let time = TimeView(reading: request.items, faults: &faults)
          return FilingModel(filing, time, request.state)?.content(texts)
        }
      }
      let id = filing.current.organizationID
      try add("organization \(id) ") { OrganizationModel(id, $0)?.content(texts) }
    }
    for text in [
      nil, Self.number(1), Self.number(2), Self.number(4), Self.number(5), Self.number(888),
      "110108700000101230010", "１１０１０８　7000001", "1101082242366066220017", word,
      "Beijing-XuGouMoXing-20240101", "Beijing-XuGou-20240101S0001", "ZhongYangQiYe-A-20240101",
      "Nowhere-A-202401010001", Self.number(77, subject: 7_000_009),
      "网信算备999999700000199230018号",
    ] {
      try add("number \(text ?? "")", text.map { "q=" + PercentEncoding.encode($0) } ?? "") {
        NumberModel($0).content(texts)
      }
    }
    for kind in InstanceKind.allCases {
      let instance = try Self.instance(kind, word: word)
      try add("about \(kind) ", "", instance) { _ in ProsePages.about(texts) }
      try add("verify \(kind) ", "", instance) { ProsePages.verify($0, texts) }
      try add("filing of \(kind) ", "", instance) { request in
        guard let filing = state.filings[0] else { return nil }
        return FilingModel(filing, .now, request.state)?.content(texts)
      }
    }
    try add("data") { _ in ProsePages.data(texts) }
    for status in [400, 404, 405, 418, 500, 503] {
      try add("error \(status)") { _ in
        ErrorModel(kind: .status(status), address: .about).content(texts)
      }
    }
    try add("error list") { _ in
      ErrorModel(kind: .list(id: word), address: .lists(.now)).content(texts)
    }
    try add("error organization") { _ in
      ErrorModel(kind: .organization(id: word), address: .lists(.now)).content(texts)
    }
    for key in [
      word, Self.number(888), "110108700000101230010", Self.number(77, subject: 7_000_009),
      "440305295988702220055",
    ] {
      try add("error filing \(key)") { request in
        ErrorModel(noFiling: key, .now, request.state).content(texts)
      }
    }
    try add("error later filing") { request in
      ErrorModel(noFiling: Self.number(1), TimeView(at: 1), request.state).content(texts)
    }
    try addChecks(texts) { name, model in try add(name) { _ in model.content(texts) } }
    for page in desk(texts) {
      try add("office \(page.template)") { _ in
        PageContent(
          template: page.template, title: word, description: word,
          address: .office(OfficePath.start), isIndexed: false, bindings: page.bindings)
      }
    }
    let asked = PageRequest(
      language: language, state: state, instance: try Self.instance(.demonstration, word: word),
      items: QueryItems(), publicBase: word)
    for (name, content) in try office(asked, texts) {
      samples.append(Sample(name: "office \(name)", content: content, request: asked))
    }
    return samples
  }
}

extension PageSamples {
  private static func state(_ word: String) throws -> RegisterState {
    var leaves: [Leaf] = []
    let recorded = Moment(seconds: 1_790_000_000)
    let columns = ["序号", "算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "备注"]
    let source = Source(
      name: word, sha256: word, bytes: 1234, address: "https://example.test/" + word)
    func list(
      _ id: String, _ published: String, _ rows: Int, columns: [String], source: Source?
    ) throws {
      leaves.append(
        .list(
          ListLeaf(
            list: id, track: Track(rawValue: String(id.prefix { $0 != "/" })), title: word,
            columns: columns, rows: rows, published: try Self.date(published), source: source,
            recorded: recorded)))
    }
    let code = try CreditCode(parsing: "91110108335469089C")
    func facts(
      _ number: String, role: Role? = .provider, products: Int = 2, isNoted: Bool = true
    ) -> FilingFacts {
      FilingFacts(
        number: number, algorithm: word, role: role, category: role == nil ? word : nil,
        organization: word,
        products: (0..<products).map { Product(name: word, form: $0 == 0 ? word : nil) },
        purpose: word,
        notes: NoteStatement.Kind.allCases.filter { isNoted && $0 != .cancelled }.enumerated().map {
          NoteStatement(kind: $1, month: $0 == 0 ? "2024-08" : nil, text: word)
        }, creditCode: products == 0 ? nil : code,
        modelCode: products == 0 ? nil : ModelCode("0001"))
    }
    func row(
      _ list: String, _ row: Int, _ facts: FilingFacts, _ effective: String,
      findings: [String] = [], cells: Int = 8
    ) throws -> RowLeaf {
      RowLeaf(
        list: list, row: row, printed: (0..<cells).map { $0 == 0 ? "\(row)" : word },
        facts: facts, findings: findings, effective: try Self.date(effective), recorded: recorded)
    }
    let findings = ListFinding.Rule.allCases.map(\.rawValue) + [word]
    try list(deep, "2023-06-20", 8, columns: columns, source: source)
    leaves.append(.row(try row(deep, 1, facts(number(1)), "2023-06-20", findings: findings)))
    leaves.append(.row(try row(deep, 2, facts(number(2), products: 0), "2023-06-20")))
    leaves.append(.row(try row(deep, 3, facts("网信算备1101082242366066220017号"), "2023-06-20")))
    leaves.append(.row(try row(deep, 4, facts(number(4)), "2023-06-20", cells: 10)))
    leaves.append(.row(try row(deep, 5, facts(number(5)), "2023-06-20")))
    leaves.append(.row(try row(deep, 6, facts(word), "2023-06-20")))
    leaves.append(.row(try row(deep, 7, facts(number(7, region: 999_999)), "2023-06-20")))
    leaves.append(.row(try row(deep, 8, facts(number(8, region: 0)), "2023-06-20")))
    try list(
      recommendation, "2022-08", 2,
      columns: columns.map { $0 == "角色" ? "算法类别" : $0 }
        + [word], source: nil)
    leaves.append(.row(try row(recommendation, 1, facts(number(4), role: nil), "2022-08")))
    leaves.append(
      .row(
        try row(
          recommendation, 2, facts("Beijing-XuGouMoXing-20240101", role: nil, isNoted: false),
          "2022-08")))
    // A newer copy of the first list.
    try list(deep, "2023-06-20", 6, columns: columns, source: source)
    var edited = try row(deep, 1, facts(number(1)), "2024-03-01")
    edited.printed[1] = word + " 2"
    edited.printed[7] = ""
    edited.changed = ["算法名称", "备注"]
    leaves.append(.rowChanged(edited))
    leaves.append(
      .rowWithdrawn(
        WithdrawalLeaf(
          list: deep, row: 5, number: number(5), effective: try Self.date("2024-03-01"),
          recorded: recorded)))
    for (number, address) in [
      (number(2), "https://example.test/"), (number(5), "file:///x"), (Self.waiting, "file:///x"),
    ] {
      leaves.append(
        .cancellation(
          CancellationLeaf(
            number: number, effective: try Self.date("2025-07-14"), list: deep, algorithm: word,
            organization: word,
            source: Source(name: word, sha256: word, bytes: 1, address: address),
            recorded: recorded)))
    }
    var changed = facts(number(4), role: .technicalSupporter, products: 1)
    changed.algorithm += "2"
    changed.organization += "2"
    changed.purpose = ""
    for (act, number, facts) in [
      (DecisionLeaf.Act.changed, number(4), changed as FilingFacts?),
      (.cancelled, number(5), nil), (.revoked, number(7, region: 999_999), nil),
    ] {
      leaves.append(
        .decision(
          DecisionLeaf(
            number: number, act: act, ground: act == .changed ? word : "arp-24", facts: facts,
            effective: try Self.date("2026-06-02"), recorded: recorded)))
    }
    try list(many, "2024-01-05", 220, columns: columns, source: source)
    for serial in 1...220 {
      leaves.append(
        .row(
          try row(
            many, serial,
            facts(
              number(serial, subject: 7_000_002, region: 330_110),
              role: serial % 3 == 0 ? .technicalSupporter : .provider, isNoted: false), "2024-01-05"
          )))
    }
    return try RegisterState().applying(leaves.map { try $0.encoded() })
  }

  /// The number of a notice whose list is not recorded.
  private static let waiting = number(77, subject: 7_000_009)

  private struct NotADate: Error {}

  private static func date(_ text: String) throws -> PublicDate {
    guard let date = PublicDate(text) else { throw NotADate() }
    return date
  }
}
