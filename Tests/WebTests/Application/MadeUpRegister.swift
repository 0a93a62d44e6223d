import Foundation
import Record
import Register
import Rules
import TestSupport

/// Mirrors with made-up lists: everything that an answer has to get right in a few rows, and enough
/// rows for a second tile.
struct MadeUpRegister: Sendable {
  let directory: TemporaryDirectory
  let registrar: Registrar

  /// The clock of every register here.
  static let now = Moment(seconds: 1_790_000_000)

  /// Text that hurts whoever escapes it wrongly: a quotation mark and a bracket under combining
  /// marks, markup, line ends of every kind, controls, a noncharacter, and a character outside the
  /// basic plane.
  static let hostile =
    "\"\u{301}<\u{200D}script>alert('1')</script>&amp;\u{2028}\u{2029}\r\n\t\u{7}\u{7F}\u{FFFE}𠮷\\"

  /// A register that is open already.
  init(directory: TemporaryDirectory, registrar: Registrar) {
    self.directory = directory
    self.registrar = registrar
  }

  /// An empty mirror.
  init() throws {
    let directory = try TemporaryDirectory()
    self.init(
      directory: directory,
      registrar: try RegisterFile.create(
        DataDirectory(directory.path + "/data"), kind: .mirror, origin: "register.test/log",
        now: { Self.now }))
  }

  /// A mirror with lists, changes and notices.
  static func filled() async throws -> MadeUpRegister {
    let register = try MadeUpRegister()
    try await register.fill()
    return register
  }

  /// A number of our own making that has the form of an official one.
  static func number(_ serial: Int, region: Int = 110_108, subject: Int = 7_000_001) -> String {
    RegionCode(region).flatMap {
      FilingNumber(
        region: $0, subject: subject, category: .generationSynthesis, year: 2023, serial: serial)
    }?.description ?? ""
  }

  static let misprint = "网信算备12345号"
  static let latin = "Beijing-XuGouMoXing-20240101"
  static let unlisted = number(999, subject: 7_999_999)

  private func fill() async throws {
    let day = Day(number: Self.now.beijingDay.number - 30)
    try await importList(
      .deepSynthesis, "2023-06", published: "2023-06-20", rows: Self.firstRows(changed: false))
    try await importList(
      .recommendation, "2022-08", published: "2022-08-12",
      rows: [
        facts(Self.number(4), "虚构推送算法", organization: "虚构甲科技有限公司", category: "个性化推送类")
      ])
    try await importList(
      .generativeAI, "2024-04", published: "2024-04",
      rows: [facts(Self.latin, "虚构大模型", organization: "虚构丙科技有限公司")])
    try await importList(
      .deepSynthesis, "2024-01", published: "2024-01-05",
      rows: (1...300).map { row in
        facts(
          Self.number(row, region: 440_305, subject: 7_000_002), "虚构合成算法第\(row)号",
          organization: "虚构乙科技有限公司", role: row % 3 == 0 ? .technicalSupporter : .provider)
      })
    _ = try await registrar.carryOut(
      .importNotices(
        [notice(Self.number(5), day), notice(Self.unlisted, day)], source: source("notices.csv")))
    try await importList(
      .deepSynthesis, "2023-06", published: "2023-06-20", rows: Self.firstRows(changed: true))
  }

  /// Imports a list of a track and month.
  func importList(
    _ track: Track, _ period: String, published: String, rows: [FilingFacts]
  ) async throws {
    let list = OfficialList(
      track: track, title: "虚构清单（\(period)）", period: period,
      published: PublicDate(published) ?? PublicDate(Day(number: 0)),
      columns: ["序号", "算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "备注"],
      rows: rows.enumerated().map { offset, facts in
        OfficialListRow(
          row: offset + 1, serial: ListSerial(text: "\(offset + 1)", isAutomatic: false),
          printed: [
            "\(offset + 1)", facts.algorithm, "服务提供者", facts.organization,
            facts.products.map(\.name).joined(separator: "、"), facts.purpose, facts.number, "",
          ], facts: facts)
      }, findings: [], source: source("\(track.rawValue)-\(period).docx"))
    _ = try await registrar.carryOut(
      .importList(list, observed: Day(number: Self.now.beijingDay.number - 3)))
  }

  private static func firstRows(changed: Bool) -> [FilingFacts] {
    var rows = [
      facts(number(1), "虚构人脸融合算法", organization: "虚构甲科技有限公司"),
      facts(number(2), hostile, organization: "虚构" + hostile + "公司"),
      facts(misprint, "虚构误印算法", organization: "虚构丁科技有限公司"),
      facts(number(4), "虚构配音算法", organization: "虚构甲科技有限公司"),
      facts(number(5), "虚构已注销算法", organization: "虚构甲科技有限公司"),
      facts(number(6), "虚构被撤下算法", organization: "虚构甲科技有限公司"),
    ]
    if changed {
      rows[0].purpose = "改后的用途"
      rows.removeLast()
    }
    return rows
  }

  private func notice(_ number: String, _ day: Day) -> CancellationNotice {
    CancellationNotice(
      row: 1, announced: day, algorithm: "虚构已注销算法", role: .provider, category: nil,
      organization: "虚构甲科技有限公司", products: [], number: number, list: "deep-synthesis/2023-06",
      source: source("notices.csv"))
  }

  private func source(_ name: String) -> Source {
    Source(name: name, sha256: String(repeating: "0f", count: 32), bytes: 1234)
  }
}

func facts(
  _ number: String, _ algorithm: String, organization: String, role: Role? = .provider,
  category: String? = nil
) -> FilingFacts {
  FilingFacts(
    number: number, algorithm: algorithm, role: category == nil ? role : nil, category: category,
    organization: organization, products: [Product(name: "虚构产品", form: "网站")],
    purpose: "用于虚构的场景")
}
