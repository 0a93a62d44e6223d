public import Record
import Rules

/// What importing a copy of an official list did.
public struct ListImport: Sendable, Codable {
  /// Whether the list was new to the register.
  public var isNew: Bool
  /// The list's identifier, `track/period`.
  public var list: String
  /// The list's title, as printed.
  public var title: String
  /// Rows in the copy.
  public var rows: Int
  /// What a newer copy changes; empty for a new list, and for a copy with the same rows.
  public var differences: [RowDifference]
  /// Notices that had been waiting for this list and apply now, by filing number.
  public var noticesApplied: [String]
  /// What the reader found remarkable.
  public var findings: [ListFinding]

  /// Whether anything was recorded.
  public var changedAnything: Bool { isNew || !differences.isEmpty }
}

/// One row that differs between what is recorded and a newer copy.
public struct RowDifference: Sendable, Codable, Hashable {
  /// What became of the row.
  public enum Kind: String, Sendable, Codable, Hashable {
    /// The newer copy has a row that was not there.
    case added
    /// The newer copy prints the row differently.
    case changed
    /// The newer copy no longer has the row; it stays in the register.
    case withdrawn
  }

  /// What became of the row.
  public var kind: Kind
  /// The row's position when it was first recorded.
  public var row: Int
  /// The filing number in the row.
  public var number: String
  /// The cells that differ; empty for an added and for a withdrawn row.
  public var columns: [ListDifference.CellChange]
}

extension ListImport {
  /// Decides what recording a copy comes to: a new list, the differences to what is recorded, or
  /// nothing at all.
  static func decide(
    _ list: OfficialList, observed: Day, on state: RegisterState, _ instance: Instance,
    at now: Moment
  ) throws(RegisterError) -> Decision {
    guard let known = state.list(list.id) else { return add(list, on: state, at: now) }
    guard known.header.source != nil else {
      throw .refused(
        reason: "\(list.id) is a list of this register's own; an official copy cannot be imported "
          + "over it")
    }
    return compare(list, with: known, observed: observed, on: state, at: now)
  }

  private static func add(
    _ list: OfficialList, on state: RegisterState, at now: Moment
  ) -> Decision {
    var leaves: [Leaf] = [.list(header(list, at: now))]
    for row in list.rows {
      leaves.append(.row(leaf(row, of: list, as: row.row, from: list.published, at: now)))
    }
    let outcome = ListImport(
      isNew: true, list: list.id, title: list.title, rows: list.rows.count, differences: [],
      noticesApplied: applied(leaves, on: state), findings: list.allFindings)
    return Decision(
      kind: .listImported, subject: list.id, leaves: leaves, outcome: .listImported(outcome))
  }

  private static func compare(
    _ list: OfficialList, with known: ListState, observed: Day, on state: RegisterState,
    at now: Moment
  ) -> Decision {
    let standing = known.rows.filter { $0.withdrawnBy == nil }.compactMap { row in
      state.row(row, of: known).map { (row.row, $0) }
    }
    let difference = ListDifference(
      from: standing.map { row, leaf in
        ListDifference.Row(id: row, printed: leaf.printed, facts: leaf.facts)
      }, oldColumns: known.header.columns,
      to: list.rows.map { ListDifference.Row($0) }, newColumns: list.columns)
    var leaves: [Leaf] = []
    var told: [RowDifference] = []
    let seen = PublicDate(observed)
    let printed = Dictionary(
      list.rows.map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    let numbers = Dictionary(
      standing.map { ($0, $1.facts.number) }, uniquingKeysWith: { first, _ in first })
    for change in difference.changed {
      guard let row = printed[change.row.id] else { continue }
      var body = leaf(row, of: list, as: change.id, from: seen, at: now)
      body.changed = change.cells.map(\.column)
      leaves.append(.rowChanged(body))
      told.append(
        RowDifference(
          kind: .changed, row: change.id, number: row.facts.number, columns: change.cells))
    }
    for id in difference.withdrawn {
      let number = numbers[id] ?? ""
      leaves.append(
        .rowWithdrawn(
          WithdrawalLeaf(list: list.id, row: id, number: number, effective: seen, recorded: now)))
      told.append(RowDifference(kind: .withdrawn, row: id, number: number, columns: []))
    }
    var next = known.rows.map(\.row).max() ?? 0
    for added in difference.added {
      guard let row = printed[added.id] else { continue }
      next += 1
      leaves.append(.row(leaf(row, of: list, as: next, from: seen, at: now)))
      told.append(RowDifference(kind: .added, row: next, number: row.facts.number, columns: []))
    }
    if !leaves.isEmpty { leaves.insert(.list(header(list, at: now)), at: 0) }
    let outcome = ListImport(
      isNew: false, list: list.id, title: list.title, rows: list.rows.count, differences: told,
      noticesApplied: applied(leaves, on: state), findings: list.allFindings)
    return Decision(
      kind: .listCopyImported, subject: list.id, leaves: leaves, outcome: .listImported(outcome))
  }

  /// The numbers in new leaves for which notices have been waiting.
  private static func applied(_ leaves: [Leaf], on state: RegisterState) -> [String] {
    var numbers: [String] = []
    for leaf in leaves {
      guard let number = leaf.facts?.number, !numbers.contains(number) else { continue }
      if !state.waitingNotices(FilingKey.key(of: number)).isEmpty { numbers.append(number) }
    }
    return numbers
  }

  private static func header(_ list: OfficialList, at now: Moment) -> ListLeaf {
    ListLeaf(
      list: list.id, track: list.track, title: list.title, columns: list.columns,
      rows: list.rows.count, published: list.published, source: list.source, recorded: now)
  }

  private static func leaf(
    _ row: OfficialListRow, of list: OfficialList, as position: Int, from date: PublicDate,
    at now: Moment
  ) -> RowLeaf {
    RowLeaf(
      list: list.id, row: position, printed: row.printed, facts: row.facts,
      findings: row.findings.map(\.rule.rawValue), effective: date, recorded: now)
  }
}

extension RegisterState {
  /// How a row of a list reads now.
  public func row(_ row: ListState.Row, of list: ListState) -> RowLeaf? {
    filings[row.ordinal]?.entries.reversed().compactMap { entry -> RowLeaf? in
      switch entry.leaf {
      case .row(let leaf), .rowChanged(let leaf):
        leaf.list == list.id && leaf.row == row.row ? leaf : nil
      default: nil
      }
    }.first
  }
}
