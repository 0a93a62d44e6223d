import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("Entity tags")
struct EntityTagAPITests {
  private var paths: [String] {
    let number = PercentEncoding.encode(MadeUpRegister.number(1))
    return [
      "/api/v1", "/api/v1/filings", "/api/v1/filings?q=xugou&limit=3", "/api/v1/filings/\(number)",
      "/api/v1/filings/\(number)?as-of=2023-07", "/api/v1/filings/\(number)/receipt",
      "/api/v1/lists",
      "/api/v1/lists/deep-synthesis/2023-06", "/api/v1/organizations/7000001", "/api/v1/statistics",
      "/api/v1/numbers/\(number)", "/api/v1/problems", "/openapi.json", "/exports/filings.csv",
      "/exports/filings.json", "/exports/filings.xlsx", "/feed.atom", "/log/checkpoint", "/log/key",
      "/log/policy", "/log/tile/0/000", "/log/tile/entries/000",
    ]
  }

  @Test("The same state is the same bytes under the same strong tag, and need not be sent again")
  func notModified() async throws {
    let served = try await Served.shared()
    for path in paths {
      let first = try await served.get(path)
      #expect(first.status == 200, "\(path)")
      let tag = try #require(first.headers["etag"], "\(path)")
      #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""), "\(path)")
      let again = try await served.get(path)
      #expect(again.body == first.body, "\(path)")
      #expect(again.headers["etag"] == tag)
      for held in [tag, "W/" + tag, "\"x\", \(tag)", "\"x\",W/\(tag)", "*"] {
        let answer = try await served.get(path, ["If-None-Match": held])
        #expect(answer.status == 304, "\(path) \(held)")
        #expect(answer.body.isEmpty)
        #expect(answer.headers["etag"] == tag)
        #expect(answer.headers["access-control-allow-origin"] == "*")
      }
      for other in ["\"x\"", "x", "W/", "\"", String(tag.dropLast()), ""] {
        #expect(
          try await served.get(path, ["If-None-Match": other]).status == 200, "\(path) \(other)")
      }
    }
  }

  @Test("What grew has another tag, and tiles that did not change keep theirs")
  func grown() async throws {
    try await Served.run(MadeUpRegister.filled()) { served in
      let changing = [
        "/api/v1/filings", "/api/v1/lists", "/feed.atom", "/log/checkpoint",
        "/exports/filings.json",
      ]
      let lasting = ["/log/tile/0/000", "/log/tile/entries/000", "/log/key", "/openapi.json"]
      var tags: [String: String] = [:]
      for path in changing + lasting { tags[path] = try await served.get(path).headers["etag"] }
      try await served.register.importList(
        .deepSynthesis, "2025-01", published: "2025-01-10",
        rows: [facts(MadeUpRegister.number(50), "虚构新算法", organization: "虚构己科技有限公司")])
      for path in changing {
        let answer = try await served.get(path, ["If-None-Match": tags[path] ?? ""])
        #expect(answer.status == 200, "\(path)")
      }
      for path in lasting {
        let answer = try await served.get(path, ["If-None-Match": tags[path] ?? ""])
        #expect(answer.status == 304, "\(path)")
      }
    }
  }

  @Test("An error carries no tag and is never taken for unchanged")
  func errors() async throws {
    let served = try await Served.shared()
    for path in [
      "/api/v1/filings/nope", "/api/v1/lists/a/b", "/api/v1/filings?limit=0", "/log/tile/0/999",
    ] {
      let answer = try await served.get(path, ["If-None-Match": "*"])
      #expect(answer.status == 400 || answer.status == 404)
      #expect(answer.headers["etag"] == nil)
    }
  }
}
