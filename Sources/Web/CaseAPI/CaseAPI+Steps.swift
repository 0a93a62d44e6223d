import Hummingbird
import Register

/// Taking steps: each is the command that the pages give as well.
extension CaseAPI {
  func addSteps(to router: Router<WebContext>) {
    let path = "/applications/:id"
    on(router, .post, path + "/submit", .file) { call in
      _ = try APIParameters(call.request, names: [])
      return try await submit(call)
    }
    plain(router, "withdraw", .file) { .withdraw($0) }
    plain(router, "erase", .file) { .erase($0) }
    plain(router, "claim", .review) { .claim($0) }
    plain(router, "release", .review) { .release($0) }
    on(router, .post, path + "/return", .review) { try await giveBack($0) }
    on(router, .post, path + "/recommend", .review) { try await recommend($0) }
    on(router, .post, path + "/send-back", .decide) { call in
      _ = try APIParameters(call.request, names: [])
      var members = try call.members()
      let reasons = try members.text("reasons")
      try members.finish()
      return try await step(.sendBack(try call.identifier(), reasons: reasons), call)
    }
    plain(router, "approve", .decide) { .approve($0) }
    plain(router, "refuse", .decide) { .refuse($0) }
  }

  /// Adds a step that needs no more than the application.
  private func plain(
    _ router: Router<WebContext>, _ name: String, _ scope: TokenScope,
    _ command: @escaping @Sendable (Identifier) -> ApplicationCommand
  ) {
    on(router, .post, "/applications/:id/" + name, scope) { call in
      _ = try APIParameters(call.request, names: [])
      try call.expectNoMembers()
      return try await step(command(try call.identifier()), call)
    }
  }

  private func giveBack(_ call: Call) async throws -> Response {
    _ = try APIParameters(call.request, names: [])
    var members = try call.members()
    let elements = try members.array("items")
    try members.finish()
    var items: [ReturnItem] = []
    for (offset, element) in elements.enumerated() {
      var item = try JSONMembers(element, at: "items[\(offset)]")
      items.append(
        ReturnItem(
          place: try item.text("place"), reason: try item.text("reason"),
          remedy: try item.text("remedy")))
      try item.finish()
    }
    return try await step(.giveBack(try call.identifier(), items), call)
  }

  private func recommend(_ call: Call) async throws -> Response {
    _ = try APIParameters(call.request, names: [])
    var members = try call.members()
    let outcome = Register.Application.Recommendation.Outcome(rawValue: try members.text("outcome"))
    let reasons = try members.text("reasons")
    try members.finish()
    guard let outcome else {
      var problem = Problem(
        member: "outcome", zh: "此处应为file或refuse", en: "file or refuse belongs here")
      problem.allowed = Register.Application.Recommendation.Outcome.allCases.map(\.rawValue)
      throw problem
    }
    return try await step(
      .recommend(try call.identifier(), outcome, reasons: reasons), call)
  }

  /// Gives a command, and answers with the application as it stands then.
  func step(
    _ command: ApplicationCommand, _ call: Call, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let outcome = try await registrar.carryOut(.application(command), actor: call.actor)
    let id: Identifier
    switch outcome {
    case .done(let made): id = made
    case .numberIssued(_, let made): id = made
    default: throw Problem(.internalFault, zh: "结果不明", en: "the outcome is not known")
    }
    let cases = registrar.published.cases
    let now = Call(
      request: call.request, context: call.context, caller: call.caller,
      published: registrar.published, body: call.body)
    return try answer(try now.view(id), now, cases: cases, status: status)
  }
}
