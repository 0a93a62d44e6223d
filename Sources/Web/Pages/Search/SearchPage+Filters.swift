import Register
import Rules

extension SearchModel {
  /// The choices of the form, in its order.
  func selects(_ texts: Texts) -> [Bindings] {
    var selects = [
      select(
        "track", texts["filter-track"], knownTracks.map { ($0.rawValue, Words.shortName($0)) },
        chosen: query.track?.rawValue, texts),
      select(
        "list", texts["filter-list"], lists.map { ($0, Words.list($0)) }, chosen: query.list,
        texts),
      select(
        "role", texts["filter-role"], Role.allCases.map { ($0.rawValue, Words.name($0)) },
        chosen: query.role?.rawValue, texts),
      select(
        "status", texts["filter-status"],
        FilingStatus.allCases.map { ($0.rawValue, Words.name($0)) },
        chosen: query.status?.rawValue, texts),
    ]
    var regions = provinces
    if let region = query.region, !regions.contains(region) { regions.append(region) }
    selects.append(
      select(
        "region", texts["filter-region"], regions.map { ($0, Regions.wording($0)) },
        chosen: query.region, texts))
    selects.append(
      select(
        "year", texts["filter-year"],
        years.map { (String($0), Wording(zh: String($0), en: String($0))) },
        chosen: query.year.map(String.init), texts))
    return selects
  }

  private func select(
    _ id: String, _ label: String, _ choices: [(value: String, name: Wording)], chosen: String?,
    _ texts: Texts
  ) -> Bindings {
    var options: [Bindings] = [
      ["value": "", "label": .text(texts["filter-any"]), "selected": false]
    ]
    var choices = choices
    if let chosen, !choices.contains(where: { $0.value == chosen }) {
      choices.append((chosen, Wording(zh: chosen, en: chosen)))
    }
    for choice in choices {
      options.append([
        "value": .text(choice.value),
        "label": .text(texts[choice.name]),
        "selected": .flag(choice.value == chosen),
      ])
    }
    return ["id": .text(id), "label": .text(label), "options": .list(options)]
  }
}
