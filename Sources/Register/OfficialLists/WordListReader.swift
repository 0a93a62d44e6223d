import Record
import Rules

/// Reads an official list from a word-processing document.
enum WordListReader {
  /// The list in a document.
  ///
  /// - Throws: ``ListReadError`` of kind `notAList`, where there is no title or no table of filings.
  static func read(_ document: WordDocument, source: Source) throws(ListReadError) -> OfficialList {
    let raw = RawRows(document.tables)
    guard !raw.columns.isEmpty else {
      throw ListReadError(
        kind: .notAList, file: source.name,
        reason: "no table has the columns 算法名称, 主体名称 and 备案编号; give an official list of "
          + "algorithm filings")
    }
    guard let title = ListTitle(in: document.paragraphs + raw.leading) else {
      throw ListReadError(
        kind: .notAList, file: source.name,
        reason: "no title like 境内深度合成服务算法备案清单（2023年6月） stands before the table, so that "
          + "neither track nor month is known")
    }
    let id = OfficialList.id(track: title.track, period: title.period)
    var reader = FilingRowReader(title: title, headings: raw.headings, columns: raw.columns)
    var rows: [OfficialListRow] = []
    rows.reserveCapacity(raw.rows.count)
    for (place, row) in raw.rows.enumerated() {
      rows.append(reader.read(row, row: place + 1))
    }
    let known = KnownList.named(id)
    var source = source
    source.address = source.address ?? known?.address
    guard let published = known?.published ?? PublicDate(title.period) else {
      throw ListReadError(
        kind: .notAList, file: source.name, reason: "\(title.period) is no month")
    }
    return OfficialList(
      track: title.track, title: title.text, period: title.period, published: published,
      columns: raw.headings, rows: rows, findings: findings(document, raw, list: id),
      source: source)
  }

  private static func findings(
    _ document: WordDocument, _ raw: RawRows, list: String
  ) -> [ListFinding] {
    var findings = FindingCollector(list: list)
    if document.hasTrackedChanges {
      findings.add(
        .trackedChanges, zh: "文档含修订痕迹，按接受修订后的内容读取",
        en: "the document has tracked changes, which were taken as accepted")
    }
    if document.hasHiddenText {
      findings.add(
        .hiddenText, zh: "文档含隐藏文字，未读取", en: "the document has hidden text, which was left out")
    }
    if document.hasUnknownNumbering {
      findings.add(
        .numberingUnknown, zh: "文档含未知形式的自动编号",
        en: "the document numbers paragraphs in a way that is not known here")
    }
    if raw.emptyRows > 0 {
      findings.add(
        .rowEmpty, zh: "略去\(raw.emptyRows)个空行", en: "empty rows left out: \(raw.emptyRows)")
    }
    if raw.foreignRows > 0 {
      findings.add(
        .tableForeign, zh: "有\(raw.foreignRows)行不属于清单表格，未读取",
        en: "rows that are no part of the list's table, left out: \(raw.foreignRows)")
    }
    return findings.findings
  }
}
