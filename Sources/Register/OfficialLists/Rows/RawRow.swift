/// A row of a list put together from the document's tables, before it is understood.
struct RawRow: Hashable, Sendable {
  /// The cells, one for each column of the list, then surplus ones.
  var cells: [String]
  /// Whether the serial number is an automatic one.
  var isSerialAutomatic = false
  /// Columns, by their place, whose text comes from a merged cell.
  var merged: [Int] = []
  /// Columns, by their place, with a table in their cell.
  var nested: [Int] = []
  /// How many cells the row itself had.
  var cellCount = 0
  /// How many rows of the document it was put together from.
  var parts = 1
}
