import Checking
import Foundation
import Hummingbird
import Register
import Rules

/// Files that are checked, and codes that labels hold, for programs.
extension MachineRoutes {
  func addChecks(to router: Router<WebContext>) {
    router.post(RouterPath(SiteRoute.apiCheck)) { request, context in
      do {
        return try await check(request, context)
      } catch let refusal as CheckRefusal {
        throw refusal.problem
      }
    }
    router.get(RouterPath(SiteRoute.apiProducer)) { request, context in
      try producer(request, try context.text("code"))
    }
  }

  /// `POST /api/v1/check`: the body is the file; what it says, and what the register says of whom it
  /// names.
  private func check(_ request: Request, _ context: WebContext) async throws -> Response {
    let parameters = try APIParameters(request, names: ["name"])
    guard let intake = dependencies.check, let upload = try intake.begin(hangUp: context.hangUp)
    else {
      var problem = Problem(
        .unavailable, zh: "目前不能核对文件，请稍后再试",
        en: "files cannot be checked just now; try again later")
      problem.hangsUp = true
      throw problem
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > intake.limit {
      throw CheckRefusal.tooLarge(limit: intake.limit)
    }
    for try await buffer in request.body {
      try buffer.withUnsafeReadableBytes { bytes throws(CheckRefusal) in try upload.write(bytes) }
    }
    let examination = try await upload.examine()
    let report = await CheckReport(
      file: FileNameText.shown(parameters["name"] ?? ""), examination,
      asking: PublishedQuestions(
        publications.current.state, base: dependencies.publicBase ?? ""))
    return Response(.momentary, bytes: try JSONAnswer.bytes(report))
  }

  /// `/api/v1/producers/{code}`: what the register says of a provider code.
  private func producer(_ request: Request, _ text: String) throws -> Response {
    let publication = publications.current
    let parameters = try APIParameters(request, names: ["on"])
    let code: ProviderCode
    do {
      code = try ProviderCode(parsing: text)
    } catch {
      throw Problem(
        .malformedRequest, zh: error.wording.zh, en: error.wording.en)
    }
    var day: Day?
    if let on = parameters["on"] {
      guard let parsed = Day(iso: on) else {
        throw Problem(
          parameter: "on", zh: "应为日期（年-月-日）", en: "a day, YYYY-MM-DD, belongs here")
      }
      day = parsed
    }
    let questions = PublishedQuestions(publication.state, base: dependencies.publicBase ?? "")
    let answer = try JSONAnswer.bytes(questions.answer(code, on: day))
    return request.answer(.json, tag: publication.tag) {
      var json = JSONWriter(capacity: 1024)
      json.object { json in
        json.head(publication, .now)
        json.member("code", code.description)
        json.key("answer")
        json.raw(answer)
      }
      return json.bytes
    }
  }
}

/// What stands in reports, as JSON with sorted keys.
enum JSONAnswer {
  static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value))
  }
}
