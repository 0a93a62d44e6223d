import Foundation
import Record
import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("Filings as JSON")
struct FilingsAPITests {
  private func encoded(_ text: String) -> String { PercentEncoding.encode(text) }

  @Test("A search finds by name, number, part of a number and pinyin, with its total")
  func search() async throws {
    let served = try await Served.shared()
    let name = encoded("虚构人脸")
    let number = encoded(MadeUpRegister.number(1))
    for (query, total) in [
      ("q=\(name)", 1), ("q=\(number)", 1), ("q=7000002", 300), ("q=xugou", 307), ("", 307),
      ("q=", 307), ("q=%20", 307), ("q=xugou+\(name)", 1), ("track=recommendation", 1),
      ("role=technical-supporter", 100), ("list=deep-synthesis/2023-06", 6),
      ("list=deep-synthesis%2F2023-06", 6), ("status=cancelled", 1), ("status=changed", 1),
      ("region=44", 300), ("region=110108", 5), ("year=2023", 306), ("as-of=2023-06-19", 1),
      ("track=deep-synthesis&status=in-force&region=1101", 3), ("at=0", 0), ("at=1", 0),
      ("at=2", 1),
    ] {
      let answer = try await served.get("/api/v1/filings?" + query).json()
      #expect(answer["total"].int == total, "\(query): \(answer["detail"])")
    }
  }

  @Test("The pages of a search have every filing once, and the last has no next")
  func pages() async throws {
    let served = try await Served.shared()
    for query in [
      "limit=50", "q=7000002&limit=7", "q=xugou&limit=500", "status=in-force&limit=100",
    ] {
      var address: String? = "/api/v1/filings?" + query
      var seen: [String] = []
      var total = 0
      while let next = address {
        let page = try await served.json(next)
        total = try #require(page["total"].int)
        seen += page["filings"].array.compactMap { $0["id"].string }
        address = page["next"]["href"].string
        let after = page["next"]["after"].string
        #expect(address == nil || address?.contains("after=\(after ?? "-")") == true)
      }
      #expect(seen.count == total)
      #expect(Set(seen).count == total)
    }
  }

  @Test("A cursor stays good while the register grows: nothing is shown twice or passed over")
  func cursorWhileGrowing() async throws {
    try await Served.run(MadeUpRegister.filled()) { served in
      for query in ["limit=40", "q=xugou&limit=40"] {
        let before = try await served.json(
          "/api/v1/filings?" + query.replacing("limit=40", with: "limit=500"))
        let expected = before["filings"].array.compactMap { $0["id"].string }
        var address: String? = "/api/v1/filings?" + query
        var seen: [String] = []
        var turn = 0
        while let next = address {
          let page = try await served.json(next)
          seen += page["filings"].array.compactMap { $0["id"].string }
          address = page["next"]["href"].string
          turn += 1
          let period = "20\(query.utf8.count + 20)-\(turn < 10 ? "0" : "")\(turn)"
          try await served.register.importList(
            .deepSynthesis, period, published: period,
            rows: (1...5).map { row in
              facts(
                MadeUpRegister.number(
                  row, region: 310_115, subject: 7_100_000 + turn * 100 + query.utf8.count),
                "虚构新增算法\(row)", organization: "虚构戊科技有限公司")
            })
        }
        #expect(seen == expected)
      }
    }
  }

  @Test("A filing has its row as first printed, every change, and where it stands")
  func filing() async throws {
    let served = try await Served.shared()
    let number = MadeUpRegister.number(1)
    let filing = try await served.json("/api/v1/filings/" + encoded(number))["filing"]
    #expect(filing["number"].string == number)
    #expect(filing["status"] == "changed")
    #expect(filing["published"] == "2023-06-20")
    #expect(filing["purpose"] == "改后的用途")
    #expect(filing["organization"]["id"] == "7000001")
    #expect(filing["rows"][0]["first"]["cells"][5] == "用于虚构的场景")
    #expect(filing["rows"][0]["newest"]["cells"][5] == "改后的用途")
    #expect(filing["rows"][0]["withdrawn"].isNull)
    #expect(filing["history"].array.map { $0["type"].string } == ["row", "row-changed"])
    #expect(filing["history"][1]["changed"] == ["主要用途"])
    #expect(filing["history"][1]["recorded"].string == MadeUpRegister.now.description)
    #expect(filing["history"][0]["index"] == 1)
    #expect(filing["links"]["receipt"].string?.hasSuffix("/receipt") == true)
  }

