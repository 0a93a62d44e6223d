import Record
import Register
import Rules

/// A row of a list as an export has it: what the list prints, and what is known of the filing.
struct ExportRow: Sendable {
  let list: ListState
  let row: Int
  /// The headings under which the row is printed.
  let columns: [String]
  /// Its cells, as its newest copy by then prints them.
  let cells: [String]
  let isWithdrawn: Bool
  /// The newest entry of the log that says how the row reads.
  let entry: UInt64
  let view: FilingView

  /// `nil` where the row was not there by then.
  init?(
    _ row: Int, of list: ListState, _ filing: Filing, _ view: FilingView, _ time: TimeView
  ) {
    guard let reading = filing.readings(of: row, in: list.id, time).last,
      let leaf = reading.leaf.row
    else { return nil }
    self.list = list
    self.row = row
    columns = list.columns(at: reading.index)
    cells = leaf.printed
    isWithdrawn = filing.withdrawal(of: row, in: list.id, time) != nil
    entry = reading.index
    self.view = view
  }

  /// What the list prints under a heading; empty where it has no such column.
  func cell(_ heading: String) -> String {
    for (place, column) in columns.enumerated() where place < cells.count {
      if column.unicodeScalars.filter({ !$0.properties.isWhitespace }).elementsEqual(
        heading.unicodeScalars)
      {
        return cells[place]
      }
    }
    return ""
  }
}
