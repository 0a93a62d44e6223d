import Record
import Rules

/// Reads cancellation notices from comma-separated text.
enum CancellationTable {
  /// The headings that make a table one of cancellations.
  static let headings = [
    "announced", "algorithm_name", "role_or_category", "subject_name", "product", "filing_number",
    "listed_in_batch", "source_url",
  ]

  /// Stands in the place of a list's identifier in findings about notices.
  static let findingPlace = "cancellations"

  static func read(
    _ table: CSVTable, source: Source
  ) throws(CSVError) -> (notices: [CancellationNotice], findings: [ListFinding]) {
    var notices: [CancellationNotice] = []
    var findings = FindingCollector(list: findingPlace)
    for (place, record) in table.records.enumerated() {
      let row = place + 1
      let date = table.field("announced", of: record)
      guard let announced = Day(iso: date) else {
        throw CSVError(
          line: record.line, reason: "announced: \(date.shown) is no day of the form YYYY-MM-DD")
      }
      let kind = table.field("role_or_category", of: record)
      let role = Role(printed: kind)
      if role == nil, AlgorithmCategory.covered(by: kind).isEmpty {
        findings.add(
          .roleUnknown, row: row, column: "role_or_category", zh: "“\(kind.shown)”不是已知的角色或类别",
          en: "\(kind.shown) is neither a role nor a category that is known")
      }
      let products = ProductCell(table.field("product", of: record))
      findings.add(products.remarks, row: row, column: "product")
      var source = source
      let address = table.field("source_url", of: record)
      source.address = address.isEmpty ? nil : address
      notices.append(
        CancellationNotice(
          row: row, announced: announced,
          algorithm: CellText.onOneLine(table.field("algorithm_name", of: record)),
          role: role, category: role == nil ? kind : nil,
          organization: CellText.onOneLine(table.field("subject_name", of: record)),
          products: products.products,
          number: number(table.field("filing_number", of: record), row: row, &findings),
          list: try list(table.field("listed_in_batch", of: record), line: record.line),
          source: source))
    }
    return (notices, findings.findings)
  }

  private static func number(
    _ text: String, row: Int, _ findings: inout FindingCollector
  ) -> String {
    let reading = NumberReading(text)
    guard let number = reading.filingNumber else {
      if case .malformed(_, let reason) = reading.grade {
        findings.add(
          .numberMalformed, row: row, column: "filing_number", zh: reason.zh, en: reason.en)
      }
      return text
    }
    if case .checkDigitFails(let fitting) = reading.grade {
      findings.add(
        .numberCheckDigit, row: row, column: "filing_number",
        zh: "校验位为\(number.checkDigit)，应为\(fitting.checkDigit)",
        en: "the check digit is \(number.checkDigit) where \(fitting.checkDigit) would fit")
    }
    return number.description
  }

  /// `ds:2025-03` and `algo:2022-10` as identifiers of lists; empty means that none is named.
  private static func list(_ text: String, line: Int) throws(CSVError) -> String? {
    guard !text.isEmpty else { return nil }
    for (prefix, track) in [("ds:", Track.deepSynthesis), ("algo:", .recommendation)] {
      guard let period = text.rest(after: prefix) else { continue }
      guard let date = PublicDate(period), !date.isDay else { break }
      return OfficialList.id(track: track, period: period)
    }
    throw CSVError(
      line: line,
      reason: "listed_in_batch: \(text.shown) is neither ds:YYYY-MM nor algo:YYYY-MM")
  }
}