  @Test("A number is found however it is written")
  func spellings() async throws {
    let served = try await Served.shared()
    let number = MadeUpRegister.number(1)
    let digits = String(number.dropFirst(4).dropLast())
    let wide = String(
      String.UnicodeScalarView(
        digits.unicodeScalars.compactMap { Unicode.Scalar($0.value - 0x30 + 0xFF10) }))
    for text in [number, digits, wide, "網信算備\(digits)號", " \(number) ", "网信算备 \(digits) 号"] {
      let answer = try await served.get("/api/v1/filings/" + encoded(text))
      #expect(answer.status == 200, "\(text)")
      #expect(try answer.json()["filing"]["id"].string == digits)
    }
    for text in [MadeUpRegister.misprint, MadeUpRegister.latin] {
      let answer = try await served.json("/api/v1/filings/" + encoded(text))["filing"]
      #expect(answer["number"].string == text)
      #expect(answer["digits"].isNull)
      #expect(answer["organization"]["id"].string?.hasPrefix("name-") == true)
    }
  }

  @Test("A number in two sequences keeps both places; a withdrawn row and a notice stay visible")
  func places() async throws {
    let served = try await Served.shared()
    let both = try await served.json("/api/v1/filings/" + encoded(MadeUpRegister.number(4)))[
      "filing"]
    #expect(both["tracks"] == ["deep-synthesis", "recommendation"])
    #expect(both["places"].array.count == 2)
    let withdrawn = try await served.json("/api/v1/filings/" + encoded(MadeUpRegister.number(6)))[
      "filing"]
    #expect(withdrawn["rows"][0]["withdrawn"]["index"].int != nil)
    #expect(withdrawn["status"] == "in-force")
    let cancelled = try await served.json("/api/v1/filings/" + encoded(MadeUpRegister.number(5)))[
      "filing"]
    #expect(cancelled["status"] == "cancelled")
    #expect(cancelled["history"][1]["type"] == "cancellation")
    #expect(cancelled["history"][1]["source"]["sha256"].string?.utf8.count == 64)
  }

