public import Rules

/// Where an official statement was taken from.
public struct Source: Hashable, Sendable, Codable {
  /// The file's name as it was handed out.
  public var name: String
  /// SHA-256 of the file, 64 lower-case hexadecimal digits.
  public var sha256: String
  /// The file's length in bytes.
  public var bytes: Int
  /// The official address, where it is known.
  public var address: String?

  /// A source file, named by its SHA-256 in 64 lower-case hexadecimal digits.
  public init(name: String, sha256: String, bytes: Int, address: String? = nil) {
    self.name = name
    self.sha256 = sha256
    self.bytes = bytes
    self.address = address
  }
}

/// A published list (清单) as a whole: the header of its rows.
public struct ListLeaf: Hashable, Sendable, Codable {
  /// The list's identifier, `track/period`, for example `deep-synthesis/2023-08`.
  public var list: String
  /// The track that its filings stand under.
  public var track: Track
  /// The title as printed.
  public var title: String
  /// The column headings as printed, in order.
  public var columns: [String]
  /// How many rows this copy has.
  public var rows: Int
  /// When the authority published it.
  public var published: PublicDate
  /// Where this copy came from; `nil` for a list that this register itself published.
  public var source: Source?
  /// Which of the track's lists it is, from 1 and without gaps, where this register published it;
  /// `nil` for lists of others.
  public var number: Int?
  /// When this register recorded it.
  public var recorded: Moment

  /// The header of a copy; `source` is `nil` for a list of this register's own, which has a number.
  public init(
    list: String, track: Track, title: String, columns: [String], rows: Int,
    published: PublicDate, source: Source?, number: Int? = nil, recorded: Moment
  ) {
    self.list = list
    self.track = track
    self.title = title
    self.columns = columns
    self.rows = rows
    self.published = published
    self.source = source
    self.number = number
    self.recorded = recorded
  }
}

/// A row of a list: its cells exactly as printed, and beside them what was understood.
public struct RowLeaf: Hashable, Sendable, Codable {
  /// The list's identifier.
  public var list: String
  /// The row's position in the list when it was first seen, from 1.
  ///
  /// It identifies the row for ever.
  public var row: Int
  /// The cells as printed, in the order of the list's columns.
  public var printed: [String]
  /// What was understood of them.
  public var facts: FilingFacts
  /// Rule ids of what the reader found remarkable, such as a misprinted number.
  public var findings: [String]
  /// The columns whose cells differ from the row before, by their headings; empty for a first row.
  public var changed: [String]
  /// From when the row is known to have read so.
  public var effective: PublicDate
  /// When this register recorded it.
  public var recorded: Moment

  /// A row as printed, with what was understood of it; `changed` names columns by their headings.
  public init(
    list: String, row: Int, printed: [String], facts: FilingFacts, findings: [String] = [],
    changed: [String] = [], effective: PublicDate, recorded: Moment
  ) {
    self.list = list
    self.row = row
    self.printed = printed
    self.facts = facts
    self.findings = findings
    self.changed = changed
    self.effective = effective
    self.recorded = recorded
  }
}

/// A row that was in an earlier copy of a list and is missing from a newer one.
///
/// It stays visible.
public struct WithdrawalLeaf: Hashable, Sendable, Codable {
  /// The list's identifier, `track/period`.
  public var list: String
  /// The row's position when it was first seen, from 1.
  public var row: Int
  /// The number that stood in the row.
  public var number: String
  /// The day on which the newer copy was seen.
  public var effective: PublicDate
  /// When this register recorded it.
  public var recorded: Moment

  /// The withdrawal of a row, seen on a day.
  public init(
    list: String, row: Int, number: String, effective: PublicDate, recorded: Moment
  ) {
    self.list = list
    self.row = row
    self.number = number
    self.effective = effective
    self.recorded = recorded
  }
}

/// An official notice that a filing was cancelled (注销).
public struct CancellationLeaf: Hashable, Sendable, Codable {
  /// The filing number, as the notice prints it.
  public var number: String
  /// When the authority announced it.
  public var effective: PublicDate
  /// The list that the notice names, `track/period`, where it names one.
  public var list: String?
  /// The algorithm's name, as the notice prints it.
  public var algorithm: String
  /// The organization's name, as the notice prints it.
  public var organization: String
  /// The address or file that the notice was taken from, where it is known.
  public var source: Source?
  /// When this register recorded it.
  public var recorded: Moment

  /// A notice; `list` is `nil` where it names none.
  public init(
    number: String, effective: PublicDate, list: String?, algorithm: String,
    organization: String, source: Source?, recorded: Moment
  ) {
    self.number = number
    self.effective = effective
    self.list = list
    self.algorithm = algorithm
    self.organization = organization
    self.source = source
    self.recorded = recorded
  }
}

/// A decision of this register on a filing that it issued itself.
public struct DecisionLeaf: Hashable, Sendable, Codable {
  /// What was decided.
  public enum Act: String, Hashable, Sendable, Codable, CaseIterable {
    /// A change (变更) was accepted; the filing stays in force.
    case changed
    /// The filing was cancelled (注销).
    case cancelled
    /// The filing was revoked (撤销; Algorithm Recommendation Provisions, art. 33).
    case revoked
  }

  /// The filing number, in its canonical form.
  public var number: String
  /// What was decided.
  public var act: Act
  /// The legal ground, as the rulebook names it.
  public var ground: String
  /// The facts from then on, where they changed.
  public var facts: FilingFacts?
  /// The day on which it takes effect.
  public var effective: PublicDate
  /// When this register recorded it.
  public var recorded: Moment

  /// A decision; `facts` are those from then on, and `nil` where none changed.
  public init(
    number: String, act: Act, ground: String, facts: FilingFacts?, effective: PublicDate,
    recorded: Moment
  ) {
    self.number = number
    self.act = act
    self.ground = ground
    self.facts = facts
    self.effective = effective
    self.recorded = recorded
  }
}
