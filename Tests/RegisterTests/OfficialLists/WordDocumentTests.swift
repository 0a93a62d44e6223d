import Testing

@testable import Register

@Suite("Word-processing documents")
struct WordDocumentTests {
  private func cellText(_ content: String) throws -> String {
    let document = try MadeDocument(body: Word.table([Word.row([Word.rawCell(content)])])).read()
    return document.tables[0].rows[0].cells[0].text
  }

  private func runs(_ content: String) throws -> String {
    try cellText(Word.paragraph("<w:r>\(content)</w:r>"))
  }

  @Test("Paragraphs of a cell are joined by a line feed, and nothing else is changed")
  func paragraphs() throws {
    #expect(try cellText(Word.paragraph(Word.text(" 甲 ")) + Word.paragraph("")) == " 甲 \n")
    #expect(
      try cellText(
        Word.paragraph(Word.text("甲") + Word.text("乙")) + Word.paragraph(Word.text("丙")))
        == "甲乙\n丙")
    #expect(try cellText("") == "")
  }

  @Test(
    "Tabs, breaks, hyphens and symbols in a run are text",
    arguments: [
      ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a\tb"), ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a\nb"),
      ("<w:cr/>", "\n"), ("<w:br w:type=\"page\"/>", ""), ("<w:noBreakHyphen/>", "-"),
      ("<w:softHyphen/>", ""), ("<w:sym w:font=\"Wingdings\" w:char=\"00B7\"/>", "·"),
      ("<w:sym w:char=\"D800\"/>", ""), ("<w:sym/>", ""), ("<w:t>a&amp;b&#20013;</w:t>", "a&b中"),
      ("<w:t><![CDATA[a<b]]></w:t>", "a<b"), ("<w:instrText>PAGE</w:instrText>", ""),
      ("<w:t>一</w:t><w:drawing><w:t>图</w:t></w:drawing>", "一"),
      ("<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>", ""),
      ("<w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>shown</w:t>", "shown"),
    ])
  func runContent(content: String, expected: String) throws {
    #expect(try runs(content) == expected)
  }

  @Test("A tab stop among a paragraph's properties prints nothing")
  func tabStops() throws {
    let stops = "<w:tabs><w:tab w:val=\"left\" w:pos=\"720\"/></w:tabs>"
    #expect(try cellText(Word.paragraph(Word.text("甲"), properties: stops)) == "甲")
  }

  @Test("Tracked changes count as accepted, and the document says that it has some")
  func trackedChanges() throws {
    let content =
      "<w:ins w:id=\"1\"><w:r><w:t>新</w:t></w:r></w:ins>"
      + "<w:del w:id=\"2\"><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>"
      + "<w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom>"
      + "<w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo>"
    let deletedMark = "<w:rPr><w:del w:id=\"3\"/></w:rPr>"
    let document = try MadeDocument(
      body: Word.table([
        Word.row([
          Word.rawCell(
            Word.paragraph(content, properties: deletedMark) + Word.paragraph(Word.text("尾")))
        ]),
        Word.row([Word.cell("gone")], properties: "<w:del w:id=\"4\"/>"),
        Word.row(
          [
            Word.cell("new"), Word.cell("cut", properties: "<w:cellDel w:id=\"6\"/>"),
          ], properties: "<w:ins w:id=\"5\"/>"),
      ])
    ).read()
    #expect(document.tables[0].rows.map { $0.cells.map(\.text) } == [["新来尾"], ["new"]])
    #expect(document.hasTrackedChanges)
  }

  @Test("Of alternatives only the one for newer readers is read; content controls are transparent")
  func alternatives() throws {
    let content =
      "<mc:AlternateContent><mc:Choice Requires=\"x\"><w:r><w:t>一</w:t></w:r></mc:Choice>"
      + "<mc:Fallback><w:r><w:t>一</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    #expect(try cellText(Word.paragraph(content)) == "一")
    let control = "<w:sdt><w:sdtContent>\(Word.row([Word.cell("甲")]))</w:sdtContent></w:sdt>"
    let document = try MadeDocument(body: Word.table([control])).read()
    #expect(document.tables[0].rows.count == 1)
  }

  @Test("A table within a cell is part of the cell's text")
  func nestedTable() throws {
    let inner = Word.table([Word.row([Word.cell("甲"), Word.cell("乙")])])
    let document = try MadeDocument(
      body: Word.table([Word.row([Word.rawCell(inner + Word.paragraph(Word.text("丙")))])])
    ).read()
    #expect(document.tables.count == 1)
    #expect(document.tables[0].rows[0].cells.map(\.text) == ["甲\n乙\n丙"])
    #expect(document.tables[0].rows[0].cells[0].hasNestedTable)
  }

  @Test("Cells know their place in the grid and their part in merges")
  func grid() throws {
    let document = try MadeDocument(
      body: Word.table([
        Word.row(
          [
            Word.cell("a", properties: "<w:gridSpan w:val=\"2\"/>"),
            Word.cell("b", properties: "<w:vMerge w:val=\"restart\"/>"),
          ], properties: "<w:gridBefore w:val=\"1\"/>"),
        Word.row([
          Word.cell("c", properties: "<w:hMerge w:val=\"restart\"/>"),
          Word.cell("", properties: "<w:vMerge/>"),
        ]),
      ])
    ).read()
    let rows = document.tables[0].rows
    #expect(rows[0].cells.map(\.gridColumn) == [1, 3])
    #expect(rows[0].cells.map(\.span) == [2, 1])
    #expect(rows[0].cells.map(\.vertical) == [.none, .begins])
    #expect(rows[1].cells.map(\.horizontal) == [.begins, .none])
    #expect(rows[1].cells.map(\.vertical) == [.none, .continues])
  }

  @Test("A strict document and a main part under another name are read as well")
  func editions() throws {
    var document = MadeDocument(body: Word.table([Word.row([Word.cell("甲")])]))
    document.isStrict = true
    #expect(try document.read().tables[0].rows[0].cells[0].text == "甲")
    let office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    let top =
      "<Relationships><Relationship Id=\"a\" Type=\"\(office)/officeDocument\" "
      + "Target=\"/main.xml\"/></Relationships>"
    let bytes = try MadeDocument.archive([
      ("_rels/.rels", Array(top.utf8)), ("main.xml", Array(document.xml.utf8)),
    ])
    #expect(try WordPackage(ZipArchive(bytes)).document().tables.count == 1)
  }

  @Test("More cells, rows or text than any list has are refused")
  func limits() throws {
    func refusal(_ body: String) -> String? {
      do {
        _ = try MadeDocument(body: body).read()
        return nil
      } catch let error as WordDocumentError {
        if case .tooLarge(_, let what, _) = error { return what }
        return "\(error)"
      } catch {
        return "\(error)"
      }
    }
    let wide = String(repeating: "<w:tc/>", count: 65)
    #expect(refusal(Word.table([Word.row([wide])])) == "cells in a row")
    let rows = String(repeating: "<w:tr><w:tc/></w:tr>", count: 50_001)
    #expect(refusal(Word.table([rows])) == "rows")
    let long = String(repeating: Word.text(String(repeating: "字", count: 1000)), count: 6)
    #expect(
      refusal(Word.table([Word.row([Word.rawCell(Word.paragraph(long))])]))
        == "bytes of text in a cell")
    let deep = String(repeating: "<w:tbl><w:tr><w:tc>", count: 9)
    let close = String(repeating: "</w:tc></w:tr></w:tbl>", count: 9)
    #expect(refusal(deep + close) == "tables within one another")
    #expect(refusal(String(repeating: Word.table([]), count: 201)) == "tables")
  }
}

