public import Register
public import Rules

/// Every address of the site.
///
/// Links are made from this and nothing else, so that an address has one spelling; what the router
/// listens to is ``SiteRoute``, beside it.
public enum SiteAddress: Hashable, Sendable {
  /// A page, in a language, or in the language that the reader's browser asks for.
  case page(PageAddress, Language?)
  /// A file that goes with the pages; its name carries a hash of its content.
  case asset(name: String)

  /// The search, as JSON.
  case apiFilings(FilingQuery)
  /// A filing, as JSON.
  case apiFiling(key: String, TimeView)
  /// The receipt of a filing: a `.tlog-proof` file.
  case apiReceipt(key: String, TimeView)
  /// All lists, as JSON.
  case apiLists(TimeView)
  /// A list with its rows, as JSON; `id` is `track/period`.
  case apiList(id: String, TimeView)
  /// What the register says of a code that stands in a label, as JSON.
  case apiProducer(code: String)
  /// The description of the API (OpenAPI 3.1).
  case openAPI

  /// All filings that a search finds, as one file.
  case export(ExportFormat, FilingQuery)
  /// What changed lately (Atom).
  case feed

  /// The log (C2SP tlog-tiles): `path` is what follows `/log/`.
  case log(path: String)
}

/// The pages of the site.
public enum PageAddress: Hashable, Sendable {
  /// The search, which is the front page.
  case search(FilingQuery)
  /// All lists.
  case lists(TimeView)
  /// A list, `track/period`, from a row on, or whole.
  case list(id: String, ListPortion, TimeView)
  /// A filing.
  case filing(key: String, TimeView)
  /// An organization.
  case organization(id: String, TimeView)
  /// The statistics.
  case statistics(TimeView)
  /// What a number says.
  case number(String?)
  /// What a file says of how it was made.
  case check
  /// How to verify the register.
  case verify
  /// How to take the data away.
  case data
  /// What this register is, and what a filing is not.
  case about
  /// A page of those who sign in, by its path, which begins with `/office`.
  case office(String)
}

/// Which rows of a list a page shows.
public enum ListPortion: Hashable, Sendable {
  /// A page of rows that begins with this one, from 1.
  case from(row: Int)
  /// All rows.
  case whole

  /// How many rows a page has.
  public static let rows = 100

  /// The page that has a row on it.
  static func with(row: Int) -> ListPortion {
    .from(row: max(0, row - 1) / rows * rows + 1)
  }
}

/// The formats of an export; the raw value is the file's extension.
public enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  case csv
  case json
  case xlsx
}

extension SiteAddress {
  /// The path with its query, percent-encoded.
  public var path: String {
    switch self {
    case .page(let page, let language):
      return (language.map { "/" + $0.rawValue } ?? "") + page.path
    case .asset(let name): return "/assets/" + PercentEncoding.encode(name)
    case .apiFilings(let query): return "/api/v1/filings" + query.queryItems.text
    case .apiFiling(let key, let time):
      return "/api/v1/filings/" + PercentEncoding.encode(key) + time.queryItems.text
    case .apiReceipt(let key, let time):
      return "/api/v1/filings/" + PercentEncoding.encode(key) + "/receipt" + time.queryItems.text
    case .apiLists(let time): return "/api/v1/lists" + time.queryItems.text
    case .apiList(let id, let time):
      return "/api/v1/lists/" + SiteAddress.segments(id) + time.queryItems.text
    case .apiProducer(let code): return "/api/v1/producers/" + PercentEncoding.encode(code)
    case .openAPI: return "/openapi.json"
    case .export(let format, let query):
      return "/exports/filings." + format.rawValue + query.queryItems.text
    case .feed: return "/feed.atom"
    case .log(let path): return "/log/" + SiteAddress.segments(path)
    }
  }

  /// The whole address, where the site's own is known: `base` is scheme and host, without a slash
  /// at the end.
  public func absolute(_ base: String?) -> String { (base ?? "") + path }

  /// Encodes a path segment by segment.
  static func segments(_ path: String) -> String {
    path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
      .map { PercentEncoding.encode(String(decoding: $0, as: UTF8.self)) }
      .joined(separator: "/")
  }
}

extension PageAddress {
  /// The path below the language, with its query.
  var path: String {
    switch self {
    case .search(let query): return "/" + query.queryItems.text
    case .lists(let time): return "/lists" + time.queryItems.text
    case .list(let id, let portion, let time):
      var items = QueryItems()
      switch portion {
      case .from(let row): if row != 1 { items.add("from", String(row)) }
      case .whole: items.add("rows", "all")
      }
      for item in time.queryItems.items { items.add(item.name, item.value) }
      return "/lists/" + SiteAddress.segments(id) + items.text
    case .filing(let key, let time):
      return "/filings/" + PercentEncoding.encode(key) + time.queryItems.text
    case .organization(let id, let time):
      return "/organizations/" + PercentEncoding.encode(id) + time.queryItems.text
    case .statistics(let time): return "/statistics" + time.queryItems.text
    case .number(let text):
      var items = QueryItems()
      items.add("q", text)
      return "/number" + items.text
    case .check: return "/check"
    case .verify: return "/verify"
    case .data: return "/data"
    case .about: return "/about"
    case .office(let path): return path
    }
  }

  /// The row of a list: its page, with the row as fragment.
  static func listRow(_ place: RowPlace, _ language: Language, _ time: TimeView) -> String {
    SiteAddress.page(.list(id: place.list, .with(row: place.row), time), language).path
      + "#row-\(place.row)"
  }
}
