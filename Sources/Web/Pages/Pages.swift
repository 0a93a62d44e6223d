import Hummingbird
import Record
import Register
import Rules

/// The pages for people, in Chinese and English, as routes.
struct Pages: Sendable {
  private let dependencies: WebDependencies
  let renderer: PageRenderer
  private let answers: PageAnswers

  /// Loads all templates.
  ///
  /// - Throws: ``TemplateError`` for a template that cannot be used.
  init(_ dependencies: WebDependencies) throws(TemplateError) {
    self.dependencies = dependencies
    self.renderer = try PageRenderer()
    self.answers = PageAnswers(started: dependencies.now())
  }

  /// Adds every page three times: where the browser's language decides, in Chinese and in English.
  func addRoutes(to router: Router<WebContext>) {
    let checkLimit = dependencies.check?.limit
    for language in [nil] + Language.allCases.map(Optional.some) {
      add(SiteRoute.search, language, router) { request, texts, _ in
        .content(SearchModel(request).content(texts))
      }
      add(SiteRoute.lists, language, router) { request, texts, _ in
        .content(ListsModel(request).content(texts))
      }
      add(SiteRoute.list, language, router) { request, texts, context in
        let id = context.part("track") + "/" + context.part("period")
        if let model = ListModel(id, request) { return .content(model.content(texts)) }
        return .error(
          ErrorModel(kind: .list(id: id), address: .list(id: id, .from(row: 1), .now)))
      }
      add(SiteRoute.filing, language, router) { request, texts, context in
        Self.filing(context.part("key"), request, texts)
      }
      add(SiteRoute.organization, language, router) { request, texts, context in
        let id = context.part("id")
        if let model = OrganizationModel(id, request) { return .content(model.content(texts)) }
        return .error(
          ErrorModel(kind: .organization(id: id), address: .organization(id: id, .now)))
      }
      add(SiteRoute.statistics, language, router) { request, texts, _ in
        .content(StatisticsModel(request).content(texts))
      }
      add(SiteRoute.number, language, router) { request, texts, _ in
        .content(NumberModel(request).content(texts))
      }
      add(SiteRoute.check, language, router) { _, texts, _ in
        .content(CheckModel(limit: checkLimit).content(texts))
      }
      add(SiteRoute.verify, language, router) { request, texts, _ in
        .content(ProsePages.verify(request, texts))
      }
      add(SiteRoute.data, language, router) { _, texts, _ in .content(ProsePages.data(texts)) }
      add(SiteRoute.about, language, router) { _, texts, _ in .content(ProsePages.about(texts)) }
    }
    router.get(RouterPath(SiteRoute.asset)) { request, context in
      let name = context.part("name")
      guard let file = renderer.assets[name] else {
        return errorPage(status: .notFound, request: request)
      }
      return answers.asset(file)
    }
  }

  /// The page that says that something went wrong.
  func errorPage(status: HTTPResponse.Status, request: Request) -> Response {
    let path = request.uri.path
    let language = Language.allCases.first { language in
      path == "/" + language.rawValue || path.hasPrefix("/\(language.rawValue)/")
    }
    let page = pageRequest(request, language)
    return answer(
      .error(ErrorModel(kind: .status(status.code), address: .search(FilingQuery()))), page,
      request)
  }

  /// What came of a page's query.
  private enum Outcome {
    case content(PageContent)
    case error(ErrorModel)
    case elsewhere(SiteAddress)
  }

  private func add(
    _ route: String, _ language: Language?, _ router: Router<WebContext>,
    _ make: @escaping @Sendable (PageRequest, Texts, WebContext) -> Outcome
  ) {
    let path = (language.map { "/" + $0.rawValue } ?? "") + route
    router.get(RouterPath(path)) { request, context in
      let page = pageRequest(request, language)
      if page.items.hasBlanks {
        // A form sends every field, also those left open: the address is cleaned of them.
        return answers.redirect(to: request.uri.path + page.items.text)
      }
      let tag = answers.tag(page)
      if tag.isHeld(by: request) { return answers.notModified(page, tag) }
      return answer(make(page, renderer.texts(page.language), context), page, request)
    }
  }

  private func answer(_ outcome: Outcome, _ page: PageRequest, _ request: Request) -> Response {
    let texts = renderer.texts(page.language)
    switch outcome {
    case .content(let content):
      return answers.page(renderer.write(content, page), page, tag: answers.tag(page))
    case .error(let error):
      return answers.page(
        renderer.write(error.content(texts), page), page,
        status: HTTPResponse.Status(code: error.status))
    case .elsewhere(let address): return answers.redirect(to: address.path)
    }
  }

  private func pageRequest(_ request: Request, _ language: Language?) -> PageRequest {
    PageRequest(
      language: language ?? LanguageChoice.best(for: request.headers[.acceptLanguage]),
      isNegotiated: language == nil,
      state: dependencies.registrar.published.state,
      instance: dependencies.registrar.instance,
      items: QueryItems(parsing: request.uri.query),
      publicBase: dependencies.publicBase)
  }

  /// A filing by its key.
  ///
  /// Another spelling of its number leads to the one address that it has.
  private static func filing(_ key: String, _ request: PageRequest, _ texts: Texts) -> Outcome {
    var faults: [ParameterFault] = []
    let time = TimeView(reading: request.items, faults: &faults)
    guard let filing = request.state.filing(key),
      let model = FilingModel(filing, time, request.state)
    else { return .error(ErrorModel(noFiling: key, time, request.state)) }
    guard filing.key.utf8.elementsEqual(key.utf8) else {
      let language = request.isNegotiated ? nil : request.language
      return .elsewhere(.page(.filing(key: filing.key, time), language))
    }
    return .content(model.content(texts))
  }
}

extension WebContext {
  /// A captured part of the path, decoded as far as it can be.
  fileprivate func part(_ name: String) -> String {
    parameters.get(name).map { SiteRoute.decoded($0[...]) } ?? ""
  }
}
