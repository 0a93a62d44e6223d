import Record
import Register
import Rules

extension ListModel {
  /// Looks a list up; `nil` where it is not recorded, or was not by that time.
  init?(_ id: String, _ request: PageRequest) {
    var faults: [ParameterFault] = []
    let time = TimeView(reading: request.items, faults: &faults)
    guard let list = request.state.list(id), time.shows(index: list.copies[0].index),
      time.shows(list.published)
    else { return nil }
    let copies = list.copies.filter { time.shows(index: $0.index) }
    let shown = list.rows.filter { time.shows(index: $0.firstLeaf) }
    let header = copies.last?.header ?? list.header
    self.init(
      id: id, time: time, portion: ListModel.portion(request.items, rows: shown.count),
      track: list.track, title: header.title, published: list.published, columns: header.columns,
      rowCount: shown.count, notInForce: 0, rows: [],
      copies: copies.map {
        Copy(index: $0.index, source: $0.header.source, recorded: $0.header.recorded)
      })
    for (place, row) in shown.enumerated() {
      guard let filing = request.state.filings[row.ordinal], let view = filing.view(time) else {
        continue
      }
      if !view.status.isInForce { notInForce += 1 }
      if case .from(let start) = portion,
        !(start..<(start + ListPortion.rows)).contains(place + 1)
      {
        continue
      }
      rows.append(ListModel.row(row, of: id, filing, view, time))
    }
  }

  private static func row(
    _ row: ListState.Row, of list: String, _ filing: Filing, _ view: FilingView, _ time: TimeView
  ) -> Row {
    var cells: [String] = []
    var isEdited = false
    var algorithm = view.facts.algorithm
    for entry in filing.entries where time.shows(index: entry.index) {
      guard time.shows(entry.leaf.effective) else { continue }
      switch entry.leaf {
      case .row(let leaf) where leaf.list == list && leaf.row == row.row:
        cells = leaf.printed
        algorithm = leaf.facts.algorithm
      case .rowChanged(let leaf) where leaf.list == list && leaf.row == row.row:
        cells = leaf.printed
        algorithm = leaf.facts.algorithm
        isEdited = true
      default: break
      }
    }
    return Row(
      row: row.row, key: filing.key, algorithm: algorithm, cells: cells, status: view.status,
      isEdited: isEdited, isWithdrawn: row.withdrawnBy.map { time.shows(index: $0) } ?? false)
  }

  /// `rows=all`, or `from=ROW`: the page on which that row is.
  private static func portion(_ items: QueryItems, rows: Int) -> ListPortion {
    if items["rows"] == "all" { return .whole }
    let row = items["from"].flatMap { Int($0) } ?? 1
    return .with(row: min(max(row, 1), max(rows, 1)))
  }
}
