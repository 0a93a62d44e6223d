import Register

/// What a page puts into the layout that all pages share.
struct PageContent: Sendable {
  /// The name of its template.
  var template: String
  /// Its title, without the site's name.
  var title: String
  /// One sentence about it, for search engines.
  var description: String
  /// Its address: the language links and the canonical address are made from it.
  var address: PageAddress
  /// The entry of the main navigation that it belongs to.
  var section: SiteSection?
  /// The time that it shows.
  var time: TimeView = .now
  /// Whether search engines may list it: one page per thing is enough, not one per filter.
  var isIndexed = true
  /// What the layout shows to somebody who is signed in.
  var office: OfficeFrame?
  /// Whether it has the script that saves a form while it is written.
  var hasScript = false
  /// The HTTP status that it is sent with.
  var status = 200
  /// What the template is given.
  var bindings: Bindings
  /// Writes what the template would, where it is put together from pieces that are kept.
  var write: (@Sendable (inout HTMLWriter) -> Void)?
}

/// The entries of the main navigation, in order.
enum SiteSection: CaseIterable, Sendable {
  case search
  case check
  case lists
  case statistics
  case number
  case verify
  case data
  case about

  var address: PageAddress {
    switch self {
    case .search: .search(FilingQuery())
    case .check: .check
    case .lists: .lists(.now)
    case .statistics: .statistics(.now)
    case .number: .number(nil)
    case .verify: .verify
    case .data: .data
    case .about: .about
    }
  }

  func name(_ texts: Texts) -> String {
    switch self {
    case .search: texts["nav-search"]
    case .check: texts["nav-check"]
    case .lists: texts["nav-lists"]
    case .statistics: texts["nav-statistics"]
    case .number: texts["nav-number"]
    case .verify: texts["nav-verify"]
    case .data: texts["nav-data"]
    case .about: texts["nav-about"]
    }
  }
}
