import Register

/// What a search finds, a page at a time.
struct FilingPages {
  private let state: RegisterState
  private var query: FilingQuery
  private var isDone = false

  init(_ state: RegisterState, _ query: FilingQuery) {
    self.state = state
    self.query = query
    self.query.after = nil
    self.query.limit = FilingQuery.maximumLimit
  }

  /// The next page; `nil` after the last.
  mutating func next() -> [FilingView]? {
    guard !isDone else { return nil }
    let page = state.search(query)
    query.after = page.next
    isDone = page.next == nil
    return page.filings
  }
}

/// The rows of an export that is a table.
///
/// Where words were searched for, the best filing comes first. Otherwise the rows come list by list
/// in the order of publication, as people read lists. A filter by track or list holds for the rows
/// as well: a number that stands in two sequences shows in the one that was asked for.
struct ExportRows {
  private let export: FilingExport
  private var pages: FilingPages
  private var pending: [ExportRow] = []
  private var place = 0
  /// The lists that are still to come, the last first; `nil` where the filings' order counts.
  private var lists: [ListState]?
  private var wanted: Set<Int> = []

  init(_ export: FilingExport) {
    self.export = export
    pages = FilingPages(export.state, export.query)
    let words = export.query.text ?? ""
    guard words.utf8.allSatisfy({ $0 == 0x20 }) else { return }
    while let page = pages.next() { wanted.formUnion(page.lazy.map(\.ordinal)) }
    lists = export.state.listIDs.compactMap { export.state.list($0) }
      .filter { Self.isWanted($0, export.query) }
      .sorted { ($0.published, $0.id) > ($1.published, $1.id) }
  }

  private static func isWanted(_ list: ListState, _ query: FilingQuery) -> Bool {
    list.isShown(query.time) && (query.track ?? list.track) == list.track
      && (query.list ?? list.id) == list.id
  }

  /// The next row; `nil` after the last.
  mutating func next() -> ExportRow? {
    while place == pending.count {
      pending = []
      place = 0
      if lists == nil {
        guard let page = pages.next() else { return nil }
        pending = page.flatMap(rows)
      } else {
        guard let list = lists?.popLast() else { return nil }
        pending = rows(of: list)
      }
    }
    defer { place += 1 }
    return pending[place]
  }

  private func rows(of list: ListState) -> [ExportRow] {
    list.rows.compactMap { row in
      guard wanted.contains(row.ordinal), let filing = export.state.filings[row.ordinal],
        let view = filing.view(export.query.time)
      else { return nil }
      return ExportRow(row.row, of: list, filing, view, export.query.time)
    }
  }

  private func rows(of view: FilingView) -> [ExportRow] {
    guard let filing = export.state.filings[view.ordinal] else { return [] }
    return view.places.compactMap { place in
      guard let list = export.state.list(place.list), Self.isWanted(list, export.query) else {
        return nil
      }
      return ExportRow(place.row, of: list, filing, view, export.query.time)
    }
  }
}
