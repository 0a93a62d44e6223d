import Record
import Rules

/// Reads lists of generative-AI services from comma-separated text: a track of its own, with
/// numbers of its own, never counted together with algorithm filings.
///
/// One text may hold rows of several lists; each becomes one. It may be an extract, so that its
/// serial numbers need not follow one another.
enum GenerativeAITable {
  /// The headings that make a table one of generative-AI services.
  static let headings = [
    "list_period", "seq", "territory", "model_or_app_name", "subject_name", "number", "date",
    "kind", "source_url",
  ]

  static func read(_ table: CSVTable, source: Source) throws(CSVError) -> [OfficialList] {
    var lists: [OfficialList] = []
    for record in table.records {
      let period = table.field("list_period", of: record)
      let place: Int
      if let known = lists.firstIndex(where: { $0.period == period }) {
        place = known
      } else {
        guard let published = PublicDate(period), !published.isDay else {
          throw CSVError(
            line: record.line,
            reason: "list_period: \(period.shown) is no month of the form YYYY-MM")
        }
        var source = source
        let address = table.field("source_url", of: record)
        source.address = address.isEmpty ? nil : address
        place = lists.count
        lists.append(
          OfficialList(
            track: .generativeAI, title: title(of: period), period: period, published: published,
            columns: table.headings, rows: [], findings: [], source: source))
      }
      let row = self.row(record, table, place: lists[place].rows.count + 1, list: lists[place].id)
      lists[place].rows.append(row)
    }
    return lists
  }

  private static func title(of period: String) -> String {
    let parts = period.split(separator: "-")
    return "生成式人工智能服务备案和登记信息（\(parts.first ?? "")年\(Int(parts.last ?? "") ?? 0)月）"
  }

  private static func row(
    _ record: CSVText.Record, _ table: CSVTable, place: Int, list: String
  ) -> OfficialListRow {
    var findings = FindingCollector(list: list)
    let printed = table.field("number", of: record)
    let reading = NumberReading(printed)
    if reading.generativeAINumber == nil {
      let reason =
        if case .malformed(_, let reason) = reading.grade { reason } else { reading.family.name }
      findings.add(.numberMalformed, row: place, column: "number", zh: reason.zh, en: reason.en)
    }
    for remark in reading.remarks {
      if case .placeUnknown = remark {
        findings.add(
          .regionUnknown, row: place, column: "number", zh: remark.wording.zh,
          en: remark.wording.en)
      }
    }
    let kind = table.field("kind", of: record)
    if let number = reading.generativeAINumber, number.kind.rawValue != kind {
      findings.add(
        .numberCategory, row: place, column: "number", zh: "编号形式与所列种类（\(kind.shown)）不一致",
        en: "the form of the number is not that of a \(kind.shown)")
    }
    let serial = table.field("seq", of: record)
    return OfficialListRow(
      row: place, serial: serial.isEmpty ? nil : ListSerial(text: serial, isAutomatic: false),
      printed: record.fields,
      facts: FilingFacts(
        number: reading.generativeAINumber?.description ?? printed,
        algorithm: CellText.onOneLine(table.field("model_or_app_name", of: record)),
        category: kind,
        organization: CellText.onOneLine(table.field("subject_name", of: record))),
      findings: findings.findings)
  }
}
