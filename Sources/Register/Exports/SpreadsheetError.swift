/// Why a table does not fit into a spreadsheet.
@nonexhaustive
public enum SpreadsheetError: Error, Hashable, Sendable {
  /// A cell has more characters than a spreadsheet cell can hold.
  case cellTooLong(row: Int, column: String, characters: Int)
  /// There are more rows than a sheet can hold.
  case tooManyRows
}

extension SpreadsheetError: CustomStringConvertible {
  /// What does not fit, where, and what to do.
  public var description: String {
    switch self {
    case .cellTooLong(let row, let column, let characters):
      "row \(row), \(column): \(characters) characters, and a spreadsheet cell holds "
        + "\(Spreadsheet.cellLimit); export as CSV or JSON"
    case .tooManyRows:
      "more rows than the \(Spreadsheet.rowLimit) of a spreadsheet; export as CSV or JSON, or a "
        + "part of the rows"
    }
  }
}
