import Testing

@testable import Transparency

@Suite("The monitor")
struct MonitorTests {
  let site: TemporaryFolder
  let memory: TemporaryFolder
  let store: FileCheckpointStore
  var log: TestLog

  init() throws {
    site = try TemporaryFolder()
    memory = try TemporaryFolder()
    store = try FileCheckpointStore(folder: memory.path + "/seen")
    log = try TestLog()
  }

  private func check() async throws -> MonitorReport {
    try await Monitor(
      reader: DirectoryLogReader(folder: site.path), policy: log.policy(), store: store
    ).check()
  }

  private func remembered() throws -> UInt64? {
    try store.latest(origin: log.origin).map { try Checkpoint(parsing: $0).size }
  }

  @Test func `a log that grows is followed across every tile edge`() async throws {
    var copy = self
    try copy.log.publish(in: site)
    #expect(try await copy.check() == .first(copy.log.checkpoint()))
    #expect(try await copy.check() == .unchanged(copy.log.checkpoint()))
    for size in [1, 2, 255, 256, 257, 300, 512, 513, 700] {
      let old = try copy.log.checkpoint()
      copy.log.append(size - copy.log.entries.count)
      try copy.log.publish(in: site)
      #expect(try await copy.check() == .grown(old: old, new: copy.log.checkpoint()))
      #expect(try copy.remembered() == UInt64(size))
    }
  }

  @Test func `a rewritten entry is seen as soon as the log grows, and both notes are kept`()
    async throws
  {
    var copy = self
    copy.log.append(300)
    try copy.log.publish(in: site)
    _ = try await copy.check()
    let old = try copy.log.note()
    for change in [0, 150, 299] {
      // The same log, the same key, one entry changed: honestly signed, served in full.
      var fork = try TestLog()
      fork.append(change)
      fork.append(1, text: "changed")
      fork.append(600 - fork.entries.count)
      try fork.publish(in: site)
      guard case .rewritten(let first, let second, _) = try await copy.check() else {
        Issue.record("not seen: \(change)")
        continue
      }
      #expect(first == old)
      #expect(try second == fork.note())
      // What is remembered stays, so that the next look says the same.
      #expect(try copy.remembered() == 300)
      for note in [first, second] {
        let name = ASCII.hex(MerkleHash.hashing(prefix: nil, note.encoded).bytes)
        let path = "seen/\(OriginHash.hex(copy.log.origin))/evidence/\(name).note"
        #expect(try memory.read(path) == note.encoded)
      }
    }
    copy.log.append(300)
    try copy.log.publish(in: site)
    #expect(try await copy.check().isGood)
  }

  @Test func `two trees of one size are a rewrite`() async throws {
    var copy = self
    copy.log.append(10)
    try copy.log.publish(in: site)
    _ = try await copy.check()
    var fork = try TestLog()
    fork.append(10, text: "changed")
    try fork.publish(in: site)
    guard case .rewritten = try await copy.check() else {
      Issue.record("not seen")
      return
    }
  }

