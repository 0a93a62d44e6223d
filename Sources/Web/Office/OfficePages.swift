import Hummingbird
import Logging
import Record
import Register
import Rules

/// The pages of those who sign in, as routes under `/office`.
///
/// A mirror has none: everything there is answered as what is not there.
struct OfficePages: Sendable {
  let dependencies: WebDependencies
  let accounts: Accounts
  let evidence: EvidenceIntake?
  let renderer: PageRenderer
  private let origin: OwnOrigin
  private let answers: PageAnswers
  let memo = OfficeMemo()

  var registrar: Registrar { dependencies.registrar }

  /// - Throws: ``RegisterError`` where the storage keeps no accounts.
  init(
    _ dependencies: WebDependencies, _ settings: OfficeSettings, _ renderer: PageRenderer
  ) throws(RegisterError) {
    self.dependencies = dependencies
    self.accounts = try dependencies.registrar.accounts(hasher: settings.hasher)
    self.evidence = settings.evidence
    self.renderer = renderer
    self.origin = OwnOrigin(publicBase: dependencies.publicBase)
    self.answers = PageAnswers(started: dependencies.now())
  }

  /// Adds every page three times: where the browser's language decides, in Chinese and in English.
  func addRoutes(to router: Router<WebContext>) {
    for language in [nil] + Language.allCases.map(Optional.some) {
      addDesk(language, router)
      page(OfficePath.start, language, router, for: .anyone) { visit in
        guard let visitor = visit.visitor else { return .signIn(next: nil) }
        return .redirect(OfficeSection.first(for: visitor.account).path)
      }
      addSignIn(language, to: router)
      addAccount(language, to: router)
      addSecondFactor(language, to: router)
      addTokens(language, to: router)
      addErasure(language, to: router)
      addOrganizations(language, to: router)
      addApplications(language, to: router)
      addCaseFiles(language, to: router)
    }
  }

  /// Who a page is for.
  enum Access: Sendable {
    /// Anyone, signed in or not.
    case anyone
    /// Who is signed in, also where a second factor has yet to be set up.
    case signedIn
    /// Who is signed in with an account of one of these roles, and with a second factor where the
    /// account needs one.
    case roles(Set<AccountRole>)
  }

  /// Adds a page.
  func page(
    _ path: String, _ language: Language?, _ router: Router<WebContext>, for access: Access,
    _ make: @escaping @Sendable (Visit) async throws -> OfficeOutcome
  ) {
    router.get(RouterPath((language.map { "/" + $0.rawValue } ?? "") + path)) { request, context in
      let visit = try visit(request, context, language)
      if let outcome = refusal(of: visit, access) { return answer(outcome, visit) }
      return try await attempt(visit) { try await make(visit) }
    }
  }

  /// Adds what a form does.
  ///
  /// Who sends it is checked before its body is read, and its token before anything is done.
  func act(
    _ path: String, _ language: Language?, _ router: Router<WebContext>, for access: Access,
    files: Bool = false,
    _ make: @escaping @Sendable (Visit, OfficeForm) async throws -> OfficeOutcome
  ) {
    router.post(RouterPath((language.map { "/" + $0.rawValue } ?? "") + path)) { request, context in
      let visit = try visit(request, context, language)
      let early = origin.allows(request) ? refusal(of: visit, access) : .refused(.forged)
      if let early {
        return await leftUnread(request)
          ? answer(early, visit).hangingUp(context) : answer(early, visit)
      }
      var uploads = OfficeUploads(files ? evidence : nil)
      return try await attempt(visit) {
        let fields = try await FormBody.read(request, limits: Self.limits) { uploads.take($0) }
        let form = OfficeForm(fields: fields, uploads: uploads)
        if let visitor = visit.visitor {
          guard
            visitor.tokens.token(visit.path).matches(form.raw(OfficePages.tokenField))
          else { return .refused(.forged) }
        }
        return try await make(visit, form)
      }
    }
  }

  /// The hidden field with the form token.
  static let tokenField = "form-token"

  private static let limits = {
    var limits = FormBody.Limits()
    limits.multipart.parts = 2000
    return limits
  }()

  /// Whether a body was too long to be read and dropped.
  private func leftUnread(_ request: Request) async -> Bool {
    guard let length = request.headers[.contentLength].flatMap({ Int($0) }), length <= 1 << 20
    else {
      return true
    }
    do {
      for try await _ in request.body {}
      return false
    } catch {
      return true
    }
  }

  // MARK: Who visits

