/// The fixed parts of a spreadsheet file, and how text is written into them.
enum SpreadsheetParts {
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  /// All parts but the sheet, with their names, in the order in which they are written.
  static func all(sheet name: String) -> [(String, String)] {
    [
      ("[Content_Types].xml", declaration + contentTypes),
      (
        "_rels/.rels",
        declaration + relationships([("rId1", "officeDocument", "xl/workbook.xml")])
      ),
      ("xl/workbook.xml", declaration + workbook(sheet: name)),
      (
        "xl/_rels/workbook.xml.rels",
        declaration
          + relationships([
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"),
          ])
      ),
      ("xl/styles.xml", declaration + styles),
    ]
  }

  private static let contentTypes =
    "<Types xmlns=\"\(package)/content-types\">"
    + "<Default Extension=\"rels\" "
    + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(mime).sheet.main+xml\"/>"
    + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(mime).worksheet+xml\"/>"
    + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(mime).styles+xml\"/>"
    + "</Types>"

  private static func relationships(_ targets: [(id: String, type: String, target: String)])
    -> String
  {
    let items = targets.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.type)\" Target=\"\($0.target)\"/>"
    }
    return "<Relationships xmlns=\"\(package)/relationships\">\(items.joined())</Relationships>"
  }

  private static func workbook(sheet name: String) -> String {
    var bytes: [UInt8] = []
    append(sheetName(name), to: &bytes)
    let escaped = String(decoding: bytes, as: UTF8.self)
    return "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
      + "<sheet name=\"\(escaped)\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
  }

  /// A name that a sheet may have.
  private static func sheetName(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      if "[]:*?/\\'".unicodeScalars.contains(scalar) || scalar.value < 0x20 { continue }
      let longer = result + String(scalar)
      if longer.utf16.count > 31 { break }
      result = longer
    }
    return result.isEmpty ? "Sheet1" : result
  }

  /// Two cell formats: as it is, and bold.
  private static let styles =
    "<styleSheet xmlns=\"\(main)\">"
    + "<fonts count=\"2\"><font><sz val=\"11\"/></font><font><b/><sz val=\"11\"/></font></fonts>"
    + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    + "</cellStyleXfs><cellXfs count=\"2\">"
    + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    + "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    + "</cellXfs><cellStyles count=\"1\">"
    + "<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"

  /// The sheet up to its rows: headings frozen, widths of columns.
  static func sheetHead(widths: [Int]) -> String {
    let columns = widths.enumerated().map { place, width in
      "<col min=\"\(place + 1)\" max=\"\(place + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
    }
    return declaration
      + "<worksheet xmlns=\"\(main)\"><sheetViews><sheetView workbookViewId=\"0\">"
      + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
      + "</sheetView></sheetViews>"
      + (columns.isEmpty ? "" : "<cols>\(columns.joined())</cols>") + "<sheetData>"
  }

  /// A, B, ..., Z, AA, ...
  static func columnName(_ place: Int) -> String {
    var rest = place
    var letters: [UInt8] = []
    repeat {
      letters.insert(0x41 + UInt8(rest % 26), at: 0)
      rest = rest / 26 - 1
    } while rest >= 0
    return String(decoding: letters, as: UTF8.self)
  }

  /// Appends a text as XML: markup escaped; characters that XML cannot hold, and texts that look like
  /// their escape, as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19).
  static func append(_ text: String, to bytes: inout [UInt8]) {
    for place in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[place]
      switch scalar.value {
      case 0x26: bytes += "&amp;".utf8
      case 0x3C: bytes += "&lt;".utf8
      case 0x3E: bytes += "&gt;".utf8
      case 0x22: bytes += "&quot;".utf8
      case 0x5F where isEscape(text.utf8[place...].prefix(7)): bytes += "_x005F_".utf8
      // A carriage return would be read back as a line feed.
      case 0x00...0x08, 0x0B...0x1F, 0xFFFE, 0xFFFF: bytes += escape(scalar.value).utf8
      default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
  }

  private static func escape(_ value: UInt32) -> String {
    let hex = String(value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: 4 - hex.utf8.count) + hex + "_"
  }

  /// Whether `_xHHHH_` stands here.
  private static func isEscape(_ bytes: some Sequence<UInt8>) -> Bool {
    let head = Array(bytes)
    guard head.count == 7, head[1] == 0x78, head[6] == 0x5F else { return false }
    return head[2..<6].allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
    }
  }
}
