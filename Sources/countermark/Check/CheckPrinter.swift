import Checking
import Foundation
import Media
import Rules

/// Tells of checked files, one after the other.
struct CheckPrinter {
  /// How.
  enum Form {
    case text
    case json
    case lines
  }

  let form: Form
  private var isFirst = true

  init(form: Form) { self.form = form }

  mutating func begin() {
    if form == .json { Output.bytes("[".utf8) }
  }

  mutating func tell(_ report: CheckReport) {
    Output.endProgress()
    switch form {
    case .text: text(report)
    case .json:
      Output.bytes((isFirst ? "\n" : ",\n").utf8)
      Output.bytes(report.json)
    case .lines: Output.bytes(report.json + [0x0A])
    }
    isFirst = false
  }

  mutating func end(_ outcome: CheckOutcome) {
    switch form {
    case .json: Output.bytes("\n]\n".utf8)
    case .lines: break
    case .text:
      guard outcome.count > 1 else { return }
      Output.line()
      Output.line(
        "\(outcome.count) files: \(outcome.marked) with a mark, \(outcome.unmarked) with no mark "
          + "found, \(outcome.unanswered) not answered")
    }
  }

  private func text(_ report: CheckReport) {
    guard let examination = report.examination else {
      return Output.line("\(report.file): NOT ANSWERED: \(report.error ?? "")")
    }
    Output.line("\(report.file): \(examination.verdict.wording.en)")
    Output.line("  \(examination.format.name), \(examination.size) bytes")
    if let broken = examination.broken { Output.line("  read in part: \(broken)") }
    if let date = examination.date { Output.line("  of \(date.day.iso), says \(date.place)") }
    for mark in examination.marks {
      Output.line("  \(mark.kind.rawValue) at byte \(mark.offset), \(mark.place)")
      Output.line("    \(mark.sentence.en)")
      for field in mark.fields { Output.line("    \(field.name): \(field.value)") }
    }
    for named in report.named {
      Output.line("  \(named.producer.part.rawValue) \(named.producer.text)")
      Output.line("    \(named.answer.sentence.en)")
      switch named.answer {
      case .filing(let filing): if let page = filing.page { Output.line("    \(page)") }
      case .organization(let organization):
        if let page = organization.page { Output.line("    \(page)") }
      default: break
      }
    }
    for finding in examination.findings {
      let clause = finding.clause.map { " (\($0))" } ?? ""
      Output.line(
        "  \(finding.severity.rawValue): \(finding.sentence.en)\(clause) [\(finding.rule)]")
    }
  }
}
