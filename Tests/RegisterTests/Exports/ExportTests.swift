import TestSupport
import Testing

@testable import Register

@Suite("Exports as comma-separated text")
struct CSVExportTests {
  private func text(_ rows: [[String]], _ dialect: CSVExport.Dialect) throws -> String {
    String(
      decoding: try CSVExport.bytes(columns: ["a", "b"], rows: rows, dialect: dialect),
      as: UTF8.self)
  }

  @Test("Fields are quoted where they must be, and lines end with CR LF")
  func quoting() throws {
    #expect(
      try text([["1,2", "say \"x\""], ["一\n二", ""]], .exact)
        == "a,b\r\n\"1,2\",\"say \"\"x\"\"\"\r\n\"一\n二\",\r\n")
  }

  @Test("For spreadsheets a formula is disarmed by an apostrophe, and hyphens alone stay")
  func formulas() throws {
    let rows = [["=1+1", "--"], ["-1", "'x"], ["@a", "甲=乙"], [" +1", "＝1"], ["\t=1", "-"]]
    #expect(
      try text(rows, .spreadsheet)
        == "\u{FEFF}a,b\r\n'=1+1,--\r\n'-1,''x\r\n'@a,甲=乙\r\n' +1,'＝1\r\n'\t=1,-\r\n")
    #expect(try text(rows, .exact).hasPrefix("a,b\r\n=1+1,--\r\n-1,'x\r\n"))
  }

  @Test("What is written is read back exactly, in either dialect")
  func roundTrip() throws {
    var generator = SeededRandom()
    let pieces = ["", "=", "'", "-", ",", "\"", "\r\n", "甲", " ", "+1", "@", "x"]
    for _ in 0..<200 {
      let rows = (0..<4).map { _ in
        (0..<2).map { _ in
          (0..<3).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        }
      }
      for dialect in CSVExport.Dialect.allCases {
        let bytes = try CSVExport.bytes(columns: ["a", "b"], rows: rows, dialect: dialect)
        let read = try CSVText.records(bytes).dropFirst().map(\.fields)
        let exact = read.map {
          $0.map { dialect == .spreadsheet && $0.first == "'" ? String($0.dropFirst()) : $0 }
        }
        #expect(exact == rows)
      }
    }
  }
}

@Suite("Exports as a spreadsheet")
struct SpreadsheetTests {
  /// Takes the cells of a sheet by their names.
  private final class SheetReader: XMLHandler {
    var cells: [String: String] = [:]
    var styles: [String: String] = [:]
    var isFrozen = false
    var widths: [String] = []
    private var cell = ""

    func begin(
      _ name: String, namespace: String, attributes: [String: String]
    ) throws(WordDocumentError) {
      switch name {
      case "c":
        cell = attributes["r"] ?? ""
        cells[cell] = ""
        styles[cell] = attributes["s"]
      case "pane": isFrozen = attributes["state"] == "frozen" && attributes["ySplit"] == "1"
      case "col": widths.append(attributes["width"] ?? "")
      default: break
      }
    }
    func end() throws(WordDocumentError) {}
    func characters(_ text: String) throws(WordDocumentError) { cells[cell, default: ""] += text }
  }

  private func read(_ bytes: [UInt8]) throws -> SheetReader {
    let archive = try ZipArchive(bytes)
    let reader = SheetReader()
    try XMLReader.read(
      archive.read("xl/worksheets/sheet1.xml"), part: "sheet", handler: reader)
    for part in archive.entries where part.name != "xl/worksheets/sheet1.xml" {
      try XMLReader.read(archive.read(part.name), part: part.name, handler: SheetReader())
    }
    return reader
  }

  @Test("Cells are text, the headings bold and in view, the columns wide")
  func sheet() throws {
    let number = "110108645502801230035"
    let sheet = try read(
      Spreadsheet.bytes(
        name: "备案/[x]", columns: [.init("编号", width: 30), .init("名称")],
        rows: [[number, "=1+1"], ["", " a <&> \"b\" "]]))
    #expect(
      sheet.cells == [
        "A1": "编号", "B1": "名称", "A2": number, "B2": "=1+1", "B3": " a <&> \"b\" ",
      ])
    #expect(sheet.styles == ["A1": "1", "B1": "1"])
    #expect(sheet.isFrozen)
    #expect(sheet.widths == ["30", "20"])
  }

  @Test("Characters that XML cannot hold are written by their escape")
  func escapes() throws {
    let sheet = try read(
      Spreadsheet.bytes(
        name: "", columns: [.init("a")],
        rows: [["a\u{0}b\u{1F}\r"], ["_x0041_ _x41_ _y"], ["\u{FFFE}\u{FFFF}\u{10FFFF}\n\t"]]))
    #expect(sheet.cells["A2"] == "a_x0000_b_x001F__x000D_")
    #expect(sheet.cells["A3"] == "_x005F_x0041_ _x41_ _y")
    #expect(sheet.cells["A4"] == "_xFFFE__xFFFF_\u{10FFFF}\n\t")
  }

  @Test("The same rows make the same bytes, and memory holds no rows")
  func streaming() throws {
    let rows = (0..<2000).map { ["\($0)", "甲"] }
    let once = try Spreadsheet.bytes(name: "x", columns: [.init("a"), .init("b")], rows: rows)
    #expect(
      try Spreadsheet.bytes(name: "x", columns: [.init("a"), .init("b")], rows: rows) == once)
    var pieces = 0
    var sheet = try Spreadsheet(name: "x", columns: [.init("a")]) { _ in pieces += 1 }
    let before = pieces
    for row in 0..<40_000 { try sheet.append([String(row, radix: 2)]) }
    #expect(pieces > before)
    try sheet.finish()
  }

  @Test("What does not fit is refused with its place")
  func limits() throws {
    let long = String(repeating: "字", count: Spreadsheet.cellLimit + 1)
    #expect(
      throws: SpreadsheetError.cellTooLong(row: 2, column: "a", characters: 32_768)
    ) {
      try Spreadsheet.bytes(name: "x", columns: [.init("a")], rows: [[long]])
    }
  }

  @Test(
    "Columns are named A to Z, AA and on",
    arguments: [
      (0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"),
    ])
  func columnNames(place: Int, name: String) {
    #expect(SpreadsheetParts.columnName(place) == name)
  }
}
