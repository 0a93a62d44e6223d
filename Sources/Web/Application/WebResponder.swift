import Foundation
import Hummingbird
import Logging
import Register

/// What stands around the routes: it reads the first line strictly, bounds bodies, answers `HEAD`
/// and `OPTIONS`, and turns whatever goes wrong into an answer that says so.
///
/// One layer, so that a request passes through as little as possible.
struct WebResponder: HTTPResponder {
  typealias Context = WebContext

  let router: RouterResponder<WebContext>
  let routes: RouteTable
  let log: Logger
  /// The page that says that something went wrong, for people.
  let errorPage: @Sendable (HTTPResponse.Status, Request) -> Response

  /// How many bytes a body may have where no route reads it.
  static let bodyLimit = 65_536

  func respond(to request: Request, context: WebContext) async throws -> Response {
    guard log.logLevel <= .debug else { return try await answer(request, context) }
    let clock = ContinuousClock()
    let start = clock.now
    let response = try await answer(request, context)
    log.debug(
      "answered",
      metadata: [
        "method": "\(request.method.rawValue)", "target": "\(request.head.path ?? "")",
        "status": "\(response.status.code)", "took": "\(clock.now - start)",
      ])
    return response
  }

  private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
    if let refusal = try await refusal(of: request, context) { return refusal }
    guard request.method == .head else { return await route(request, context) }
    var head = request.head
    head.method = .get
    return try await route(Request(head: head, body: request.body), context).withoutBody()
  }

  /// What is answered without asking the routes.
  private func refusal(of request: Request, _ context: WebContext) async throws -> Response? {
    switch RequestTarget(request.head.path) {
    case .path: break
    case .trailingSlash(let location):
      let path = location.utf8.prefix { $0 != 0x3F }
      // The front page of a language is the one address that ends with a slash.
      if SiteAddress.languageRoots.contains(where: { path.elementsEqual($0.utf8.dropLast()) }) {
        break
      }
      return Response(status: .permanentRedirect, headers: [.location: location])
    case .asterisk:
      guard request.method == .options else {
        return failure(
          Problem(.malformedRequest, zh: "“*”只用于OPTIONS", en: "\"*\" is for OPTIONS only"), request)
      }
      return Response(status: .noContent, headers: [.allow: "GET, HEAD, OPTIONS"])
    case .tooLong:
      return failure(
        Problem(
          .addressTooLong, zh: "地址最长\(RequestTarget.maximumLength)字节",
          en: "an address has at most \(RequestTarget.maximumLength) bytes"), request)
    case .malformed(let reason):
      return failure(Problem(.malformedRequest, zh: "请求行有误", en: reason), request)
    case .nowhere:
      return failure(noSuchAddress, request)
    }
    guard
      request.headers[.contentLength] ?? request.headers[.transferEncoding] != nil,
      request.method == .get || request.method == .head || request.method == .options
    else { return nil }
    return try await drain(request, context)
  }

  /// Reads a body that nobody asked for, within bounds.
  private func drain(_ request: Request, _ context: WebContext) async throws -> Response? {
    let announced = request.headers[.contentLength].map { Int($0) ?? Int.max } ?? 0
    if announced <= Self.bodyLimit {
      var count = 0
      for try await buffer in request.body {
        count += buffer.readableBytes
        if count > Self.bodyLimit { break }
      }
      if count <= Self.bodyLimit { return nil }
    }
    return failure(
      Problem(
        .bodyTooLong, zh: "正文最长\(Self.bodyLimit)字节",
        en: "a body has at most \(Self.bodyLimit) bytes here"), request
    ).hangingUp(context)
  }

  private func route(_ request: Request, _ context: WebContext) async -> Response {
    do {
      let response = try await router.respond(to: request, context: context)
      guard response.status.code >= 400, response.isOfTheRouter else { return response }
      if response.status == .notFound, context.endpointPath == Self.noRoute {
        return noRoute(for: request, context)
      }
      return failure(Problem(response.status), request)
    } catch let problem as Problem {
      let response = failure(problem, request)
      return problem.hangsUp ? response.hangingUp(context) : response
    } catch let error as RegisterError {
      log.error("a request failed", metadata: metadata(request, error))
      return failure(
        Problem(
          .unavailable, zh: "登记册目前无法读取，请稍后再试",
          en: "the register could not be read just now; try again later"), request)
    } catch {
      log.error("a request failed", metadata: metadata(request, error))
      return failure(
        Problem(
          .internalFault, zh: "原因已记入服务器日志", en: "the reason is in the server's log"), request)
    }
  }

  /// What the router calls the route of a request for which it has none.
  private static let noRoute = "NotFound"

  private func noRoute(for request: Request, _ context: WebContext) -> Response {
    guard let allowed = routes.allowed(at: request.uri.path) else {
      return failure(noSuchAddress, request)
    }
    if request.method == .options {
      if CaseAPI.covers(request.uri.path) {
        return Response(status: .noContent, headers: [.allow: allowed])
      }
      return Response(
        status: .noContent,
        headers: [
          .allow: allowed, .accessControlAllowOrigin: "*", .accessControlAllowMethods: allowed,
          .accessControlAllowHeaders: "If-None-Match", .accessControlMaxAge: "86400",
        ])
    }
    var problem = Problem(
      .methodNotAllowed, zh: "可用的方法：\(allowed)", en: "the methods that there are: \(allowed)")
    problem.methods = allowed
    let response = failure(problem, request)
    let hasBody = request.headers[.contentLength] ?? request.headers[.transferEncoding] != nil
    return hasBody ? response.hangingUp(context) : response
  }

  private var noSuchAddress: Problem {
    Problem(
      .noSuchAddress, zh: "所有地址见 /openapi.json",
      en: "the addresses that there are stand in /openapi.json")
  }

  private func failure(_ problem: Problem, _ request: Request) -> Response {
    var response: Response
    if Self.isForMachines(request.uri.path) {
      response = Response(
        CaseAPI.covers(request.uri.path) ? .personalProblem : .problem,
        status: HTTPResponse.Status(code: problem.kind.status), bytes: problem.json)
    } else {
      response = errorPage(HTTPResponse.Status(code: problem.kind.status), request)
    }
    if let methods = problem.methods { response.headers[.allow] = methods }
    if let challenge = problem.challenge { response.headers[.wwwAuthenticate] = challenge }
    return response
  }

  private static func isForMachines(_ path: String) -> Bool {
    ["/api/", "/log/", "/exports/", "/feed.atom", "/openapi.json", "/health"]
      .contains { path.utf8.starts(with: $0.utf8) }
  }

  private func metadata(_ request: Request, _ error: any Error) -> Logger.Metadata {
    ["target": "\(request.head.path ?? "")", "error": "\(error)"]
  }
}

