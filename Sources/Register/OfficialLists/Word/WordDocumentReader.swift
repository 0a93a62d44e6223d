/// Reads the main part of a word-processing document, element by element.
final class WordDocumentReader: XMLHandler {
  /// How much of a document is taken.
  ///
  /// The longest official list has 681 rows of 8 cells, and 1.6 kB in a cell.
  enum Limit {
    static let tables = 200
    static let nestedTables = 8
    static let rows = 50_000
    static let cells = 400_000
    static let cellsInRow = 64
    static let cellBytes = 16 << 10
    static let textBytes = 32 << 20
    static let paragraphs = 500
    static let paragraphBytes = 4 << 10
  }

  private let part: String
  private var numbering: WordNumbering
  private var document = WordDocument()
  private var stack: [WordElement] = []
  /// How many elements deep we are in one that is skipped.
  private var skipped = 0
  private var tableDepth = 0
  private var rows = 0
  private var cells = 0
  private var textBytes = 0

  private var row: WordRow?
  private var isRowDeleted = false
  private var gridColumn = 0
  private var cell: WordCell?
  private var isCellDeleted = false
  private var cellHasParagraph = false
  /// Whether the next paragraph continues the one before, whose mark was deleted.
  private var joins = false

  private var paragraph = Paragraph()
  private var isInParagraph = false
  private var isInText = false
  private var isHidden = false

  private struct Paragraph {
    var text = ""
    var style: String?
    var numbering = WordStyles.Numbering()
    var isMarkDeleted = false
  }

  init(part: String, numbering: WordNumbering) {
    self.part = part
    self.numbering = numbering
  }

  /// What was read.
  func finish() -> WordDocument { document }

  func begin(
    _ name: String, namespace: String, attributes: [String: String]
  ) throws(WordDocumentError) {
    guard skipped == 0 else {
      skipped += 1
      return
    }
    var element = WordElement.other
    if WordNamespace.isMain(namespace) {
      element = .named(name)
    } else if namespace == WordNamespace.compatibility, name == "Fallback" {
      // Says the same as the choice beside it, for older readers.
      element = .skipped
    }
    switch element {
    case .skipped: return skipped = 1
    case .deleted:
      document.hasTrackedChanges = true
      guard markDeleted() else { return skipped = 1 }
    case .inserted: document.hasTrackedChanges = true
    case .table, .row, .cell: try beginPart(of: element)
    case .paragraph: try beginParagraph()
    case .gridBefore, .gridSpan, .verticalMerge, .horizontalMerge, .cellDeleted:
      takeProperty(element, attributes)
    case .paragraphStyle, .numberingList, .numberingLevel:
      takeParagraphProperty(element, attributes)
    case .run: isHidden = false
    case .hidden:
      if stack.suffix(2) == [.run, .runProperties] { isHidden = attributes.isOn }
    case .text: isInText = stack.last == .run
    case .tab, .lineBreak, .carriageReturn, .noBreakHyphen, .symbol:
      if stack.last == .run { try append(WordDocumentReader.text(of: element, attributes)) }
    case .body, .rowProperties, .cellProperties, .paragraphProperties, .runProperties,
      .numbering, .other:
      break
    }
    stack.append(element)
  }

  func end() throws(WordDocumentError) {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    switch stack.popLast() {
    case .text: isInText = false
    case .paragraph: try endParagraph()
    case .cell where tableDepth == 1: endCell()
    case .row where tableDepth == 1: endRow()
    case .table: tableDepth -= 1
    default: break
    }
  }

  func characters(_ text: String) throws(WordDocumentError) {
    if skipped == 0, isInText { try append(text) }
  }

  private func append(_ text: String) throws(WordDocumentError) {
    guard isInParagraph, !text.isEmpty else { return }
    if isHidden {
      document.hasHiddenText = true
      return
    }
    textBytes += text.utf8.count
    guard textBytes <= Limit.textBytes else {
      throw .tooLarge(part: part, what: "bytes of text", limit: Limit.textBytes)
    }
    paragraph.text += text
  }

  /// What an element within a run prints.
  private static func text(of element: WordElement, _ attributes: [String: String]) -> String {
    switch element {
    case .tab: return "\t"
    case .noBreakHyphen: return "-"
    case .carriageReturn: return "\n"
    case .lineBreak:
      // A page or column break is no line break.
      let type = attributes.attribute("type") ?? "textWrapping"
      return type == "textWrapping" ? "\n" : ""
    case .symbol:
      let code = attributes.attribute("char").flatMap { UInt32($0, radix: 16) }
      return code.flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
    default: return ""
    }
  }
}

// MARK: - Tables

