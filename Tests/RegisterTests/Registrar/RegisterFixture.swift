import Foundation
import Record
import Register
import Rules
import TestSupport
import Testing

/// A register in a folder of its own, with a clock that a test moves.
struct RegisterFixture {
  let folder: TemporaryDirectory
  let directory: DataDirectory

  init() throws {
    folder = try TemporaryDirectory()
    directory = DataDirectory(folder.path + "/register")
  }

  static let clock: @Sendable () -> Moment = { Moment(seconds: 1_790_000_000) }

  func create(_ kind: InstanceKind = .mirror) throws -> Registrar {
    try RegisterFile.create(
      directory, kind: kind, origin: "register.example/log", now: Self.clock)
  }

  func open() throws -> Registrar { try RegisterFile.open(directory, now: Self.clock) }

  /// A filing number that holds.
  static func number(
    subject: Int = 1_234_567, serial: Int, region: Int = 110_101
  ) throws -> FilingNumber {
    let region = try #require(RegionCode(region))
    return try #require(
      FilingNumber(
        region: region, subject: subject, category: .generationSynthesis, year: 2025,
        serial: serial))
  }

  static func row(
    _ row: Int, number: String, algorithm: String? = nil, organization: String = "某某科技有限公司",
    product: String = "甲(网站)", note: String = "", notes: [NoteStatement] = [],
    findings: [ListFinding] = []
  ) -> OfficialListRow {
    let algorithm = algorithm ?? "算法\(row)"
    return OfficialListRow(
      row: row, serial: nil,
      printed: ["\(row)", algorithm, "服务提供者", organization, product, "用途", number, note],
      facts: FilingFacts(
        number: number, algorithm: algorithm, role: .provider, organization: organization,
        products: [Product(name: "甲", form: "网站")], purpose: "用途", notes: notes),
      findings: findings)
  }

  static func list(
    _ period: String = "2025-05", track: Track = .deepSynthesis, rows: [OfficialListRow]
  ) throws -> OfficialList {
    OfficialList(
      track: track, title: "清单（\(period)）", period: period,
      published: try #require(PublicDate(period)),
      columns: ["序号", "算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "备注"], rows: rows,
      findings: [], source: Source(name: "\(period).docx", sha256: "00", bytes: 1))
  }

  static let observed = Day(number: 20_700)
}
