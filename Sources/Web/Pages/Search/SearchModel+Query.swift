import Record
import Register
import Rules

extension SearchModel {
  /// Looks the search up.
  init(_ request: PageRequest) {
    self.init()
    query = FilingQuery(reading: request.items, faults: &faults)
    let state = request.state
    let statistics = state.statistics(.now)
    knownTracks = statistics.ordered.map(\.track)
    lists = statistics.ordered.flatMap { $0.lists.reversed().map(\.id) }
    years = Set(statistics.tracks.flatMap { $0.byYear.keys }).sorted(by: >)
    provinces = Set(statistics.tracks.flatMap { $0.byProvince.keys }).filter { !$0.isEmpty }
      .sorted()

    let page = state.search(query)
    cards = page.filings.map { FilingCard($0) }
    next = page.next
    if isFront {
      tracks = statistics.ordered.map { TrackSummary($0) }
    } else {
      found = knownTracks.compactMap { track in
        guard query.track == nil || query.track == track else { return nil }
        var within = query
        within.track = track
        within.after = nil
        within.limit = 1
        let total = state.search(within).total
        return total > 0 ? OfTrack(track: track, total: total) : nil
      }
    }
    if cards.isEmpty, let text = query.text {
      let reading = NumberReading(text)
      if reading.family != .unknown, reading.looksLikeNumber { self.reading = reading }
    }
  }
}

extension SearchModel.TrackSummary {
  init(_ counts: Statistics.OfTrack) {
    self.init(
      track: counts.track, filings: counts.filings,
      inForce: counts.byStatus.reduce(0) { $0 + ($1.key.isInForce ? $1.value : 0) },
      organizations: counts.organizations, lists: counts.lists.count,
      newestList: counts.lists.last?.id)
  }
}

extension NumberReading {
  /// Whether the text was probably meant as a whole number: it is one, it has the words of one, or
  /// it has at least as many digits as a person would not type otherwise.
  var looksLikeNumber: Bool {
    if filingNumber != nil || generativeAINumber != nil { return true }
    if text.unicodeScalars.contains(where: { $0 == "网" || $0 == "網" }) { return true }
    return text.unicodeScalars.count(where: { $0.properties.numericType == .decimal }) >= 14
  }
}
