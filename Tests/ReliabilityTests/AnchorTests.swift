import Foundation
import Ledger
import TestSupport
import Testing
import Transparency

@testable import Register

@Suite("The anchor: damaged, gone or in the way, it stops nothing but signing")
struct AnchorTests {
  let folder: TemporaryDirectory
  let directory: DataDirectory

  init() throws {
    folder = try TemporaryDirectory()
    directory = DataDirectory(folder.path + "/register")
  }

  func create() throws -> Registrar {
    try RegisterFile.create(
      directory, kind: .mirror, origin: MadeUp.origin, now: MadeUp.clock)
  }

  func open() throws -> Registrar { try RegisterFile.open(directory, now: MadeUp.clock) }

  func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }

  func anchored() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: directory.anchor)))
  }

  @Test("cut short at any length, or garbage, it is refused with its path; reading goes on")
  func damaged() async throws {
    var random = SeededRandom()
    _ = try await create().carryOut(try MadeUp.list("2026-01", 1...3))
    let anchor = [UInt8](try Data(contentsOf: URL(filePath: directory.anchor)))
    var bad = stride(from: 0, to: anchor.count - 1, by: 9).map { Array(anchor[..<$0]) }
    for _ in 0..<Effort.times(20) { bad.append(random.damage(anchor)) }
    bad.append(random.bytes(300))
    bad.append([UInt8](repeating: 0, count: anchor.count))
    for bytes in bad where bytes != anchor {
      try write(bytes, to: directory.anchor)
      let error = #expect(throws: RegisterError.self, "\(bytes), \(random)") { try open() }
      #expect(error?.description.contains(directory.anchor) == true)
    }
    #expect(try RegisterFile.openForReading(directory).published.state.filings.count == 3)
    try write(anchor, to: directory.anchor)
    _ = try open()
  }

  @Test("where it cannot be read, a copy of the log renews it, whatever it says of itself")
  func renewed() async throws {
    let registrar = try create()
    _ = try await registrar.carryOut(try MadeUp.list("2026-01", 1...3))
    let copy = RegisterLogReader(registrar)
    let stranger = try Ed25519NoteSigner.generate(name: MadeUp.origin)
    let foreign = try Checkpoint(origin: MadeUp.origin, size: 1_000, root: .emptyRoot)
      .signed(by: stranger).encoded
    for bytes in [Array("garbage".utf8), [], foreign] {
      try write(bytes, to: directory.anchor)
      #expect(throws: RegisterError.self) { try open() }
      let recovery = try await RegisterFile.recover(directory, from: copy, now: MadeUp.clock)
      #expect(recovery.anchorRenewed && recovery.lost == nil)
      _ = try open()
    }
  }

  @Test("where it cannot be written, the answer says that the command is recorded, and it is")
  func unwritable() async throws {
    let registrar = try create()
    _ = try await registrar.carryOut(try MadeUp.list("2026-01", 1...3))
    let anchor = try Data(contentsOf: URL(filePath: directory.anchor))
    // A folder in its place: even an administrator cannot write over that.
    try FileManager.default.removeItem(atPath: directory.anchor)
    try folder.write("in the way", to: "register.local/anchor/file")
    let error = await #expect(throws: RegisterError.self) {
      try await registrar.carryOut(try MadeUp.list("2026-02", 5...6))
    }
    #expect(error?.description.contains("is recorded, as entries 4 to 6") == true)
    #expect(error?.description.contains(directory.anchor) == true)
    #expect(registrar.published.state.tree.size == 7)
    try FileManager.default.removeItem(atPath: directory.anchor)
    try anchor.write(to: URL(filePath: directory.anchor))
    let reopened = try open()
    #expect(reopened.published.checkpoint == registrar.published.checkpoint)
    _ = try await registrar.carryOut(try MadeUp.list("2026-02", 5...6))
    #expect(registrar.published.state.tree.size == 7)
    _ = try await registrar.carryOut(try MadeUp.list("2026-03", 8...8))
    #expect(try anchored() == registrar.published.checkpoint)
  }

  @Test(
    "with the folder beside the register closed to writing, the same",
    .enabled(if: geteuid() != 0, "an administrator may write anywhere"))
  func readOnly() async throws {
    let registrar = try create()
    let mode = { (mode: Int) in
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: directory.local)
    }
    try mode(0o500)
    defer { try? mode(0o700) }
    await #expect(throws: RegisterError.self) {
      try await registrar.carryOut(try MadeUp.list("2026-01", 1...3))
    }
    #expect(registrar.published.state.tree.size == 4)
    try mode(0o700)
    #expect(try open().published.checkpoint == registrar.published.checkpoint)
  }

  @Test("it moves on and never back, whoever writes last")
  func monotone() async throws {
    let registrar = try create()
    let anchor = Anchor(path: directory.anchor)
    var notes: [(note: [UInt8], size: UInt64)] = []
    for turn in 1...3 {
      _ = try await registrar.carryOut(try MadeUp.list("2026-0\(turn)", turn...turn))
      notes.append((registrar.published.checkpoint, registrar.published.state.tree.size))
    }
    for (note, size) in notes.reversed() { try anchor.write(note, size: size) }
    #expect(try anchored() == notes.last?.note)
  }

  @Test("where the one who recorded ended before it was moved on, whoever publishes next moves it")
  func leftBehind() async throws {
    let registrar = try create()
    _ = try await registrar.carryOut(try MadeUp.list("2026-01", 1...3))
    let server = try open()
    let before = try anchored()
    _ = try await registrar.carryOut(try MadeUp.list("2026-02", 4...6))
    let after = try anchored()
    for publishing in ["opening", "catching up", "saying again"] {
      try write(before, to: directory.anchor)
      switch publishing {
      case "opening": _ = try open()
      case "catching up": try await server.refresh()
      default: _ = try await registrar.carryOut(try MadeUp.list("2026-02", 4...6))
      }
      #expect(try anchored() == after, "\(publishing)")
    }
  }

  @Test("what a creation that was cut short leaves behind does not stand in the way of the next")
  func cutShort() throws {
    let register = try create()
    let key = try Data(contentsOf: URL(filePath: directory.logKey))
    let anchor = try Data(contentsOf: URL(filePath: directory.anchor))
    #expect(register.published.state.tree.size == 0)
    let files = FileManager.default
    let leftovers: [[(path: String, data: Data)]] = [
      [],
      [(directory.anchor, anchor)],
      [(directory.anchor, anchor), (directory.logKey, key)],
      [(directory.anchor, anchor), (directory.logKey, key), (ledger, Data())],
      [(directory.logKey + ".new", key), (directory.anchor + ".new", Data())],
    ]
    for leftover in leftovers {
      for folder in [directory.path, directory.local] {
        try files.removeItem(atPath: folder)
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      for (path, data) in leftover { try data.write(to: URL(filePath: path)) }
      #expect(!RegisterFile.exists(directory))
      _ = try create()
      #expect(RegisterFile.exists(directory))
      _ = try open()
      #expect(throws: RegisterError.self) { try create() }
    }
  }

  @Test("key or anchor of a register that has published something is never written over")
  func kept() async throws {
    _ = try await create().carryOut(try MadeUp.list("2026-01", 1...3))
    try FileManager.default.removeItem(atPath: directory.path)
    let key = try Data(contentsOf: URL(filePath: directory.logKey))
    for gone in [directory.anchor + ".lock", directory.anchor, directory.logKey] {
      let error = #expect(throws: RegisterError.self) { try create() }
      #expect(error?.description.contains(directory.local) == true)
      #expect(try Data(contentsOf: URL(filePath: directory.logKey)) == key)
      try FileManager.default.removeItem(atPath: gone)
    }
  }

  private var ledger: String { directory.path + "/" + SQLiteLedger.fileName }
}