extension Problem {
  /// The problem that a status without words stands for.
  init(_ status: HTTPResponse.Status) {
    switch status.code {
    case 404: self.init(.noSuchAddress, zh: "此处没有内容", en: "there is nothing here")
    case 400..<500: self.init(.malformedRequest, zh: "请求无法读取", en: "the request cannot be read")
    default: self.init(.internalFault, zh: "原因已记入服务器日志", en: "the reason is in the server's log")
    }
  }
}

extension Response {
  /// Whether this is the answer that the router itself makes of an error, which has no words of
  /// ours: our own are problems or pages.
  fileprivate var isOfTheRouter: Bool {
    guard let type = headers[.contentType] else { return true }
    return type.utf8.starts(with: "application/json".utf8)
  }

  /// The same answer without its body, and with the length that the body would have had.
  fileprivate func withoutBody() async throws -> Response {
    var fields = headers
    if body.contentLength == nil {
      let counter = ByteCounter()
      try await body.write(counter)
      fields[.contentLength] = String(counter.count)
    }
    return Response(status: status, headers: fields, body: ResponseBody())
  }

  /// The same answer, after which the connection is closed.
  func hangingUp(_ context: WebContext) -> Response {
    var fields = headers
    fields[.connection] = "close"
    let body = body
    return Response(
      status: status, headers: fields,
      body: ResponseBody(contentLength: body.contentLength) { writer in
        try await body.write(HangingUp(writer: writer, hangUp: context.hangUp))
      })
  }
}

/// Counts what is written and drops it.
private final class ByteCounter: ResponseBodyWriter, Sendable {
  private let written = Counter()

  var count: Int { written.value }

  func write(_ buffer: ByteBuffer) async throws { written.add(buffer.readableBytes) }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Passes a body on and closes the connection behind it.
private struct HangingUp: ResponseBodyWriter {
  var writer: any ResponseBodyWriter
  let hangUp: @Sendable () -> Void

  mutating func write(_ buffer: ByteBuffer) async throws { try await writer.write(buffer) }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
    try await writer.finish(trailingHeaders)
    hangUp()
  }
}
