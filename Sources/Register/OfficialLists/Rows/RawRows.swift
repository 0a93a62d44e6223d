import Rules

/// Puts the rows of a list together from the tables of a document: finds the header, maps cells to
/// columns through merges and grids, joins rows that were split, leaves out repeated headers.
struct RawRows {
  /// The headings as printed.
  private(set) var headings: [String] = []
  /// What the headings mean; `nil` for one that is not known here.
  private(set) var columns: [ListColumn?] = []
  private(set) var rows: [RawRow] = []
  /// The text before the header that stands in tables: it may hold the title.
  private(set) var leading: [String] = []
  /// How many rows without text were left out.
  private(set) var emptyRows = 0
  /// How many rows with text stand in tables that are no part of the list.
  private(set) var foreignRows = 0

  /// How the cells of one table lie under the headings.
  private struct Layout {
    /// The grid columns under each heading.
    let grid: [Range<Int>]
    /// The column of the list that each heading stands for.
    let places: [Int]
  }

  /// Reads the tables of a document in order.
  init(_ tables: [WordTable]) {
    var layout: Layout?
    for table in tables {
      var isInList = false
      // The texts of the row above, by column, for cells that are merged downwards.
      var above: [String] = []
      for row in table.rows {
        if let found = header(row) {
          layout = found
          isInList = true
          above = []
          continue
        }
        guard
          row.cells.contains(where: { !CellText.squeezed($0.text).isEmpty })
            || row.cells.contains(where: { $0.vertical == .continues })
        else {
          if layout != nil { emptyRows += 1 }
          continue
        }
        guard let layout else {
          leading += row.cells.map(\.text)
          continue
        }
        // One cell over all columns is a heading or a remark.
        guard isInList && row.cells.count > 1 || row.cells.count == layout.grid.count else {
          foreignRows += 1
          continue
        }
        isInList = true
        take(row, layout, above: &above)
      }
    }
  }

  /// The layout under a header row, or `nil` where the row is none.
  ///
  /// The first header of a document gives the list its columns; a later one may order them
  /// differently.
  private mutating func header(_ row: WordRow) -> Layout? {
    let found = row.cells.map { ListColumn(heading: $0.text) }
    guard ListColumn.required.allSatisfy(found.contains) else { return nil }
    if columns.isEmpty {
      headings = row.cells.map(\.text)
      columns = found
    }
    var free = columns.count
    let places = found.enumerated().map { place, column in
      if columns.indices.contains(place), columns[place] == column { return place }
      if let column, let known = columns.firstIndex(of: column) { return known }
      free += 1
      return free - 1
    }
    return Layout(
      grid: row.cells.map { $0.gridColumn..<$0.gridColumn + $0.span }, places: places)
  }

  private mutating func take(_ row: WordRow, _ layout: Layout, above: inout [String]) {
    let under = RawRows.place(row.cells, under: layout)
    var raw = RawRow(cells: Array(repeating: "", count: columns.count))
    raw.cellCount = row.cells.count
    // The texts of the row's own cells, and the columns that continue a cell above.
    var own = raw.cells
    var continued: Set<Int> = []
    // An old-style merge over columns leaves its cells in place, without text.
    var leftText = ""
    for (cell, places) in zip(row.cells, under) {
      let text = cell.horizontal == .continues ? leftText : cell.text
      leftText = text
      for (order, place) in places.enumerated() {
        if place >= raw.cells.count {
          if !CellText.squeezed(text).isEmpty { raw.cells.append(text) }
          continue
        }
        let continues = cell.vertical == .continues && above.indices.contains(place)
        raw.cells[place] = continues ? above[place] : text
        if continues { continued.insert(place) } else { own[place] = text }
        if cell.vertical != .none || cell.horizontal != .none || order > 0 {
          raw.merged.append(place)
        }
        if cell.hasNestedTable { raw.nested.append(place) }
        if columns[place] == .serial, cell.isNumbered { raw.isSerialAutomatic = true }
      }
    }
    above = Array(raw.cells.prefix(columns.count))
    if !rows.isEmpty, continuesRowBefore(own, continued: continued) {
      join(own, surplus: raw.cells.dropFirst(columns.count))
    } else {
      rows.append(raw)
    }
  }

  /// The columns that each cell lies under.
  ///
  /// With as many cells as headings their order decides; otherwise the grid does, and a cell over
  /// several columns lies under each of them.
  private static func place(_ cells: [WordCell], under layout: Layout) -> [[Int]] {
    if cells.count == layout.grid.count { return layout.places.map { [$0] } }
    return cells.map { cell in
      let covered = cell.gridColumn..<cell.gridColumn + cell.span
      let places = layout.grid.indices.filter { layout.grid[$0].overlaps(covered) }
        .map { layout.places[$0] }
      return places.isEmpty ? [Int.max] : places
    }
  }

  /// Whether a row of the document goes on with the row before: both were one, and the serial and
  /// the number stand in cells that reach over both; or the row lacks what every filing has.
  private func continuesRowBefore(_ own: [String], continued: Set<Int>) -> Bool {
    let identity: [ListColumn] = [.serial, .number]
    let places = identity.compactMap { columns.firstIndex(of: $0) }
    if !places.isEmpty, places.allSatisfy(continued.contains) { return true }
    func isEmpty(_ column: ListColumn) -> Bool {
      guard let place = columns.firstIndex(of: column) else { return true }
      return CellText.squeezed(own[place]).isEmpty && !continued.contains(place)
    }
    guard isEmpty(.serial), isEmpty(.algorithm) || isEmpty(.organization) else { return false }
    if isEmpty(.number) { return true }
    // The end of a number that was broken over the page is no number itself.
    guard isEmpty(.algorithm), isEmpty(.organization),
      let place = columns.firstIndex(of: .number)
    else { return false }
    return NumberReading(CellText.squeezed(own[place])).filingNumber == nil
  }

  private mutating func join(_ own: [String], surplus: ArraySlice<String>) {
    let last = rows.count - 1
    for (place, text) in own.enumerated() where !CellText.squeezed(text).isEmpty {
      rows[last].cells[place] += rows[last].cells[place].isEmpty ? text : "\n" + text
    }
    rows[last].cells += surplus
    rows[last].parts += 1
  }
}
