import TestSupport
import Testing

@testable import Web

@Suite("The first line of a request is read strictly")
struct RequestTargetTests {
  @Test(
    "Each kind of target is told apart",
    arguments: [
      ("/", .path), ("/api/v1/filings?q=%E5%8D%8E", .path), ("/a//?x=/../", .nowhere),
      ("/a?x=//", .path), ("http://h/api", .path),
      ("https://h/api/?a=b", .trailingSlash(location: "/api?a=b")),
      ("/a/", .trailingSlash(location: "/a")),
      ("/a/b/?x=1&y=/", .trailingSlash(location: "/a/b?x=1&y=/")),
      ("//evil.example/", .nowhere), ("//", .nowhere), ("/a//b", .nowhere), ("/./a", .nowhere),
      ("/a/..", .nowhere),
      ("/a/../b", .nowhere), ("/a/...", .path), ("*", .asterisk),
    ] as [(String, RequestTarget)])
  func kinds(target: String, kind: RequestTarget) {
    #expect(RequestTarget(target) == kind)
  }

  @Test(
    "What cannot be in a target is refused",
    arguments: ["", "a", "http://h", "/a b", "/a\u{7F}", "/a\n", "/a#b", "ftp://h/a"])
  func malformed(target: String) {
    guard case .malformed = RequestTarget(target) else {
      Issue.record("\(target) was read as \(RequestTarget(target))")
      return
    }
  }

  @Test("A target of 8192 bytes is read, a longer one is not")
  func length() {
    #expect(RequestTarget("/" + String(repeating: "a", count: 8191)) == .path)
    #expect(RequestTarget("/" + String(repeating: "a", count: 8192)) == .tooLong)
    #expect(RequestTarget(nil) != .path)
  }
}

@Suite("The query of an address is read strictly")
struct QueryParametersTests {
  private func read(_ target: String) throws -> [String: String] {
    let parameters = try QueryParameters(ofTarget: target)
    return Dictionary(uniqueKeysWithValues: parameters.parameters.map { ($0.name, $0.value) })
  }

  @Test("Names and values are decoded")
  func decoded() throws {
    #expect(try read("/a") == [:])
    #expect(try read("/a?") == [:])
    #expect(try read("/a?&&") == [:])
    #expect(try read("/a?q=%E5%8D%8E+%E4%B8%BA") == ["q": "华 为"])
    #expect(try read("/a?as%2Dof=2024&x=a=b&y") == ["as-of": "2024", "x": "a=b", "y": ""])
    #expect(try read("/a?q=华为") == ["q": "华为"])
  }

  @Test(
    "What cannot be decoded is named",
    arguments: ["q=%", "q=%4", "q=%GG", "q=%E5%8D", "q=%FF", "q=%C0%80", "q=%ED%A0%80"])
  func undecodable(query: String) {
    #expect(throws: QueryParameters.Fault.undecodable(parameter: "q")) { try read("/a?" + query) }
  }

  @Test("A name stands once, and there are not too many")
  func repeated() {
    #expect(throws: QueryParameters.Fault.repeated(parameter: "q")) { try read("/a?q=1&q=2") }
    #expect(throws: QueryParameters.Fault.repeated(parameter: "q")) { try read("/a?q=1&%71=2") }
    let many = (0..<33).map { "p\($0)=" }.joined(separator: "&")
    #expect(throws: QueryParameters.Fault.tooMany) { try read("/a?" + many) }
  }
}
