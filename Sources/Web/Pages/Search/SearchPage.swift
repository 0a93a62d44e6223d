import Record
import Register
import Rules

extension SearchModel {
  /// The page for the layout.
  func content(_ texts: Texts) -> PageContent {
    PageContent(
      template: "search",
      title: title(texts),
      description: texts["description-default"],
      address: .search(query),
      section: .search,
      time: query.time,
      isIndexed: isFront,
      bindings: bindings(texts))
  }

  private func title(_ texts: Texts) -> String {
    if let text = query.text { return "\(text) – \(texts["search-heading-results"])" }
    return isFront ? texts["search-heading"] : texts["search-heading-results"]
  }

  private func bindings(_ texts: Texts) -> Bindings {
    let conditions = conditions
    let filters = conditions.count { $0.kind != .text }
    var first = query
    first.after = nil
    var following = query
    following.after = next
    return [
      "heading": .text(texts[isFront ? "search-heading" : "search-heading-results"]),
      "front": .flag(isFront),
      "action": .page(.search(FilingQuery()), texts),
      "q": .text(query.text ?? ""),
      "asOf": .text(query.time.asOf?.certainFrom.iso ?? ""),
      "at": .optional(query.time.at.map { String($0) }),
      "filtersSummary": .text(
        filters > 0
          ? texts.count("filters-summary-active", filters) : texts["filters-summary"]),
      "selects": .list(selects(texts)),
      "chips": conditions.isEmpty
        ? .absent
        : .object([
          "items": .list(
            conditions.map { condition in
              [
                "label": .text(label(condition.kind, texts)),
                "address": .page(.search(condition.without), texts),
              ]
            })
        ]),
      "faults": .faults(faults, texts),
      "tracks": .list(tracks.map { $0.bindings(texts) }),
      "resultsHeading": .text(resultsHeading(texts)),
      "hasSeveral": .flag(found.count > 1),
      "found": .list(foundBindings(texts)),
      "exports": cards.isEmpty || isFront
        ? .absent
        : .object([
          "formats": .list(
            ExportFormat.allCases.map { format in
              [
                "name": .text(format.rawValue.uppercased()),
                "address": .text(SiteAddress.export(format, first).path),
              ]
            })
        ]),
      "hasResults": .flag(!cards.isEmpty),
      "cards": .list(cards.map { $0.bindings(texts, query.time) }),
      "empty": .optional(cards.isEmpty && !knownTracks.isEmpty ? empty(texts) : nil),
      "paging": next == nil && query.after == nil
        ? .absent
        : .object([
          "first": query.after == nil ? .absent : .page(.search(first), texts),
          "next": next == nil ? .absent : .page(.search(following), texts),
        ]),
    ]
  }

  private func resultsHeading(_ texts: Texts) -> String {
    if isFront { return texts["results-newest"] }
    switch found.count {
    case 0: return texts["results-none"]
    case 1: return texts.count("results-total", found[0].total)
    default: return texts["results-several"]
    }
  }

  /// Where more than one track has results, the count of each, as a link to that track alone.
  private func foundBindings(_ texts: Texts) -> [Bindings] {
    guard found.count > 1 else { return [] }
    return found.map { part in
      var within = query
      within.track = part.track
      within.after = nil
      return [
        "name": .text(texts[Words.shortName(part.track)]),
        "count": .text(Texts.grouped(part.total)),
        "address": .page(.search(within), texts),
      ]
    }
  }

  private func empty(_ texts: Texts) -> Bindings {
    var words = FilingQuery()
    words.text = query.text
    let isFiltered = conditions.contains { $0.kind != .text } && query.text != nil
    return [
      "number": .optional(
        reading.map { reading in
          let verdict = NumberVerdict(reading, nil, hasNotice: false)
          return [
            "reason": .runs(verdict.explanation(texts), texts),
            "address": .page(.number(reading.text), texts),
          ]
        }),
      "filtered": isFiltered ? .page(.search(words), texts) : .absent,
    ]
  }

  private func label(_ kind: Condition.Kind, _ texts: Texts) -> String {
    func fill(_ key: String, _ value: String?) -> String {
      texts.fill(key, ["value": value ?? ""])
    }
    switch kind {
    case .text: return fill("chip-text", query.text)
    case .track: return fill("chip-track", query.track.map { texts[Words.shortName($0)] })
    case .list: return fill("chip-list", query.list.map { texts[Words.list($0)] })
    case .role: return fill("chip-role", query.role.map { texts[Words.name($0)] })
    case .status: return fill("chip-status", query.status.map { texts[Words.name($0)] })
    case .region: return fill("chip-region", query.region.map { Regions.name($0, texts) })
    case .year: return fill("chip-year", query.year.map(String.init))
    case .asOf: return fill("chip-as-of", query.time.asOf?.description)
    case .at: return fill("chip-at", query.time.at.map { Texts.grouped(Int(clamping: $0)) })
    }
  }
}

extension SearchModel.TrackSummary {
  func bindings(_ texts: Texts) -> Bindings {
    [
      "name": .text(texts[Words.name(track)]),
      "address": .page(.search(FilingQuery(track: track)), texts),
      "filings": .text(Texts.grouped(filings)),
      "filingsLabel": .text(texts.count("tile-filings", filings)),
      "inForce": .text(Texts.grouped(inForce)),
      "notInForce": .text(Texts.grouped(filings - inForce)),
      "organizations": .text(Texts.grouped(organizations)),
      "lists": .text(Texts.grouped(lists)),
      "newest": .object([
        "name": .text(newestList.map { texts[Words.listPeriod($0)] } ?? ""),
        "address": .page(
          newestList.map { .list(id: $0, .from(row: 1), .now) } ?? .lists(.now), texts),
      ]),
    ]
  }
}
