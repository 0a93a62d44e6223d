import Record
import Register
import Rules

extension StatisticsModel {
  /// The page for the layout.
  func content(_ texts: Texts) -> PageContent {
    PageContent(
      template: "statistics",
      title: texts["statistics-heading"],
      description: texts["statistics-lead"],
      address: .statistics(time),
      section: .statistics,
      time: time,
      bindings: [
        "overlap": statistics.inSeveralTracks > 0
          ? .text(texts.count("statistics-overlap", statistics.inSeveralTracks)) : .absent,
        "pending": statistics.pendingNotices > 0
          ? .text(texts.count("lists-pending", statistics.pendingNotices)) : .absent,
        "contents": statistics.tracks.count > 1
          ? .object([
            "items": .list(
              statistics.ordered.map { counts in
                [
                  "id": .text(Self.id(counts.track)),
                  "name": .text(texts[Words.name(counts.track)]),
                ]
              })
          ]) : .absent,
        "tracks": .list(statistics.ordered.map { bindings($0, texts) }),
      ])
  }

  private static func id(_ track: Track) -> String { "track-" + track.rawValue }

  private func bindings(_ counts: Statistics.OfTrack, _ texts: Texts) -> Bindings {
    let inForce = counts.byStatus.reduce(0) { $0 + ($1.key.isInForce ? $1.value : 0) }
    let figures = [
      ("figure-filings", counts.filings), ("figure-in-force", inForce),
      ("figure-not-in-force", counts.filings - inForce),
      ("figure-organizations", counts.organizations), ("figure-rows", counts.rows),
    ]
    return [
      "id": .text(Self.id(counts.track)),
      "name": .text(texts[Words.name(counts.track)]),
      "figures": .list(
        figures.map { key, value in
          ["label": .text(texts[key]), "value": .text(Texts.grouped(value))]
        }),
      "plots": .list(
        [lists(counts, texts)]
          + counts.distributions(texts, time).map { bindings($0, of: counts, texts) }),
    ]
  }

  /// The lists over time, providers and technical supporters one upon the other.
  private func lists(_ counts: Statistics.OfTrack, _ texts: Texts) -> Bindings {
    let hasRoles = tracksWithRoles.contains(counts.track)
    let columns = counts.lists.map { list in
      let name = texts[Words.listPeriod(list.id)]
      let known = Role.allCases.map { hasRoles ? list.byRole[$0] ?? 0 : 0 }
      var parts = zip(Role.allCases, known).map { role, count in
        ColumnPlot.Part(
          value: count, style: "bar-" + role.rawValue,
          title: Self.title("\(name), \(texts[Words.name(role)])", count, texts))
      }
      let rest = list.rows - known.reduce(0, +)
      if rest > 0 {
        parts.append(
          ColumnPlot.Part(
            value: rest, style: "bar-one", title: Self.title(name, rest, texts)))
      }
      return ColumnPlot.Column(day: list.published.certainFrom, name: name, parts: parts)
    }
    let plot = ColumnPlot(columns: columns).plot()
    let top = counts.lists.max { $0.rows < $1.rows }
    let description = texts.count(
      "plot-description-lists", counts.lists.count,
      [
        "from": counts.lists.first?.published.description ?? "",
        "to": counts.lists.last?.published.description ?? "",
        "top": top.map { texts[Words.listPeriod($0.id)] } ?? "",
        "topValue": Texts.grouped(top?.rows ?? 0),
      ])
    var headings = ["column-list", "column-published", "column-rows"]
    if hasRoles { headings += ["lists-providers", "lists-supporters"] }
    return section(
      "lists", of: counts, title: texts["plot-lists"], hint: texts["plot-lists-hint"],
      legend: hasRoles
        ? Role.allCases.map { ("bar-" + $0.rawValue, texts[Words.name($0)]) } : [],
      plot: plot, description: description, headings: headings.map { texts[$0] },
      rows: counts.lists.map { list in
        var values = [list.published.description, Texts.grouped(list.rows)]
        if hasRoles { values += Role.allCases.map { Texts.grouped(list.byRole[$0] ?? 0) } }
        return (
          texts[Words.listPeriod(list.id)], .list(id: list.id, .from(row: 1), time), values
        )
      }, texts)
  }

  private func bindings(
    _ distribution: Distribution, of counts: Statistics.OfTrack, _ texts: Texts
  ) -> Bindings {
    let bars = distribution.groups.map {
      BarPlot.Bar(name: $0.name, value: $0.count, style: $0.style)
    }
    let plot = BarPlot(bars: bars).plot { Self.title($0.name, $0.value, texts) }
    let top = distribution.groups.max { $0.count < $1.count }
    return section(
      distribution.id, of: counts, title: distribution.title, hint: distribution.hint, legend: [],
      plot: plot,
      description: texts.count(
        "plot-description-bars", distribution.groups.count,
        ["top": top?.name ?? "", "topValue": Texts.grouped(top?.count ?? 0)]),
      headings: [distribution.column, texts["column-filings"]],
      rows: distribution.groups.map { group in
        (group.name, group.query.map { .search($0) }, [Texts.grouped(group.count)])
      }, texts)
  }

  private static func title(_ name: String, _ value: Int, _ texts: Texts) -> String {
    texts.fill("plot-bar", ["name": name, "value": Texts.grouped(value)])
  }

  private func section(
    _ id: String, of counts: Statistics.OfTrack, title: String, hint: String?,
    legend: [(style: String, name: String)], plot: Plot, description: String, headings: [String],
    rows: [(name: String, page: PageAddress?, values: [String])], _ texts: Texts
  ) -> Bindings {
    let id = "\(counts.track.rawValue)-\(id)"
    return [
      "id": .text(id),
      "title": .text(title),
      "hint": .optional(hint),
      "legend": legend.isEmpty
        ? .absent
        : .object([
          "items": .list(legend.map { ["class": .text($0.style), "name": .text($0.name)] })
        ]),
      "plot": .object(
        plot.bindings(id: id + "-plot", title: title, description: description)),
      "tableCaption": .text(
        texts.fill(
          "plot-table",
          ["plot": title, "track": texts[Words.shortName(counts.track)]])),
      "columns": .list(
        headings.enumerated().map { place, name in
          ["name": .text(name), "class": .text(place == 0 ? "name-cell" : "number-cell")]
        }),
      "tableRows": .list(
        rows.map { row in
          [
            "name": .text(row.name),
            "address": row.page.map { .page($0, texts) } ?? .absent,
            "values": .list(row.values.map { ["text": .text($0)] }),
          ]
        }),
    ]
  }
}
