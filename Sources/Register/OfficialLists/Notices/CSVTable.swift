/// Comma-separated records under a line of headings.
struct CSVTable {
  /// The headings as they stand.
  let headings: [String]
  /// The records below.
  let records: [CSVText.Record]
  private let places: [String: Int]

  /// Reads a text whose first record holds the headings.
  init(_ bytes: [UInt8]) throws(CSVError) {
    let records = try CSVText.records(bytes)
    guard let first = records.first else { throw CSVError(line: 1, reason: "there is nothing") }
    var places: [String: Int] = [:]
    for (place, heading) in first.fields.enumerated() {
      guard places.updateValue(place, forKey: CellText.trimmed(heading)) == nil else {
        throw CSVError(line: 1, reason: "the heading \(heading.shown) stands twice")
      }
    }
    for record in records.dropFirst() where record.fields.count != first.fields.count {
      throw CSVError(
        line: record.line,
        reason: "\(record.fields.count) fields under \(first.fields.count) headings")
    }
    self.headings = first.fields
    self.records = Array(records.dropFirst())
    self.places = places
  }

  /// Whether all of these headings are there.
  func has(_ headings: [String]) -> Bool { headings.allSatisfy { places[$0] != nil } }

  /// The field of a record under a heading, blanks at its ends dropped.
  func field(_ heading: String, of record: CSVText.Record) -> String {
    places[heading].map { CellText.trimmed(record.fields[$0]) } ?? ""
  }
}
