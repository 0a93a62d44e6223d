import Record
import Register
import Rules

/// What a register should say after a sequence of commands, kept in plain dictionaries and worked
/// out anew from everything that was ever said.
///
/// Slow, and short enough to be read.
struct ReferenceRegister {
  /// Something that was said of a filing.
  enum Statement {
    case row(RowPlace, Track, FilingFacts, on: PublicDate, seen: Day)
    case change(FilingFacts, on: PublicDate)
    case notice(on: PublicDate)
    case decision(DecisionLeaf.Act, FilingFacts?, on: PublicDate)
  }

  /// A row of an imported or published list.
  struct Row {
    let id: Int
    let filing: String
    var facts: FilingFacts
    var isWithdrawn = false
  }

  struct List {
    let track: Track
    let isOwn: Bool
    /// All rows that were ever there, by their ids.
    var rows: [Row] = []
    var standing: [Row] { rows.filter { !$0.isWithdrawn } }
  }

  private(set) var lists: [String: List] = [:]
  /// Statements on each filing, by the key under which it was first recorded.
  private(set) var filings: [String: [Statement]] = [:]
  /// The filings in the order in which they were first recorded.
  private(set) var order: [String] = []
  /// The filing that a number leads to.
  private var names: [String: String] = [:]
  private(set) var pending: [String: [PublicDate]] = [:]

  /// The filing that a number leads to, if there is one.
  func filing(_ number: String) -> String? { names[FilingKey.key(of: number)] }

  /// The ids of filings that this register issued itself.
  var own: [String] { order.filter { key in lists.values.contains { $0.isOwn && $0.holds(key) } } }

  mutating func begin(_ list: String, _ track: Track, isOwn: Bool) {
    lists[list] = List(track: track, isOwn: isOwn)
  }

  mutating func add(
    _ facts: FilingFacts, to list: String, as id: Int, on date: PublicDate, seen: Day
  ) {
    guard let track = lists[list]?.track else { return }
    let number = FilingKey.key(of: facts.number)
    let key = names[number] ?? number
    if names[number] == nil {
      order.append(key)
      names[number] = key
      filings[key] = (pending.removeValue(forKey: number) ?? []).map { .notice(on: $0) }
    }
    let place = RowPlace(list: list, row: id)
    filings[key]?.append(.row(place, track, facts, on: date, seen: seen))
    lists[list]?.rows.append(Row(id: id, filing: key, facts: facts))
  }

  mutating func change(_ facts: FilingFacts, in list: String, row id: Int, on date: PublicDate) {
    guard let place = lists[list]?.rows.firstIndex(where: { $0.id == id }),
      let key = lists[list]?.rows[place].filing
    else { return }
    lists[list]?.rows[place].facts = facts
    filings[key]?.append(.change(facts, on: date))
    // A number that was corrected leads to the filing from now on, and so does what waited for it.
    let number = FilingKey.key(of: facts.number)
    guard names[number] == nil else { return }
    names[number] = key
    for date in pending.removeValue(forKey: number) ?? [] {
      filings[key]?.append(.notice(on: date))
    }
  }

  mutating func withdraw(row id: Int, of list: String) {
    guard let place = lists[list]?.rows.firstIndex(where: { $0.id == id }) else { return }
    lists[list]?.rows[place].isWithdrawn = true
  }

  /// Records a notice, and says whether it was new.
  mutating func notice(_ number: String, on date: PublicDate) -> Bool {
    let number = FilingKey.key(of: number)
    guard let key = names[number] else {
      if pending[number]?.contains(date) == true { return false }
      pending[number, default: []].append(date)
      return true
    }
    let isKnown = filings[key]?.contains { statement in
      if case .notice(date) = statement { true } else { false }
    }
    if isKnown == true { return false }
    filings[key]?.append(.notice(on: date))
    return true
  }

  mutating func decide(
    _ key: String, _ act: DecisionLeaf.Act, _ facts: FilingFacts?, on date: PublicDate
  ) {
    filings[key]?.append(.decision(act, facts, on: date))
  }
}

extension ReferenceRegister.List {
  func holds(_ key: String) -> Bool { rows.contains { $0.filing == key } }
}

/// What holds of a filing at some time.
struct ReferenceView: Equatable {
  var facts: FilingFacts
  var status: FilingStatus
  var statusSince: PublicDate?
  var published: PublicDate
  var tracks: [Track]
  var places: [RowPlace]
}

extension ReferenceView {
  init(_ view: FilingView) {
    self.init(
      facts: view.facts, status: view.status, statusSince: view.statusSince,
      published: view.published, tracks: view.tracks, places: view.places)
  }
}

extension ReferenceRegister {
  /// What holds of a filing, now or as of a date; nil where it was not published by then.
  func view(_ key: String, asOf: PublicDate? = nil) -> ReferenceView? {
    let limit = asOf?.certainFrom.number ?? .max
    let statements = (filings[key] ?? []).filter { $0.date.certainFrom.number <= limit }
    var places: [RowPlace] = []
    var tracks: [Track] = []
    var published: [PublicDate] = []
    var facts: (FilingFacts, PublicDate)?
    // Everything that says that the filing is no longer as first published, and when.
    var changes: [PublicDate?] = []
    var cancellations: [PublicDate?] = []
    var revocations: [PublicDate?] = []
    func read(_ notes: [NoteStatement], seen: Day) {
      for note in notes where note.kind != .other {
        let date = note.month.flatMap { PublicDate($0) }
        guard (date?.certainFrom ?? seen).number <= limit else { continue }
        if note.kind == .cancelled { cancellations.append(date) } else { changes.append(date) }
      }
    }
    for statement in statements {
      switch statement {
      case .row(let place, let track, let row, let date, let seen):
        if !places.contains(place) { places.append(place) }
        if !tracks.contains(track) { tracks.append(track) }
        published.append(date)
        if facts.map({ $0.1 <= date }) ?? true { facts = (row, date) }
        read(row.notes, seen: seen)
      case .change(let row, let date):
        facts = (row, date)
        changes.append(date)
        read(row.notes, seen: date.certainFrom)
      case .notice(let date): cancellations.append(date)
      case .decision(let act, let decided, let date):
        if let decided { facts = (decided, date) }
        switch act {
        case .changed: changes.append(date)
        case .cancelled: cancellations.append(date)
        case .revoked: revocations.append(date)
        }
      }
    }
    guard let facts, let first = published.min() else { return nil }
    let (status, since): (FilingStatus, PublicDate?) =
      if !revocations.isEmpty {
        (.revoked, revocations.compactMap { $0 }.min())
      } else if !cancellations.isEmpty {
        (.cancelled, cancellations.compactMap { $0 }.min())
      } else if !changes.isEmpty {
        (.changed, changes.compactMap { $0 }.max())
      } else {
        (.inForce, first)
      }
    return ReferenceView(
      facts: facts.0, status: status, statusSince: since, published: first, tracks: tracks,
      places: places)
  }

  /// Every set of facts that was ever given of a filing.
  func allFacts(_ key: String) -> [FilingFacts] {
    (filings[key] ?? []).compactMap { statement in
      switch statement {
      case .row(_, _, let facts, _, _), .change(let facts, _): facts
      case .decision(_, let facts, _): facts
      case .notice: nil
      }
    }
  }
}

extension ReferenceRegister.Statement {
  /// When it took effect.
  var date: PublicDate {
    switch self {
    case .row(_, _, _, let date, _), .change(_, let date), .notice(let date),
      .decision(_, _, let date):
      date
    }
  }
}
