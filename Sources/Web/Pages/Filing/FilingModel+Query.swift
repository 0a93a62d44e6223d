import Record
import Register
import Rules

extension FilingModel {
  /// Reads everything that the log says of a filing; `nil` where it was not published, or not
  /// recorded, by that time.
  init?(_ filing: Filing, _ time: TimeView, _ state: RegisterState) {
    guard let view = filing.view(time) else { return nil }
    var reading = Reading(state: state)
    for entry in filing.entries
    where time.shows(index: entry.index) && time.shows(entry.leaf.effective) {
      reading.read(entry)
    }
    self.init(
      view: view, time: time, firstRows: reading.firstRows, changes: reading.changes,
      withdrawn: reading.withdrawn, findings: FilingModel.findings(view))
  }

  /// What the row's own findings say, and what the number gives rise to beyond them.
  private static func findings(_ view: FilingView) -> [Wording] {
    var findings = view.findings.map { Words.finding($0) }
    if let number = view.number {
      for remark in NumberReading.remarks(on: number) {
        switch remark {
        // Every page of a demonstration says so already.
        case .demonstration: continue
        case .regionUnknown where view.findings.contains(ListFinding.Rule.regionUnknown.rawValue):
          continue
        default: findings.append(remark.wording)
        }
      }
    } else {
      findings += NumberReading(view.facts.number).remarks.map(\.wording)
    }
    return findings
  }
}

/// One pass over the entries of a filing, which remembers how each row read before.
private struct Reading {
  let state: RegisterState
  var firstRows: [FilingModel.PrintedRow] = []
  var changes: [FilingModel.Change] = []
  var withdrawn: [RowPlace] = []
  private var printed: [RowPlace: [String]] = [:]
  private var facts: FilingFacts?

  init(state: RegisterState) { self.state = state }

  mutating func read(_ entry: FilingEntry) {
    switch entry.leaf {
    case .row(let row):
      let place = RowPlace(list: row.list, row: row.row)
      let headings = headings(row.list, at: entry.index)
      firstRows.append(
        FilingModel.PrintedRow(
          place: place,
          cells: row.printed.enumerated().map { column, text in
            FilingModel.Cell(
              heading: column < headings.count ? headings[column] : "", text: text)
          },
          index: entry.index, recorded: row.recorded))
      printed[place] = row.printed
      facts = row.facts
    case .rowChanged(let row):
      let place = RowPlace(list: row.list, row: row.row)
      let differences = FilingModel.Difference.between(
        printed[place] ?? [], row.printed, headings: headings(row.list, at: entry.index))
      printed[place] = row.printed
      facts = row.facts
      add(entry, .rowChanged(place, differences), list: row.list)
    case .rowWithdrawn(let row):
      let place = RowPlace(list: row.list, row: row.row)
      withdrawn.append(place)
      add(entry, .rowWithdrawn(place), list: row.list)
    case .cancellation(let notice):
      add(
        entry,
        .cancellation(organization: notice.organization, algorithm: notice.algorithm),
        source: notice.source)
    case .decision(let decision):
      let differences = decision.facts.map { FilingModel.Difference.between(facts, $0) } ?? []
      if let after = decision.facts { facts = after }
      add(entry, .decision(decision.act, ground: decision.ground, differences))
    default: break
    }
  }

  private mutating func add(
    _ entry: FilingEntry, _ kind: FilingModel.Change.Kind, list: String? = nil,
    source: Source? = nil
  ) {
    changes.append(
      FilingModel.Change(
        kind: kind, effective: entry.leaf.effective, recorded: entry.leaf.recorded,
        index: entry.index,
        source: source ?? list.flatMap { copy($0, at: entry.index)?.header.source }))
  }

  /// The copy of a list that an entry came with: the newest before it.
  private func copy(_ list: String, at index: UInt64) -> ListState.Copy? {
    state.list(list)?.copies.last { $0.index < index }
  }

  private func headings(_ list: String, at index: UInt64) -> [String] {
    copy(list, at: index)?.header.columns ?? []
  }
}

extension FilingModel.Difference {
  /// The cells that differ, in the order of the columns.
  static func between(
    _ before: [String], _ after: [String], headings: [String]
  ) -> [FilingModel.Difference] {
    (0..<max(before.count, after.count)).compactMap { column in
      let old = column < before.count ? before[column] : ""
      let new = column < after.count ? after[column] : ""
      if old.utf8.elementsEqual(new.utf8) { return nil }
      let heading = column < headings.count ? headings[column] : ""
      return FilingModel.Difference(subject: .column(heading), before: old, after: new)
    }
  }

  /// The facts that differ.
  static func between(_ before: FilingFacts?, _ after: FilingFacts) -> [FilingModel.Difference] {
    var found: [FilingModel.Difference] = []
    func compare(_ fact: FilingModel.Difference.Fact, _ text: (FilingFacts) -> String) {
      let old = before.map(text) ?? ""
      let new = text(after)
      if !old.utf8.elementsEqual(new.utf8) {
        found.append(FilingModel.Difference(subject: .fact(fact), before: old, after: new))
      }
    }
    compare(.algorithm) { $0.algorithm }
    compare(.organization) { $0.organization }
    compare(.role) { $0.role.map { Words.name($0).zh } ?? "" }
    compare(.products) { $0.products.map(\.text).joined(separator: "、") }
    compare(.purpose) { $0.purpose }
    return found
  }
}
