import Record
import Register
import Rules

/// What an appender does in each turn: new lists, newer copies with a change, and notices of
/// cancellation.
///
/// The same turn is always the same command, so that one which was cut short can be
/// given again.
struct Script {
  let writer: Int

  private enum Kind {
    case list(rows: Int)
    case copy(of: Int)
    case notice(of: Int)
  }

  private func kind(_ turn: Int) -> Kind {
    switch turn % 8 {
    case 3, 7: .copy(of: turn - 1)
    case 5: .notice(of: turn - 1)
    case 4: .list(rows: 1)
    case 6: .list(rows: turn % 32 == 6 ? 40 : 3)
    default: .list(rows: 2)
    }
  }

  /// Where to go on: the last list that the writer recorded, or the beginning.
  func lastTurn(in state: RegisterState) -> Int {
    state.listIDs.filter { $0.hasPrefix(track.rawValue + "/") }
      .compactMap { Int($0.dropFirst(track.rawValue.utf8.count + 1)) }.max() ?? 0
  }

  /// The command of a turn.
  func command(_ turn: Int) throws -> Command {
    switch kind(turn) {
    case .list(let rows):
      return .importList(try list(turn, rows: rows), observed: Self.day)
    case .copy(let earlier):
      guard case .list(let rows) = kind(earlier) else { throw ScriptError.noList(turn: earlier) }
      var list = try list(earlier, rows: rows)
      list.rows[0].printed[5] += "（第\(turn)次）"
      list.rows[0].facts.purpose += "（第\(turn)次）"
      return .importList(list, observed: Self.day)
    case .notice(let earlier):
      let number = try number(earlier, row: 1).description
      let notice = CancellationNotice(
        row: 1, announced: Self.day, algorithm: "算法", role: .provider, category: nil,
        organization: "某某科技有限公司", products: [], number: number, list: nil, source: source)
      return .importNotices([notice], source: source)
    }
  }

  /// The index of the newest leaf of a turn whose command is recorded.
  func newestLeaf(_ turn: Int, in state: RegisterState) throws -> UInt64 {
    let index: UInt64? =
      switch kind(turn) {
      case .list: state.list(id(turn))?.copies.last?.index
      case .copy(let earlier): state.list(id(earlier))?.copies.last?.index
      case .notice(let earlier): try notice(of: try number(earlier, row: 1), in: state)
      }
    guard let index else { throw ScriptError.notRecorded(turn: turn) }
    return index
  }

  /// The newest statement on a filing, or a notice that waits for it.
  private func notice(of number: FilingNumber, in state: RegisterState) throws -> UInt64? {
    if let filing = state.filing(number.description) { return filing.latestEntry(.now)?.index }
    return state.pendingNotices.last { entry in
      if case .cancellation(let notice) = entry.leaf {
        notice.number == number.description
      } else {
        false
      }
    }?.index
  }

  private static let day = Day(number: 20_700)

  private var track: Track { Track(rawValue: "writer-\(writer)") }

  private var source: Source { Source(name: "writer-\(writer)", sha256: "00", bytes: 1) }

  private func id(_ turn: Int) -> String { "\(track.rawValue)/\(turn)" }

  private func number(_ turn: Int, row: Int) throws -> FilingNumber {
    guard let region = RegionCode(110_101),
      let number = FilingNumber(
        region: region, subject: (writer + 1) * 1_000_000 + turn, category: .generationSynthesis,
        year: 2025, serial: row)
    else { throw ScriptError.noNumber(turn: turn) }
    return number
  }

  private func list(_ turn: Int, rows: Int) throws -> OfficialList {
    OfficialList(
      track: track, title: "清单（第\(turn)次）", period: "\(turn)", published: PublicDate(Self.day),
      columns: ["序号", "算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "备注"],
      rows: try (1...rows).map { row in
        let number = try number(turn, row: row).description
        return OfficialListRow(
          row: row, serial: nil,
          printed: ["\(row)", "算法\(turn)", "服务提供者", "某某科技有限公司", "甲(网站)", "用途", number, ""],
          facts: FilingFacts(
            number: number, algorithm: "算法\(turn)", role: .provider, organization: "某某科技有限公司",
            products: [Product(name: "甲", form: "网站")], purpose: "用途"))
      }, findings: [], source: source)
  }
}

/// Why a turn of a script cannot be given or is not there.
enum ScriptError: Error {
  case noList(turn: Int)
  case noNumber(turn: Int)
  case notRecorded(turn: Int)
}
