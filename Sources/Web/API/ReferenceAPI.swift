import Hummingbird

/// What the API says of itself: where to begin, what its problems mean, and its description.
extension MachineRoutes {
  /// `/api/v1`: where to begin.
  func index(_ request: Request) throws(Problem) -> Response {
    let publication = publications.current
    _ = try APIParameters(request, names: [])
    return request.answer(.json, tag: publication.tag) {
      var json = JSONWriter(capacity: 2048)
      json.object { json in
        json.key("register")
        json.raw(publication.preamble)
        json.key("links")
        json.object { json in
          json.member("description", SiteRoute.openAPI)
          json.member("filings", SiteRoute.apiFilings)
          json.member("lists", SiteRoute.apiLists)
          json.member("statistics", "/api/v1/statistics")
          json.member("problems", "/api/v1/problems")
          json.member("feed", SiteRoute.feed)
          json.member("checkpoint", "/log/checkpoint")
          json.member("exports", ExportFormat.allCases.map { SiteRoute.export($0) })
        }
      }
      return json.bytes
    }
  }

  /// `/api/v1/problems`: what the problems mean.
  func problems(_ request: Request) throws(Problem) -> Response {
    _ = try APIParameters(request, names: [])
    var json = JSONWriter(capacity: 8192)
    json.object { json in
      json.key("problems")
      json.array { json in for kind in ProblemKind.allCases { json.problem(kind) } }
    }
    return request.answer(.json, tag: EntityTag(of: json.bytes)) { json.bytes }
  }

  /// `/api/v1/problems/{kind}`: what a problem means.
  func problem(_ request: Request, _ name: String) throws(Problem) -> Response {
    _ = try APIParameters(request, names: [])
    guard let kind = ProblemKind(rawValue: name) else {
      throw Problem(
        .noSuchAddress, zh: "没有这种问题；全部见/api/v1/problems",
        en: "there is no such kind of problem; all stand at /api/v1/problems")
    }
    var json = JSONWriter()
    json.problem(kind)
    return request.answer(.json, tag: EntityTag(of: json.bytes)) { json.bytes }
  }

  /// `/openapi.json`: the description of all this.
  func openAPI(_ request: Request) throws(Problem) -> Response {
    _ = try APIParameters(request, names: [])
    let bytes = Array((EmbeddedText.files["openapi.json"] ?? "").utf8)
    return request.answer(.json, tag: EntityTag(of: bytes)) { bytes }
  }
}

extension JSONWriter {
  fileprivate mutating func problem(_ kind: ProblemKind) {
    object { json in
      json.member("type", kind.address)
      json.member("status", kind.status)
      json.key("title")
      json.wording(kind.title)
      json.key("meaning")
      json.wording(kind.meaning)
    }
  }
}
