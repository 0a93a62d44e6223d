public import Record
public import Rules

/// A published list (清单) as one copy of it reads.
public struct OfficialList: Hashable, Sendable, Codable {
  /// The regime that its filings stand under.
  public var track: Track
  /// The title as printed; for a list that is handed out as a bare table, the field's own term.
  public var title: String
  /// The month in the title, `YYYY-MM`.
  public var period: String
  /// When the authority published it: the day where that is known, otherwise the month of the
  /// title.
  public var published: PublicDate
  /// The column headings as printed.
  public var columns: [String]
  /// The rows in the order of the list.
  public var rows: [OfficialListRow]
  /// What the reader found remarkable about the list as a whole.
  public var findings: [ListFinding]
  /// The copy that was read, with the address of the page that hands it out, where that is known.
  public var source: Source

  /// The list's identifier, `track/period`, for example `deep-synthesis/2023-08`.
  public var id: String { OfficialList.id(track: track, period: period) }

  /// What the reader found remarkable, about the list and then row by row.
  public var allFindings: [ListFinding] { findings + rows.flatMap(\.findings) }

  /// The identifier of the list of a track and a month, `YYYY-MM`.
  public static func id(track: Track, period: String) -> String { "\(track.rawValue)/\(period)" }

  /// A list with all that it holds.
  public init(
    track: Track, title: String, period: String, published: PublicDate, columns: [String],
    rows: [OfficialListRow], findings: [ListFinding], source: Source
  ) {
    self.track = track
    self.title = title
    self.period = period
    self.published = published
    self.columns = columns
    self.rows = rows
    self.findings = findings
    self.source = source
  }
}

/// One row of a published list: its cells as printed, and beside them what was understood.
public struct OfficialListRow: Hashable, Sendable, Codable {
  /// The row's position in the list, from 1.
  public var row: Int
  /// The serial number, where the row has one.
  public var serial: ListSerial?
  /// The cells exactly as printed, one for each column; a row with surplus cells has them after
  /// those.
  ///
  /// Paragraphs of a cell are joined by a line feed, an automatic number is written out.
  public var printed: [String]
  /// What was understood of them.
  public var facts: FilingFacts
  /// What the reader found remarkable in this row.
  public var findings: [ListFinding]

  /// A row with all that it holds.
  public init(
    row: Int, serial: ListSerial?, printed: [String], facts: FilingFacts,
    findings: [ListFinding] = []
  ) {
    self.row = row
    self.serial = serial
    self.printed = printed
    self.facts = facts
    self.findings = findings
  }
}

/// The serial number (序号) of a row.
public struct ListSerial: Hashable, Sendable, Codable {
  /// The number as it shows on the page.
  public var text: String
  /// Whether the document's automatic numbering makes it, and no one typed it.
  public var isAutomatic: Bool

  /// A serial number as it shows.
  public init(text: String, isAutomatic: Bool) {
    self.text = text
    self.isAutomatic = isAutomatic
  }
}
