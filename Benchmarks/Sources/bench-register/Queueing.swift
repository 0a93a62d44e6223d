import Measuring
import Record
import Register
import Rules

/// A register with people to sign in as, and applications that wait for an officer.
enum Queueing {
  /// Fills a register in `data` with filings, and hands in so many applications.
  static func fill(_ data: String, filings: Int, cases: Int) async throws {
    let registrar = try await Filling.fill(data, count: filings)
    _ = try await Demonstration.people(registrar, in: DataDirectory(data))
    let state = registrar.published.cases
    guard let applicant = Approving.actor(.applicant, state),
      let code = try? CreditCode(parsing: Demonstration.creditCode),
      let organization = state.organization(code)
    else { return say("there are no people") }
    for number in 0..<cases {
      let begun = try await registrar.carryOut(
        .application(.begin(.deepSynthesis, organization: organization.id)), actor: applicant)
      guard case .done(let id) = begun else { continue }
      let answers = Demonstration.answers("演示算法\(number)")
      _ = try await registrar.carryOut(
        .application(
          .submit(id, Submission(answers: answers, documents: Approving.documents))),
        actor: applicant)
    }
    say("{\"cases\":\(cases)}")
  }
}
