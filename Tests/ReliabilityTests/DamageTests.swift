import Foundation
import Ledger
import Register
import TestSupport
import Testing
import Transparency

@Suite("What is stored and was changed is noticed, and never signed over")
struct DamageTests {
  let folder: TemporaryDirectory
  let directory: DataDirectory
  let raw: RawSQLite

  init() throws {
    folder = try TemporaryDirectory()
    directory = DataDirectory(folder.path + "/register")
    raw = RawSQLite(path: directory.path + "/" + SQLiteLedger.fileName)
  }

  func filled() async throws -> Registrar {
    let registrar = try RegisterFile.create(
      directory, kind: .demonstration, origin: MadeUp.origin, now: MadeUp.clock)
    for command in try MadeUp.everyKind() { _ = try await registrar.carryOut(command) }
    return registrar
  }

  func open() throws -> Registrar { try RegisterFile.open(directory, now: MadeUp.clock) }

  func head() throws -> LedgerHead { try SQLiteLedger.open(in: directory.path).head() }

  /// A command that is refused since the register is damaged, and changes nothing.
  func expectRefusal(_ registrar: Registrar) async throws {
    let before = try head()
    let anchored = try Data(contentsOf: URL(filePath: directory.anchor))
    let error = await #expect(throws: RegisterError.self) {
      try await registrar.carryOut(try MadeUp.list("2030-01", 20...21))
    }
    guard case .damaged = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try head() == before)
    #expect(try Data(contentsOf: URL(filePath: directory.anchor)) == anchored)
  }

  @Test("with any one bit of an entry flipped, the register does not open; flipped back, it does")
  func flippedAtRest() async throws {
    var random = SeededRandom()
    let size = try await filled().published.state.tree.size
    for _ in 0..<Effort.times(24) {
      let row = Int64.random(in: 0..<Int64(size), using: &random)
      let bit = Int.random(in: 0..<40_000, using: &random)
      try raw.flip(bit: bit, of: "body", in: "leaf", row: row)
      #expect(throws: RegisterError.self, "bit \(bit) of entry \(row), \(random)") { try open() }
      #expect(throws: RegisterError.self) { try RegisterFile.openForReading(directory) }
      try raw.flip(bit: bit, of: "body", in: "leaf", row: row)
    }
    try open().audit()
  }

  @Test("with any one bit of the head flipped, the register does not open; flipped back, it does")
  func flippedHead() async throws {
    var random = SeededRandom()
    _ = try await filled()
    for column in ["root", "checkpoint"] {
      for _ in 0..<Effort.times(12) {
        let bit = Int.random(in: 0..<40_000, using: &random)
        try raw.flip(bit: bit, of: column, in: "head", row: 1)
        #expect(throws: RegisterError.self, "bit \(bit) of \(column), \(random)") { try open() }
        try raw.flip(bit: bit, of: column, in: "head", row: 1)
      }
    }
    try open().audit()
  }

  @Test("a bit flipped at the right edge of a running register stops it from signing")
  func flippedWhileRunning() async throws {
    let registrar = try await filled()
    let last = Int64(registrar.published.state.tree.size) - 1
    for row in [last, 0, last / 2] {
      try raw.flip(bit: 100, of: "body", in: "leaf", row: row)
      try await expectRefusal(registrar)
      #expect(throws: RegisterError.self) { try registrar.audit() }
      #expect(throws: RegisterError.self, "no receipt for what was not recorded") {
        try registrar.receipt(index: UInt64(row))
      }
      try raw.flip(bit: 100, of: "body", in: "leaf", row: row)
    }
    _ = try await registrar.carryOut(try MadeUp.list("2030-01", 20...21))
    try registrar.audit()
  }

  @Test("a bit flipped where the log is long complete is found by the audit")
  func flippedFarBehind() async throws {
    let registrar = try await filled()
    _ = try await registrar.carryOut(try MadeUp.list("2026-05", 100...400))
    try registrar.audit()
    try raw.flip(bit: 100, of: "body", in: "leaf", row: 7)
    #expect(throws: RegisterError.self) { try registrar.audit() }
  }

  @Test(
    "an entry that is gone stops the register from opening and from signing", arguments: [-1, 3])
  func missing(place: Int64) async throws {
    let registrar = try await filled()
    let row = place < 0 ? Int64(registrar.published.state.tree.size) + place : place
    try raw.delete(from: "leaf", where: "leafIndex = \(row)")
    try await expectRefusal(registrar)
    let error = #expect(throws: RegisterError.self) { try registrar.audit() }
    #expect(error?.description.contains("missing") == true)
    #expect(throws: RegisterError.self) { try open() }
  }

  @Test("an event that is gone, or does not say what was recorded, is found by the audit")
  func missingEvent() async throws {
    let registrar = try await filled()
    try raw.flip(bit: 8, of: "body", in: "event", row: 2)
    #expect(throws: RegisterError.self) { try registrar.audit() }
    try raw.flip(bit: 8, of: "body", in: "event", row: 2)
    try registrar.audit()
    try raw.delete(from: "event", where: "position = 2")
    #expect(throws: RegisterError.self) { try registrar.audit() }
  }

  @Test("a ledger cut short, or with a page of something else, answers with an error")
  func cutShort() async throws {
    _ = try await filled()
    let ledger = URL(filePath: raw.path)
    let whole = try Data(contentsOf: ledger)
    var random = SeededRandom()
    for _ in 0..<Effort.times(12) {
      var damaged = whole
      if Bool.random(using: &random) {
        damaged.removeLast(Int.random(in: 1..<whole.count, using: &random))
      } else {
        let start = Int.random(in: 0..<whole.count - 4096, using: &random)
        damaged.replaceSubrange(start..<start + 4096, with: random.bytes(4096))
      }
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: raw.path + suffix)
      }
      try damaged.write(to: ledger)
      // What was damaged may be a page that nobody needs; then everything still has to hold.
      if let registrar = try? open() { #expect(throws: Never.self) { try registrar.audit() } }
    }
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: raw.path + suffix)
    }
    try whole.write(to: ledger)
    try open().audit()
  }
}
