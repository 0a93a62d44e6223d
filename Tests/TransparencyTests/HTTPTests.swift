import Foundation
import Testing

@testable import Transparency

@Suite("Over HTTP")
struct HTTPTests {
  private func served(_ folder: TemporaryFolder) throws -> TinyServer {
    let path = folder.path
    return try TinyServer { request in
      let file = URL(
        fileURLWithPath: path + request.path.replacingOccurrences(of: "/log", with: ""))
      guard let data = try? Data(contentsOf: file) else { return .init(status: 404) }
      return .init(body: Array(data))
    }
  }

  @Test func `a log is audited and monitored over HTTP as from its folder`() async throws {
    let folder = try TemporaryFolder()
    var log = try TestLog()
    log.append(700)
    try log.publish(in: folder)
    let server = try served(folder)
    let reader = try HTTPLogReader(url: server.url + "/log/")
    let report = try await LogAudit(reader: reader, policy: log.policy()).run()
    #expect(report.isClean)
    #expect(report.entries == 700)
    let memory = try TemporaryFolder()
    let monitor = Monitor(
      reader: reader, policy: try log.policy(),
      store: try FileCheckpointStore(folder: memory.path + "/seen"))
    #expect(try await monitor.check().isGood)
    log.append(100)
    try log.publish(in: folder)
    #expect(try await monitor.check().isGood)
    let tile = try #require(Tile(level: 0, index: 99))
    await #expect(throws: LogReadError.notFound(path: "tile/0/099")) { try await reader.tile(tile) }
  }

