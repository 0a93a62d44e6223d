import Foundation
import Ledger
import TestSupport
import Testing
import Transparency

@Suite("The ledger only grows")
struct SQLiteLedgerTests {
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  func create() throws -> SQLiteLedger {
    try SQLiteLedger.create(in: folder.path, instance: [1, 2, 3], emptyCheckpoint: [9])
  }

  func batch(_ text: String) -> LedgerBatch {
    LedgerBatch(
      events: [Array("event \(text)".utf8)], leaves: [Array(text.utf8)],
      root: MerkleHash.leaf(Array(text.utf8)), checkpoint: Array("note \(text)".utf8))
  }

  @Test("what was appended is there after opening again, in order")
  func durable() throws {
    let ledger = try create()
    var head = try ledger.head()
    #expect(head.size == 0 && head.root == .emptyRoot && head.checkpoint == [9])
    for turn in 0..<5 { head = try ledger.append(batch("\(turn)"), expecting: head) }
    let again = try SQLiteLedger.open(in: folder.path)
    #expect(try again.head() == head)
    #expect(
      try again.leaves(0..<100).map { String(decoding: $0, as: UTF8.self) }
        == ["0", "1", "2", "3", "4"])
    #expect(try again.leaves(2..<4).count == 2)
    #expect(try again.events(4..<5) == [Array("event 4".utf8)])
    #expect(try again.checkpointSizes(0...9) == [0, 1, 2, 3, 4, 5])
    #expect(try again.instance() == [1, 2, 3])
  }

  @Test("an append on a head that is no longer the head is refused, and nothing is stored")
  func compareAndSwap() throws {
    let ledger = try create()
    let head = try ledger.head()
    _ = try ledger.append(batch("a"), expecting: head)
    #expect(throws: LedgerError.conflict(expected: 0, found: 1)) {
      try ledger.append(batch("b"), expecting: head)
    }
    #expect(try ledger.leaves(0..<9).count == 1)
    #expect(try ledger.events(0..<9).count == 1)
  }

  @Test("of many writers at one head exactly one wins, in any number of connections")
  func race() async throws {
    let ledger = try create()
    let head = try ledger.head()
    let path = folder.path
    let wins = await withTaskGroup(of: Bool.self) { group in
      for writer in 0..<8 {
        let batch = batch("\(writer)")
        group.addTask {
          guard let own = try? SQLiteLedger.open(in: path) else { return false }
          return (try? own.append(batch, expecting: head)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 1)
    #expect(try ledger.head().size == 1)
  }

  @Test("there is no second ledger in a folder, and none where none was made")
  func existence() throws {
    #expect(throws: LedgerError.absent(path: folder.path)) {
      try SQLiteLedger.open(in: folder.path)
    }
    _ = try create()
    #expect(throws: LedgerError.self) { try create() }
  }

  @Test("the database itself refuses to change or delete what was recorded")
  func triggers() throws {
    let ledger = try create()
    _ = try ledger.append(batch("a"), expecting: try ledger.head())
    let path = folder.path + "/" + SQLiteLedger.fileName
    for statement in [
      "UPDATE leaf SET body = x'00'", "DELETE FROM leaf", "UPDATE event SET body = x'00'",
      "DELETE FROM event", "DELETE FROM checkpoint", "DELETE FROM head",
      "UPDATE head SET size = 0", "UPDATE instance SET body = x'00'",
    ] {
      let code = try RawSQLite.run(statement, on: path)
      #expect(code != 0, "\(statement) went through")
    }
    #expect(try ledger.leaves(0..<9) == [Array("a".utf8)])
  }

  @Test("a file that is no database is refused with a reason")
  func noDatabase() throws {
    try folder.write(
      "this is no database at all, but long enough to be read as one", to: "ledger.sqlite")
    #expect(throws: LedgerError.self) { try SQLiteLedger.open(in: folder.path) }
  }

  @Test("a backup is a ledger of its own")
  func backup() throws {
    let ledger = try create()
    _ = try ledger.append(batch("a"), expecting: try ledger.head())
    let copy = try TemporaryDirectory()
    try ledger.backUp(to: copy.path + "/" + SQLiteLedger.fileName)
    let restored = try SQLiteLedger.open(in: copy.path)
    #expect(try restored.head() == ledger.head())
    #expect(throws: LedgerError.self) {
      try ledger.backUp(to: copy.path + "/" + SQLiteLedger.fileName)
    }
  }
}
