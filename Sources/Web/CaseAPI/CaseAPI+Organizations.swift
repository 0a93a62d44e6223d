import Hummingbird
import Record
import Register
import Rules

/// Who one is, for whom one acts, and what one has handed in to show it.
extension CaseAPI {
  func addOrganizations(to router: Router<WebContext>) {
    on(router, .get, "/me", .read) { try me($0) }
    on(router, .get, "/organizations", .read) { try findOrganization($0) }
    on(router, .post, "/organizations", .file) { try await register($0) }
    on(router, .post, "/organizations/:id/mandates", .file) { try await join($0) }
    on(router, .post, "/organizations/:id/claims", .file) { try await claimFiling($0) }
    on(router, .get, "/mandates", .read) { try mandates($0) }
    on(router, .post, "/mandates/:id/accept", .review) { call in
      try call.expectNoMembers()
      return try await give(.accept(mandate: try call.identifier()), call)
    }
    on(router, .post, "/mandates/:id/decline", .review) { call in
      var members = try call.members()
      let reason = try members.text("reason")
      try members.finish()
      return try await give(
        .decline(mandate: try call.identifier(), reason: reason), call)
    }
    on(router, .post, "/mandates/:id/leave", .file) { call in
      try call.expectNoMembers()
      return try await give(.leave(mandate: try call.identifier()), call)
    }
    addFiles(to: router)
  }

  private func me(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let account = call.caller.account
    let writer = CaseWriter(registrar: registrar, cases: call.cases, now: dependencies.now())
    let details = try registrar.details(of: account.person)
    return .personal { json in
      json.member("account", account.id.text)
      json.member("name", details?.name)
      json.member("login", call.caller.bearer.account.login)
      json.member("roles", account.roles.map(\.rawValue).sorted())
      json.member("scopes", call.caller.bearer.scopes.map(\.rawValue).sorted())
      json.key("organizations")
      json.array { json in
        for organization in call.cases.organizations(of: account.person) {
          writer.organization(organization.id, &json)
        }
      }
    }
  }

  /// The organization with a credit code: whoever wants to act for it has to be able to name it.
  private func findOrganization(_ call: Call) throws -> Response {
    let parameters = try APIParameters(call.request, names: ["credit-code"])
    guard let text = parameters["credit-code"] else {
      throw Problem(
        parameter: "credit-code", zh: "须写明统一社会信用代码", en: "name the unified social credit code")
    }
    let code: CreditCode
    do throws(CreditCodeError) {
      code = try CreditCode(parsing: text)
    } catch {
      throw Problem(parameter: "credit-code", zh: error.wording.zh, en: error.wording.en)
    }
    let writer = CaseWriter(registrar: registrar, cases: call.cases, now: dependencies.now())
    return .personal { json in
      json.key("organizations")
      json.array { json in
        if let found = call.cases.organization(code) { writer.organization(found.id, &json) }
      }
    }
  }

  private func register(_ call: Call) async throws -> Response {
    var members = try call.members()
    let text = try members.text("creditCode")
    let name = try members.text("name")
    let document = try self.document(&members, call)
    try members.finish()
    let code: CreditCode
    do throws(CreditCodeError) {
      code = try CreditCode(parsing: text)
    } catch {
      throw Problem(member: "creditCode", zh: error.wording.zh, en: error.wording.en)
    }
    return try await give(
      .register(code, name: name, document: document), call, status: .created)
  }

  private func join(_ call: Call) async throws -> Response {
    var members = try call.members()
    let document = try self.document(&members, call)
    try members.finish()
    return try await give(
      .join(organization: try call.identifier(), document: document), call, status: .created)
  }

  private func claimFiling(_ call: Call) async throws -> Response {
    var members = try call.members()
    let filing = try members.text("filing")
    let document = try self.document(&members, call)
    try members.finish()
    return try await give(
      .claimFiling(key: filing, organization: try call.identifier(), document: document), call,
      status: .created)
  }

  private func document(
    _ members: inout JSONMembers, _ call: Call
  ) throws -> Submission.Document {
    let place = members.place("document")
    guard let value = members.take("document") else {
      throw Problem(member: place, zh: "缺少此项", en: "this member is missing")
    }
    return try DocumentReader(registrar: registrar, account: call.caller.account.id)
      .read(value, at: place)
  }

  /// One's own; for officers, those that wait to be looked at.
  private func mandates(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let isOfficer = call.caller.has(.officer)
    try call.expect([.applicant, .officer])
    let mandates =
      isOfficer ? call.cases.openMandates : call.cases.mandates(of: call.caller.account.person)
    return .personal { json in
      json.key("mandates")
      json.array { json in
        for mandate in mandates { self.mandate(mandate, call.cases, isOfficer, &json) }
      }
    }
  }

  private func mandate(
    _ mandate: Mandate, _ cases: CaseState, _ isOfficer: Bool, _ json: inout JSONWriter
  ) {
    let writer = CaseWriter(registrar: registrar, cases: cases, now: dependencies.now())
    json.object { json in
      json.member("id", mandate.id.text)
      json.key("organization")
      writer.organization(mandate.organization, &json)
      json.member("filing", mandate.filing)
      json.member("status", mandate.status.rawValue)
      json.member("requested", mandate.requested.description)
      json.key("document")
      if let document = try? registrar.document(of: mandate) {
        json.document(document)
      } else {
        json.null()
      }
      json.member("reason", mandate.reason.flatMap { try? registrar.reasons($0) })
      // Whose name is on the document is what an officer compares.
      guard isOfficer else { return }
      json.member("name", (try? registrar.details(of: mandate.person))?.name)
    }
  }

  /// Gives a command, and answers with the mandate that it made or concerned.
  private func give(
    _ command: OrganizationCommand, _ call: Call, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    _ = try APIParameters(call.request, names: [])
    let outcome = try await registrar.carryOut(.organization(command), actor: call.actor)
    let cases = registrar.published.cases
    guard case .done(let id) = outcome,
      let mandate = cases.mandate(id)
        ?? cases.mandates(of: call.caller.account.person).first(where: { $0.organization == id })
    else { throw Problem(.internalFault, zh: "结果不明", en: "the outcome is not known") }
    var json = JSONWriter()
    self.mandate(mandate, cases, call.caller.has(.officer), &json)
    return Response(.personal, status: status, bytes: json.bytes)
  }
}