@Suite("Automatic numbers")
struct WordNumberingTests {
  private let numbering = """
    <w:abstractNum w:abstractNumId="7">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/>
        <w:lvlText w:val="%1.%2)"/><w:suff w:val="space"/></w:lvl>
      <w:lvl w:ilvl="2"><w:numFmt w:val="ganada"/><w:lvlText w:val="%3"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="7"/>
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="41"/></w:lvlOverride></w:num>
    """

  private func numbered(_ list: Int, level: Int = 0, _ words: String = "") -> String {
    Word.paragraph(
      words.isEmpty ? "" : Word.text(words),
      properties: "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
  }

  private func texts(_ paragraphs: [String], styles: String? = nil) throws -> WordDocument {
    try MadeDocument(
      body: Word.table(paragraphs.map { Word.row([Word.rawCell($0)]) }), numbering: numbering,
      styles: styles
    ).read()
  }

  @Test("An empty numbered paragraph prints its number, counting through the document")
  func counting() throws {
    let document = try texts([
      numbered(1), numbered(1), numbered(0, "plain"), numbered(1, level: 1, "甲"),
      numbered(1, level: 1), numbered(1), numbered(1, level: 1),
    ])
    #expect(
      document.tables[0].rows.map { $0.cells[0].text }
        == ["1", "2", "plain", "2.III) 甲", "2.IV)", "3", "3.III)"])
    #expect(document.tables[0].rows.map { $0.cells[0].isNumbered }.filter { !$0 }.count == 1)
    #expect(!document.hasUnknownNumbering)
  }

  @Test("Lists of one definition count on, and an override begins anew")
  func overrides() throws {
    let document = try texts([numbered(1), numbered(2), numbered(2), numbered(1)])
    #expect(document.tables[0].rows.map { $0.cells[0].text } == ["1", "41", "42", "43"])
  }

  @Test("A number may come from the paragraph's style, and through the style it is based on")
  func styles() throws {
    let styles = """
      <w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
      </w:style><w:style w:type="paragraph" w:styleId="serial"><w:basedOn w:val="base"/></w:style>
      <w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>
      """
    let paragraphs = ["serial", "serial", "loop"].map {
      Word.paragraph("", properties: "<w:pStyle w:val=\"\($0)\"/>")
    }
    let document = try texts(paragraphs, styles: styles)
    #expect(document.tables[0].rows.map { $0.cells[0].text } == ["1", "2", ""])
  }

