import Media
import Rules

@testable import Checking
@testable import Web

extension PageSamples {
  /// The page that checks a file, with every answer that there can be.
  func addChecks(_ texts: Texts, _ add: (String, CheckModel) throws -> Void) throws {
    try add("check", CheckModel(limit: 1 << 20))
    try add("check of a server that takes none", CheckModel())
    for refusal: CheckRefusal in [
      .tooLarge(limit: 1 << 20), .empty, .storage, .tooHard, .notLookedAt(word),
    ] {
      var model = CheckModel(limit: 1 << 20)
      model.refusal = refusal.wording
      try add("check refused \(refusal)", model)
    }
    let filing = RegisterAnswer.FiledModel(
      number: word, algorithm: word, organization: word, status: "in-force", isInForce: true,
      wasInForce: true, page: word, receipt: word)
    let organization = RegisterAnswer.KnownOrganization(
      name: word, filings: 2, inForce: 1, wasInForce: false, page: word, sources: [word])
    for verdict in Verdict.allCases {
      let marks =
        verdict == .noMarkFound
        ? []
        : Mark.Kind.allCases.map { kind in
          Mark(
            kind: kind, verdict: verdict, place: word, offset: 1234,
            sentence: Wording(zh: word, en: word), fields: [Mark.Field(word, word)],
            producers: [Producer(.producer, word), Producer(.propagator, word)])
        }
      let examination = Examination(
        format: .png, size: 12345, marks: marks,
        findings: marks.isEmpty
          ? []
          : CheckFinding.Severity.allCases.map {
            CheckFinding(
              rule: word, severity: $0, clause: word, sentence: Wording(zh: word, en: word),
              place: word)
          },
        date: Examination.ClaimedDate(day: Day(number: 20_000), place: word), broken: word,
        credential: credential(verdict))
      var report = CheckReport(file: word, error: "")
      report.error = nil
      report.examination = examination
      let answers: [RegisterAnswer] = [
        .filing(filing), .organization(organization), .notInRegister, .noCode, .notAsked,
        .unanswered(word),
      ]
      report.named = answers.map {
        CheckReport.Named(producer: Producer(.producer, word), answer: $0)
      }
      var model = CheckModel(limit: 1 << 20)
      model.report = report
      try add("check \(verdict)", model)
    }
  }

  /// A Content Credential of each kind; none with one of the verdicts.
  private func credential(_ verdict: Verdict) -> CredentialSummary? {
    let unchanged: String
    switch verdict {
    case .generated: unchanged = "yes"
    case .possiblyGenerated: unchanged = "no"
    case .suspected: unchanged = "unknown"
    case .noMarkFound: return nil
    }
    let isKnown = verdict == .generated
    return CredentialSummary(
      state: "valid", unchanged: unchanged, unchangedReason: word, signer: isKnown ? word : nil,
      list: isKnown ? word : nil, signed: isKnown ? word : nil, generator: isKnown ? word : nil,
      sourceTypes: [word],
      statuses: ["success", "informational", "failure"].map {
        CredentialSummary.Status(code: word, kind: $0, url: isKnown ? word : nil, sentence: word)
      })
  }
}
