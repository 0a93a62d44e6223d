import Checking
import Hummingbird
import Register
import Rules

/// What the form of the page that checks a file does: the file comes as a stream, is looked at in a
/// worker process, and is gone when the answer is there.
struct CheckPages: Sendable {
  private let dependencies: WebDependencies
  private let renderer: PageRenderer
  private let answers: PageAnswers

  init(_ dependencies: WebDependencies, _ renderer: PageRenderer) {
    self.dependencies = dependencies
    self.renderer = renderer
    self.answers = PageAnswers(started: dependencies.now())
  }

  /// The field of the form that holds the file.
  private static let field = "file"
  /// What a form may have besides its file.
  private static let overhead = 64 << 10

  /// Adds the form's address in every language.
  func addRoutes(to router: Router<WebContext>) {
    for language in [nil] + Language.allCases.map(Optional.some) {
      let path = (language.map { "/" + $0.rawValue } ?? "") + SiteRoute.check
      router.post(RouterPath(path)) { request, context in
        let page = PageRequest(
          language: language ?? LanguageChoice.best(for: request.headers[.acceptLanguage]),
          isNegotiated: language == nil, state: dependencies.registrar.published.state,
          instance: dependencies.registrar.instance, publicBase: dependencies.publicBase)
        var model = CheckModel(limit: dependencies.check?.limit)
        var status = HTTPResponse.Status.ok
        var isRead = true
        do {
          model.report = try await report(request, page, context.hangUp, &isRead)
        } catch let refusal as CheckRefusal {
          model.refusal = refusal.wording
          status = HTTPResponse.Status(code: refusal.problem.kind.status)
        } catch let error as FormError {
          model.refusal = error.problem.detail
          status = HTTPResponse.Status(code: error.problem.kind.status)
          isRead = false
        } catch let problem as Problem {
          model.refusal = problem.detail
          status = HTTPResponse.Status(code: problem.kind.status)
          isRead = false
        }
        let content = model.content(renderer.texts(page.language))
        var response = answers.page(renderer.write(content, page), page, status: status)
        response.headers[.cacheControl] = "no-store"
        return isRead ? response : response.hangingUp(context)
      }
    }
  }

  /// Takes the file of a form and checks it.
  private func report(
    _ request: Request, _ page: PageRequest, _ hangUp: @escaping @Sendable () -> Void,
    _ isRead: inout Bool
  ) async throws -> CheckReport {
    guard let intake = dependencies.check, let upload = try intake.begin(hangUp: hangUp) else {
      isRead = false
      throw Problem(
        .unavailable, zh: "目前不能核对文件，请稍后再试", en: "files cannot be checked just now; try again later")
    }
    var limits = FormBody.Limits()
    limits.multipart.fileBytes = intake.limit
    limits.multipart.totalBytes = intake.limit + Self.overhead
    var name = ""
    var isOurs = false
    isRead = false
    _ = try await FormBody.read(request, limits: limits) { piece in
      switch piece {
      case .began(let part):
        isOurs = part.name.utf8.elementsEqual(Self.field.utf8) && name.isEmpty
        if isOurs { name = FileNameText.shown(part.fileName ?? "") }
      case .data(let bytes) where isOurs: try bytes.withUnsafeBytes { try upload.write($0) }
      case .data, .ended: break
      }
    }
    isRead = true
    let examination = try await upload.examine()
    return await CheckReport(
      file: name, examination, asking: PublishedQuestions(page.state, base: ""))
  }
}