  @Test func `a log that was set back is told, with what is known of the rest`() async throws {
    var copy = self
    copy.log.append(300)
    try copy.log.publish(in: site)
    _ = try await copy.check()
    // The larger tree's tiles are still there: it is an earlier state of itself.
    try site.write("checkpoint", copy.log.note(size: 200).encoded)
    #expect(
      try await copy.check()
        == .rolledBack(old: copy.log.note(), new: copy.log.note(size: 200), prefix: .same))
    #expect(try copy.remembered() == 300)
    // They are gone.
    try site.remove("tile")
    #expect(
      try await copy.check()
        == .rolledBack(old: copy.log.note(), new: copy.log.note(size: 200), prefix: .unknown))
    // They are there, and the smaller tree is another.
    try copy.log.publish(in: site)
    var fork = try TestLog()
    fork.append(200, text: "changed")
    try site.write("checkpoint", fork.note().encoded)
    guard case .rewritten = try await copy.check() else {
      Issue.record("not seen")
      return
    }
  }

  @Test func `what cannot be read or trusted is unreadable, never good and never a rewrite`()
    async throws
  {
    var copy = self
    #expect(try await !copy.check().isGood)
    copy.log.append(300)
    try copy.log.publish(in: site)
    _ = try await copy.check()
    copy.log.append(300)
    try copy.log.publish(in: site)
    func expectUnreadable(_ comment: Comment) async throws {
      guard case .unreadable = try await copy.check() else {
        Issue.record(comment)
        return
      }
      #expect(try copy.remembered() == 300)
    }
    for (path, bytes) in [
      ("checkpoint", [UInt8]()), ("checkpoint", Array("nonsense\n".utf8)),
      ("tile/0/001", []), ("tile/0/001", [UInt8](repeating: 0, count: 8_192)),
      ("tile/0/001", [UInt8](repeating: 0, count: 8_193)),
      ("tile/1/000.p/2", [UInt8](repeating: 7, count: 64)),
    ] {
      try site.write(path, bytes)
      try await expectUnreadable("\(path) with \(bytes.count) bytes")
      try copy.log.publish(in: site)
    }
    let impostor = try TestLog(seed: 9)
    try site.write("checkpoint", copy.log.checkpoint().signed(by: impostor.signer).encoded)
    try await expectUnreadable("another key")
    let claims = try Checkpoint(
      origin: copy.log.origin, size: .max, root: copy.log.tree.root)
    try site.write("checkpoint", claims.signed(by: copy.log.signer).encoded)
    try await expectUnreadable("a size without tiles")
    try copy.log.publish(in: site)
    #expect(try await copy.check().isGood)
  }

  @Test func `a first look remembers only a root that the tiles lead to`() async throws {
    var copy = self
    copy.log.append(300)
    try copy.log.publish(in: site)
    try site.remove("tile/1/000.p/1")
    #expect(try await !copy.check().isGood)
    #expect(try copy.remembered() == nil)
    try copy.log.publish(in: site)
    #expect(try await copy.check().isGood)
  }

  @Test func `a partial tile that is gone is read from the full one`() async throws {
    var copy = self
    copy.log.append(300)
    try copy.log.publish(in: site)
    _ = try await copy.check()
    copy.log.append(40)
    let middle = try copy.log.note()
    copy.log.append(200)
    try copy.log.publish(in: site)
    // The checkpoint of 340 is still shown; its partial tile was never written.
    try site.write("checkpoint", middle.encoded)
    #expect(try await copy.check().isGood)
    #expect(try copy.remembered() == 340)
  }

  @Test func `two monitors on one memory never fall back`() async throws {
    var copy = self
    copy.log.append(100)
    try copy.log.publish(in: site)
    let reader = DirectoryLogReader(folder: site.path)
    let policy = try copy.log.policy()
    let folder = store.folder
    for _ in 0..<5 {
      let before = try copy.remembered() ?? 0
      copy.log.append(37)
      try copy.log.publish(in: site)
      try await withThrowingTaskGroup(of: MonitorReport.self) { group in
        for _ in 0..<4 {
          group.addTask {
            try await Monitor(
              reader: reader, policy: policy, store: FileCheckpointStore(folder: folder)
            ).check()
          }
        }
        for try await report in group { #expect(report.isGood) }
      }
      #expect(try copy.remembered() == copy.log.tree.size)
      #expect(copy.log.tree.size > before)
    }
  }

  @Test func `without a policy no signature counts, and a rewrite is seen all the same`()
    async throws
  {
    var copy = self
    copy.log.append(10)
    try copy.log.publish(in: site)
    let monitor = Monitor(
      reader: DirectoryLogReader(folder: site.path), policy: nil, store: store)
    #expect(try await monitor.check().isGood)
    var fork = try TestLog(seed: 9)
    fork.append(11, text: "changed")
    try fork.publish(in: site)
    guard case .rewritten = try await monitor.check() else {
      Issue.record("not seen")
      return
    }
  }

  @Test func `full tiles are fetched once through a cache`() async throws {
    actor Counting: LogReader {
      let reader: DirectoryLogReader
      private(set) var paths: [String] = []
      init(_ reader: DirectoryLogReader) { self.reader = reader }
      func checkpoint() async throws -> [UInt8] { try await reader.checkpoint() }
      func tile(_ tile: Tile) async throws -> [UInt8] {
        paths.append(tile.path)
        return try await reader.tile(tile)
      }
    }
    var copy = self
    copy.log.append(600)
    try copy.log.publish(in: site)
    let counting = Counting(DirectoryLogReader(folder: site.path))
    let cache = CachingLogReader(counting)
    let monitor = Monitor(reader: cache, policy: try copy.log.policy(), store: store)
    for _ in 0..<5 {
      copy.log.append(50)
      try copy.log.publish(in: site)
      #expect(try await monitor.check().isGood)
    }
    let full = await counting.paths.filter { !$0.contains(".p/") }
    #expect(full.count == Set(full).count)
    #expect(!full.isEmpty)
  }

  @Test func `a bad tile does not stay in the cache`() async throws {
    var copy = self
    copy.log.append(600)
    try copy.log.publish(in: site)
    let cache = CachingLogReader(DirectoryLogReader(folder: site.path))
    let monitor = Monitor(reader: cache, policy: try copy.log.policy(), store: store)
    #expect(try await monitor.check().isGood)
    copy.log.append(600)
    try copy.log.publish(in: site)
    let good = try site.read("tile/0/002")
    try site.write("tile/0/002", [UInt8](repeating: 0, count: 8_192))
    #expect(try await !monitor.check().isGood)
    try site.write("tile/0/002", good)
    #expect(try await monitor.check().isGood)
  }
}

