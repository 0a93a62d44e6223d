import Record
import Register
import Rules

/// What the search page shows.
struct SearchModel: Sendable {
  var query = FilingQuery()
  var faults: [ParameterFault] = []
  var cards: [FilingCard] = []
  /// How many filings were found, for each track in which any was.
  ///
  /// Never added up.
  var found: [OfTrack] = []
  /// Where the next page begins.
  var next: SearchCursor?
  /// What is in the register, track by track; only on the front page.
  var tracks: [TrackSummary] = []
  /// The identifiers of all lists, newest first.
  var lists: [String] = []
  /// The tracks that have a list.
  var knownTracks: [Track] = []
  /// The years in numbers, newest first.
  var years: [Int] = []
  /// The divisions that may be chosen: the leading two digits and what they name.
  var provinces: [String] = []
  /// What the words say as a number, where nothing was found and they look like one.
  var reading: NumberReading?

  /// How many filings of one track were found.
  struct OfTrack: Hashable, Sendable {
    var track: Track
    var total: Int
  }

  /// What the register holds of one track.
  struct TrackSummary: Hashable, Sendable {
    var track: Track
    var filings: Int
    var inForce: Int
    var organizations: Int
    var lists: Int
    var newestList: String?
  }

  /// Whether nothing is asked for: the front page.
  var isFront: Bool {
    var plain = query
    plain.text = nil
    plain.after = nil
    plain.limit = FilingQuery().limit
    return query.text == nil && plain == FilingQuery() && query.after == nil
  }

  /// The conditions in use, each with the search that does without it.
  var conditions: [Condition] {
    var conditions: [Condition] = []
    func add(_ kind: Condition.Kind, _ isUsed: Bool, _ drop: (inout FilingQuery) -> Void) {
      guard isUsed else { return }
      var without = query
      without.after = nil
      drop(&without)
      conditions.append(Condition(kind: kind, without: without))
    }
    add(.text, query.text != nil) { $0.text = nil }
    add(.track, query.track != nil) { $0.track = nil }
    add(.list, query.list != nil) { $0.list = nil }
    add(.role, query.role != nil) { $0.role = nil }
    add(.status, query.status != nil) { $0.status = nil }
    add(.region, query.region != nil) { $0.region = nil }
    add(.year, query.year != nil) { $0.year = nil }
    add(.asOf, query.time.asOf != nil) { $0.time.asOf = nil }
    add(.at, query.time.at != nil) { $0.time.at = nil }
    return conditions
  }

  /// A condition of the search.
  struct Condition: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case text, track, list, role, status, region, year, asOf, at }
    var kind: Kind
    var without: FilingQuery
  }
}
