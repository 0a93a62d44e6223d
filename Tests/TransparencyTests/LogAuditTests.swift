import Foundation
import Testing

@testable import Transparency

@Suite("The audit")
struct LogAuditTests {
  let site: TemporaryFolder

  init() throws {
    site = try TemporaryFolder()
  }

  private func audit(_ log: TestLog) async throws -> AuditReport {
    try await LogAudit(reader: DirectoryLogReader(folder: site.path), policy: log.policy()).run()
  }

  private func published(_ count: Int) throws -> TestLog {
    var log = try TestLog()
    log.append(count)
    try log.publish(in: site)
    return log
  }

  @Test(arguments: [0, 1, 2, 255, 256, 257, 512, 600])
  func `a sound log is clean, and the report says what was checked`(size: Int) async throws {
    let log = try published(size)
    let report = try await audit(log)
    #expect(report.isClean)
    #expect(report.findings == [])
    #expect(report.entries == UInt64(size))
    #expect(report.entryBytes == UInt64(log.entries.reduce(0) { $0 + $1.count }))
    #expect(report.computedRoot == log.tree.root)
    let tiles = Array(Tile.hashes(to: log.tree.size))
    #expect(report.tiles == UInt64(tiles.count))
    #expect(report.partialTiles == UInt64(tiles.count(where: \.isPartial)))
    #expect(report.bundles == UInt64(Array(Tile.entries(to: log.tree.size)).count))
    #expect(report.signature == .verified(log: log.key, cosignatures: []))
  }

  @Test func `a log with tiles of the third level is clean, and memory is told by progress`()
    async throws
  {
    let log = try published(65_800)
    let steps = Steps()
    let report = try await LogAudit(
      reader: DirectoryLogReader(folder: site.path), policy: log.policy()
    ).run { done, total in steps.add(done, total) }
    #expect(report.isClean)
    #expect(report.tiles == UInt64(Array(Tile.hashes(to: 65_800)).count))
    #expect(report.tiles == 257 + 1 + 1 + 1 + 1)
    #expect(steps.all.map(\.0) == Array(stride(from: 256, to: 65_800, by: 256)) + [65_800])
    #expect(steps.all.allSatisfy { $0.1 == 65_800 })
  }

  @Test func `a changed entry is found, with the hash and the root that it breaks`() async throws {
    let log = try published(600)
    var entries = log.entries
    entries[300] = Array("changed".utf8)
    try site.write("tile/entries/001", EntryBundle(Array(entries[256..<512])).encoded)
    let report = try await audit(log)
    #expect(!report.isClean)
    #expect(
      report.findings == [
        .wrongHash(path: "tile/0/001", position: 44, entry: 300),
        .wrongHash(path: "tile/1/000.p/2", position: 1, entry: 256),
        .wrongRoot(computed: report.computedRoot, signed: log.tree.root),
      ])
  }

  @Test func `a changed hash tile is found, full, partial and above`() async throws {
    let log = try published(600)
    for (path, finding) in [
      ("tile/0/000", AuditFinding.wrongHash(path: "tile/0/000", position: 3, entry: 3)),
      ("tile/0/002.p/88", .wrongHash(path: "tile/0/002.p/88", position: 3, entry: 515)),
    ] {
      var bytes = try site.read(path)
      let good = bytes
      bytes[100] ^= 0x80
      try site.write(path, bytes)
      #expect(try await audit(log).findings == [finding])
      try site.write(path, Array(good.dropLast()))
      #expect(
        try await audit(log).findings == [
          .wrongLength(path: path, length: good.count - 1, expected: good.count)
        ])
      try site.remove(path)
      let report = try await audit(log)
      #expect(!report.isClean)
      #expect(report.computedRoot == log.tree.root)
      try site.write(path, good)
    }
  }

  @Test func `a log is not judged past a bundle that cannot be read`() async throws {
    let log = try published(600)
    let good = try site.read("tile/entries/001")
    for bad in [[], Array(good.dropLast()), good + [0, 0], [UInt8](repeating: 0, count: 2)] {
      try site.write("tile/entries/001", bad)
      let report = try await audit(log)
      #expect(!report.isClean)
      #expect(report.findings.count == 1)
      #expect(report.entries == 256)
    }
    try site.remove("tile/entries/001")
    #expect(try await !audit(log).isClean)
  }

  @Test func `a checkpoint that the policy refuses is not audited`() async throws {
    let log = try published(10)
    let other = try TestLog(seed: 4)
    await #expect(throws: TrustError.self) {
      try await LogAudit(reader: DirectoryLogReader(folder: site.path), policy: other.policy())
        .run()
    }
    let report = try await LogAudit(
      reader: DirectoryLogReader(folder: site.path), policy: nil
    ).run()
    #expect(report.isClean)
    #expect(report.signature == .notChecked)
    #expect(report.checkpoint.origin == log.origin)
  }

  @Test func `a root that the entries do not lead to is found`() async throws {
    let log = try published(300)
    let wrong = try Checkpoint(origin: log.origin, size: 300, root: .emptyRoot)
    try site.write("checkpoint", wrong.signed(by: log.signer).encoded)
    #expect(
      try await audit(log).findings
        == [.wrongRoot(computed: log.tree.root, signed: .emptyRoot)])
    let claims = try Checkpoint(origin: log.origin, size: .max, root: log.tree.root)
    try site.write("checkpoint", claims.signed(by: log.signer).encoded)
    let report = try await audit(log)
    #expect(!report.isClean)
    #expect(report.entries == 256)
  }
}

/// Collects what a progress callback was told.
final class Steps: @unchecked Sendable {
  private let lock = NSLock()
  private var steps: [(UInt64, UInt64)] = []

  func add(_ done: UInt64, _ total: UInt64) { lock.withLock { steps.append((done, total)) } }
  var all: [(UInt64, UInt64)] { lock.withLock { steps } }
}
