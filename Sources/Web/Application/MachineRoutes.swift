import Hummingbird
import Register
import Rules

/// The routes for programs: the API, its description, the exports, the feed, the log, and how the
/// server is.
struct MachineRoutes: Sendable {
  let dependencies: WebDependencies
  let publications: Publications
  let health: Health
  let fragments = FilingFragments()

  var registrar: Registrar { dependencies.registrar }

  init(_ dependencies: WebDependencies, _ health: Health) {
    self.dependencies = dependencies
    self.publications = Publications(dependencies.registrar)
    self.health = health
  }

  /// Adds all of them.
  ///
  /// Each stands in the OpenAPI document as well, and a test holds one to the other.
  func add(to router: Router<WebContext>) {
    addAPI(to: router)
    addRulebooks(to: router)
    addChecks(to: router)
    CaseAPI(dependencies: dependencies).add(to: router)
    addLog(to: router)
    addExports(to: router)
    addFeed(to: router)
    router.get("/health") { request, _ in try healthReport(request) }
  }

  private func addAPI(to router: Router<WebContext>) {
    router.get("/api/v1") { request, _ in try index(request) }
    router.get(RouterPath(SiteRoute.apiFilings)) { request, _ in try filings(request) }
    router.get(RouterPath(SiteRoute.apiFiling)) { request, context in
      try filing(request, try context.text("key"))
    }
    router.get(RouterPath(SiteRoute.apiReceipt)) { request, context in
      try receipt(request, try context.text("key"))
    }
    router.get(RouterPath(SiteRoute.apiLists)) { request, _ in try lists(request) }
    router.get(RouterPath(SiteRoute.apiList)) { request, context in
      try list(request, try context.text("track") + "/" + context.text("period"))
    }
    router.get("/api/v1/organizations/:id") { request, context in
      try organization(request, try context.text("id"))
    }
    router.get("/api/v1/statistics") { request, _ in try statistics(request) }
    router.get("/api/v1/numbers/:text") { request, context in
      try number(request, try context.text("text"))
    }
    router.get("/api/v1/problems") { request, _ in try problems(request) }
    router.get("/api/v1/problems/:kind") { request, context in
      try problem(request, try context.text("kind"))
    }
    router.get(RouterPath(SiteRoute.openAPI)) { request, _ in try openAPI(request) }
  }
}

extension WebContext {
  /// A captured part of the path, decoded.
  ///
  /// - Throws: A ``Problem`` where its percent-encoding is broken.
  func text(_ name: String) throws(Problem) -> String {
    guard let part = parameters.get(name) else { return "" }
    guard let text = StrictDecoding.decode(part.utf8) else {
      throw Problem(
        .malformedRequest, zh: "地址的百分号编码有误，或不是UTF-8",
        en: "the percent-encoding of the address is broken, or it is not UTF-8")
    }
    return text
  }
}

extension SiteAddress {
  /// The addresses that end with a slash: the front page in each language.
  static let languageRoots = Language.allCases.map { "/\($0.rawValue)/" }

  /// An organization, as JSON.
  static func apiOrganization(id: String, _ time: TimeView) -> String {
    "/api/v1/organizations/" + PercentEncoding.encode(id) + time.queryItems.text
  }
}
