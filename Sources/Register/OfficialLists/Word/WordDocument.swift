/// What a list needs of a word-processing document: the paragraphs before its tables, and its
/// tables, cell by cell, as a reader of the printed page sees them.
///
/// Tracked changes count as accepted; hidden text is not printed and therefore not there.
struct WordDocument: Hashable, Sendable {
  /// The text of the paragraphs that stand outside tables, in order, up to a limit.
  var paragraphs: [String] = []
  /// The tables of the body, in order.
  ///
  /// Tables within cells are part of their cell's text.
  var tables: [WordTable] = []
  /// Whether it holds tracked changes.
  var hasTrackedChanges = false
  /// Whether it holds text that is formatted as hidden, which was left out.
  var hasHiddenText = false
  /// Whether a paragraph has an automatic number whose form is not known here.
  var hasUnknownNumbering = false
}

/// A table, row by row.
struct WordTable: Hashable, Sendable {
  var rows: [WordRow] = []
}

/// A row of a table.
struct WordRow: Hashable, Sendable {
  var cells: [WordCell] = []
}

/// A cell of a table.
struct WordCell: Hashable, Sendable {
  /// How a cell takes part in a merge over rows or columns.
  enum Merge: Hashable, Sendable {
    case none
    case begins
    case continues
  }

  /// The text: paragraphs joined by a line feed, automatic numbers included.
  var text = ""
  /// The first of the grid columns that it covers, from 0.
  var gridColumn = 0
  /// How many grid columns it covers.
  var span = 1
  /// Its part in a merge over rows.
  var vertical = Merge.none
  /// Its part in an old-style merge over columns.
  var horizontal = Merge.none
  /// Whether an automatic number is part of the text.
  var isNumbered = false
  /// Whether a table within it was taken as text.
  var hasNestedTable = false
}