  @Test("A deleted row takes no number; numbering that is not known is told")
  func exceptions() throws {
    let deleted = Word.row([Word.rawCell(numbered(1))], properties: "<w:del/>")
    var document = try MadeDocument(
      body: Word.table([deleted, Word.row([Word.rawCell(numbered(1))])]), numbering: numbering
    ).read()
    #expect(document.tables[0].rows.map { $0.cells[0].text } == ["1"])
    document = try texts([numbered(1, level: 2), numbered(9)])
    #expect(document.hasUnknownNumbering)
    #expect(document.tables[0].rows.map { $0.cells[0].text } == ["", ""])
  }

  @Test(
    "Numbers are written in every form that is known",
    arguments: [
      (1, "decimal", "1"), (9, "decimalZero", "09"), (10, "decimalZero", "10"), (5, "none", ""),
      (1, "lowerLetter", "a"), (27, "upperLetter", "AA"), (781, "lowerLetter", nil),
      (0, "lowerLetter", nil), (1994, "upperRoman", "MCMXCIV"), (4, "lowerRoman", "iv"),
      (4000, "upperRoman", nil), (1, "chineseCounting", nil),
    ])
  func forms(number: Int, format: String, expected: String?) {
    #expect(WordNumbering.write(number, as: format) == expected)
  }
}

@Suite("XML within documents")
struct XMLReaderTests {
  private final class Silent: XMLHandler {
    var depth = 0
    func begin(
      _ name: String, namespace: String, attributes: [String: String]
    ) throws(WordDocumentError) { depth += 1 }
    func end() throws(WordDocumentError) { depth -= 1 }
    func characters(_ text: String) throws(WordDocumentError) {}
  }

  private func error(_ xml: [UInt8]) -> WordDocumentError? {
    do throws(WordDocumentError) {
      try XMLReader.read(xml, part: "p", handler: Silent())
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "A document type or an entity is refused before a parser sees it",
    arguments: [
      "<!DOCTYPE a><a/>", "<?xml version=\"1.0\"?><!doctype a [<!ENTITY b \"c\">]><a>&b;</a>",
      "<a><!ENTITY b SYSTEM \"file:///etc/passwd\"></a>",
      "<!-- x --><!DOCTYPE lolz [<!ENTITY l \"l\"><!ENTITY m \"&l;&l;&l;\">]><a>&m;</a>",
    ])
  func documentType(xml: String) {
    #expect(error(Array(xml.utf8)) == .documentType(part: "p"))
  }

  @Test("Other encodings are refused, declared or not")
  func encodings() {
    let utf16: [UInt8] = [0xFF, 0xFE] + "<a/>".utf16.flatMap { [UInt8($0), 0] }
    #expect(error(utf16) == .encoding(part: "p"))
    #expect(error(Array("<a/>".utf16.flatMap { [UInt8($0), 0] })) == .encoding(part: "p"))
    #expect(error([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E]) == .encoding(part: "p"))
    for name in ["UTF-16", "gbk", "utf-7", "utf-8x"] {
      let xml = "<?xml version='1.0' encoding='\(name)'?><a/>"
      #expect(error(Array(xml.utf8)) == .encoding(part: "p"), "\(name)")
    }
    #expect(
      error([0xEF, 0xBB, 0xBF] + "<?xml version=\"1.0\" encoding = \"utf-8\" ?><a/>".utf8) == nil)
    #expect(error(Array("<a>encoding=\"GBK\"</a>".utf8)) == nil)
  }

  @Test(
    "What is not well-formed is refused with its line",
    arguments: [
      "<a>", "<a></b>", "<a/><b/>", "<a b=c/>", "<a>&unknown;</a>", "<a>&#0;</a>", "text", "<a",
      "<x:a/>x", "<a b='1' b='2'/>",
    ])
  func malformed(xml: String) {
    guard case .notXML("p", _, _) = error(Array(xml.utf8)) else {
      Issue.record("taken: \(xml): \(String(describing: error(Array(xml.utf8))))")
      return
    }
  }

  @Test("Nesting, attributes and text have limits")
  func limits() {
    let deep = String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000)
    #expect(
      error(Array(deep.utf8))
        == .tooLarge(part: "p", what: "elements within one another", limit: XMLReader.depthLimit))
    let fine = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
    #expect(error(Array(fine.utf8)) == nil)
    let attributes = (0..<50_000).map { " a\($0)='>'" }.joined()
    let gap = WordDocumentError.tooLarge(
      part: "p", what: "bytes in one tag or text", limit: XMLReader.gapLimit)
    #expect(error(Array("<a\(attributes)/>".utf8)) == gap)
    let text = String(repeating: "x", count: XMLReader.gapLimit)
    #expect(error(Array("<a>\(text)</a>".utf8)) == gap)
    #expect(error(Array("<a/>\(text)\n".utf8)) == gap)
  }
}
