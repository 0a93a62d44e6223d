import Record
import Register
import Rules

extension ListFinding.Rule {
  /// Whether people are told at once; the others are in the answer for machines and on the pages.
  var isReported: Bool {
    switch self {
    case .numberCheckDigit, .numberMalformed, .numberForm, .numberCategory, .numberYear,
      .numberRepeated, .regionUnknown, .roleUnknown, .categoryUnknown, .cellsMissing,
      .cellsSurplus, .cellEmpty, .trackedChanges, .hiddenText, .tableForeign:
      true
    default: false
    }
  }
}

/// What became of one file.
struct ImportAnswer: Encodable {
  let file: String
  var lists: [ListImport] = []
  var notices: NoticesImport?
  var findings: [ListFinding] = []
  var error: String?

  init(file: String, error: String? = nil) {
    self.file = file
    self.error = error
  }
}

extension ImportAnswer {
  /// Tells people what became of the file.
  func tell() {
    if let error { return Output.line("REFUSED  \(error)") }
    for list in lists {
      let what: String
      if list.isNew {
        what = "\(list.rows) rows"
      } else if list.differences.isEmpty {
        what = "known; nothing changed"
      } else {
        what = "a newer copy; \(list.differences.count) rows differ"
      }
      Output.line("\(list.list)  \(what)")
      for difference in list.differences {
        Output.line("  \(difference.kind.rawValue)  row \(difference.row)  \(difference.number)")
        for cell in difference.columns {
          Output.line("    \(cell.column)")
          Output.line("    - \(cell.before)")
          Output.line("    + \(cell.after)")
        }
      }
      for number in list.noticesApplied {
        Output.line("  a waiting notice of cancellation applies now: \(number)")
      }
      for finding in list.findings where list.changedAnything && finding.rule.isReported {
        Output.line("  \(finding.rule.rawValue): \(finding)")
      }
    }
    if let notices {
      Output.line(
        "cancellations  \(notices.applied.count) applied, \(notices.pending.count) wait for their "
          + "list, \(notices.known) known")
      for number in notices.pending { Output.line("  waits: \(number)") }
    }
    for finding in findings { Output.line("  \(finding.rule.rawValue): \(finding)") }
  }
}

/// The whole answer, for machines.
struct ImportReport: Encodable {
  let files: [ImportAnswer]
  let totals: ImportTotals?
}

/// What the register holds after the import, track by track.
struct ImportTotals: Encodable {
  struct OfTrack: Encodable {
    let track: String
    let lists: Int
    let rows: Int
    let filings: Int
  }

  let tracks: [OfTrack]
  let algorithmNumbers: Int
  let inSeveralTracks: [String]
  let printedTwice: [String]
  let pendingNotices: Int

  init(_ state: RegisterState) {
    let statistics = state.statistics()
    tracks = statistics.tracks.map { track in
      OfTrack(
        track: track.track.rawValue, lists: track.lists.count, rows: track.rows,
        filings: track.filings)
    }
    var several: [String] = []
    var twice: [String] = []
    var numbers = 0
    for filing in state.filings {
      let view = filing.current
      if !view.tracks.contains(.generativeAI) { numbers += 1 }
      if view.tracks.count > 1 { several.append(view.facts.number) }
      let lists = view.places.map(\.list)
      if Set(lists).count < lists.count || (view.tracks.count == 1 && lists.count > 1) {
        let places = view.places.map { "\($0.list) row \($0.row)" }.joined(separator: ", ")
        twice.append("\(view.facts.number) (\(places))")
      }
    }
    algorithmNumbers = numbers
    inSeveralTracks = several
    printedTwice = twice
    pendingNotices = statistics.pendingNotices
  }
}

extension ImportTotals {
  /// Tells people what the register holds now.
  func tell() {
    Output.line("")
    for track in tracks {
      Output.line(
        "\(track.track)  \(track.lists) lists, \(track.rows) rows, \(track.filings) distinct "
          + "numbers")
    }
    Output.line(
      "\(algorithmNumbers) distinct numbers of algorithm filings (网信算备); tracks are never "
        + "added up")
    for number in inSeveralTracks {
      Output.line("  stands in more than one track: \(number)")
    }
    for number in printedTwice { Output.line("  printed more than once: \(number)") }
    if pendingNotices > 0 {
      Output.line("\(pendingNotices) notices wait for lists that are not imported")
    }
  }
}
