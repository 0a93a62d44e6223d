/// Writes comma-separated text (RFC 4180) row by row.
///
/// Cells are always written whole. Spreadsheet programs take a cell that begins with `=`, `+`, `-`,
/// `@`, a tab or a carriage return for a formula, and run it; since RFC 4180 has no way to say that a
/// cell is text, there are two dialects, and a caller has to choose:
///
/// - ``Dialect/exact`` is for programs: UTF-8, the cells as they are.
/// - ``Dialect/spreadsheet`` is for people: a byte order mark, so that the encoding is recognized,
///   and an apostrophe before a cell that would be taken for a formula, or that begins with an
///   apostrophe itself. Taking one apostrophe off every cell that begins with one gives the exact
///   cell back. A cell of hyphens alone, which lists print for "none", is no formula and stays.
///
/// The `.xlsx` export needs neither: its cells are text by their type.
public struct CSVExport {
  /// For whom the text is written.
  public enum Dialect: String, Hashable, Sendable, CaseIterable {
    /// For programs: nothing but the cells.
    case exact
    /// For spreadsheet programs: a byte order mark, and formulas disarmed.
    case spreadsheet
  }

  private let dialect: Dialect
  private let sink: (ArraySlice<UInt8>) throws -> Void

  /// Begins a text with its headings.
  public init(
    columns: [String], dialect: Dialect, to sink: @escaping (ArraySlice<UInt8>) throws -> Void
  ) throws {
    self.dialect = dialect
    self.sink = sink
    if dialect == .spreadsheet { try sink([0xEF, 0xBB, 0xBF]) }
    try append(columns)
  }

  /// Adds a row.
  public func append(_ cells: [String]) throws {
    var line: [UInt8] = []
    for (place, cell) in cells.enumerated() {
      if place > 0 { line.append(0x2C) }
      append(cell, to: &line)
    }
    // A record of one empty field would be an empty line.
    if cells == [""] { line += [0x22, 0x22] }
    line += [0x0D, 0x0A]
    try sink(line[...])
  }

  private func append(_ cell: String, to line: inout [UInt8]) {
    let bytes = cell.utf8
    let needsQuotes = bytes.contains { [0x2C, 0x22, 0x0D, 0x0A].contains($0) }
    if needsQuotes { line.append(0x22) }
    if dialect == .spreadsheet, CSVExport.isTakenForFormula(cell) { line.append(0x27) }
    for byte in bytes {
      if byte == 0x22 { line.append(0x22) }
      line.append(byte)
    }
    if needsQuotes { line.append(0x22) }
  }

  /// Whether a spreadsheet program would run the cell, or take an apostrophe off it.
  private static func isTakenForFormula(_ cell: String) -> Bool {
    // Programs pass over leading blanks, and some take full-width signs for the ordinary ones.
    guard let first = cell.unicodeScalars.first(where: { $0 != " " && $0 != "\u{3000}" }) else {
      return false
    }
    guard "=+-@\t\r\n'＝＋－＠".unicodeScalars.contains(first) else { return false }
    return !cell.utf8.allSatisfy { $0 == 0x2D }
  }

  /// A whole text at once.
  public static func bytes(
    columns: [String], rows: some Sequence<[String]>, dialect: Dialect
  ) throws -> [UInt8] {
    let collected = ByteCollector()
    let export = try CSVExport(columns: columns, dialect: dialect) { collected.append($0) }
    for row in rows { try export.append(row) }
    return collected.bytes
  }
}

/// Gathers what an export hands out.
final class ByteCollector {
  private(set) var bytes: [UInt8] = []

  func append(_ piece: ArraySlice<UInt8>) { bytes += piece }
}
