import Register
import Rules

extension Language {
  /// The BCP 47 tag.
  var tag: String {
    switch self {
    case .chinese: "zh-Hans"
    case .english: "en"
    }
  }

  /// The language's name in itself.
  var ownName: String {
    switch self {
    case .chinese: "中文"
    case .english: "English"
    }
  }
}

extension PageAddress {
  /// The same page at the present time.
  var now: PageAddress {
    switch self {
    case .search(var query):
      query.time = .now
      query.after = nil
      return .search(query)
    case .lists: return .lists(.now)
    case .list(let id, let portion, _): return .list(id: id, portion, .now)
    case .filing(let key, _): return .filing(key: key, .now)
    case .organization(let id, _): return .organization(id: id, .now)
    case .statistics: return .statistics(.now)
    case .number, .check, .verify, .data, .about, .office: return self
    }
  }
}
