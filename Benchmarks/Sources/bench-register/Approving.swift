import Measuring
import Record
import Register
import Rules

/// An approval, with its number, its commitment in the log and its records, beside one commit.
enum Approving {
  /// Fills a register in `data`, brings `rounds` applications up to a decision, and takes it.
  static func measure(_ data: String, filings: Int, rounds: Int) async throws {
    let registrar = try await Filling.fill(data, count: filings)
    let people = try await Demonstration.people(registrar, in: DataDirectory(data))
    let cases = registrar.published.cases
    guard people.count >= 3, let applicant = actor(.applicant, cases),
      let officer = actor(.officer, cases), let approver = actor(.approver, cases),
      let code = try? CreditCode(parsing: Demonstration.creditCode),
      let organization = cases.organization(code)
    else { return say("there are no people") }
    var waiting: [Identifier] = []
    for round in 0..<rounds + 20 {
      let answers = Demonstration.answers("演示算法\(round)")
      guard
        case .done(let id) = try await registrar.carryOut(
          .application(.begin(.deepSynthesis, organization: organization.id)), actor: applicant)
      else { continue }
      _ = try await registrar.carryOut(
        .application(.submit(id, Submission(answers: answers, documents: documents))),
        actor: applicant)
      _ = try await registrar.carryOut(.application(.claim(id)), actor: officer)
      _ = try await registrar.carryOut(
        .application(.recommend(id, .file, reasons: "齐全")), actor: officer)
      waiting.append(id)
    }
    let plain = try PlainTable(path: data + "/plain.sqlite")
    var numbers = SplitMix(seed: 11)
    var approvals = Samples()
    var commits = Samples()
    for (turn, id) in waiting.enumerated() {
      let body = [UInt8]((0..<512).map { _ in UInt8(truncatingIfNeeded: numbers.next()) })
      let (_, commit) = try Cost.of { try plain.insert(body) }
      let (_, approve) = try await Cost.of {
        try await registrar.carryOut(.application(.approve(id)), actor: approver)
      }
      guard turn >= 20 else { continue }
      commits.add(commit)
      approvals.add(approve)
    }
    say("{\"commit\":\(commits.json),\"approval\":\(approvals.json)}")
  }

  static func actor(_ role: AccountRole, _ cases: CaseState) -> Actor? {
    cases.accounts(with: role).first.map { .account($0.id) }
  }

  static var documents: [String: [Submission.Document]] {
    let made = Submission.Document(
      sha256: String(repeating: "0", count: 64), name: "made-up.pdf", bytes: 1, scanned: false)
    let rules = Rulebook.builtIn(for: .deepSynthesis)?.documents ?? []
    return Dictionary(uniqueKeysWithValues: rules.map { ($0.id, [made]) })
  }
}
