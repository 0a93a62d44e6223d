import Hummingbird
import Logging
import Register
import Rules

/// The way of a case for programs: every step that the pages offer, as the same command, with a token
/// in place of a session.
///
/// Nothing here is for caches, for pages of other sites, or for cookies. A mirror has none of it.
struct CaseAPI: Sendable {
  let dependencies: WebDependencies

  var registrar: Registrar { dependencies.registrar }

  /// Below what all of it stands: the public API has addresses of the same names.
  static let prefix = "/api/v1/office"

  /// Whether an address is one of these.
  static func covers(_ path: String) -> Bool {
    path == prefix || path.utf8.starts(with: (prefix + "/").utf8)
  }

  /// What a handler works from.
  struct Call: Sendable {
    let request: Request
    let context: WebContext
    let caller: CaseCaller
    /// What the register holds, taken once.
    let published: Published
    /// The request's body; an empty object where there was none, or where it is no JSON.
    let body: JSONValue

    var cases: CaseState { published.cases }
    var actor: Actor { caller.actor }

    /// The identifier in the path.
    ///
    /// - Throws: The same ``Problem`` for what is none as for one of somebody else's.
    func identifier(_ name: String = "id") throws(Problem) -> Identifier {
      guard let id = Identifier(try context.text(name)) else { throw Problem(Refusal.unknown) }
      return id
    }

    /// A number in the path, from 1.
    func number(_ name: String) throws(Problem) -> Int {
      let text = try context.text(name)
      guard text.utf8.count <= 6, text.utf8.first != 0x30,
        text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text)
      else { throw Problem(Refusal.unknown) }
      return number
    }

    /// The members of the body.
    func members() throws(Problem) -> JSONMembers { try JSONMembers(body) }

    /// Refuses a body with anything in it.
    func expectNoMembers() throws(Problem) { try members().finish() }
  }

  typealias Handler = @Sendable (Call) async throws -> Response

  /// Adds all routes, but on a mirror none.
  func add(to router: Router<WebContext>) {
    guard registrar.instance.kind != .mirror else { return }
    addOrganizations(to: router)
    addApplications(to: router)
    addSteps(to: router)
    addLists(to: router)
  }

  /// Adds a route for JSON.
  ///
  /// - Parameters:
  ///   - router: Where to.
  ///   - method: The method.
  ///   - path: What follows the prefix.
  ///   - scope: What a token has to allow.
  ///   - handler: What answers, once it is clear who asks and the body is read.
  func on(
    _ router: Router<WebContext>, _ method: HTTPRequest.Method, _ path: String,
    _ scope: TokenScope, _ handler: @escaping Handler
  ) {
    router.on(RouterPath(Self.prefix + path), method: method) { request, context in
      try await answering(request) { entered in
        let (caller, published) = try await caller(request, scope)
        let body = method == .get ? .object([:]) : try await CaseBody.read(request)
        entered = true
        return try await handler(
          Call(
            request: request, context: context, caller: caller, published: published, body: body))
      }
    }
  }

  /// Answers, and turns whatever is refused into a problem.
  ///
  /// Where the body was not read to its end, the connection is given up with the answer.
  func answering(
    _ request: Request, _ body: (inout Bool) async throws -> Response
  ) async throws -> Response {
    var isBodyRead = false
    do {
      return try await body(&isBodyRead)
    } catch {
      guard var problem = problem(error) else { throw error }
      problem.hangsUp = !isBodyRead && CaseBody.isIn(request)
      throw problem
    }
  }

  /// What an error says to the program; `nil` for what is a fault of the server's.
  private func problem(_ error: any Error) -> Problem? {
    switch error {
    case let problem as Problem: return problem
    case let refusal as EvidenceRefusal:
      if let reason = refusal.operatorReason {
        dependencies.log.error("a file was not kept", metadata: ["reason": "\(reason)"])
      }
      return Problem(refusal)
    case let error as RegisterError:
      if error.isOutdated {
        return Problem(
          .outdated, zh: "草稿已被他人修改，请重新读取", en: "it was changed meanwhile; read it again")
      }
      switch error {
      case .notAllowed(let refusal): return Problem(refusal)
      case .refused(let reason): return Problem(.conflict, zh: "不能办理：\(reason)", en: reason)
      default: return nil
      }
    default: return nil
    }
  }
}
