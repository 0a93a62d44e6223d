/// Writes a spreadsheet (.xlsx, ECMA-376) of one sheet as a stream: nothing is kept of a row once it
/// is written.
///
/// Every cell is text by its type, so that numbers of 21 digits stay whole and nothing is taken for
/// a formula. The headings are bold and stay in view. The same rows make the same bytes.
public struct Spreadsheet: ~Copyable {
  /// A column of the sheet.
  public struct Column: Hashable, Sendable {
    /// The heading.
    public var heading: String
    /// The width in characters, 1 to 255.
    public var width: Int

    /// A column of the sheet.
    public init(_ heading: String, width: Int = 20) {
      self.heading = heading
      self.width = min(max(width, 1), 255)
    }
  }

  /// The most rows of a sheet, headings included.
  static let rowLimit = 1_048_576
  /// The most characters of a cell, counted as UTF-16.
  static let cellLimit = 32_767

  private var zip: ZipWriter
  private let columns: [Column]
  private var row = 0
  private var buffer: [UInt8] = []

  /// Begins a sheet with its headings.
  ///
  /// - Parameters:
  ///   - name: The sheet's name; at most 31 characters of it are taken, and not `[]:*?/\`.
  ///   - columns: Its columns.
  ///   - sink: Takes the file's bytes in order.
  /// - Throws: ``SpreadsheetError``, and what the sink throws.
  public init(
    name: String, columns: [Column], to sink: @escaping (ArraySlice<UInt8>) throws -> Void
  ) throws {
    self.columns = columns
    self.zip = ZipWriter(to: sink)
    for (part, text) in SpreadsheetParts.all(sheet: name) {
      try zip.begin(part)
      try zip.write(Array(text.utf8)[...])
    }
    try zip.begin("xl/worksheets/sheet1.xml")
    buffer += SpreadsheetParts.sheetHead(widths: columns.map(\.width)).utf8
    try write(columns.map(\.heading), style: 1)
  }

  /// Adds a row.
  ///
  /// - Throws: ``SpreadsheetError``, ``ArchiveError`` past 4 GiB, and what the sink throws.
  public mutating func append(_ cells: [String]) throws { try write(cells, style: nil) }

  private mutating func write(_ cells: [String], style: Int?) throws {
    row += 1
    guard row <= Spreadsheet.rowLimit else { throw SpreadsheetError.tooManyRows }
    let styled = style.map { " s=\"\($0)\"" } ?? ""
    buffer += "<row r=\"\(row)\">".utf8
    for (place, cell) in cells.enumerated() where !cell.isEmpty {
      let characters = cell.utf16.count
      guard characters <= Spreadsheet.cellLimit else {
        let column = columns.indices.contains(place) ? columns[place].heading : "\(place + 1)"
        throw SpreadsheetError.cellTooLong(row: row, column: column, characters: characters)
      }
      let name = SpreadsheetParts.columnName(place)
      buffer +=
        "<c r=\"\(name)\(row)\" t=\"inlineStr\"\(styled)><is><t xml:space=\"preserve\">".utf8
      SpreadsheetParts.append(cell, to: &buffer)
      buffer += "</t></is></c>".utf8
    }
    buffer += "</row>".utf8
    if buffer.count > 1 << 16 { try flush() }
  }

  private mutating func flush() throws {
    try zip.write(buffer[...])
    buffer.removeAll(keepingCapacity: true)
  }

  /// Ends the sheet and the file.
  public consuming func finish() throws {
    buffer += "</sheetData></worksheet>".utf8
    try flush()
    try zip.finish()
  }

  /// A whole spreadsheet at once.
  public static func bytes(
    name: String, columns: [Column], rows: some Sequence<[String]>
  ) throws -> [UInt8] {
    let collected = ByteCollector()
    var sheet = try Spreadsheet(name: name, columns: columns) { collected.append($0) }
    for row in rows { try sheet.append(row) }
    try sheet.finish()
    return collected.bytes
  }
}
