import Foundation
import Record
import Register
import Rules
import TestSupport
import Testing

@testable import Web

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The feed")
struct FeedTests {
  @Test(
    "It tells of lists, changes and cancellations, newest first, and of no first print of a row")
  func events() async throws {
    let feed = try await Feed(Served.shared().get("/feed.atom"))
    #expect(feed.root == "feed")
    #expect(
      feed.entries.compactMap { $0["category"]?.first } == [
        "row-withdrawn", "row-changed", "list", "cancellation", "cancellation", "list", "list",
        "list", "list",
      ])
    #expect(feed.head["subtitle"]?.first?.contains("not the authority's site") == true)
    for entry in feed.entries {
      for name in ["id", "title", "updated", "published", "summary", "link"] {
        #expect(entry[name]?.first?.isEmpty == false, "\(name)")
      }
    }
  }

  @Test("What RFC 4287 asks of a feed and its entries is there once")
  func required() async throws {
    let feed = try await Feed(Served.shared().get("/feed.atom"))
    for name in ["id", "title", "updated"] { #expect(feed.head[name]?.count == 1, "\(name)") }
    #expect(feed.head["author"] != nil)
    #expect(feed.head["updated"]?.first == feed.entries.compactMap { $0["updated"]?.first }.max())
    let ids = feed.entries.compactMap { $0["id"]?.first }
    #expect(ids.count == feed.entries.count)
    #expect(Set(ids).count == ids.count)
    let day = MadeUpRegister.now.description.prefix(10)
    #expect(ids.allSatisfy { $0.hasPrefix("tag:register.test,\(day):register.test/log/entry/") })
  }

  @Test("A track's feed has that track only, an unknown track is refused")
  func tracks() async throws {
    let served = try await Served.shared()
    let feed = try await Feed(served.get("/feed.atom?track=recommendation"))
    #expect(feed.entries.count == 1)
    #expect(feed.entries.first?["category"] == ["list", "recommendation"])
    #expect(feed.head["id"] != (try await Feed(served.get("/feed.atom")).head["id"]))
    #expect(try await served.get("/feed.atom?track=nope").status == 400)
    #expect(try await served.get("/feed.atom?q=x").status == 400)
  }

  @Test("Hostile text is read back as it was, but for what XML cannot hold")
  func hostile() async throws {
    let register = try MadeUpRegister()
    try await register.importList(
      .deepSynthesis, "2025-01", published: "2025-01",
      rows: [
        facts(
          MadeUpRegister.number(1), MadeUpRegister.hostile, organization: MadeUpRegister.hostile)
      ])
    var changed = facts(
      MadeUpRegister.number(1), MadeUpRegister.hostile, organization: MadeUpRegister.hostile)
    changed.purpose = "改"
    try await register.importList(.deepSynthesis, "2025-01", published: "2025-01", rows: [changed])
    try await Served.run(register) { served in
      let answer = try await served.get("/feed.atom")
      #expect(!answer.text.contains("<script"))
      #expect(!answer.body.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 })
      let feed = try Feed(answer)
      let expected = MadeUpRegister.hostile.unicodeScalars.map {
        $0.value == 7 || $0.value == 0xFFFE ? "\u{FFFD}" : $0
      }
      let title =
        feed.entries.first { $0["category"]?.first == "row-changed" }?["title"]?.first ?? ""
      #expect(title.unicodeScalars.contains(expected), "\(title.debugDescription)")
    }
  }

  @Test("Identifiers stay as the register grows, and older entries follow by next")
  func growth() async throws {
    let register = try MadeUpRegister()
    for list in 0..<60 {
      try await register.importList(
        .deepSynthesis, period(list), published: period(list),
        rows: [
          facts(MadeUpRegister.number(1, subject: 7_300_000 + list), "虚构", organization: "虚构辛")
        ])
    }
    try await Served.run(register, publicBase: "https://register.test") { served in
      let before = try Feed(try await served.get("/feed.atom"))
      #expect(before.entries.count == 60)
      #expect(before.links["next"] == nil)
      #expect(before.links["self"] == "https://register.test/feed.atom")
      for list in 60..<130 {
        try await served.register.importList(
          .deepSynthesis, period(list), published: period(list),
          rows: [
            facts(MadeUpRegister.number(1, subject: 7_300_000 + list), "虚构", organization: "虚构辛")
          ])
      }
      let after = try Feed(try await served.get("/feed.atom"))
      #expect(after.entries.count == 100)
      let next = try #require(after.links["next"])
      let older = try Feed(try await served.get(next.replacing("https://register.test", with: "")))
      let ids = (after.entries + older.entries).compactMap { $0["id"]?.first }
      #expect(ids.count == 130)
      #expect(ids.suffix(60) == before.entries.compactMap { $0["id"]?.first }[...])
      #expect(older.links["next"] == nil)
    }
  }

  private func period(_ list: Int) -> String {
    "\(2000 + list / 12)-\(list % 12 < 9 ? "0" : "")\(list % 12 + 1)"
  }

  @Test(
    "A tag URI has a host and a day, whatever the origin",
    arguments: [
      ("register.example/log", "tag:register.example,2026-09-21:register.example/log/x"),
      (
        "Register.Example:8080/log", "tag:register.example,2026-09-21:Register.Example%3A8080/log/x"
      ),
      ("登记.example/log", "tag:register.invalid,2026-09-21:%E7%99%BB%E8%AE%B0.example/log/x"),
      ("-a/log", "tag:register.invalid,2026-09-21:-a/log/x"),
    ])
  func tagURIs(origin: String, uri: String) throws {
    let directory = try TemporaryDirectory()
    let registrar = try RegisterFile.create(
      DataDirectory(directory.path + "/data"), kind: .mirror, origin: origin,
      now: { MadeUpRegister.now })
    #expect(TagURI(registrar.instance)["x"] == uri)
  }
}

/// A feed as an XML reader understands it: texts of elements and terms of categories, by name.
private final class Feed: NSObject, XMLParserDelegate {
  private(set) var root = ""
  private(set) var head: [String: [String]] = [:]
  private(set) var entries: [[String: [String]]] = []
  private(set) var links: [String: String] = [:]
  private var path: [String] = []
  private var text = ""

  init(_ answer: HTTPAnswer) throws {
    super.init()
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "application/atom+xml; charset=utf-8")
    let parser = XMLParser(data: answer.body)
    parser.delegate = self
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if path.isEmpty { root = name }
    path.append(name)
    text = ""
    if name == "entry" { entries.append([:]) }
    if name == "category", let term = attributes["term"] { add("category", term) }
    if name == "link", let href = attributes["href"] {
      add("link", href)
      if !path.contains("entry"), let kind = attributes["rel"] { links[kind] = href }
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    path.removeLast()
    if !["category", "link", "entry", "feed"].contains(name) { add(name, text) }
    text = ""
  }

  private func add(_ name: String, _ value: String) {
    if path.contains("entry") {
      entries[entries.count - 1][name, default: []].append(value)
    } else {
      head[name, default: []].append(value)
    }
  }
}