  @Test(arguments: [true, false])
  func `more bytes than a tile may have are not read`(sendsLength: Bool) async throws {
    let server = try TinyServer { _ in
      .init(body: [UInt8](repeating: 1, count: 4 << 20), sendsLength: sendsLength)
    }
    let reader = try HTTPLogReader(url: server.url)
    let tile = try #require(Tile(level: 0, index: 0))
    await #expect(throws: LogReadError.tooLong(path: "tile/0/000", limit: 8_192)) {
      try await reader.tile(tile)
    }
    await #expect(throws: LogReadError.tooLong(path: "checkpoint", limit: 1 << 20)) {
      try await reader.checkpoint()
    }
  }

  @Test func `an answer that does not come is given up`() async throws {
    let server = try TinyServer { _ in .init(body: [1], delay: 30) }
    let reader = try HTTPLogReader(url: server.url, seconds: 0.3)
    await #expect(throws: LogReadError.timedOut(path: "checkpoint", seconds: 0.3)) {
      try await reader.checkpoint()
    }
  }

  @Test func `whoever gives up is answered, before it began and after`() async throws {
    let server = try TinyServer { _ in .init(body: [1], delay: 30) }
    let reader = try HTTPLogReader(url: server.url, seconds: 20)
    for turn in 0..<40 {
      let asked = Task { try await reader.checkpoint() }
      if turn % 2 == 1 { try await Task.sleep(nanoseconds: UInt64(turn) * 100_000) }
      asked.cancel()
      await #expect(throws: LogReadError.unreachable(path: "checkpoint", reason: "given up")) {
        try await asked.value
      }
    }
    // The same with a time that is over before anything has begun.
    for _ in 0..<40 {
      let hurried = try HTTPLogReader(url: server.url, seconds: 0)
      await #expect(throws: LogReadError.self) { try await hurried.checkpoint() }
    }
  }

  @Test(arguments: [0, -1, .infinity, -.infinity, .nan, 1e300])
  func `no time-out ends the process`(seconds: Double) async throws {
    let server = try TinyServer { _ in .init(body: [1]) }
    let reader = try HTTPLogReader(url: server.url, seconds: seconds)
    _ = try? await reader.checkpoint()
  }

  @Test func `a redirect on the same host is followed, to another it is not`() async throws {
    let elsewhere = try TinyServer { _ in .init(body: [6, 6, 6]) }
    let port = elsewhere.port
    let server = try TinyServer { request in
      switch request.path {
      case "/checkpoint": .init(status: 302, headers: ["Location": "/moved"])
      case "/moved": .init(body: [7])
      default:
        .init(status: 302, headers: ["Location": "http://localhost:\(port)\(request.path)"])
      }
    }
    let reader = try HTTPLogReader(url: server.url)
    #expect(try await reader.checkpoint() == [7])
    let tile = try #require(Tile(level: 0, index: 0))
    await #expect(throws: LogReadError.redirected(path: "tile/0/000", to: "localhost")) {
      try await reader.tile(tile)
    }
  }

  @Test func `other statuses and dead hosts are told`() async throws {
    let server = try TinyServer { _ in .init(status: 503) }
    await #expect(throws: LogReadError.status(path: "checkpoint", code: 503)) {
      try await HTTPLogReader(url: server.url).checkpoint()
    }
    let port = try TinyServer { _ in .init() }.port
    await #expect {
      try await HTTPLogReader(url: "http://127.0.0.1:\(port)", seconds: 5).checkpoint()
    } throws: { error in
      if case .unreachable? = error as? LogReadError { true } else { false }
    }
  }

  @Test func `a compressed answer is read as what was compressed`() async throws {
    // gzip of four lines "hello from a log".
    let packed = try #require(
      Data(
        base64Encoded:
          "H4sIAAAAAAACA8tIzcnJV0grys9VSFTIyU/nyiBdAABU/876RAAAAA=="))
    let server = try TinyServer { _ in
      .init(headers: ["Content-Encoding": "gzip"], body: Array(packed))
    }
    let text = String(repeating: "hello from a log\n", count: 4)
    #expect(try await HTTPLogReader(url: server.url).checkpoint() == Array(text.utf8))
  }

  @Test(arguments: ["", "log.example", "file:///etc", "ftp://a/", "http://", "https:///x"])
  func `only http and https addresses are taken`(url: String) {
    #expect(throws: LogReadError.self) { try HTTPLogReader(url: url) }
  }

  @Test func `many fetches at once end each with its own bytes`() async throws {
    let server = try TinyServer { request in
      .init(body: Array(request.path.utf8))
    }
    let reader = try HTTPLogReader(url: server.url)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<60 {
        group.addTask {
          guard let tile = Tile(level: 0, index: UInt64(index)) else { return false }
          return try await reader.tile(tile) == Array("/\(tile.path)".utf8)
        }
      }
      for try await right in group { #expect(right) }
    }
  }

  @Test func `a fetch that is cancelled ends`() async throws {
    let server = try TinyServer { _ in .init(body: [1], delay: 30) }
    let reader = try HTTPLogReader(url: server.url)
    let task = Task { try await reader.checkpoint() }
    try await Task.sleep(nanoseconds: 100_000_000)
    task.cancel()
    await #expect(throws: LogReadError.self) { try await task.value }
  }

  @Test func `a witness cosigns over HTTP, conflicts included`() async throws {
    let folder = try TemporaryFolder()
    var log = try TestLog()
    log.append(20)
    let cosigner = try CosignatureSigner(name: "w", seed: [UInt8](repeating: 8, count: 32))
    let witness = Witness(
      cosigner: cosigner, logs: [.init(key: log.key)],
      store: try FileCheckpointStore(folder: folder.path + "/w"))
    let server = try TinyServer { request in
      guard request.method == "POST", request.path == "/sub/add-checkpoint",
        let answer = try? witness.addCheckpoint(request.body, now: 77)
      else { return .init(status: 500) }
      return .init(
        status: answer.status, headers: ["Content-Type": answer.contentType], body: answer.body)
    }
    let client = try WitnessClient(
      key: cosigner.verifierKey, transport: HTTPWitnessTransport(url: server.url + "/sub"))
    let first = try await client.cosign(log.note(size: 10), tree: log.tree, lastKnown: 0)
    #expect(first.timestamp == 77)
    let second = try await client.cosign(log.note(), tree: log.tree, lastKnown: 0)
    #expect(second.size == 20)
  }
}
