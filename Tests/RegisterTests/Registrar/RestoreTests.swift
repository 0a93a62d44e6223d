import Foundation
import Ledger
import Record
import Register
import Rules
import TestSupport
import Testing
import Transparency

/// A public copy of a log, as anybody may keep one.
struct KeptCopy: LogReader {
  let note: [UInt8]
  let entries: [[UInt8]]

  init(_ registrar: Registrar) throws {
    note = registrar.published.checkpoint
    entries = try registrar.leaves(0..<registrar.published.state.tree.size)
  }

  init(note: [UInt8], entries: [[UInt8]]) {
    self.note = note
    self.entries = entries
  }

  func checkpoint() async throws -> [UInt8] { note }

  func tile(_ tile: Tile) async throws -> [UInt8] {
    let start = Int(tile.index) * Tile.fullWidth
    return try EntryBundle(Array(entries[start..<start + tile.width])).encoded
  }
}

@Suite("A database restored from yesterday refuses to sign, and can be recovered")
struct RestoreTests {
  /// A register whose ledger is yesterday's, and the public copy of today's log.
  static func rolledBack() async throws -> (RegisterFixture, KeptCopy, UInt64) {
    let fixture = try RegisterFixture()
    let yesterday = fixture.folder.path + "/yesterday.sqlite"
    let copy: KeptCopy
    let size: UInt64
    do {
      let registrar = try fixture.create()
      let first = try RegisterFixture.list(
        "2025-05",
        rows: (1...300).map {
          RegisterFixture.row($0, number: try RegisterFixture.number(serial: $0).description)
        })
      _ = try await registrar.carryOut(.importList(first, observed: RegisterFixture.observed))
      try SQLiteLedger.open(in: fixture.directory.path).backUp(to: yesterday)
      size = registrar.published.state.tree.size
      let second = try RegisterFixture.list(
        "2025-07",
        rows: (1...300).map {
          RegisterFixture.row(
            $0, number: try RegisterFixture.number(subject: 7_654_321, serial: $0).description)
        })
      _ = try await registrar.carryOut(.importList(second, observed: RegisterFixture.observed))
      copy = try KeptCopy(registrar)
    }
    let ledger = fixture.directory.path + "/" + SQLiteLedger.fileName
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: ledger + suffix)
    }
    try FileManager.default.copyItem(atPath: yesterday, toPath: ledger)
    return (fixture, copy, size)
  }

  @Test("it refuses to open for signing, and says how to recover")
  func refuses() async throws {
    let (fixture, _, _) = try await Self.rolledBack()
    let error = try #require(throws: RegisterError.self) { try fixture.open() }
    guard case .refusesToSign = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.description.contains("register recover --data \(fixture.directory.path)"))
    // Reading is still possible.
    #expect(try RegisterFile.openForReading(fixture.directory).published.state.filings.count == 300)
  }

  @Test("recovering re-enters what was published, signs nothing, and says what is lost")
  func recovers() async throws {
    let (fixture, copy, size) = try await Self.rolledBack()
    let recovery = try await RegisterFile.recover(
      fixture.directory, from: copy, now: RegisterFixture.clock)
    #expect(recovery.before == size)
    #expect(recovery.after == UInt64(copy.entries.count))
    #expect(recovery.lost?.contains("events") == true)
    let registrar = try fixture.open()
    #expect(registrar.published.checkpoint == copy.note)
    #expect(registrar.published.state.filings.count == 600)
    try registrar.audit()
    let again = try await RegisterFile.recover(
      fixture.directory, from: copy, now: RegisterFixture.clock)
    #expect(again.before == again.after)
  }

  @Test("a copy that was changed, cut short, or belongs to another log is refused")
  func hostileCopies() async throws {
    let (fixture, copy, size) = try await Self.rolledBack()
    var changed = copy.entries
    changed[changed.count - 1][40] ^= 1
    var early = copy.entries
    early[3][40] ^= 1
    let other = try RegisterFixture()
    let stranger = try other.create()
    let copies = [
      KeptCopy(note: copy.note, entries: changed),
      KeptCopy(note: copy.note, entries: Array(copy.entries.dropLast()) + [copy.entries[0]]),
      try KeptCopy(stranger),
      KeptCopy(note: Array(copy.note.dropLast(8)), entries: copy.entries),
    ]
    for copy in copies {
      await #expect(throws: (any Error).self) {
        try await RegisterFile.recover(fixture.directory, from: copy, now: RegisterFixture.clock)
      }
    }
    let ledger = try SQLiteLedger.open(in: fixture.directory.path)
    #expect(try ledger.head().size == size)
  }

  @Test("without its anchor a register refuses to sign, until a copy of its log is shown")
  func missingAnchor() async throws {
    let fixture = try RegisterFixture()
    let copy: KeptCopy
    do {
      let registrar = try fixture.create(.demonstration)
      try await Demonstration.fill(registrar)
      copy = try KeptCopy(registrar)
    }
    try FileManager.default.removeItem(atPath: fixture.directory.anchor)
    #expect(throws: RegisterError.self) { try fixture.open() }
    let recovery = try await RegisterFile.recover(
      fixture.directory, from: copy, now: RegisterFixture.clock)
    #expect(recovery.anchorRenewed && recovery.lost == nil)
    _ = try fixture.open()
  }

  @Test("a key of another log, or none, is refused with the path")
  func keys() async throws {
    let fixture = try RegisterFixture()
    _ = try fixture.create()
    let other = try RegisterFixture()
    _ = try other.create()
    try FileManager.default.removeItem(atPath: fixture.directory.logKey)
    #expect(throws: RegisterError.self) { try fixture.open() }
    try FileManager.default.copyItem(
      atPath: other.directory.logKey, toPath: fixture.directory.logKey)
    let error = try #require(throws: RegisterError.self) { try fixture.open() }
    #expect(error.description.contains(fixture.directory.logKey))
  }
}
