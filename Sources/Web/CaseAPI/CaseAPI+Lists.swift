import Hummingbird
import Record
import Register
import Rules

/// What waits to be reviewed, decided and published, and publishing it.
extension CaseAPI {
  func addLists(to router: Router<WebContext>) {
    on(router, .get, "/queue", .read) { try queue($0) }
    on(router, .get, "/decided", .read) { try decided($0) }
    on(router, .post, "/lists/preview", .decide) { try await preview($0) }
    on(router, .post, "/lists", .decide) { try await publish($0) }
  }

  private func writer(_ call: Call) -> CaseWriter {
    CaseWriter(registrar: registrar, cases: call.cases, now: dependencies.now())
  }

  private func answer(_ applications: [Register.Application], _ call: Call) -> Response {
    // What one's own Person files is no more to be seen here than anywhere.
    let shown = applications.filter {
      !call.cases.acts(call.caller.account.person, for: $0.organization)
    }
    return .personal { json in
      json.key("applications")
      json.array { json in
        for application in shown {
          writer(call).application(CaseView(application: application, side: .official), &json)
        }
      }
    }
  }

  private func queue(_ call: Call) throws -> Response {
    _ = try APIParameters(call.request, names: [])
    try call.expect([.officer, .approver])
    let queue = call.cases.queue(in: .china, asOf: dependencies.now().beijingDay)
    return answer(queue.map(\.application), call)
  }

  private func decided(_ call: Call) throws -> Response {
    let parameters = try APIParameters(call.request, names: ["track"])
    try call.expect([.approver])
    let track = parameters["track"].map { Track(rawValue: $0) } ?? .deepSynthesis
    guard Rulebook.builtIn(for: track) != nil else {
      throw Problem(
        parameter: "track", zh: "没有登记类别“\(track.rawValue)”",
        en: "there is no track \(track.rawValue)",
        allowed: Rulebook.builtIn.values.map(\.track.rawValue).sorted())
    }
    return answer(call.cases.unpublished(track), call)
  }

  private func list(_ call: Call) throws(Problem) -> DecidedList {
    _ = try APIParameters(call.request, names: [])
    var members = try call.members()
    let track = Track(rawValue: try members.text("track"))
    let elements = try members.array("applications")
    try members.finish()
    var applications: [Identifier] = []
    for (offset, element) in elements.enumerated() {
      guard case .string(let text) = element, let id = Identifier(text) else {
        throw Problem(
          member: "applications[\(offset)]", zh: "此处应为申请的标识",
          en: "the identifier of an application belongs here")
      }
      applications.append(id)
    }
    return DecidedList(track: track, applications: applications)
  }

  private func preview(_ call: Call) async throws -> Response {
    let list = try await registrar.preview(try list(call), by: call.actor)
    return .personal { json in
      json.member("track", list.track.rawValue)
      json.member("period", list.period)
      json.member("title", list.title)
      json.member("number", list.number)
      json.member("published", list.published.iso)
      json.key("filings")
      json.array { json in
        for facts in list.filings {
          json.object { json in
            json.member("number", facts.number)
            json.facts(facts, organizationID: nil)
          }
        }
      }
    }
  }

  private func publish(_ call: Call) async throws -> Response {
    let outcome = try await registrar.carryOut(
      .publishDecided(try list(call)), actor: call.actor)
    guard case .listPublished(let list, let filings) = outcome else {
      throw Problem(.internalFault, zh: "结果不明", en: "the outcome is not known")
    }
    let address = SiteAddress.apiList(id: list, TimeView()).path
    var response = Response.personal(status: .created) { json in
      json.member("list", list)
      json.member("filings", filings)
      json.member("href", address)
    }
    response.headers[.location] = address
    return response
  }
}
