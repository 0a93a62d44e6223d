import Foundation
import Ledger
import TestSupport
import Testing
import Transparency

@Suite("The private side of the ledger")
struct PrivateStoreTests {
  let folder: TemporaryDirectory
  let store: SQLiteLedger

  init() throws {
    folder = try TemporaryDirectory()
    store = try SQLiteLedger.create(in: folder.path, instance: [1], emptyCheckpoint: [9])
  }

  func other() throws -> SQLiteLedger { try SQLiteLedger.open(in: folder.path) }

  func add(_ accounts: [LedgerAccount]) throws {
    let batch = LedgerBatch(
      events: [[1]], leaves: [], root: .emptyRoot, checkpoint: [9], accounts: accounts)
    _ = try store.append(batch, expecting: try store.head())
  }

  func hash(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

  func session(
    _ byte: UInt8, of account: String = "a", created: Int = 10, used: Int = 10
  ) -> LedgerSession {
    LedgerSession(hash: hash(byte), account: account, created: created, used: used, body: [byte])
  }

  func token(_ byte: UInt8, of account: String = "a", expires: Int = 100) -> LedgerToken {
    LedgerToken(
      hash: hash(byte), id: "t\(byte)", account: account, created: Int(byte), expires: expires,
      body: [byte])
  }

  @Test("an account is found by id and by login, from every process")
  func accounts() throws {
    let account = LedgerAccount(id: "a", login: "li@example.org", body: [7])
    try add([account])
    #expect(try other().account("a") == account)
    #expect(try other().account(login: "li@example.org") == account)
    #expect(try store.account(login: "LI@example.org") == nil)
    #expect(try store.account("b") == nil)
  }

  @Test("every process is told that a session was ended or an account changed, and of nothing else")
  func told() throws {
    let before = try #require(store.endings)
    let other = try other()
    var last = try #require(store.endings)
    // Whoever comes is told of as well: somebody may have been killed before they told.
    #expect(last > before)
    #expect(other.endings == last)
    func tells(_ step: () throws -> Void) rethrows -> Bool {
      try step()
      defer { last = store.endings ?? 0 }
      #expect(other.endings == store.endings)
      return store.endings != last
    }
    #expect(
      try !tells { try add(["a", "b"].map { LedgerAccount(id: $0, login: $0, body: [7]) }) })
    #expect(
      try !tells {
        for byte in UInt8(1)...6 {
          try store.insertSession(session(byte), accountRevision: 1)
        }
        try store.insertSession(session(7, of: "b"), accountRevision: 1)
        try store.touchSession(hash: hash(1), used: 20)
        try store.saveDraft(LedgerDraft(id: "d", revision: 1, body: [1]))
        _ = try store.deleteSession(hash: hash(99))
      })
    #expect(try tells { _ = try other.deleteSession(hash: hash(1)) })
    #expect(try tells { _ = try store.deleteSession(hash: hash(2)) })
    #expect(try tells { _ = try other.deleteSessions(of: "a", except: hash(3)) })
    #expect(
      try tells {
        try other.updateAccount(LedgerAccount(id: "a", login: "a", revision: 2, body: [8]))
      })
    #expect(
      !tells {
        #expect(throws: LedgerError.outdated) {
          try other.updateAccount(LedgerAccount(id: "a", login: "a", revision: 2, body: [8]))
        }
      })
    #expect(try tells { try other.deleteSessions(createdBefore: 11, usedBefore: 0) })
    #expect(try tells { _ = try other.deleteAccount("a") })
    #expect(try tells { try other.erase(records: [], accounts: ["b"]) })
  }

  @Test("of two who change the same revision of an account the second is told")
  func compareAndSwap() throws {
    try add([LedgerAccount(id: "a", login: "li@example.org", body: [7])])
    try store.updateAccount(
      LedgerAccount(id: "a", login: "wang@example.org", revision: 2, body: [8]))
    #expect(throws: LedgerError.outdated) {
      try other().updateAccount(
        LedgerAccount(id: "a", login: "li@example.org", revision: 2, body: [9]))
    }
    #expect(try other().account(login: "wang@example.org")?.body == [8])
    #expect(throws: LedgerError.outdated) {
      try store.updateAccount(LedgerAccount(id: "b", login: "b@example.org", revision: 2, body: []))
    }
  }

  @Test("no account takes the login of another, new or changed")
  func logins() throws {
    try add([
      LedgerAccount(id: "a", login: "li@example.org", body: [7]),
      LedgerAccount(id: "b", login: "wang@example.org", body: [7]),
    ])
    #expect(throws: LedgerError.loginTaken) {
      try store.updateAccount(
        LedgerAccount(id: "b", login: "li@example.org", revision: 2, body: [7]))
    }
    #expect(throws: LedgerError.loginTaken) {
      try add([LedgerAccount(id: "c", login: "li@example.org", body: [7])])
    }
    #expect(try store.account("b")?.login == "wang@example.org")
  }

  @Test("an account that is deleted takes its sessions and tokens along, and nobody else's")
  func deletion() throws {
    try add(["a", "b"].map { LedgerAccount(id: $0, login: "\($0)@example.org", body: []) })
    try store.insertSession(session(1), accountRevision: 1)
    try store.insertSession(session(2, of: "b"), accountRevision: 1)
    try store.insertToken(token(1))
    #expect(try other().deleteAccount("a"))
    #expect(try !other().deleteAccount("a"))
    #expect(try store.session(hash: hash(1)) == nil)
    #expect(try store.session(hash: hash(2)) != nil)
    #expect(try store.tokens(of: "a").isEmpty)
  }

  @Test("no session begins on an account that was changed since it was looked at")
  func sessionRevision() throws {
    try add([LedgerAccount(id: "a", login: "li@example.org", body: [7])])
    try other().updateAccount(
      LedgerAccount(id: "a", login: "li@example.org", revision: 2, body: [8]))
    #expect(throws: LedgerError.outdated) {
      try store.insertSession(session(1), accountRevision: 1)
    }
    #expect(throws: LedgerError.outdated) {
      try store.insertSession(session(1, of: "nobody"), accountRevision: 1)
    }
    try store.insertSession(session(1), accountRevision: 2)
    #expect(try other().session(hash: hash(1)) == session(1))
  }

  @Test("a session is touched forwards only, and one that has ended is not brought back by it")
  func touching() throws {
    try add([LedgerAccount(id: "a", login: "li@example.org", body: [7])])
    try store.insertSession(session(1), accountRevision: 1)
    try other().touchSession(hash: hash(1), used: 70)
    try store.touchSession(hash: hash(1), used: 60)
    #expect(try store.session(hash: hash(1))?.used == 70)
    #expect(try other().deleteSession(hash: hash(1)))
    #expect(try !other().deleteSession(hash: hash(1)))
    try store.touchSession(hash: hash(1), used: 80)
    #expect(try store.session(hash: hash(1)) == nil)
  }

  @Test("sessions end one by one, all but one, and by age")
  func endings() throws {
    try add(["a", "b"].map { LedgerAccount(id: $0, login: "\($0)@example.org", body: []) })
    for byte in UInt8(1)...3 { try store.insertSession(session(byte), accountRevision: 1) }
    try store.insertSession(session(4, of: "b", created: 50, used: 60), accountRevision: 1)
    #expect(try store.deleteSessions(of: "a", except: hash(2)) == 2)
    #expect(try store.session(hash: hash(2)) != nil)
    #expect(try store.deleteSessions(of: "a", except: nil) == 1)
    #expect(try store.deleteSessions(createdBefore: 50, usedBefore: 60) == 0)
    #expect(try store.deleteSessions(createdBefore: 50, usedBefore: 61) == 1)
  }

  @Test("tokens are listed by age, and deleted by their own account only")
  func tokens() throws {
    try add([LedgerAccount(id: "a", login: "li@example.org", body: [7])])
    for byte: UInt8 in [3, 1, 2] { try store.insertToken(token(byte, expires: 100 + Int(byte))) }
    #expect(throws: LedgerError.outdated) { try store.insertToken(token(4, of: "nobody")) }
    #expect(try other().tokens(of: "a").map(\.id) == ["t1", "t2", "t3"])
    #expect(try other().token(hash: hash(2)) == token(2, expires: 102))
    #expect(try !store.deleteToken("t2", of: "b"))
    #expect(try store.deleteToken("t2", of: "a"))
    #expect(try store.deleteTokens(expiredAt: 101) == 1)
    #expect(try store.tokens(of: "a").map(\.id) == ["t3"])
  }

  @Test("what is counted has room again when the oldest in the way leaves the window")
  func attempts() throws {
    let limit = LedgerAttemptLimit(count: 2, window: 100)
    func attempt(_ at: Int, _ byte: UInt8 = 1) throws -> Int? {
      try store.recordAttempt(LedgerAttempt(key: hash(byte), at: at), within: limit)
    }
    #expect(try attempt(1_000) == nil)
    #expect(try attempt(1_050) == nil)
    #expect(try attempt(1_099) == 1_000)
    #expect(try attempt(1_099, 2) == nil)
    #expect(try attempt(1_100) == nil)
    #expect(try attempt(1_100) == 1_050)
    #expect(try store.attempts(key: hash(1), after: 1_050) == 1)
    // A clock that is turned back opens nothing.
    #expect(try attempt(1_060) == 1_050)
    // And one that was far ahead locks nobody for good.
    #expect(try attempt(500) == nil)
    try store.withdrawAttempt(LedgerAttempt(key: hash(1), at: 1_100))
    #expect(try attempt(1_100) == nil)
    try store.deleteAttempts(key: hash(1))
    #expect(try store.attempts(key: hash(1), after: 0) == 0)
    #expect(try store.deleteAttempts(until: 1_099) == 1)
  }

  @Test("many who try at once get as many attempts together as one alone")
  func attemptsAtOnce() async throws {
    let stores = try (0..<4).map { _ in try other() }
    let key = hash(1)
    let counted = try await withThrowingTaskGroup(of: Int.self) { group in
      for store in stores {
        group.addTask {
          try (0..<10).count { _ in
            try store.recordAttempt(
              LedgerAttempt(key: key, at: 5), within: LedgerAttemptLimit(count: 7, window: 60))
              == nil
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(counted == 7)
    #expect(try store.attempts(key: key, after: 0) == 7)
  }

  @Test("every process is told of each draft that is saved or deleted, once")
  func draftsTold() throws {
    let second = try other()
    let first = try #require(store.draftChanges)
    for revision in 1...3 {
      let writer = revision % 2 == 0 ? store : second
      try writer.saveDraft(LedgerDraft(id: "d", revision: revision, body: [1]))
      #expect(store.draftChanges == first + UInt64(revision))
      #expect(second.draftChanges == store.draftChanges)
    }
    #expect(throws: LedgerError.outdated) {
      try store.saveDraft(LedgerDraft(id: "d", revision: 3, body: [1]))
    }
    try add([LedgerAccount(id: "a", login: "a", body: [7])])
    #expect(store.draftChanges == first + 3)
    try store.deleteDraft("d")
    #expect(second.draftChanges == first + 4)
  }

  @Test("nobody is told a number that no longer counts, and none can change what nobody is told of")
  func counterGone() throws {
    let path = folder.path + "/" + SQLiteLedger.fileName
    #expect(store.endings != nil && store.draftChanges != nil)
    let modes = try ["", "-endings", "-drafts"].map { ending in
      try #require(
        FileManager.default.attributesOfItem(atPath: path + ending)[.posixPermissions] as? Int)
    }
    #expect(Set(modes).count == 1)
    try FileManager.default.removeItem(atPath: path + "-drafts")
    #expect(store.draftChanges == nil && store.endings != nil)
    // A folder stands where the file belongs.
    try FileManager.default.createDirectory(
      atPath: path + "-drafts", withIntermediateDirectories: false)
    #expect(throws: LedgerError.self) { try other() }
    try FileManager.default.removeItem(atPath: path + "-drafts")
    #expect(try other().draftChanges == 1)
  }

  @Test("drafts are saved over each other in turn, from two processes")
  func drafts() throws {
    let second: any PrivateStore = try other()
    try store.saveDraft(LedgerDraft(id: "d", revision: 1, body: [1]))
    #expect(throws: LedgerError.outdated) {
      try second.saveDraft(LedgerDraft(id: "d", revision: 1, body: [2]))
    }
    try second.saveDraft(LedgerDraft(id: "d", revision: 2, body: [2]))
    #expect(try store.draft("d")?.body == [2])
    // Who has looked at other bytes of the same revision has looked at another draft.
    let third = LedgerDraft(id: "d", revision: 3, body: [3])
    for other in [[], [1], [2, 2]] as [[UInt8]] {
      #expect(throws: LedgerError.outdated) { try store.saveDraft(third, over: other) }
    }
    #expect(try store.draft("d")?.revision == 2)
    try store.saveDraft(third, over: [2])
    #expect(try second.draft("d") == third)
    try store.deleteDraft("d")
    #expect(try second.draft("d") == nil)
  }

  @Test("a hash of another length is refused by the database itself")
  func lengths() throws {
    try add([LedgerAccount(id: "a", login: "li@example.org", body: [7])])
    var short = session(1)
    short.hash = [1]
    #expect(throws: LedgerError.self) { try store.insertSession(short, accountRevision: 1) }
    #expect(throws: LedgerError.self) {
      try store.recordAttempt(
        LedgerAttempt(key: [1], at: 1), within: LedgerAttemptLimit(count: 1, window: 1))
    }
  }
}
