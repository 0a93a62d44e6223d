import Foundation
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("The pages as they are served")
struct PageRouteTests {
  static let pages = [
    "/", "/lists", "/lists/deep-synthesis/2023-06", "/lists/deep-synthesis/2024-01?rows=all",
    "/statistics", "/number", "/verify", "/data", "/about", "/organizations/7000001",
    "/filings/" + (NumberReading(MadeUpRegister.number(1)).filingNumber?.digits ?? ""),
  ]

  @Test(
    "Every page is there in Chinese, in English and where the browser decides", arguments: pages)
  func languages(_ path: String) async throws {
    let served = try await Served.shared()
    for (prefix, header, tag) in [
      ("/zh", "en", "zh-Hans"), ("/en", "zh", "en"), ("", "en-GB,zh;q=0.5", "en"),
      ("", "zh-CN", "zh-Hans"),
    ] {
      let answer = try await served.get(prefix + path, ["Accept-Language": header])
      #expect(answer.status == 200, "\(prefix)\(path)")
      #expect(answer.text.contains("<html lang=\"\(tag)\">"))
      #expect(answer.headers["content-language"] == tag)
      #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
      #expect(answer.headers["vary"] == (prefix.isEmpty ? "Accept-Language" : nil))
      #expect(
        answer.headers["content-security-policy"]
          == "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
          + "base-uri 'none'; frame-ancestors 'none'")
      #expect(answer.headers["x-content-type-options"] == "nosniff")
      #expect(answer.headers["referrer-policy"] == "no-referrer")
      #expect(answer.headers["set-cookie"] == nil)
      for language in ["zh-Hans", "en", "x-default"] {
        #expect(answer.text.contains("hreflang=\"\(language)\""))
      }
    }
  }

  @Test("Every page says what a filing is not, and a mirror that it is one", arguments: pages)
  func standing(_ path: String) async throws {
    let served = try await Served.shared()
    let chinese = try await served.get("/zh" + path).text
    #expect(chinese.contains("备案不代表对主体、算法、产品或者服务的认可"))
    #expect(chinese.contains("不是申请"))
    #expect(chinese.contains("镜像") && chinese.contains("不是主管部门的网站"))
    let english = try await served.get("/en" + path).text
    #expect(english.contains("no endorsement"))
    #expect(english.contains("not an application"))
    #expect(english.contains("Mirror") && english.contains("not the authority’s site"))
  }

  @Test("Every link on every page leads somewhere")
  func links() async throws {
    let served = try await Served.shared()
    var open = ["/zh/", "/en/", "/zh/number?q=110108", "/zh/filings/1", "/en/?q=nothing-here"]
    var seen = Set(open)
    var pages = 0
    var anchors: [String: Set<String>] = [:]
    var fragments: [String: Set<String>] = [:]
    while let path = open.popLast(), pages < 700 {
      pages += 1
      let answer = try await served.get(path)
      let isRefused = ["/zh/filings/1", "/en/filings/1"].contains(path)
      #expect(answer.status == (isRefused ? 404 : 200), "\(path)")
      guard answer.headers["content-type"]?.hasPrefix("text/html") == true else { continue }
      let ids = Self.attributes("id", answer.text)
      #expect(Set(ids).count == ids.count, "\(path) has an id twice")
      anchors[path] = Set(ids)
      for link in Self.links(answer.text) {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard link.hasPrefix("/") || link.hasPrefix("#") else { continue }
        let target = link.hasPrefix("#") ? path : String(parts[0])
        if parts.count > 1 { fragments[target, default: []].insert(String(parts[1])) }
        // Three hundred filings of one kind need not all be opened.
        if target.contains("/filings/440305"), seen.count > 400 { continue }
        if seen.insert(target).inserted { open.append(target) }
      }
    }
    for (path, wanted) in fragments {
      guard let there = anchors[path] else { continue }
      #expect(wanted.isSubset(of: there), "\(path): \(wanted.subtracting(there))")
    }
    #expect(pages > 100)
  }

  @Test("A page that has not changed is not sent again")
  func tags() async throws {
    let served = try await Served.shared()
    let first = try await served.get("/en/statistics")
    let tag = try #require(first.headers["etag"])
    #expect(first.headers["cache-control"] == "no-cache")
    let again = try await served.get("/en/statistics", ["If-None-Match": tag])
    #expect(again.status == 304)
    #expect(again.body.isEmpty)
    let other = try await served.get("/zh/statistics", ["If-None-Match": tag])
    #expect(other.status == 200)
    // A refusal is not something to keep.
    let refused = try await served.get("/en/filings/1")
    #expect(refused.status == 404 && refused.headers["etag"] == nil)
  }

  @Test("The stylesheet and the mark may be kept for ever")
  func assets() async throws {
    let served = try await Served.shared()
    let page = try await served.get("/en/").text
    let links = Set(page.components(separatedBy: "\"").filter { $0.hasPrefix("/assets/") })
    #expect(links.count == 2)
    for link in links {
      let answer = try await served.get(link)
      #expect(answer.status == 200)
      #expect(answer.headers["cache-control"] == "public, max-age=31536000, immutable")
    }
    #expect(try await served.get("/assets/style-000000000000.css").status == 404)
  }

  @Test("What a form sends for fields left open is cleaned out of the address")
  func blanks() async throws {
    let served = try await Served.shared()
    let answer = try await served.get("/en/?q=%E8%99%9A+%E6%9E%84&track=&list=&year=")
    #expect(answer.status == 303)
    #expect(answer.headers["location"] == "/en/?q=%E8%99%9A%20%E6%9E%84")
  }

  @Test("Another spelling of a number leads to the filing's one address")
  func spelling() async throws {
    let served = try await Served.shared()
    let number = try #require(NumberReading(MadeUpRegister.number(1)).filingNumber)
    let answer = try await served.get(
      "/en/filings/" + PercentEncoding.encode(number.description) + "?at=9999")
    #expect(answer.status == 303)
    #expect(answer.headers["location"] == "/en/filings/\(number.digits)?at=9999")
    let misprint = try await served.get(
      "/zh/filings/" + PercentEncoding.encode(MadeUpRegister.misprint))
    #expect(misprint.status == 303)
    let address = try #require(misprint.headers["location"])
    #expect(try await served.get(address).status == 200)
  }

  @Test("What is not there is said in a page, in the language of the address")
  func refusals() async throws {
    let served = try await Served.shared()
    for (path, status, words) in [
      (
        "/en/filings/\(MadeUpRegister.number(998).dropFirst(4).dropLast())", 404,
        "Well formed, but in no list"
      ),
      ("/en/filings/110108700000101230010", 404, "check digit does not fit"),
      ("/zh/filings/hallo", 404, "登记册中没有这项备案"),
      ("/zh/lists/deep-synthesis/1999-01", 404, "登记册中没有这份清单"),
      ("/en/organizations/0000000", 404, "not in the register"),
      ("/zh/nichts", 404, "没有这个页面"), ("/nichts", 404, "no such page"),
      ("/en/lists/deep-synthesis/2023-06?at=0", 404, "This list is not in the register"),
    ] {
      let answer = try await served.get(path, ["Accept-Language": "en"])
      #expect(answer.status == status, "\(path)")
      #expect(answer.text.contains(words), "\(path)")
      #expect(answer.headers["content-security-policy"] != nil, "\(path)")
    }
    let posted = try await HTTP.post(served.base + "/en/lists", Data())
    #expect(posted.status == 405)
    #expect(posted.text.contains("only be read"))
  }

  @Test("An earlier time is shown as one, and its links stay in it")
  func earlier() async throws {
    let served = try await Served.shared()
    let page = try await served.get("/en/lists/deep-synthesis/2023-06?as-of=2023-07-01").text
    #expect(page.contains("This page shows what had taken effect by the end of 2023-07-01"))
    #expect(page.contains("?as-of=2023-07-01"))
    #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"))
  }

  @Test("Conditions that cannot be read are named, and a hostile search is answered")
  func hostile() async throws {
    let served = try await Served.shared()
    let answer = try await served.get(
      "/en/?q=" + PercentEncoding.encode(MadeUpRegister.hostile) + "&year=%22%CC%81")
    #expect(answer.status == 200)
    #expect(answer.text.contains("The address has conditions that could not be read"))
    #expect(!answer.text.contains("<\u{200D}script"))
    for path in [
      "/zh/?%zz=%&&&=", "/zh/number?q=%00%FF", "/zh/lists/%2e%2e/x",
      "/en/?q=" + String(repeating: "a", count: 4000),
    ] {
      let answer = try await served.get(path)
      #expect((200..<500).contains(answer.status), "\(path)")
    }
  }

  private static func links(_ html: String) -> [String] {
    attributes("href", html).map {
      $0.replacingOccurrences(of: "&amp;", with: "&").replacingOccurrences(of: "&#39;", with: "'")
    }
  }

  private static func attributes(_ name: String, _ html: String) -> [String] {
    html.components(separatedBy: " \(name)=\"").dropFirst()
      .compactMap { $0.components(separatedBy: "\"").first }
  }
}
