import Record
import Register
import Rules
import Transparency

/// Turns what a page has to say into HTML: the templates of both languages, loaded once.
struct PageRenderer: Sendable {
  private let libraries: [Language: TemplateLibrary]
  private let texts: [Language: Texts]
  let assets: Assets

  /// - Throws: ``TemplateError`` for a template that cannot be used.
  init() throws(TemplateError) {
    var libraries: [Language: TemplateLibrary] = [:]
    var texts: [Language: Texts] = [:]
    for language in Language.allCases {
      let words = Texts(language)
      texts[language] = words
      libraries[language] = try TemplateLibrary(words)
    }
    self.libraries = libraries
    self.texts = texts
    self.assets = Assets.builtIn
  }

  func texts(_ language: Language) -> Texts { texts[language] ?? Texts(language) }

  func library(_ language: Language) -> TemplateLibrary? { libraries[language] }

  /// The whole page.
  func render(_ content: PageContent, _ request: PageRequest) -> String {
    libraries[request.language]?
      .render(content.template, bindings(content, request)) ?? ""
  }

  /// What the layout and the page's template are given: the names of the page, and under `frame`
  /// those that every page has.
  func bindings(_ content: PageContent, _ request: PageRequest) -> Bindings {
    let texts = texts(request.language)
    let language = request.language
    func link(_ page: PageAddress) -> Binding {
      .text(SiteAddress.page(page, language).path)
    }
    func whole(_ language: Language?) -> Binding {
      .text(SiteAddress.page(content.address, language).absolute(request.publicBase))
    }
    var frame: Bindings = [
      "lang": .text(language.tag),
      "title": .text(content.title),
      "description": .text(content.description),
      "noindex": .flag(!content.isIndexed || !content.time.isNow),
      "canonical": whole(language),
      "addressZh": whole(.chinese),
      "addressEn": whole(.english),
      "addressNeutral": whole(nil),
      "feed": .text(SiteAddress.feed.path),
      "mark": .text(SiteAddress.asset(name: assets.markName).path),
      "stylesheet": .text(SiteAddress.asset(name: assets.stylesheetName).path),
      "isMirror": .flag(request.instance.kind == .mirror),
      "isDemonstration": .flag(request.instance.kind == .demonstration),
      "isAuthority": .flag(request.instance.kind == .authority),
      "home": link(.search(FilingQuery())),
      "lists": link(.lists(.now)),
      "about": link(.about),
      "verify": link(.verify),
      "data": link(.data),
      "openAPI": .text(SiteAddress.openAPI.path),
      "checkpoint": .text(SiteAddress.log(path: "checkpoint").path),
      "treeSize": .text(Texts.grouped(Int(clamping: request.state.tree.size))),
      "rootShort": .text(String(request.state.tree.root.base64.prefix(12)) + "…"),
      "policy": .text(SiteAddress.log(path: "policy").path),
      "kind": .text("page-" + content.template),
      "time": .optional(timeNotice(content, language, texts)),
      "enter": request.instance.kind == .mirror || content.office != nil
        ? .absent : .text(SiteAddress.page(.office(OfficePath.start), language).path),
      "office": .optional(content.office?.bindings),
      "script": content.hasScript
        ? .text(SiteAddress.asset(name: assets.scriptName).path) : .absent,
    ]
    frame["languages"] = .list(
      Language.allCases.map { other in
        [
          "tag": .text(other.tag),
          "name": .text(other.ownName),
          "current": .flag(other == language),
          "address": .text(SiteAddress.page(content.address, other).path),
        ]
      })
    frame["nav"] = .list(
      SiteSection.allCases.map { section in
        [
          "name": .text(section.name(texts)),
          "address": .text(SiteAddress.page(section.address, language).path),
          "current": .flag(section == content.section),
        ]
      })
    var bindings = content.bindings
    bindings["frame"] = .object(frame)
    return bindings
  }

  private func timeNotice(
    _ content: PageContent, _ language: Language, _ texts: Texts
  ) -> Bindings? {
    if content.time.isNow { return nil }
    return [
      "asOf": .optional(
        content.time.asOf.map { texts.fill("time-as-of", ["date": $0.description]) }),
      "at": .optional(
        content.time.at.map { at in
          texts.fill("time-at", ["n": Texts.grouped(Int(clamping: at))])
        }),
      "address": .text(SiteAddress.page(content.address.now, language).path),
    ]
  }
}

extension Language {
  /// The BCP 47 tag.
  var tag: String {
    switch self {
    case .chinese: "zh-Hans"
    case .english: "en"
    }
  }

  /// The language's name in itself.
  var ownName: String {
    switch self {
    case .chinese: "中文"
    case .english: "English"
    }
  }
}

extension PageAddress {
  /// The same page at the present time.
  var now: PageAddress {
    switch self {
    case .search(var query):
      query.time = .now
      query.after = nil
      return .search(query)
    case .lists: return .lists(.now)
    case .list(let id, let portion, _): return .list(id: id, portion, .now)
    case .filing(let key, _): return .filing(key: key, .now)
    case .organization(let id, _): return .organization(id: id, .now)
    case .statistics: return .statistics(.now)
    case .number, .check, .verify, .data, .about, .office: return self
    }
  }
}
