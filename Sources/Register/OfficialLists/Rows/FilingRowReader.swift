import Record
import Rules

/// Understands the rows of one list, one after another.
struct FilingRowReader {
  private let track: Track
  private let list: String
  private let year: Int
  private let headings: [String]
  private let columns: [ListColumn?]
  /// The row in which each number stood first.
  private var firstRows: [FilingNumber: Int] = [:]
  private var lastSerial = 0

  /// A reader for a list of that title with those columns.
  init(title: ListTitle, headings: [String], columns: [ListColumn?]) {
    self.track = title.track
    self.list = OfficialList.id(track: title.track, period: title.period)
    self.year = title.year
    self.headings = headings
    self.columns = columns
  }

  /// Understands the next row, the one at position `row` from 1.
  mutating func read(_ raw: RawRow, row: Int) -> OfficialListRow {
    var findings = FindingCollector(list: list)
    noteShape(of: raw, row: row, findings: &findings)
    let serial = self.serial(of: raw, row: row, findings: &findings)
    let role = text(.role, of: raw)
    let category = text(.category, of: raw)
    let products = ProductCell(text(.products, of: raw))
    findings.add(products.remarks, row: row, column: heading(.products))
    let notes = NoteCell(text(.note, of: raw))
    findings.add(notes.remarks, row: row, column: heading(.note))
    let facts = FilingFacts(
      number: number(of: raw, row: row, category: category, findings: &findings),
      algorithm: CellText.onOneLine(text(.algorithm, of: raw)),
      role: self.role(role, row: row, findings: &findings),
      category: columns.contains(.category) ? CellText.onOneLine(category) : nil,
      organization: CellText.onOneLine(text(.organization, of: raw)),
      products: products.products,
      purpose: CellText.onOneLine(text(.purpose, of: raw)),
      notes: notes.statements)
    return OfficialListRow(
      row: row, serial: serial, printed: raw.cells, facts: facts, findings: findings.findings)
  }

  private func text(_ column: ListColumn, of raw: RawRow) -> String {
    columns.firstIndex(of: column).map { raw.cells[$0] } ?? ""
  }

  private func heading(_ column: ListColumn) -> String {
    columns.firstIndex(of: column).map { headings[$0] } ?? column.rawValue
  }

  /// What is remarkable about the cells as such.
  private func noteShape(of raw: RawRow, row: Int, findings: inout FindingCollector) {
    for place in raw.merged {
      findings.add(
        .cellMerged, row: row, column: headings[place], zh: "取自合并单元格",
        en: "taken from a merged cell")
    }
    for place in raw.nested {
      findings.add(
        .cellNested, row: row, column: headings[place], zh: "单元格内的表格按文字读取",
        en: "a table within the cell was taken as its text")
    }
    if raw.parts > 1 {
      findings.add(
        .rowSplit, row: row, zh: "由文档中的\(raw.parts)行合成",
        en: "put together from \(raw.parts) rows of the document")
    }
    if raw.cells.count > columns.count {
      findings.add(
        .cellsSurplus, row: row, zh: "单元格多于清单的\(columns.count)列",
        en: "there are more cells than the list's \(columns.count) columns")
    } else if raw.parts == 1, raw.merged.isEmpty, raw.cellCount < columns.count {
      findings.add(
        .cellsMissing, row: row, zh: "只有\(raw.cellCount)个单元格，清单有\(columns.count)列",
        en: "there are \(raw.cellCount) cells where the list has \(columns.count) columns")
    }
    for (place, column) in columns.enumerated() {
      noteText(raw.cells[place], in: column, heading: headings[place], row: row, &findings)
    }
  }

  private func noteText(
    _ text: String, in column: ListColumn?, heading: String, row: Int,
    _ findings: inout FindingCollector
  ) {
    let isNeeded = column.map { ![.note, .serial].contains($0) } ?? false
    if isNeeded, CellText.squeezed(text).isEmpty {
      findings.add(.cellEmpty, row: row, column: heading, zh: "单元格为空", en: "the cell is empty")
    }
    // Products and notes are read across lines.
    if column != .products, column != .note, CellText.isBroken(text) {
      findings.add(
        .cellBroken, row: row, column: heading, zh: "单元格内换行", en: "a line is broken within the cell"
      )
    }
    let odd = CellText.compatibilityCharacters(in: text)
    if !odd.isEmpty {
      let shown = odd.prefix(10).map { String($0) }.joined(separator: " ")
      findings.add(
        .compatibilityCharacter, row: row, column: heading, zh: "含部首或兼容汉字：\(shown)",
        en: "has radicals or compatibility ideographs in place of ordinary ones: \(shown)")
    }
  }

