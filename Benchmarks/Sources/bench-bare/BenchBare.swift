import Foundation
import Hummingbird
import Logging

/// Hummingbird and nothing else: two routes that give fixed bytes, the least that a server made with
/// it can do.
///
/// What our own server costs above this is ours.
///
/// `bench-bare FOLDER PORT` reads FOLDER/targets, a line for each answer: the request's target, a tab,
/// and the file with the answer's bytes. Targets are compared as they come, undecoded. (A route for
/// each number would be slower: the router goes through siblings one by one.)
@main
enum BenchBare {
  static func main() async throws {
    guard CommandLine.arguments.count == 3, let port = Int(CommandLine.arguments[2]) else {
      print("usage: bench-bare FOLDER PORT")
      return
    }
    let folder = CommandLine.arguments[1]
    var answers: [String: ByteBuffer] = [:]
    let targets = try String(contentsOfFile: folder + "/targets", encoding: .utf8)
    for line in targets.split(separator: "\n") {
      let parts = line.split(separator: "\t")
      guard parts.count == 2 else { continue }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + parts[1]))
      answers[String(parts[0])] = ByteBuffer(bytes: bytes)
    }
    let known = answers
    let router = Router()
    for path: RouterPath in ["/api/v1/filings", "/api/v1/filings/:number"] {
      router.get(path) { request, _ -> Response in
        guard let bytes = known[request.head.path ?? ""] else { throw HTTPError(.notFound) }
        return Response(
          status: .ok, headers: [.contentType: "application/json"],
          body: ResponseBody(byteBuffer: bytes))
      }
    }
    // Pages, and forms whose body is read and followed by a page.
    for path: RouterPath in ["/en/**", "/zh/**"] {
      router.get(path) { request, _ -> Response in try page(request, known) }
      router.post(path) { request, _ -> Response in
        _ = try await request.body.collect(upTo: 1 << 20)
        return try page(request, known)
      }
    }
    var log = Logger(label: "bare") { StreamLogHandler.standardError(label: $0) }
    log.logLevel = .error
    let application = Application(
      responder: router.buildResponder(),
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      logger: log)
    try await application.run()
  }

  private static func page(_ request: Request, _ known: [String: ByteBuffer]) throws -> Response {
    guard let bytes = known[request.head.path ?? ""] else { throw HTTPError(.notFound) }
    return Response(
      status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: bytes))
  }
}
