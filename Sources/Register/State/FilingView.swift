public import Record
public import Rules

/// A row of a list that a filing stands in.
public struct RowPlace: Hashable, Sendable, Codable {
  /// The list's identifier, `track/period`.
  public let list: String
  /// The row's position, from 1.
  public let row: Int

  /// A row of a list.
  public init(list: String, row: Int) {
    self.list = list
    self.row = row
  }
}

/// A filing as it was at one time.
public struct FilingView: Hashable, Sendable {
  /// What identifies the filing; see ``Filing/key``.
  public let key: String
  /// The filing's position in the order in which the register first recorded filings, from 0.
  public let ordinal: Int
  /// The facts as the newest row, change or decision gives them.
  public let facts: FilingFacts
  /// The newest row, as printed.
  public let printed: [String]
  /// What the filing is worth.
  public let status: FilingStatus
  /// From when the status holds, where that is known.
  public let statusSince: PublicDate?
  /// When the filing was first published.
  public let published: PublicDate
  /// The tracks that it stands under: one, or two for numbers that stand in both sequences.
  public let tracks: [Track]
  /// Every row that carries the number.
  public let places: [RowPlace]
  /// Rule ids of what the reader found remarkable, such as a misprinted number.
  public let findings: [String]
  /// The index of the newest leaf that counts.
  public let newestLeaf: UInt64

  init?(key: String, ordinal: Int, entries: [FilingEntry], time: TimeView) {
    var places: [RowPlace] = []
    var tracks: [Track] = []
    var newest: (facts: FilingFacts, printed: [String], published: PublicDate)?
    var published: PublicDate?
    var findings: [String] = []
    var standing = Standing()
    var newestLeaf: UInt64 = 0

    for entry in entries where time.shows(index: entry.since) {
      guard time.shows(entry.leaf.effective) else { continue }
      newestLeaf = max(newestLeaf, entry.index)
      switch entry.leaf {
      case .row(let row):
        let place = RowPlace(list: row.list, row: row.row)
        if !places.contains(place) { places.append(place) }
        let track = Track(rawValue: String(row.list.prefix { $0 != "/" }))
        if !tracks.contains(track) { tracks.append(track) }
        for finding in row.findings where !findings.contains(finding) { findings.append(finding) }
        published = published.map { min($0, row.effective) } ?? row.effective
        if row.effective >= newest?.published ?? row.effective {
          newest = (row.facts, row.printed, row.effective)
        }
        standing.read(row.facts.notes, seen: PublicDate(row.recorded.beijingDay), time)
      case .rowChanged(let row):
        newest = (row.facts, row.printed, row.effective)
        standing.read(row.facts.notes, seen: row.effective, time)
        standing.reach(.changed, since: row.effective)
      case .cancellation(let notice):
        standing.reach(.cancelled, since: notice.effective)
      case .decision(let decision):
        if let facts = decision.facts {
          newest = (facts, newest?.printed ?? [], decision.effective)
        }
        standing.reach(FilingStatus(decision.act), since: decision.effective)
      default: break
      }
    }
    guard let newest, let published else { return nil }
    self.key = key
    self.ordinal = ordinal
    self.facts = newest.facts
    self.printed = newest.printed
    self.status = standing.status
    self.statusSince = standing.status == .inForce ? published : standing.since
    self.published = published
    self.tracks = tracks
    self.places = places
    self.findings = findings
    self.newestLeaf = newestLeaf
  }
}

extension FilingStatus {
  init(_ act: DecisionLeaf.Act) {
    switch act {
    case .changed: self = .changed
    case .cancelled: self = .cancelled
    case .revoked: self = .revoked
    }
  }
}

/// How far a filing's status has come: in force, changed, cancelled, revoked, and never back.
private struct Standing {
  private(set) var status = FilingStatus.inForce
  private(set) var since: PublicDate?

  private static func rank(_ status: FilingStatus) -> Int {
    switch status {
    case .inForce: 0
    case .changed: 1
    case .cancelled: 2
    case .revoked: 3
    }
  }

  mutating func reach(_ next: FilingStatus, since date: PublicDate?) {
    let step = Self.rank(next) - Self.rank(status)
    if step > 0 {
      status = next
      since = date
    } else if step == 0, next != .inForce, let date {
      // A change after a change is the newer date. A cancellation is as old as its first notice.
      if next == .changed {
        since = max(since ?? date, date)
      } else {
        since = since.map { min($0, date) } ?? date
      }
    }
  }

  /// Reads what a row's notes say of the filing's standing.
  ///
  /// A note without a month says that something happened before the copy was seen, not when. It
  /// counts from the day of the copy, and the status carries no date.
  mutating func read(_ notes: [NoteStatement], seen: PublicDate, _ time: TimeView) {
    for note in notes {
      let date = note.month.flatMap { PublicDate($0) }
      guard time.shows(date ?? seen) else { continue }
      switch note.kind {
      case .cancelled: reach(.cancelled, since: date)
      case .other: break
      default: reach(.changed, since: date)
      }
    }
  }
}
