import Hummingbird
import Record
import Register
import Rules
import Transparency

/// Turns what a page has to say into HTML: the templates of both languages, loaded once.
struct PageRenderer: Sendable {
  private let libraries: [Language: TemplateLibrary]
  private let texts: [Language: Texts]
  private let frames = Moulds<FrameKey>(limit: 4 << 20)
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

  /// The whole page, put together from a layout that is kept and its content.
  func write(_ content: PageContent, _ request: PageRequest) -> ByteBuffer {
    guard let library = libraries[request.language] else { return ByteBuffer() }
    guard content.time.isNow, library.standsAlone(content.template) else {
      return ByteBuffer(string: render(content, request))
    }
    let frame = frames.mould(FrameKey(content, request)) {
      library.frame(open(content, request))
    }
    var html = HTMLWriter(capacity: 32 << 10)
    frame.write(to: &html) { place, html in
      switch FramePlace(rawValue: place) {
      case .title: html.write(content.title)
      case .description: html.write(content.description)
      case .path: html.write(content.address.path)
      case .base: html.write(request.publicBase ?? "")
      case .treeSize: html.write(Self.treeSize(request.state))
      case .root: html.write(Self.root(request.state))
      case .token: html.write(content.office?.token ?? "")
      case .content:
        if let write = content.write {
          write(&html)
        } else {
          html.write(written: library.content(content.template, content.bindings))
        }
      case nil: break
      }
    }
    return html.buffer
  }

  /// What a layout is given that is kept: places for all that is a page's own.
  private func open(_ content: PageContent, _ request: PageRequest) -> Bindings {
    var (content, request) = (content, request)
    content.title = FramePlace.title.text
    content.description = FramePlace.description.text
    // The path below the language, whatever page it is.
    content.address = .office(FramePlace.path.text)
    content.office?.token = FramePlace.token.text
    content.bindings = ["place": .text(FramePlace.content.text)]
    request.publicBase = FramePlace.base.text
    return bindings(
      content, request, treeSize: FramePlace.treeSize.text, root: FramePlace.root.text)
  }

  private static func treeSize(_ state: RegisterState) -> String {
    Texts.grouped(Int(clamping: state.tree.size))
  }

  private static func root(_ state: RegisterState) -> String {
    String(state.root.base64.prefix(12)) + "…"
  }

  /// The whole page by its template alone, with nothing kept: what ``write(_:_:)`` has to agree with.
  func render(_ content: PageContent, _ request: PageRequest) -> String {
    libraries[request.language]?
      .render(content.template, bindings(content, request)) ?? ""
  }

  /// What the layout and the page's template are given: the names of the page, and under `frame`
  /// those that every page has.
  func bindings(_ content: PageContent, _ request: PageRequest) -> Bindings {
    bindings(
      content, request, treeSize: Self.treeSize(request.state), root: Self.root(request.state))
  }

  private func bindings(
    _ content: PageContent, _ request: PageRequest, treeSize: String, root: String
  ) -> Bindings {
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
      "treeSize": .text(treeSize),
      "rootShort": .text(root),
      "policy": .text(SiteAddress.log(path: "policy").path),
      "kind": .text("page-" + content.template),
      "time": .optional(timeNotice(content, language, texts)),
      "enter": request.instance.kind == .mirror || content.office != nil
        ? .absent : .text(SiteAddress.page(.office(OfficePath.start), language).path),
      "office": .optional(content.office?.bindings(texts)),
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
