import Record
public import Register
import Transparency

/// All filings that a search finds, as one file: the same bytes for whoever asks, on a page, by the
/// API or by the command.
///
/// CSV and XLSX are tables with one row for each row of a list; JSON has one object for each
/// filing. The file is written piece by piece, so memory does not grow with it.
public struct FilingExport: Sendable {
  let state: RegisterState
  let instance: Instance
  let query: FilingQuery
  let format: ExportFormat
  let dialect: CSVExport.Dialect

  /// An export of what a search finds; its page (`after`, `limit`) counts for nothing.
  ///
  /// - Parameters:
  ///   - state: The state that is exported.
  ///   - instance: Which register it is; the file says so.
  ///   - query: What is wanted; blank for everything.
  ///   - format: What kind of file.
  ///   - dialect: For whom CSV is written.
  public init(
    _ state: RegisterState, _ instance: Instance, query: FilingQuery, format: ExportFormat,
    dialect: CSVExport.Dialect = .spreadsheet
  ) {
    self.state = state
    self.instance = instance
    self.query = query
    self.format = format
    self.dialect = dialect
  }

  /// How large a piece grows before it is handed out, in bytes.
  static let piece = 1 << 16

  /// Writes the file, handing out its bytes in order.
  ///
  /// - Throws: What `sink` throws, and ``SpreadsheetError`` for what no sheet can hold.
  public func write(_ sink: (ArraySlice<UInt8>) async throws -> Void) async throws {
    switch format {
    case .csv: try await writeText(sink)
    case .xlsx: try await writeSheet(sink)
    case .json: try await writeJSON(sink)
    }
  }

  private func writeText(_ sink: (ArraySlice<UInt8>) async throws -> Void) async throws {
    let columns = ExportTable.columns(instance.kind)
    let pending = PendingBytes()
    let export = try CSVExport(columns: columns.map(\.heading), dialect: dialect) {
      pending.append($0)
    }
    var rows = ExportRows(self)
    while let row = rows.next() {
      try export.append(columns.map { $0.cell(row) })
      if pending.count > Self.piece { try await sink(pending.take()) }
    }
    try await sink(pending.take())
  }

  private func writeSheet(_ sink: (ArraySlice<UInt8>) async throws -> Void) async throws {
    let columns = ExportTable.columns(instance.kind)
    let pending = PendingBytes()
    var sheet = try Spreadsheet(
      name: Self.sheetName(instance.kind),
      columns: columns.map { Spreadsheet.Column($0.heading, width: $0.width) }
    ) { pending.append($0) }
    var rows = ExportRows(self)
    while let row = rows.next() {
      try sheet.append(columns.map { $0.cell(row) })
      if pending.count > Self.piece { try await sink(pending.take()) }
    }
    try sheet.finish()
    try await sink(pending.take())
  }

  private static func sheetName(_ kind: InstanceKind) -> String {
    switch kind {
    case .authority: "备案"
    case .mirror: "备案（镜像）"
    case .demonstration: "备案（演示）"
    }
  }

  private func writeJSON(_ sink: (ArraySlice<UInt8>) async throws -> Void) async throws {
    let root = state.root
    var head = JSONWriter(capacity: 1024)
    head.object { json in
      json.key("register")
      json.raw(instance.preamble(size: state.tree.size, root: root))
      json.member("asOf", query.time.asOf?.description)
      json.member("at", query.time.at)
      json.key("filings")
      json.array { _ in }
    }
    // The file is the head with the filings put between its brackets.
    var pending = Array(head.bytes.dropLast(2))
    var page = FilingPages(state, query)
    var isFirst = true
    while let views = page.next() {
      for view in views {
        guard let filing = state.filings[view.ordinal] else { continue }
        var json = JSONWriter(capacity: 2048)
        json.object { json in
          json.filingMembers(view, query.time)
          json.key("rows")
          json.array { json in
            for place in view.places {
              guard let list = state.list(place.list),
                let row = ExportRow(place.row, of: list, filing, view, query.time)
              else { continue }
              json.object { json in
                json.member("list", place.list)
                json.member("row", place.row)
                json.member("columns", row.columns)
                json.member("cells", row.cells)
                json.member("withdrawn", row.isWithdrawn)
              }
            }
          }
        }
        if !isFirst { pending.append(0x2C) }
        pending.append(0x0A)
        pending += json.bytes
        isFirst = false
        if pending.count > Self.piece {
          try await sink(pending[...])
          pending.removeAll(keepingCapacity: true)
        }
      }
    }
    pending += Array("\n]}\n".utf8)
    try await sink(pending[...])
  }
}

/// Bytes that were written and not yet handed out.
private final class PendingBytes {
  private var bytes: [UInt8] = []

  var count: Int { bytes.count }

  func append(_ piece: ArraySlice<UInt8>) { bytes += piece }

  func take() -> ArraySlice<UInt8> {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes[...]
  }
}