  private func visit(
    _ request: Request, _ context: WebContext, _ language: Language?
  ) throws -> Visit {
    let published = registrar.published
    let page = PageRequest(
      language: language ?? LanguageChoice.best(for: request.headers[.acceptLanguage]),
      isNegotiated: language == nil, state: published.state, instance: registrar.instance,
      items: QueryItems(parsing: request.uri.query), publicBase: dependencies.publicBase)
    var visitor: Visitor?
    if let token = SessionCookie.token(in: request), let session = try accounts.session(for: token),
      let account = published.cases.account(session.account.id), account.isActive
    {
      visitor = Visitor(token: token, session: session, account: account)
    }
    let path = request.uri.path
    let prefix = language.map { $0.rawValue.utf8.count + 1 } ?? 0
    return Visit(
      request: request, context: context, page: page, texts: renderer.texts(page.language),
      cases: published.cases, visitor: visitor, now: dependencies.now(),
      path: String(decoding: path.utf8.dropFirst(prefix), as: UTF8.self),
      canHoldSession: origin.canHoldSession(request), client: client(request, context),
      position: published.position)
  }

  /// The address that attempts to sign in are counted under: what a proxy on this machine says, and
  /// otherwise who has connected.
  private func client(_ request: Request, _ context: WebContext) -> String {
    let peer = context.client
    guard dependencies.publicBase != nil, peer == "127.0.0.1" || peer == "::1",
      let name = HTTPFields.Element.Name("X-Forwarded-For"),
      let last = request.headers[name]?.utf8.split(separator: 0x2C).last
    else { return peer }
    return String(decoding: last.filter { $0 != 0x20 }, as: UTF8.self)
  }

  private func refusal(of visit: Visit, _ access: Access) -> OfficeOutcome? {
    if case .anyone = access { return nil }
    guard let visitor = visit.visitor else {
      let isRead = visit.request.method == .get
      return .signIn(next: isRead ? visit.request.head.path : nil)
    }
    guard case .roles(let roles) = access else { return nil }
    if visitor.session.needsSecondFactor {
      return .redirect(OfficePath.secondFactor, notice: "done-factor-needed")
    }
    return visitor.account.roles.isDisjoint(with: roles) ? .refused(.unknown) : nil
  }

  // MARK: Answers

  private func attempt(
    _ visit: Visit, _ body: () async throws -> OfficeOutcome
  ) async throws -> Response {
    do {
      return answer(try await body(), visit)
    } catch let error as FormError {
      return answer(.refused(OfficeRefusal(error)), visit)
    } catch RegisterError.notAllowed(let refusal) {
      return answer(.refused(OfficeRefusal(refusal)), visit)
    } catch let error as AccountRefusal {
      if case .storage(let reason) = error { throw RegisterError.ledger(reason) }
      return answer(.refused(OfficeRefusal(error)), visit)
    } catch let error as EvidenceRefusal {
      if let reason = error.operatorReason {
        dependencies.log.error("a file was not kept", metadata: ["reason": "\(reason)"])
      }
      return answer(.refused(OfficeRefusal(error)), visit)
    }
  }

  private func answer(_ outcome: OfficeOutcome, _ visit: Visit) -> Response {
    switch outcome {
    case .content(let content): return html(content, visit, status: content.status)
    case .redirect(let path, let notice): return answers.redirect(to: address(path, notice, visit))
    case .refused(let refusal):
      return html(refusal.page(visit).content(visit), visit, status: refusal.status)
    case .signIn(let next):
      var items = QueryItems()
      items.add("next", OfficePath.checked(next))
      return answers.redirect(to: visit.link(OfficePath.signIn) + items.text)
    case .begin(let token, let path, let notice):
      var response = answers.redirect(to: address(path, notice, visit))
      response.headers[.setCookie] = SessionCookie.setting(token)
      return response
    case .beginShowing(let token, var content):
      // The page is the new session's, and so is its button to sign out.
      content.office?.token = FormToken(session: token, action: OfficePath.signOut).text
      var response = html(content, visit, status: content.status)
      response.headers[.setCookie] = SessionCookie.setting(token)
      return response
    case .end(let notice):
      var response = answers.redirect(to: address(OfficePath.signIn, notice, visit))
      response.headers[.setCookie] = SessionCookie.ending
      return response
    case .file(let response): return response
    }
  }

  /// An address with what to say there; one that has its language already keeps it.
  private func address(_ path: String, _ notice: String?, _ visit: Visit) -> String {
    let isWhole = path.utf8.starts(with: "/zh/".utf8) || path.utf8.starts(with: "/en/".utf8)
    let address = isWhole ? path : visit.link(path)
    guard let notice else { return address }
    let mark = address.utf8.firstIndex(of: 0x23) ?? address.endIndex
    let joint = address[..<mark].utf8.contains(0x3F) ? "&" : "?"
    return address[..<mark] + joint + "done=" + notice + address[mark...]
  }

  private func html(_ content: PageContent, _ visit: Visit, status: Int) -> Response {
    var response = answers.page(
      renderer.write(content, visit.page), visit.page, status: HTTPResponse.Status(code: status))
    if content.hasScript {
      response.headers[.contentSecurityPolicy] = PageAnswers.scriptSecurityPolicy
    }
    // The browser has to say where a form comes from; elsewhere it still tells nothing.
    if let name = HTTPFields.Element.Name("Referrer-Policy") {
      response.headers[name] = "same-origin"
    }
    return response
  }
}
