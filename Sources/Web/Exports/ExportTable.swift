import Record
import Register
import Rules

/// The columns of the exports that are tables.
///
/// The authority's own columns carry its headings and its cells, as printed. The others say what was
/// understood; `track` comes first, since rows of different tracks are never counted together.
enum ExportTable {
  /// A column: its heading, its width on a sheet, and what stands in it.
  struct Column: Sendable {
    let heading: String
    let width: Int
    let cell: @Sendable (ExportRow) -> String
  }

  /// All columns, for a kind of register.
  static func columns(_ kind: InstanceKind) -> [Column] {
    [
      Column(heading: "track", width: 16) { $0.list.track.rawValue },
      Column(heading: "list", width: 24) { $0.list.id },
      Column(heading: "row", width: 6) { String($0.row) },
    ] + printed
      + [
        Column(heading: "status", width: 12) { $0.view.status.rawValue },
        Column(heading: "status_since", width: 12) { $0.view.statusSince?.description ?? "" },
        Column(heading: "published", width: 12) { $0.view.published.description },
        Column(heading: "role", width: 20) { $0.view.facts.role?.rawValue ?? "" },
        Column(heading: "number_digits", width: 24) { $0.view.number == nil ? "" : $0.view.key },
        Column(heading: "region", width: 8) { $0.view.regionDigits ?? "" },
        Column(heading: "organization_id", width: 24) { $0.view.organizationID },
        Column(heading: "withdrawn", width: 10) { $0.isWithdrawn ? "yes" : "no" },
        Column(heading: "findings", width: 24) { $0.view.findings.joined(separator: " ") },
        Column(heading: "entry", width: 8) { String($0.entry) },
        Column(heading: "register", width: 14) { _ in kind.rawValue },
      ]
  }

  private static let printed: [Column] = [
    ("序号", 6), ("算法名称", 30), ("角色", 14), ("算法类别", 14), ("主体名称", 34), ("应用产品", 30), ("主要用途", 60),
    ("备案编号", 36), ("备注", 30),
  ].map { heading, width in Column(heading: heading, width: width) { $0.cell(heading) } }
}
