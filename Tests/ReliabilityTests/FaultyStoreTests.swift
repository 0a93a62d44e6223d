import Foundation
import Ledger
import TestSupport
import Testing
import Transparency

@testable import Register

@Suite("A storage that fails once, with or without having stored, loses and doubles nothing")
struct FaultyStoreTests {
  let folder: TemporaryDirectory
  let directory: DataDirectory

  init() throws {
    folder = try TemporaryDirectory()
    directory = DataDirectory(folder.path + "/register")
    _ = try RegisterFile.create(
      directory, kind: .demonstration, origin: MadeUp.origin, now: MadeUp.clock)
  }

  /// The register over a storage that fails.
  func registrar(_ store: FaultyStore) throws -> Registrar {
    let (_, instance) = try RegisterFile.openStore(directory)
    return try Registrar(
      directory: directory, instance: instance, store: store, signer: try directory.readLogKey(),
      now: MadeUp.clock)
  }

  func store(_ fault: FaultyStore.Fault = .notStored, at call: Int = .max) throws -> FaultyStore {
    FaultyStore(try SQLiteLedger.open(in: directory.path), fault, at: call)
  }

  /// Gives a command until it is answered, as somebody at a desk would.
  ///
  /// - Returns: how often it was answered with an error of the storage.
  static func insist(_ command: Command, _ registrar: Registrar) async throws -> Int {
    for errors in 0..<3 {
      do {
        _ = try await registrar.carryOut(command)
        return errors
      } catch {
        // Told again, it may say that it was stored: published already, revoked already.
        let known = errors > 0 && "\(error)".contains("already")
        if known { return errors }
        try #require("\(error)".contains("the disk is made to fail"), "\(error)")
      }
    }
    throw BrokenPromise("the storage failed once, and the command never went through")
  }

  @Test("whichever call fails, the register ends up with the same entries", .timeLimit(.minutes(5)))
  func everyCall() async throws {
    let commands = try MadeUp.everyKind()
    let flawless = try FaultyStoreTests()
    let reference = try flawless.store()
    let model = try flawless.registrar(reference)
    for command in commands { _ = try await model.carryOut(command) }
    let expected = try model.leaves(0..<model.published.state.tree.size)
    var (failed, answered) = (0, 0)
    for fault in FaultyStore.Fault.allCases {
      // To read and then to fail is the same as to fail.
      let calls = fault == .notStored ? Array(1..<reference.calls) : reference.appends
      for call in calls {
        let test = try FaultyStoreTests()
        let registrar = try test.registrar(try test.store(fault, at: call))
        for command in commands {
          answered += 1
          failed += try await Self.insist(command, registrar)
        }
        let reopened = try RegisterFile.open(test.directory, now: MadeUp.clock)
        try reopened.audit()
        let stored = try reopened.leaves(0..<reopened.published.state.tree.size)
        let isTheSame = stored == expected
        #expect(isTheSame, "\(fault) at call \(call): \(stored.count) of \(expected.count)")
        #expect(registrar.published.checkpoint == reopened.published.checkpoint)
      }
    }
    print("failing storage: \(answered) commands, \(failed) answered with an error, none lost")
    #expect(failed > 0)
  }

  @Test("stored, then an error: the command is acknowledged, since it is recorded")
  func storedAnyway() async throws {
    // The calls of a command: head, the right edge, append.
    let store = try store(.storedAnyway, at: 3)
    let registrar = try registrar(store)
    let before = store.calls
    _ = try await registrar.carryOut(try MadeUp.list("2026-01", 1...2))
    #expect(before == 1)
    #expect(registrar.published.state.tree.size == 3)
    #expect(try RegisterFile.open(directory).published.state.tree.size == 3)
  }

  @Test("not stored: the command is refused, and the readers see nothing of it")
  func notStored() async throws {
    let registrar = try registrar(try store(.notStored, at: 3))
    await #expect(throws: RegisterError.self) {
      try await registrar.carryOut(try MadeUp.list("2026-01", 1...2))
    }
    #expect(registrar.published.state.tree.size == 0)
    #expect(try RegisterFile.open(directory).published.state.tree.size == 0)
  }

  @Test("stored, then an error, and then another program's entries: nothing is stored twice")
  func overtaken() async throws {
    let registrar = try registrar(try store(.storedUnseen, at: 3))
    await #expect(throws: RegisterError.self) {
      try await registrar.carryOut(try MadeUp.list("2026-01", 1...2))
    }
    let other = try RegisterFile.open(directory, now: MadeUp.clock)
    _ = try await other.carryOut(try MadeUp.list("2026-02", 5...6))
    guard
      case .listImported(let again) = try await registrar.carryOut(
        try MadeUp.list("2026-01", 1...2))
    else {
      Issue.record("another outcome")
      return
    }
    #expect(!again.changedAnything)
    #expect(registrar.published.state.tree.size == 6)
    #expect(registrar.published.checkpoint == other.published.checkpoint)
  }
}
