@testable import Register

/// Word-processing documents made up in code: a few elements of WordprocessingML and the archive
/// around them.
struct MadeDocument {
  /// The content of the body.
  var body = ""
  var numbering: String?
  var styles: String?
  var isStrict = false

  static let transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"

  /// The main part.
  var xml: String {
    let namespace = isStrict ? MadeDocument.strict : MadeDocument.transitional
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"\(namespace)\" "
      + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"
      + "<w:body>\(body)</w:body></w:document>"
  }

  /// The parts by their names.
  var parts: [(String, [UInt8])] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    func relationships(_ targets: [(String, String)]) -> String {
      let items = targets.enumerated().map {
        "<Relationship Id=\"r\($0.offset)\" Type=\"\(office)/\($0.element.0)\" "
          + "Target=\"\($0.element.1)\"/>"
      }
      return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
        + "relationships\">\(items.joined())</Relationships>"
    }
    var parts = [
      ("_rels/.rels", Array(relationships([("officeDocument", "word/document.xml")]).utf8)),
      ("word/document.xml", Array(xml.utf8)),
    ]
    var targets: [(String, String)] = []
    for (name, content) in [("numbering", numbering), ("styles", styles)] {
      guard let content else { continue }
      targets.append((name, "\(name).xml"))
      let root =
        "<w:\(name) xmlns:w=\"\(MadeDocument.transitional)\">\(content)</w:\(name)>"
      parts.append(("word/\(name).xml", Array(root.utf8)))
    }
    parts.append(("word/_rels/document.xml.rels", Array(relationships(targets).utf8)))
    return parts
  }

  /// The document's file.
  func bytes() throws -> [UInt8] { try MadeDocument.archive(parts) }

  /// The document as it is read, before it is understood as a list.
  func read() throws -> WordDocument { try WordPackage(ZipArchive(bytes())).document() }

  static func archive(_ parts: [(String, [UInt8])]) throws -> [UInt8] {
    let collected = ByteCollector()
    var zip = ZipWriter { collected.append($0) }
    for (name, content) in parts {
      try zip.begin(name)
      try zip.write(content[...])
    }
    try zip.finish()
    return collected.bytes
  }
}

// MARK: - Elements

/// Elements of WordprocessingML.
enum Word {
  static func text(_ text: String) -> String {
    var escaped: [UInt8] = []
    SpreadsheetParts.append(text, to: &escaped)
    return
      "<w:r><w:t xml:space=\"preserve\">\(String(decoding: escaped, as: UTF8.self))</w:t></w:r>"
  }

  static func paragraph(_ runs: String, properties: String = "") -> String {
    "<w:p>\(properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")\(runs)</w:p>"
  }

  /// A cell: each line of the text a paragraph.
  static func cell(_ content: String, properties: String = "") -> String {
    let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
    return rawCell(lines.map { paragraph(text(String($0))) }.joined(), properties: properties)
  }

  static func rawCell(_ content: String, properties: String = "") -> String {
    "<w:tc>\(properties.isEmpty ? "" : "<w:tcPr>\(properties)</w:tcPr>")\(content)</w:tc>"
  }

  static func row(_ cells: [String], properties: String = "") -> String {
    "<w:tr>\(properties.isEmpty ? "" : "<w:trPr>\(properties)</w:trPr>")\(cells.joined())</w:tr>"
  }

  static func table(_ rows: [String]) -> String { "<w:tbl>\(rows.joined())</w:tbl>" }
}

// MARK: - Lists

/// Lists made up in code.
enum MadeList {
  static let columns = ["序号", "算法名称", "角色", "主体名称", "应用产品", "主要用途", "备案编号", "备注"]
  static let title = "境内深度合成服务算法备案清单（2024年6月）"

  /// A number of a subject that does not exist; valid by its form.
  static func number(_ serial: Int, region: String = "330106", category: String = "01") -> String {
    let head = "\(region)0000001\(category)24"
    let tail = String(1000 + serial).dropFirst()
    var sum = 0
    for byte in (head + tail).utf8 { sum = (sum * 2 + Int(byte) - 0x30) % 10 }
    return "网信算备\(head)\(tail)\((11 - sum * 2 % 10) % 10)号"
  }

  /// The cells of an ordinary row.
  static func cells(
    _ serial: Int, role: String = "服务提供者", products: String = "样例(网站)", number: String? = nil,
    note: String = ""
  ) -> [String] {
    [
      "\(serial)", "样例算法\(serial)", role, "样例科技有限公司", products, "应用于样例场景。",
      number ?? MadeList.number(serial), note,
    ]
  }

  /// A document with a title and one table.
  static func document(
    _ rows: [[String]], title: String = title, columns: [String] = columns
  ) -> MadeDocument {
    MadeDocument(
      body: Word.paragraph(Word.text("附件")) + Word.paragraph(Word.text(title))
        + Word.table(
          [Word.row(columns.map { Word.cell($0) })]
            + rows.map { Word.row($0.map { Word.cell($0) }) }))
  }

  /// The list in a document.
  static func read(_ document: MadeDocument) throws -> OfficialList {
    let parsed = try ListReader.read(document.bytes(), name: "made.docx")
    guard let list = parsed.lists.first, parsed.lists.count == 1 else {
      throw ListReadError(kind: .notAList, file: "made.docx", reason: "no list")
    }
    return list
  }

  /// What is found in a list of one row.
  static func findings(_ cells: [String]) throws -> [ListFinding] {
    try read(document([cells])).allFindings
  }
}
