import Record
import Register
import Rules

/// Made-up commands: the same every time, so that two registers that were given the same ones at
/// the same time have the same root.
enum MadeUp {
  static let clock: @Sendable () -> Moment = { Moment(seconds: 1_790_000_000) }
  static let origin = "register.example/log"
  static let day = Day(number: 20_700)
  static let source = Source(name: "made-up", sha256: "00", bytes: 1)
  static let columns = ["序号", "算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "备注"]

  /// A number of a filing of a demonstration.
  static func number(_ serial: Int, subject: Int = 1_000_017) throws -> String {
    guard
      let number = FilingNumber(
        region: .demonstration, subject: subject, category: .generationSynthesis, year: 2026,
        serial: serial)
    else { throw BrokenPromise("no number for \(serial)") }
    return number.description
  }

  static func facts(_ serial: Int, purpose: String = "用途") throws -> FilingFacts {
    FilingFacts(
      number: try number(serial), algorithm: "演示算法\(serial)", role: .provider,
      organization: "演示（虚构）科技有限公司", products: [Product(name: "演示", form: "网站")],
      purpose: purpose)
  }

  static func row(_ row: Int, purpose: String = "用途") throws -> OfficialListRow {
    let facts = try facts(row, purpose: purpose)
    return OfficialListRow(
      row: row, serial: nil,
      printed: [
        "\(row)", facts.algorithm, "服务提供者", facts.organization, "演示(网站)", purpose, facts.number,
        "",
      ], facts: facts)
  }

  /// A list of rows, by their numbers.
  static func list(_ period: String, rows: [OfficialListRow]) -> OfficialList {
    OfficialList(
      track: .deepSynthesis, title: "清单（\(period)）", period: period, published: PublicDate(day),
      columns: columns, rows: rows, findings: [], source: source)
  }

  static func list(_ period: String, _ rows: ClosedRange<Int>) throws -> Command {
    .importList(list(period, rows: try rows.map { try row($0) }), observed: day)
  }

  static func notice(_ serial: Int) throws -> Command {
    let notice = CancellationNotice(
      row: 1, announced: day, algorithm: "演示算法\(serial)", role: .provider, category: nil,
      organization: "演示（虚构）科技有限公司", products: [], number: try number(serial), list: nil,
      source: source)
    return .importNotices([notice], source: source)
  }

  /// A command of each kind, for a demonstration.
  static func everyKind() throws -> [Command] {
    [
      try list("2026-01", 1...3),
      .importList(
        list("2026-01", rows: [try row(1), try row(2, purpose: "另一用途")]), observed: day),
      try notice(1),
      try notice(900),
      .publish(
        OwnList(
          track: .generativeAI, period: "2026-02", title: "演示清单", published: day,
          filings: [try facts(10), try facts(11)])),
      .decide(
        OwnDecision(
          number: try number(10), act: .changed, ground: "arp-24",
          facts: try facts(10, purpose: "新用途"), effective: day)),
      .decide(
        OwnDecision(number: try number(11), act: .revoked, ground: "arp-33", effective: day)),
    ]
  }
}
