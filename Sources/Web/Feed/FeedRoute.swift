import Hummingbird
import Record
import Register
import Rules

/// What happened lately, as a feed (Atom, RFC 4287).
extension MachineRoutes {
  /// How many entries one page of the feed has.
  ///
  /// Older ones follow by `rel="next"` (RFC 5005).
  static let feedPage = 100

  func addFeed(to router: Router<WebContext>) {
    router.get(RouterPath(SiteRoute.feed)) { request, _ in try feed(request) }
  }

  /// `/feed.atom`: lists, changes and cancellations, newest first; `track` restricts it to one track,
  /// `at` to what was recorded when the log had so many entries.
  private func feed(_ request: Request) throws(Problem) -> Response {
    let publication = publications.current
    let parameters = try APIParameters(request, names: ["track", "at"])
    let time = try parameters.time(publication)
    let track = try parameters.track(publication)
    return request.answer(.atom, tag: publication.tag) {
      let events = publication.feedEvents.lazy
        .filter { time.shows(index: $0.index) && (track.map($0.tracks.contains) ?? true) }
      let page = Array(events.prefix(Self.feedPage + 1))
      return atom(
        Array(page.prefix(Self.feedPage)), track, time, publication,
        hasMore: page.count > Self.feedPage)
    }
  }

  private func atom(
    _ events: [FeedEvent], _ track: Track?, _ time: TimeView, _ publication: Publication,
    hasMore: Bool
  ) -> [UInt8] {
    let instance = registrar.instance
    let tags = TagURI(instance)
    let notice = RegisterNotice.wording(instance.kind)
    var xml = XMLWriter()
    xml.element("feed", [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "zh-Hans")]) {
      xml in
      xml.element("id", text: tags["feed" + (track.map { "/" + $0.rawValue } ?? "")])
      xml.element("title", text: "备案登记册动态 / What is new in the register: \(instance.origin)")
      xml.element("subtitle", text: notice.zh + " / " + notice.en)
      xml.element("updated", text: (events.first?.leaf.recorded ?? instance.created).description)
      xml.element("author") { xml in xml.element("name", text: instance.origin) }
      xml.element("generator", text: "Countermark")
      xml.empty("link", [("rel", "self"), ("href", address(track, time.at))])
      let lists = SiteAddress.page(.lists(.now), nil).absolute(dependencies.publicBase)
      xml.empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", lists)])
      if hasMore, let last = events.last {
        xml.empty("link", [("rel", "next"), ("href", address(track, last.index))])
      }
      for event in events { entry(event, tags, publication, &xml) }
    }
    return xml.bytes
  }

  private func entry(
    _ event: FeedEvent, _ tags: TagURI, _ publication: Publication, _ xml: inout XMLWriter
  ) {
    let filing = event.filing.flatMap { publication.state.filings[$0] }
    var isFirstCopy = false
    var page = PageAddress.lists(.now)
    if case .list(let list) = event.leaf {
      isFirstCopy = publication.state.list(list.list)?.copies.first?.index == event.index
      page = .list(id: list.list, .from(row: 1), .now)
    } else if let filing {
      page = .filing(key: filing.key, .now)
    }
    let text = FeedEntryText(event, isFirstCopy: isFirstCopy, facts: filing?.current.facts)
    xml.element("entry") { xml in
      xml.element("id", text: tags["entry/\(event.index)"])
      xml.element("title", text: text.title.zh + " / " + text.title.en)
      xml.element("updated", text: event.leaf.recorded.description)
      xml.element("published", text: event.leaf.recorded.description)
      xml.empty(
        "link",
        [
          ("rel", "alternate"), ("type", "text/html"),
          ("href", SiteAddress.page(page, nil).absolute(dependencies.publicBase)),
        ])
      xml.empty("category", [("term", event.leaf.typeName)])
      for track in event.tracks { xml.empty("category", [("term", track.rawValue)]) }
      xml.element("summary", text: text.summary.zh + " / " + text.summary.en)
    }
  }

  private func address(_ track: Track?, _ at: UInt64?) -> String {
    var items = QueryItems()
    items.add("track", track?.rawValue)
    items.add("at", at.map { String($0) })
    return SiteAddress.feed.absolute(dependencies.publicBase) + items.text
  }
}
