import Hummingbird
import Register
import Rules

/// What is written of an application before it is handed in, revision by revision.
extension CaseAPI {
  func draft(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let application = try call.own()
    let (content, revision) = try registrar.draft(application.id)
    return draftAnswer(content, revision)
  }

  func saveDraft(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let application = try call.own()
    let revision = try CaseRevision.asked(of: call.request)
    let reader = try SubmissionReader(registrar, application, call.caller)
    let content = try reader.read(call.body)
    let saved = try registrar.save(
      content, of: application.id, over: revision.number, by: call.actor)
    return draftAnswer(content, saved)
  }

  private func draftAnswer(_ content: Submission, _ revision: Int) -> Response {
    var response = Response.personal { json in
      json.member("revision", revision)
      json.key("content")
      json.object { json in json.submissionMembers(content) }
    }
    response.headers[.eTag] = CaseRevision(number: revision).field
    return response
  }

  /// What stands between the draft and a complete submission.
  func missing(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let application = try call.own()
    guard let rulebook = Rulebook.edition(application.rulebook) else {
      throw Problem(Refusal.lost(application.rulebook.id))
    }
    let (content, revision) = try registrar.draft(application.id)
    var answers = content.answers
    answers.documents = Set(content.documents.filter { !$0.value.isEmpty }.keys)
    let findings = rulebook.missing(answers)
    return .personal { json in
      json.member("revision", revision)
      json.member("complete", findings.isEmpty)
      json.key("findings")
      json.findings(findings)
    }
  }

  /// Hands in the draft in the revision that the program has seen.
  func submit(_ call: Call) async throws -> Response {
    try call.expectNoMembers()
    let application = try call.own()
    let revision = try CaseRevision.asked(of: call.request)
    let (content, saved) = try registrar.draft(application.id)
    guard saved == revision.number else { throw CaseRevision.outdated }
    return try await step(.submit(application.id, content), call)
  }
}

/// The revision of a draft, as an entity tag.
struct CaseRevision: Hashable, Sendable {
  let number: Int

  /// The tag with its quotation marks.
  var field: String { "\"\(number)\"" }

  static var outdated: Problem {
    Problem(.outdated, zh: "草稿已有更新的版本，请重新读取", en: "the draft was saved meanwhile; read it again")
  }

  /// The revision that a request names in `If-Match` (RFC 9110, section 13.1.1; RFC 6585, section 3).
  static func asked(of request: Request) throws(Problem) -> CaseRevision {
    guard let field = request.headers[.ifMatch], field != "*" else {
      throw Problem(
        .revisionNeeded, zh: "须以If-Match写明草稿的版本", en: "name the draft's revision in If-Match")
    }
    let digits = field.utf8.dropFirst().dropLast()
    guard let number = Int(String(decoding: Array(digits), as: UTF8.self)), number >= 0,
      CaseRevision(number: number).field == field
    else { throw outdated }
    return CaseRevision(number: number)
  }
}
