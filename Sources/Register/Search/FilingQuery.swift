import Record
public import Rules

/// What somebody looks for in the register.
public struct FilingQuery: Hashable, Sendable {
  /// Words, a name or a part of one, a number or a part of one.
  ///
  /// Blanks separate terms, and every term has to be found. `nil` or blank finds everything.
  public var text: String?
  /// The track that a filing stands under.
  public var track: Track?
  /// A list's identifier, `track/period`.
  public var list: String?
  /// The organization's role.
  public var role: Role?
  /// The filing's status at ``time``.
  public var status: FilingStatus?
  /// The leading 2, 4 or 6 digits of an administrative division code.
  public var region: String?
  /// The year in the number, or, where the number has none, of the first publication.
  public var year: Int?
  /// The time to answer for.
  public var time: TimeView
  /// Where the last page ended.
  public var after: SearchCursor?
  /// The most rows wanted, 1 to 500.
  public var limit: Int

  /// The most rows that one page has.
  public static let maximumLimit = 500

  /// A query; what is `nil` does not restrict it.
  public init(
    text: String? = nil, track: Track? = nil, list: String? = nil, role: Role? = nil,
    status: FilingStatus? = nil, region: String? = nil, year: Int? = nil,
    time: TimeView = .now, after: SearchCursor? = nil, limit: Int = 20
  ) {
    self.text = text
    self.track = track
    self.list = list
    self.role = role
    self.status = status
    self.region = region
    self.year = year
    self.time = time
    self.after = after
    self.limit = limit
  }
}

/// A place in a search's results that stays good while the register grows: what is recorded later
/// never moves what has been shown.
public struct SearchCursor: Hashable, Sendable, Comparable, CustomStringConvertible {
  let rank: UInt8
  let ordinal: UInt32

  init(rank: UInt8, ordinal: UInt32) {
    self.rank = rank
    self.ordinal = ordinal
  }

  /// Reads what ``description`` writes; anything else is `nil`.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 2, let rank = UInt8(String(parts[0]) ?? ""),
      let ordinal = UInt32(String(parts[1]) ?? "")
    else { return nil }
    self.init(rank: rank, ordinal: ordinal)
    guard description == text else { return nil }
  }

  /// The form to hand out and to take back: two whole numbers with a point between them.
  public var description: String { "\(rank).\(ordinal)" }

  /// Better fields come first, and within a field the filings recorded last.
  public static func < (left: SearchCursor, right: SearchCursor) -> Bool {
    left.rank != right.rank ? left.rank < right.rank : left.ordinal > right.ordinal
  }
}

typealias SearchHit = SearchCursor

/// The part of a query that decides its result: everything but the page.
struct SearchKey: Hashable, Sendable {
  let terms: [String]
  let track: Track?
  let list: String?
  let role: Role?
  let status: FilingStatus?
  let region: String?
  let year: Int?
  let time: TimeView

  init(_ query: FilingQuery) {
    terms = FilingQuery.terms(query.text ?? "")
    track = query.track
    list = query.list
    role = query.role
    status = query.status
    region = query.region
    year = query.year
    time = query.time
  }

  var isEverything: Bool { terms.isEmpty && isOfWordsAlone }

  /// Whether the index alone answers it: nothing but words are asked for, and of the present.
  var isOfWordsAlone: Bool {
    track == nil && list == nil && role == nil && status == nil && region == nil && year == nil
      && time.isNow
  }
}

extension FilingQuery {
  /// The terms of a query.
  ///
  /// A full filing number counts as one term, whatever blanks it has.
  static func terms(_ text: String) -> [String] {
    if let number = FilingNumber.key(FilingKey.key(of: text)) { return [number.digits] }
    return SearchNormalization.terms(text)
  }
}

/// One page of a search's results.
public struct FilingPage: Sendable {
  /// The filings, best first.
  public let filings: [FilingView]
  /// How many filings the query finds in all.
  public let total: Int
  /// Where the next page begins; `nil` on the last page.
  public let next: SearchCursor?
}