@Suite("Proofs from tiles")
struct TileProverTests {
  @Test func `inclusion proofs and older roots from tiles are those of the tree`() async throws {
    let site = try TemporaryFolder()
    var log = try TestLog()
    log.append(1_000)
    try log.publish(in: site)
    let prover = TileProver(reader: DirectoryLogReader(folder: site.path))
    let checkpoint = try log.checkpoint()
    for index: UInt64 in [0, 1, 255, 256, 511, 512, 767, 768, 998, 999] {
      let (leaf, proof) = try await prover.inclusionProof(index: index, under: checkpoint)
      #expect(leaf == .leaf(log.entries[Int(index)]))
      #expect(try proof == log.tree.inclusionProof(index: index, size: 1_000))
    }
    for size: UInt64 in [0, 1, 2, 255, 256, 257, 512, 768, 999, 1_000] {
      #expect(try await prover.root(at: size, under: checkpoint) == log.tree.root(at: size))
    }
    await #expect(throws: ProofError.self) {
      try await prover.inclusionProof(index: 1_000, under: checkpoint)
    }
    await #expect(throws: ProofError.self) { try await prover.root(at: 1_001, under: checkpoint) }
  }

  @Test func `tiles that lie are found out, whichever hash of them`() async throws {
    let site = try TemporaryFolder()
    var log = try TestLog()
    log.append(300)
    try log.publish(in: site)
    let prover = TileProver(reader: DirectoryLogReader(folder: site.path))
    let checkpoint = try log.checkpoint()
    for path in ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"] {
      let good = try site.read(path)
      for position in stride(from: 0, to: good.count, by: 32) {
        var bad = good
        bad[position] ^= 1
        try site.write(path, bad)
        // Old size 260 needs the first tile only through its root.
        let old: UInt64 = path == "tile/0/000" ? 200 : 260
        await #expect(throws: TileProverError.self) {
          try await prover.root(at: old, under: checkpoint)
        }
      }
      try site.write(path, good)
    }
  }
}
