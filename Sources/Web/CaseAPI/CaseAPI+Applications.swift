import Hummingbird
import Record
import Register
import Rules

/// Reading cases: where they stand, what was handed in, what went back, what was decided.
extension CaseAPI {
  func addApplications(to router: Router<WebContext>) {
    on(router, .get, "/applications", .read) { try applications($0) }
    on(router, .post, "/applications", .file) { try await begin($0) }
    on(router, .get, "/applications/:id", .read) { try answer(try $0.view(), $0) }
    on(router, .get, "/applications/:id/draft", .read) { try draft($0) }
    on(router, .put, "/applications/:id/draft", .file) { try saveDraft($0) }
    on(router, .get, "/applications/:id/missing", .read) { try missing($0) }
    on(router, .get, "/applications/:id/submissions/:round", .read) { try submission($0) }
    on(router, .get, "/applications/:id/returns/:count", .read) { try items($0) }
    on(router, .get, "/applications/:id/decision", .read) { try decision($0) }
    on(router, .get, "/applications/:id/receipt", .read) { try receipt($0) }
  }

  /// Those of the organizations that the caller acts for, the newest first.
  private func applications(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    try call.expect([.applicant])
    let organizations = call.cases.organizations(of: call.caller.account.person)
    let applications = organizations.flatMap { call.cases.applications(of: $0.id) }
      .sorted { ($0.begun, $0.id) > ($1.begun, $1.id) }
    let writer = CaseWriter(registrar: registrar, cases: call.cases, now: dependencies.now())
    return .personal { json in
      json.key("applications")
      json.array { json in
        for application in applications {
          writer.application(CaseView(application: application, side: .applicant), &json)
        }
      }
    }
  }

  private func begin(_ call: Call) async throws -> Response {
    _ = try APIParameters(call.request, names: [])
    var members = try call.members()
    let track = Track(rawValue: try members.text("track"))
    let organization = Identifier(try members.text("organization"))
    try members.finish()
    guard let organization else { throw Problem(Refusal.notActing) }
    return try await step(.begin(track, organization: organization), call, status: .created)
  }

  /// An application as the caller may see it.
  func answer(
    _ view: CaseView, _ call: Call, cases: CaseState? = nil, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let writer = CaseWriter(
      registrar: registrar, cases: cases ?? call.cases, now: dependencies.now())
    var json = JSONWriter()
    writer.application(view, &json)
    var response = Response(.personal, status: status, bytes: json.bytes)
    if status == .created {
      response.headers[.location] = "\(Self.prefix)/applications/\(view.application.id)"
    }
    return response
  }

  private func submission(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let application = try call.view().application
    let submission = try registrar.submission(
      of: application, round: try call.number("round"))
    return .personal { json in json.submissionMembers(submission) }
  }

  private func items(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let application = try call.view().application
    let number = try call.number("count")
    guard application.returns.indices.contains(number - 1) else {
      throw Problem(Refusal.unknown)
    }
    let returned = application.returns[number - 1]
    let items = try registrar.items(of: returned)
    return .personal { json in
      json.member("round", returned.round)
      json.member("at", returned.at.description)
      json.key("items")
      json.array { json in
        for item in items {
          json.object { json in
            json.member("place", item.place)
            json.member("reason", item.reason)
            json.member("remedy", item.remedy)
          }
        }
      }
    }
  }

  private func decision(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let application = try call.view().application
    let decision = try registrar.decision(on: application)
    return .personal { json in
      json.member("outcome", decision.outcome.rawValue)
      json.member("organization", decision.organization)
      json.member("creditCode", decision.creditCode)
      json.member("number", decision.facts?.number)
      json.key("facts")
      if let facts = decision.facts {
        json.object { json in
          json.member("number", facts.number)
          json.facts(facts, organizationID: nil)
        }
      } else {
        json.null()
      }
      json.member("reasons", decision.reasons)
      json.member("ground", decision.ground)
      json.member("decided", decision.decided.description)
      json.member("commitment", application.commitment)
    }
  }

  private func receipt(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let application = try call.view().application
    return Response(
      .personal, fileName: "decision-\(application.id).json",
      bytes: try registrar.decisionReceipt(of: application))
  }
}

extension Response {
  /// An answer with one object, for the caller alone.
  static func personal(
    status: HTTPResponse.Status = .ok, _ members: (inout JSONWriter) -> Void
  ) -> Response {
    var json = JSONWriter(capacity: 2048)
    json.object { json in members(&json) }
    return Response(.personal, status: status, bytes: json.bytes)
  }
}
