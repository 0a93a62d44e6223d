import Checking
import Media
import Register
import Rules

/// What the page that checks a file shows.
struct CheckModel: Sendable {
  /// The most bytes of a file; nil where this server takes none.
  var limit: Int?
  /// The report, where a file was sent.
  var report: CheckReport?
  /// Why there is none, where one was sent.
  var refusal: Wording?
}

extension CheckModel {
  /// The page for the layout.
  func content(_ texts: Texts) -> PageContent {
    PageContent(
      template: "check",
      title: report.map { "\($0.file) – \(texts["check-heading"])" } ?? texts["check-heading"],
      description: texts["check-lead"],
      address: .check,
      section: .check,
      isIndexed: report == nil && refusal == nil,
      bindings: [
        "action": .page(.check, texts),
        "takes": .flag(limit != nil),
        "limit": .text(
          limit.map { texts.fill("check-limit", ["n": String($0 >> 20)]) } ?? texts["check-none"]),
        "refusal": .optional(refusal.map { texts[$0] }),
        "report": .optional(report.flatMap { self.report($0, texts) }),
      ])
  }

  private func report(_ report: CheckReport, _ texts: Texts) -> Bindings? {
    guard let examination = report.examination else { return nil }
    return [
      "file": .text(report.file),
      "class": .text(Self.look(examination.verdict).class),
      "icon": .text(Self.look(examination.verdict).icon),
      "verdict": .text(texts[examination.verdict.wording]),
      "explanation": .text(texts[examination.verdict.explanation]),
      "format": .text(examination.format.name),
      "size": .text(texts.count("check-bytes", examination.size)),
      "date": .optional(examination.date.map { "\($0.day.iso) (\($0.place))" }),
      "broken": .optional(examination.broken),
      "hasNamed": .flag(!report.named.isEmpty),
      "named": .list(report.named.map { named($0, texts) }),
      "hasMarks": .flag(!examination.marks.isEmpty),
      "marks": .list(examination.marks.map { mark($0, texts) }),
      "credential": .optional(examination.credential.map { credential($0, texts) }),
      "hasFindings": .flag(!examination.findings.isEmpty),
      "checkFindings": .list(examination.findings.map { finding($0, texts) }),
    ]
  }

  private static func look(_ verdict: Verdict) -> (class: String, icon: String) {
    switch verdict {
    case .generated: ("verdict-mark", Icon.check)
    case .possiblyGenerated, .suspected: ("verdict-open", Icon.question)
    case .noMarkFound: ("verdict-none", Icon.ring)
    }
  }

  private func named(_ named: CheckReport.Named, _ texts: Texts) -> Bindings {
    var page: String?
    var receipt: String?
    switch named.answer {
    case .filing(let filing): (page, receipt) = (filing.page, filing.receipt)
    case .organization(let organization): page = organization.page
    default: break
    }
    return [
      "part": .text(texts["check-part-\(named.producer.part.rawValue)"]),
      "text": .text(named.producer.text),
      "answer": .text(texts[named.answer.sentence]),
      "page": .optional(page),
      "receipt": .optional(receipt),
    ]
  }

  private func mark(_ mark: Mark, _ texts: Texts) -> Bindings {
    [
      "kind": .text(texts["check-kind-\(mark.kind.rawValue)"]),
      "sentence": .text(texts[mark.sentence]),
      "place": .text(mark.place),
      "offset": .text(texts.fill("check-offset", ["n": Texts.grouped(mark.offset)])),
      "hasFields": .flag(!mark.fields.isEmpty),
      "fields": .list(
        mark.fields.map { ["name": .text($0.name), "value": .text($0.value)] }),
    ]
  }

  /// The three questions, kept apart, and everything that validation has found.
  private func credential(_ credential: CredentialSummary, _ texts: Texts) -> Bindings {
    let unchanged =
      ["yes", "no"].contains(credential.unchanged) ? credential.unchanged : "unknown"
    return [
      "unchanged": .text(texts["check-unchanged-\(unchanged)"]),
      "signer": .text(credential.signer ?? texts["check-signer-unknown"]),
      // Nobody who is not known to have signed is on a list, or on none.
      "onList": .text(
        credential.list
          ?? texts[credential.signer == nil ? "check-signer-unknown" : "check-list-none"]),
      "signed": .optional(credential.signed),
      "generator": .optional(credential.generator),
      "statusCount": .text(texts.count("check-statuses", credential.statuses.count)),
      "statuses": .list(
        credential.statuses.map { status in
          [
            "statusKind": .text(texts["check-status-\(status.kind)"]),
            "meaning": .text(texts[status.meaning]),
            "code": .text(status.code),
            "url": .optional(status.url),
          ]
        }),
    ]
  }

  private func finding(_ finding: CheckFinding, _ texts: Texts) -> Bindings {
    [
      "severity": .text(texts["check-severity-\(finding.severity.rawValue)"]),
      "class": .text("finding-\(finding.severity.rawValue)"),
      "sentence": .text(texts[finding.sentence]),
      "clause": .optional(finding.clause),
      "place": .optional(finding.place),
      "rule": .text(finding.rule),
    ]
  }
}
