import Record
import Register
import Rules

/// What the statistics page shows: the register's counts, track by track.
struct StatisticsModel: Sendable {
  var time: TimeView
  var statistics: Statistics
  /// The tracks whose lists print roles.
  var tracksWithRoles: Set<Track>
}

extension StatisticsModel {
  init(_ request: PageRequest) {
    var faults: [ParameterFault] = []
    time = TimeView(reading: request.items, faults: &faults)
    statistics = request.state.statistics(time)
    tracksWithRoles = Set(
      statistics.tracks.map(\.track).filter { request.state.printsRoles($0) })
  }
}

/// Counts with their names, ready to be drawn and to be written as a table.
struct Distribution: Sendable {
  struct Group: Sendable {
    var name: String
    var count: Int
    var style = "bar-one"
    /// The search that finds what is counted.
    var query: FilingQuery?
  }

  /// A part of an identifier: `province`.
  var id: String
  var title: String
  var hint: String?
  /// The heading of the names in the table.
  var column: String
  var groups: [Group]
}

extension Statistics.OfTrack {
  /// The distributions of a track that have more than nothing to show, in the order of the page.
  func distributions(_ texts: Texts, _ time: TimeView) -> [Distribution] {
    let within = FilingQuery(track: track, time: time)
    func query(_ change: (inout FilingQuery) -> Void) -> FilingQuery {
      var query = within
      change(&query)
      return query
    }
    let statuses = FilingStatus.allCases.map { status in
      Distribution.Group(
        name: texts[Words.name(status)], count: byStatus[status] ?? 0,
        style: "bar-" + status.rawValue, query: query { $0.status = status })
    }
    let provinces = byProvince.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      digits, count in
      let isKnown =
        !digits.isEmpty && (Int(digits).flatMap(Province.init(rawValue:)) != nil || digits == "00")
      return Distribution.Group(
        name: isKnown
          ? (Int(digits).flatMap(Province.init(rawValue:))?.shortName[texts.language]
            ?? Regions.name("000000")[texts.language])
          : digits.isEmpty
            ? texts["plot-unknown-province"] : texts["plot-unknown-province"] + " (\(digits))",
        count: count, query: digits.isEmpty ? nil : query { $0.region = digits })
    }
    let years = byYear.sorted { $0.key < $1.key }.map { year, count in
      Distribution.Group(name: String(year), count: count, query: query { $0.year = year })
    }
    let categories = byCategory.sorted { $0.key < $1.key }.map { code, count in
      Distribution.Group(
        name: AlgorithmCategory(rawValue: code).map { texts.capitalized($0.name) }
          ?? String(code), count: count)
    }
    return [
      Distribution(
        id: "status", title: texts["plot-status"], column: texts["column-status"],
        groups: statuses),
      Distribution(
        id: "province", title: texts["plot-province"], hint: texts["plot-province-hint"],
        column: texts["column-province"], groups: provinces),
      Distribution(
        id: "year", title: texts["plot-year"], column: texts["column-year"], groups: years),
      Distribution(
        id: "category", title: texts["plot-category"], hint: texts["plot-category-hint"],
        column: texts["column-category"], groups: categories),
    ]
  }
}

extension Texts {
  /// A wording that begins a line: with a capital where the language has them.
  func capitalized(_ wording: Wording) -> String {
    let text = self[wording]
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