extension WordDocumentReader {
  private func beginPart(of element: WordElement) throws(WordDocumentError) {
    switch element {
    case .table:
      tableDepth += 1
      guard tableDepth <= Limit.nestedTables else {
        throw .tooLarge(part: part, what: "tables within one another", limit: Limit.nestedTables)
      }
      if tableDepth > 1 {
        cell?.hasNestedTable = true
      } else {
        guard document.tables.count < Limit.tables else {
          throw .tooLarge(part: part, what: "tables", limit: Limit.tables)
        }
        document.tables.append(WordTable())
      }
    case .row where tableDepth == 1:
      rows += 1
      guard rows <= Limit.rows else {
        throw .tooLarge(part: part, what: "rows", limit: Limit.rows)
      }
      row = WordRow()
      isRowDeleted = false
      gridColumn = 0
    case .cell where tableDepth == 1 && row != nil:
      cells += 1
      guard cells <= Limit.cells else {
        throw .tooLarge(part: part, what: "cells", limit: Limit.cells)
      }
      guard row?.cells.count ?? 0 < Limit.cellsInRow else {
        throw .tooLarge(part: part, what: "cells in a row", limit: Limit.cellsInRow)
      }
      cell = WordCell(gridColumn: gridColumn)
      isCellDeleted = false
      cellHasParagraph = false
      joins = false
    default: break
    }
  }

  private func takeProperty(_ element: WordElement, _ attributes: [String: String]) {
    guard tableDepth == 1 else { return }
    let value = attributes.attribute("val")
    let merge = value == "restart" ? WordCell.Merge.begins : .continues
    switch (element, stack.last) {
    case (.gridBefore, .rowProperties):
      gridColumn = min(max(value.flatMap { Int($0) } ?? 0, 0), Limit.cellsInRow)
    case (.gridSpan, .cellProperties):
      cell?.span = min(max(value.flatMap { Int($0) } ?? 1, 1), Limit.cellsInRow)
    case (.verticalMerge, .cellProperties): cell?.vertical = merge
    case (.horizontalMerge, .cellProperties): cell?.horizontal = merge
    case (.cellDeleted, .cellProperties):
      isCellDeleted = true
      document.hasTrackedChanges = true
    default: break
    }
  }

  private func endCell() {
    guard let cell else { return }
    gridColumn += cell.span
    if !isCellDeleted { row?.cells.append(cell) }
    self.cell = nil
  }

  private func endRow() {
    if let row, !isRowDeleted, !row.cells.isEmpty {
      document.tables[document.tables.count - 1].rows.append(row)
    }
    row = nil
  }

  /// A deletion mark within properties deletes a row or a paragraph's end; elsewhere it encloses
  /// what was deleted.
  private func markDeleted() -> Bool {
    switch stack.last {
    case .rowProperties:
      if tableDepth == 1 { isRowDeleted = true }
      return true
    case .runProperties:
      if stack.suffix(2) == [.paragraphProperties, .runProperties] {
        paragraph.isMarkDeleted = true
      }
      return true
    case .numbering, .cellProperties: return true
    default: return false
    }
  }
}

// MARK: - Paragraphs

extension WordDocumentReader {
  private func beginParagraph() throws(WordDocumentError) {
    if isInParagraph { try endParagraph() }
    paragraph = Paragraph()
    isInParagraph = true
    isHidden = false
  }

  private func takeParagraphProperty(_ element: WordElement, _ attributes: [String: String]) {
    let value = attributes.attribute("val")
    switch (element, stack.last) {
    case (.paragraphStyle, .paragraphProperties): paragraph.style = value
    case (.numberingList, .numbering): paragraph.numbering.list = value
    case (.numberingLevel, .numbering):
      paragraph.numbering.level = WordNumberingDefinitions.place(value)
    default: break
    }
  }

  private func endParagraph() throws(WordDocumentError) {
    guard isInParagraph else { return }
    isInParagraph = false
    var text = paragraph.text
    var isNumbered = false
    if !isRowDeleted || tableDepth == 0 {
      switch numbering.count(style: paragraph.style, own: paragraph.numbering) {
      case .notNumbered: break
      case .numbered(let label):
        isNumbered = !label.text.isEmpty
        text = text.isEmpty ? label.text : label.text + (isNumbered ? label.suffix : "") + text
      case .unknown: document.hasUnknownNumbering = true
      }
    }
    if cell != nil {
      try add(text, isNumbered: isNumbered)
    } else if tableDepth == 0, document.paragraphs.count < Limit.paragraphs {
      document.paragraphs.append(
        text.utf8.count <= Limit.paragraphBytes ? text : String(text.prefix(Limit.paragraphBytes)))
    }
  }

  private func add(_ text: String, isNumbered: Bool) throws(WordDocumentError) {
    guard var cell = self.cell else { return }
    // The copy is taken out first, so that its text grows in place.
    self.cell = nil
    if cellHasParagraph, !joins { cell.text += "\n" }
    cell.text += text
    cell.isNumbered = cell.isNumbered || isNumbered
    cellHasParagraph = true
    joins = paragraph.isMarkDeleted
    self.cell = cell
    guard cell.text.utf8.count <= Limit.cellBytes else {
      throw .tooLarge(part: part, what: "bytes of text in a cell", limit: Limit.cellBytes)
    }
  }
}