  private mutating func serial(
    of raw: RawRow, row: Int, findings: inout FindingCollector
  ) -> ListSerial? {
    guard columns.contains(.serial) else { return nil }
    let text = CellText.onOneLine(self.text(.serial, of: raw))
    let expected = lastSerial + 1
    let plain = text.unicodeScalars.filter { !".．、)）(（".unicodeScalars.contains($0) }
    guard let value = FilingRowReader.integer(plain) else {
      lastSerial = expected
      findings.add(
        .serialUnreadable, row: row, column: heading(.serial),
        zh: text.isEmpty ? "没有序号" : "序号“\(text.shown)”不是数字",
        en: text.isEmpty ? "there is no serial number" : "\(text.shown) is no serial number")
      return text.isEmpty ? nil : ListSerial(text: text, isAutomatic: raw.isSerialAutomatic)
    }
    if value != expected {
      findings.add(
        .serialGap, row: row, column: heading(.serial), zh: "序号为\(value)，应为\(expected)",
        en: "the serial number is \(value) where \(expected) is due")
    }
    lastSerial = value
    return ListSerial(text: text, isAutomatic: raw.isSerialAutomatic)
  }

  /// A number of at most seven digits of either width.
  private static func integer(_ scalars: String.UnicodeScalarView) -> Int? {
    guard (1...7).contains(scalars.count) else { return nil }
    var value = 0
    for scalar in scalars {
      switch scalar.value {
      case 0x30...0x39: value = value * 10 + Int(scalar.value) - 0x30
      case 0xFF10...0xFF19: value = value * 10 + Int(scalar.value) - 0xFF10
      default: return nil
      }
    }
    return value
  }

  private func role(
    _ text: String, row: Int, findings: inout FindingCollector
  ) -> Role? {
    guard columns.contains(.role) else { return nil }
    if let role = Role(printed: text) { return role }
    findings.add(
      .roleUnknown, row: row, column: heading(.role), zh: "“\(text.shown)”不是已知的角色",
      en: "\(text.shown) is no role that the law knows")
    return nil
  }
}

// MARK: - The number

extension FilingRowReader {
  /// The number in its canonical form, or as printed where it cannot be read.
  private mutating func number(
    of raw: RawRow, row: Int, category: String, findings: inout FindingCollector
  ) -> String {
    let printed = CellText.trimmed(text(.number, of: raw))
    let column = heading(.number)
    noteCategory(category, row: row, findings: &findings)
    guard !printed.isEmpty else { return "" }
    let reading = NumberReading(printed)
    guard let number = reading.filingNumber else {
      if case .malformed(_, let reason) = reading.grade {
        findings.add(
          .numberMalformed, row: row, column: column, zh: reason.zh, en: reason.en)
      } else {
        findings.add(
          .numberMalformed, row: row, column: column, zh: "不是算法备案编号：\(reading.family.name.zh)",
          en: "no algorithm filing number but: \(reading.family.name.en)")
      }
      return printed
    }
    if !reading.tolerated.isEmpty {
      findings.add(
        .numberForm, row: row, column: column,
        zh: reading.tolerated.map(\.wording.zh).joined(separator: "；"),
        en: reading.tolerated.map(\.wording.en).joined(separator: "; "))
    }
    if case .checkDigitFails(let fitting) = reading.grade {
      findings.add(
        .numberCheckDigit, row: row, column: column,
        zh: "校验位为\(number.checkDigit)，应为\(fitting.checkDigit)",
        en: "the check digit is \(number.checkDigit) where \(fitting.checkDigit) would fit")
    }
    if !number.regionCode.isAdministrativeDivision, number.regionCode != .demonstration {
      findings.add(
        .regionUnknown, row: row, column: column, zh: "前六位\(number.regionCode)不是行政区划代码",
        en: "the first six digits, \(number.regionCode), are no administrative division")
    }
    if number.year > year {
      findings.add(
        .numberYear, row: row, column: column, zh: "编号年份\(number.year)晚于清单",
        en: "the number was issued in \(number.year), later than the list")
    }
    compare(number, with: category, row: row, column: column, findings: &findings)
    if let first = firstRows[number] {
      findings.add(
        .numberRepeated, row: row, column: column, zh: "与第\(first)行的编号相同",
        en: "the number stands in row \(first) already")
    } else {
      firstRows[number] = row
    }
    return number.description
  }

  private func noteCategory(_ text: String, row: Int, findings: inout FindingCollector) {
    guard columns.contains(.category), AlgorithmCategory.covered(by: text).isEmpty else { return }
    findings.add(
      .categoryUnknown, row: row, column: heading(.category), zh: "“\(text.shown)”不是已知的算法类别",
      en: "\(text.shown) is no category that the lists use")
  }

  private func compare(
    _ number: FilingNumber, with category: String, row: Int, column: String,
    findings: inout FindingCollector
  ) {
    let expected =
      columns.contains(.category)
      ? AlgorithmCategory.covered(by: category)
      : track == .deepSynthesis ? [.generationSynthesis] : []
    guard !expected.isEmpty, number.category.map(expected.contains) != true else { return }
    let code = number.category?.digits ?? String(number.categoryCode)
    let said = expected.map(\.name.zh).joined(separator: "、")
    let saidInEnglish = expected.map(\.name.en).joined(separator: " or ")
    findings.add(
      .numberCategory, row: row, column: column,
      zh: "编号中的类别代码\(code)（\(number.category?.name.zh ?? "未知")）与清单所列类别（\(said)）不一致",
      en: "the number's category \(code) (\(number.category?.name.en ?? "unknown")) is not what "
        + "the list says (\(saidInEnglish))")
  }
}
