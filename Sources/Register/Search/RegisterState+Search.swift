import Record
public import Rules

extension RegisterState {
  /// Answers a query: terms first, then filters, best field first and newest first within it.
  public func search(_ query: FilingQuery) -> FilingPage {
    let limit = min(max(query.limit, 1), FilingQuery.maximumLimit)
    let key = SearchKey(query)
    if key.isEverything { return newest(after: query.after, limit: limit) }
    let hits = memo.hits(key) { find(key) }
    let start = query.after.map { cursor in hits.partitioningIndex { cursor < $0 } } ?? 0
    let page = hits[start...].prefix(limit)
    return FilingPage(
      filings: page.compactMap { filings[Int($0.ordinal)]?.view(key.time) },
      total: hits.count,
      next: start + page.count < hits.count ? page.last : nil)
  }

  /// Every filing that a query finds, best first, without pages.
  public func all(_ query: FilingQuery) -> [FilingView] {
    let key = SearchKey(query)
    let hits = key.isEverything ? everything : memo.hits(key) { find(key) }
    return hits.compactMap { filings[Int($0.ordinal)]?.view(key.time) }
  }

  private var everything: [SearchHit] {
    stride(from: filings.count - 1, through: 0, by: -1)
      .map { SearchHit(rank: 0, ordinal: UInt32(clamping: $0)) }
  }

  private func newest(after cursor: SearchCursor?, limit: Int) -> FilingPage {
    var ordinal = min(filings.count, cursor.map { Int($0.ordinal) } ?? filings.count) - 1
    var page: [FilingView] = []
    while ordinal >= 0, page.count < limit {
      if let filing = filings[ordinal] { page.append(filing.current) }
      ordinal -= 1
    }
    return FilingPage(
      filings: page, total: filings.count,
      next: ordinal >= 0 ? SearchCursor(rank: 0, ordinal: UInt32(clamping: ordinal + 1)) : nil)
  }

  private func find(_ key: SearchKey) -> [SearchHit] {
    var hits: [SearchHit] = []
    if key.terms.isEmpty {
      if let list = key.list, let state = self.list(list) {
        for row in state.rows { keep(row.ordinal, rank: 0, key, in: &hits) }
        hits = Array(Set(hits))
      } else if key.list == nil {
        for ordinal in 0..<filings.count { keep(ordinal, rank: 0, key, in: &hits) }
      }
    } else if key.isOfWordsAlone {
      // No filing need be looked at: each one in the index is one that is shown.
      hits = index.matches(key.terms).map { match in
        SearchHit(
          rank: UInt8(clamping: match.field.rawValue), ordinal: UInt32(clamping: match.ordinal))
      }
    } else {
      for match in index.matches(key.terms) {
        keep(match.ordinal, rank: UInt8(clamping: match.field.rawValue), key, in: &hits)
      }
    }
    return hits.sorted()
  }

  private func keep(_ ordinal: Int, rank: UInt8, _ key: SearchKey, in hits: inout [SearchHit]) {
    guard let filing = filings[ordinal], let view = filing.view(key.time), view.matches(key)
    else { return }
    var rank = rank
    if !key.time.isNow, !key.terms.isEmpty {
      // The index knows every text that a filing ever had; what it had had by then decides.
      let text = filing.searchText(aliases, key.time)
      guard let field = text.field(ofAll: key.terms.map { Array($0.utf8) }) else { return }
      rank = UInt8(clamping: field.rawValue)
    }
    hits.append(SearchHit(rank: rank, ordinal: UInt32(clamping: ordinal)))
  }
}

extension FilingView {
  func matches(_ key: SearchKey) -> Bool {
    if let track = key.track, !tracks.contains(track) { return false }
    if let list = key.list, !places.contains(where: { $0.list == list }) { return false }
    if let role = key.role, facts.role != role { return false }
    if let status = key.status, self.status != status { return false }
    if let year = key.year, self.year != year { return false }
    if let region = key.region, regionDigits?.hasPrefix(region) != true { return false }
    return true
  }

  /// The filing number, where the key is one.
  public var number: FilingNumber? { FilingNumber.key(key) }

  /// The division code in the number, six digits, where the number has one.
  public var regionDigits: String? { number?.regionCode.digits }

  /// The year in the number, or of the first publication where the number has none.
  public var year: Int { number?.year ?? published.certainFrom.year }
}

extension Array {
  /// The first index whose element meets a condition that, once met, is met by all that follow.
  func partitioningIndex(where meets: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if meets(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
