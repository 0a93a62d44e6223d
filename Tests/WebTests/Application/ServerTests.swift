import Foundation
import Hummingbird
import Logging
import Register
import Rules
import ServiceLifecycle
import TestSupport
import Testing

@testable import Web

@Suite("The server around the routes")
struct ServerTests {
  @Test("HEAD says what GET says, without the body")
  func head() async throws {
    let served = try await Served.shared()
    for path in [
      "/api/v1/filings", "/api/v1/lists", "/log/checkpoint", "/log/tile/0/000", "/feed.atom",
      "/openapi.json",
      "/exports/filings.csv", "/exports/filings.json", "/exports/filings.xlsx",
      "/api/v1/filings/nope",
    ] {
      let get = try await served.get(path)
      let head = try await HTTP.send("HEAD", served.base + path)
      #expect(head.status == get.status, "\(path)")
      #expect(head.body.isEmpty)
      for name in ["content-type", "etag", "cache-control", "access-control-allow-origin"] {
        #expect(head.headers[name] == get.headers[name], "\(path) \(name)")
      }
      #expect(head.headers["content-length"] == "\(get.body.count)", "\(path)")
    }
  }

  @Test("A method that an address does not take is refused with those that it takes")
  func methods() async throws {
    let served = try await Served.shared()
    for method in ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"] {
      for path in [
        "/api/v1/filings", "/log/checkpoint", "/log/tile/0/000", "/feed.atom", "/health",
      ] {
        let answer = try await HTTP.send(method, served.base + path, body: Data("x=1".utf8))
        #expect(answer.status == 405, "\(method) \(path)")
        #expect(answer.headers["allow"] == "GET, HEAD, OPTIONS")
        #expect(try answer.json()["type"] == "/api/v1/problems/method-not-allowed")
      }
      #expect(try await HTTP.send(method, served.base + "/api/v1/nothing").status == 404)
    }
  }

  @Test("OPTIONS tells methods, and lets other sites' pages ask")
  func options() async throws {
    let served = try await Served.shared()
    for path in ["/api/v1/filings", "/log/tile/0/000", "/exports/filings.csv"] {
      let answer = try await HTTP.send("OPTIONS", served.base + path)
      #expect(answer.status == 204)
      #expect(answer.headers["allow"] == "GET, HEAD, OPTIONS")
      #expect(answer.headers["access-control-allow-origin"] == "*")
      #expect(answer.headers["access-control-allow-headers"] == "If-None-Match")
    }
    #expect(try await HTTP.send("OPTIONS", served.base + "/api/v1/nothing").status == 404)
    let all = try await raw(served, "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(all.hasPrefix("HTTP/1.1 204"))
    let wrong = try await raw(served, "GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(wrong.hasPrefix("HTTP/1.1 400"))
  }

  @Test("A slash at the end leads to the address without it, and never to another host")
  func trailingSlash() async throws {
    let served = try await Served.shared()
    let answer = try await served.get("/api/v1/lists/?as-of=2024")
    #expect(answer.status == 308)
    #expect(answer.headers["location"] == "/api/v1/lists?as-of=2024")
    for path in ["//evil.example/", "//evil.example", "/api//v1/lists/", "/api/../v1/"] {
      let answer = try await served.get(path)
      #expect(answer.status == 404)
      #expect(answer.headers["location"] == nil)
    }
  }

  @Test("Absolute form is taken, as RFC 9112 asks")
  func absoluteForm() async throws {
    let served = try await Served.shared()
    let answer = try await raw(
      served,
      "GET http://any.example/api/v1/lists?at=0 HTTP/1.1\r\nHost: any.example\r\nConnection: close\r\n\r\n"
    )
    #expect(answer.hasPrefix("HTTP/1.1 200"))
    #expect(answer.contains("\"at\":0"))
  }

  @Test("Links never take the host from the request")
  func hostHeader() async throws {
    let served = try await Served.shared()
    for path in ["/api/v1/filings?limit=1", "/feed.atom", "/api/v1/lists/"] {
      let answer = try await served.get(path, ["Host": "evil.example"])
      #expect(!answer.text.contains("evil.example"))
      #expect(answer.headers["location"]?.contains("evil") != true)
    }
  }

  @Test("An address that is too long is refused, and so are headers without end")
  func tooLong() async throws {
    let served = try await Served.shared()
    let long = try await served.get("/api/v1/filings?q=" + String(repeating: "a", count: 9000))
    #expect(long.status == 414)
    let headers = String(
      repeating: "X-Filler: \(String(repeating: "a", count: 1000))\r\n", count: 100)
    let answer = try await raw(served, "GET /api/v1 HTTP/1.1\r\nHost: x\r\n\(headers)\r\n")
    #expect(!answer.hasPrefix("HTTP/1.1 200"))
  }

  @Test("A body that nobody asked for is bounded, announced or not")
  func bodies() async throws {
    let served = try await Served.shared()
    let small = try await HTTP.send(
      "GET", served.base + "/api/v1", body: Data(repeating: 0x61, count: 1000))
    #expect(small.status == 200)
    let announced = try await raw(
      served, "GET /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")
    #expect(announced.hasPrefix("HTTP/1.1 413"))
    #expect(announced.lowercased().contains("connection: close"))
    let chunk = "10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n"
    let chunked = try await raw(
      served,
      "GET /api/v1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk)
    #expect(chunked.hasPrefix("HTTP/1.1 413"))
  }

  @Test("After a body the connection goes on")
  func keepAlive() async throws {
    let served = try await Served.shared()
    let answer = try await raw(
      served,
      "GET /api/v1/lists?at=0 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
        + "POST /api/v1 HTTP/1.1\r\nHost: x\r\n\r\n"
        + "GET /api/v1/problems/unavailable HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(answer.contains("\"lists\":[]"))
    #expect(answer.contains("HTTP/1.1 405"))
    #expect(answer.contains("/api/v1/problems/unavailable"))
  }

  @Test("What is for programs fails as a problem, everything else as a page")
  func failures() async throws {
    let served = try await Served.shared()
    for path in ["/api/v1/nothing", "/api/v2", "/log/nothing", "/exports/filings.pdf"] {
      let answer = try await served.get(path)
      #expect(answer.status == 404)
      #expect(answer.headers["content-type"] == "application/problem+json", "\(path)")
      #expect(try answer.json()["type"] == "/api/v1/problems/no-such-address")
    }
    let page = try await served.get("/nothing")
    #expect(page.status == 404)
    #expect(page.headers["content-type"]?.hasPrefix("text/") == true)
  }

  @Test("A hundred requests at once are all answered, and alike")
  func concurrent() async throws {
    let served = try await Served.shared()
    let expected = try await served.get("/api/v1/filings?q=xugou&limit=20").body
    let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { tasks in
      for _ in 0..<100 {
        tasks.addTask { try await served.get("/api/v1/filings?q=xugou&limit=20") }
      }
      return try await tasks.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 100)
    #expect(answers.allSatisfy { $0.status == 200 && $0.body == expected })
  }

  @Test("What another process records is served within moments")
  func otherProcess() async throws {
    try await Served.run(MadeUpRegister()) { served in
      let other = try RegisterFile.open(DataDirectory(served.register.directory.path + "/data"))
      let number = MadeUpRegister.number(7)
      let copy = MadeUpRegister(directory: served.register.directory, registrar: other)
      try await copy.importList(
        .deepSynthesis, "2025-02", published: "2025-02",
        rows: [facts(number, "虚构算法", organization: "虚构壬科技有限公司")])
      let path = "/api/v1/filings/" + PercentEncoding.encode(number)
      var status = 0
      for _ in 0..<600 where status != 200 {
        status = try await served.get(path).status
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(status == 200)
      #expect(try await served.json("/health")["size"] == 2)
    }
  }

  @Test("A port that is taken is reported, to whoever runs it and to whoever waits for the port")
  func portTaken() async throws {
    let served = try await Served.shared()
    let port = try #require(Int(served.base.split(separator: ":").last ?? ""))
    let server = try WebServer(
      registrar: served.registrar, host: "127.0.0.1", port: port, logger: Served.silent)
    await #expect(throws: (any Error).self) { try await server.run() }
    await #expect(throws: (any Error).self) { try await server.port() }
  }

  @Test("Asked to stop, it stops")
  func stops() async throws {
    let base = try await Served.run(MadeUpRegister()) { served async throws -> String in
      let answer = try await served.get("/health")
      #expect(answer.status == 200)
      return served.base
    }
    await #expect(throws: (any Error).self) { try await HTTP.get(base + "/health", timeout: 2) }
  }

  private func raw(_ served: Served, _ request: String) async throws -> String {
    let port = try #require(Int(served.base.split(separator: ":").last ?? ""))
    return String(
      decoding: try await LocalPort.exchange(port: port, Data(request.utf8), timeout: 10),
      as: UTF8.self)
  }
}