  @Test("Hostile text comes back as it was recorded")
  func hostile() async throws {
    let served = try await Served.shared()
    let filing = try await served.json("/api/v1/filings/" + encoded(MadeUpRegister.number(2)))[
      "filing"]
    #expect(
      filing["algorithm"].string.map { Array($0.utf8) } == Array(MadeUpRegister.hostile.utf8))
    #expect(
      filing["printed"][1].string.map { Array($0.utf8) } == Array(MadeUpRegister.hostile.utf8))
  }

  @Test("as-of and at are two times, and each shows the filing as it was")
  func times() async throws {
    let served = try await Served.shared()
    let address = "/api/v1/filings/" + encoded(MadeUpRegister.number(1))
    let before = try await served.json(address + "?as-of=2023-07-01")
    #expect(before["asOf"] == "2023-07-01")
    #expect(before["filing"]["status"] == "in-force")
    #expect(before["filing"]["history"].array.count == 1)
    #expect(before["filing"]["href"].string?.hasSuffix("?as-of=2023-07-01") == true)
    #expect(try await served.json(address + "?as-of=2023-06")["filing"]["status"] == "in-force")
    let early = try await served.get(address + "?as-of=2023-06-19")
    #expect(early.status == 404)
    #expect(try early.json()["type"] == "/api/v1/problems/not-by-then")
    #expect(try await served.get(address + "?at=1").status == 404)
    let recorded = try await served.json(address + "?at=2")
    #expect(recorded["at"] == 2)
    #expect(recorded["filing"]["purpose"] == "用于虚构的场景")
    let size = try #require(recorded["register"]["size"].int)
    #expect(try await served.json(address + "?at=\(size)")["filing"]["purpose"] == "改后的用途")
    let beyond = try await served.get(address + "?at=\(size + 1)")
    #expect(beyond.status == 400)
    #expect(try beyond.json()["detail"].string?.contains("\(size)") == true)
  }

  @Test("An unknown number is answered with what is known of it")
  func unknown() async throws {
    let served = try await Served.shared()
    let unlisted = try await served.get("/api/v1/filings/" + encoded(MadeUpRegister.unlisted))
    #expect(unlisted.status == 404)
    #expect(unlisted.headers["content-type"] == "application/problem+json")
    #expect(try unlisted.json()["detail"].string?.contains("no list recorded here") == true)
    for text in ["x", "网信算备110108700000123010011号", "\0", "号", "🦄", "123", "\u{200B}", "a/b"] {
      let answer = try await served.get("/api/v1/filings/" + encoded(text))
      #expect(answer.status == 404)
      #expect(try answer.json()["type"] == "/api/v1/problems/no-such-filing")
    }
    let broken = try await served.get("/api/v1/filings/%E5%8D")
    #expect(broken.status == 400)
  }

  @Test(
    "A parameter that is unknown or not allowed is named, with what is allowed",
    arguments: [
      ("track=nope", "track"), ("list=nope/2020-01", "list"), ("role=boss", "role"),
      ("status=gone", "status"), ("region=1", "region"), ("region=ab", "region"),
      ("year=abc", "year"),
      ("as-of=yesterday", "as-of"), ("as-of=2024-13", "as-of"), ("as-of=2024-02-30", "as-of"),
      ("at=-1", "at"), ("at=1e3", "at"), ("at=99999999", "at"), ("at=18446744073709551616", "at"),
      ("limit=0", "limit"), ("limit=501", "limit"), ("limit=many", "limit"), ("after=x", "after"),
      ("after=0.-1", "after"), ("page=2", "page"), ("Q=x", "Q"), ("status=", "status"),
      ("q=%", "q"),
      ("q=a&q=b", "q"), ("q=" + String(repeating: "a", count: 201), "q"),
    ])
  func wrongParameter(query: String, parameter: String) async throws {
    let answer = try await Served.shared().get("/api/v1/filings?" + query)
    #expect(answer.status == 400)
    #expect(answer.headers["content-type"] == "application/problem+json")
    let problem = try answer.json()
    #expect(problem["parameter"].string == parameter)
    #expect(problem["status"] == 400)
    #expect(problem["detail"].string?.isEmpty == false)
    #expect(problem["detailZh"].string?.isEmpty == false)
    if ["track", "list", "role", "status", "page", "Q"].contains(parameter), !query.hasSuffix("=") {
      #expect(!problem["allowed"].array.isEmpty)
    }
  }

  @Test("Every answer says which register it is, and what a filing is not")
  func notice() async throws {
    let served = try await Served.shared()
    for path in [
      "/api/v1", "/api/v1/filings", "/api/v1/lists", "/api/v1/statistics",
      "/api/v1/lists/deep-synthesis/2023-06", "/api/v1/organizations/7000001",
      "/api/v1/filings/" + encoded(MadeUpRegister.number(1)), "/exports/filings.json",
    ] {
      let register = try await served.json(path)["register"]
      #expect(register["kind"] == "mirror")
      #expect(register["notice"]["en"].string?.contains("not the authority's site") == true)
      #expect(register["notice"]["en"].string?.contains("no endorsement") == true)
      #expect(register["notice"]["zh"].string?.contains("镜像") == true)
    }
  }
}
