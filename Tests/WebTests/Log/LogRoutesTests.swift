import Foundation
import Register
import Rules
import TestSupport
import Testing
import Transparency

@testable import Web

@Suite("The log over HTTP")
struct LogRoutesTests {
  @Test("A stranger derives the signed root from every entry, by the policy that is served")
  func audit() async throws {
    let served = try await Served.shared()
    let policy = try TrustPolicy(parsing: Array(try await served.get("/log/policy").body))
    let report = try await LogAudit(
      reader: try HTTPLogReader(url: served.base + "/log"), policy: policy
    ).run()
    #expect(report.isClean, "\(report.findings)")
    #expect(report.entries == served.registrar.published.state.tree.size)
    #expect(report.partialTiles >= 2)
    guard case .verified(let key, _) = report.signature else {
      Issue.record("the signature was not verified")
      return
    }
    #expect(key.text == served.registrar.instance.logKey)
  }

  @Test("The key is served as the policy names it")
  func key() async throws {
    let served = try await Served.shared()
    let key = try await served.get("/log/key").text
    #expect(key == served.registrar.instance.logKey + "\n")
    #expect(
      try await served.get("/log/policy").text.contains("log \(served.registrar.instance.logKey)"))
  }

  @Test("A policy names the log's address where the server knows its own")
  func policyAddress() async throws {
    try await Served.run(MadeUpRegister(), publicBase: "https://register.test/") { served in
      let text = try await served.get("/log/policy").text
      #expect(text.contains(" https://register.test/log\n"))
      #expect(try TrustPolicy(parsing: text).logs.first?.url == "https://register.test/log")
    }
  }

  @Test("Headers are those of C2SP tlog-tiles")
  func headers() async throws {
    let served = try await Served.shared()
    let checkpoint = try await served.get("/log/checkpoint")
    #expect(checkpoint.headers["content-type"] == "text/plain; charset=utf-8")
    #expect(checkpoint.headers["cache-control"] == "public, max-age=3")
    for path in ["/log/tile/0/000", "/log/tile/entries/000"] {
      let tile = try await served.get(path)
      #expect(tile.headers["content-type"] == "application/octet-stream")
      #expect(tile.headers["cache-control"] == "public, max-age=31536000, immutable")
      #expect(tile.headers["access-control-allow-origin"] == "*")
    }
  }

  @Test("Partial tiles are there for every size that was signed, and for no other")
  func partialTiles() async throws {
    try await Served.run(MadeUpRegister()) { served in
      var signed: Set<UInt64> = []
      for list in 1...8 {
        let rows = list * list
        try await served.register.importList(
          .deepSynthesis, "2025-0\(list)", published: "2025-0\(list)",
          rows: (1...rows).map { row in
            facts(
              MadeUpRegister.number(row, subject: 7_200_000 + list), "虚构算法\(row)",
              organization: "虚构庚科技有限公司")
          })
        signed.insert(served.registrar.published.state.tree.size)
      }
      let size = served.registrar.published.state.tree.size
      #expect(size == 212)
      for width in 1...255 {
        let status = signed.contains(UInt64(width)) ? 200 : 404
        for kind in ["0", "entries"] {
          let answer = try await served.get("/log/tile/\(kind)/000.p/\(width)")
          #expect(answer.status == status, "\(kind) \(width)")
        }
      }
      #expect(try await served.get("/log/tile/0/000").status == 404)
    }
  }

  @Test("A second level is served as soon as there is a full tile below it")
  func levels() async throws {
    let served = try await Served.shared()
    let tree = served.registrar.published.state.tree
    #expect(try await served.get("/log/tile/0/000").body.count == 8192)
    #expect(
      try await served.get("/log/tile/1/000.p/1").body == Data((try tree.root(at: 256)).bytes))
    #expect(try await served.get("/log/tile/1/000.p/2").status == 404)
    #expect(try await served.get("/log/tile/2/000.p/1").status == 404)
    let width = tree.size - 256
    #expect(try await served.get("/log/tile/0/001.p/\(width)").body.count == Int(width) * 32)
  }

  @Test(
    "A tile has one spelling",
    arguments: [
      "0/0", "0/00", "0/0000", "00/000", "0/x000/000", "0/000.p", "0/000.p/", "0/000.p/0",
      "0/000.p/256",
      "0/000.p/01", "-1/000", "64/000", "8/000", "63/000", "0", "entries", "entries/", "0/000/",
      "0/%30%30%30",
      "0/000.p/1/1", "data/000", "0/x018446744073709551615/000",
      "0/x999/x999/x999/x999/x999/x999/999", "0/%EF%BC%90%EF%BC%90%EF%BC%90",
      "0/000?", "entries/000.p/300",
    ])
  func spelling(path: String) async throws {
    let answer = try await Served.shared().get("/log/tile/" + path)
    #expect(
      [404, 308].contains(answer.status) || path == "0/000?" && answer.status == 200, "\(path)")
  }

  @Test("Entry bundles hold the bytes that were recorded")
  func entries() async throws {
    let served = try await Served.shared()
    let bundle = try EntryBundle(parsing: Array(try await served.get("/log/tile/entries/000").body))
    #expect(bundle.entries == (try served.registrar.leaves(0..<256)))
  }

  @Test("A receipt verifies offline against the served policy, and its entry is the filing's")
  func receipts() async throws {
    let served = try await Served.shared()
    let policy = try TrustPolicy(parsing: Array(try await served.get("/log/policy").body))
    for number in [MadeUpRegister.number(1), MadeUpRegister.misprint, MadeUpRegister.latin] {
      let address = "/api/v1/filings/" + PercentEncoding.encode(number)
      let answer = try await served.get(address + "/receipt")
      let proof = try LogProof(parsing: Array(answer.body))
      let entry = try #require(proof.extra)
      _ = try proof.verify(entry: entry, policy: policy)
      let newest = try await served.json(address)["filing"]["history"].array.last
      #expect(newest?["index"].int == Int(proof.index))
      #expect(answer.headers["content-type"] == "text/plain; charset=utf-8")
      let name = try #require(answer.headers["content-disposition"])
      #expect(name.wholeMatch(of: /attachment; filename="[0-9a-z-]+\.tlog-proof"/) != nil)
    }
    let early = try await served.get(
      "/api/v1/filings/" + PercentEncoding.encode(MadeUpRegister.number(1)) + "/receipt?at=2")
    #expect(try LogProof(parsing: Array(early.body)).index == 1)
    #expect(try await served.get("/api/v1/filings/nope/receipt").status == 404)
  }
}
