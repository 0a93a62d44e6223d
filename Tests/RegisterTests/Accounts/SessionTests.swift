import Ledger
import Record
import TestSupport
import Testing

@testable import Register

@Suite("Sessions end when they should")
struct SessionTests {
  let fixture: AccountsFixture

  init() throws { fixture = try AccountsFixture() }

  func holds(_ token: SecretToken) throws -> Bool {
    try fixture.accounts.session(for: token) != nil
  }

  @Test("a stolen token is worth nothing after the sign-out, to no process")
  func signOut() async throws {
    try await fixture.add()
    let mine = try await fixture.signIn().token
    let elsewhere = try await fixture.signIn().token
    try fixture.other().signOut(mine)
    try fixture.accounts.signOut(mine)
    #expect(try !holds(mine))
    #expect(try holds(elsewhere))
    #expect(try fixture.other().session(for: mine) == nil)
  }

  @Test("a session that is remembered ends with whatever ends it, in whichever process")
  func remembered() async throws {
    let id = try await fixture.add()
    let other = try fixture.other()
    let word = "another correct horse battery"
    let ways: [(String, (Session, SecretToken) async throws -> Void)] = [
      ("signed out", { try other.signOut($1) }),
      ("signed out everywhere", { _, _ in try other.signOutEverywhere(id) }),
      ("by a sign-out here", { try fixture.accounts.signOut($1) }),
      ("with a new password", { _, _ in try other.set(try await other.newPassword(word, of: id)) }),
      ("with its account", { _, _ in try other.delete(id) }),
    ]
    var password = AccountsFixture.password
    for (what, end) in ways {
      let signedIn = try await fixture.signIn(password: password)
      for _ in 0..<2 { #expect(try holds(signedIn.token)) }
      let endings = try #require(fixture.store.endings)
      let known = fixture.accounts.sessions.session(signedIn.token.hash, endings: endings)
      #expect(known?.session == signedIn.session, "\(what)")
      try await end(signedIn.session, signedIn.token)
      #expect(try !holds(signedIn.token), "\(what)")
      if what.hasPrefix("with a new") { password = word }
    }
  }

  @Test("a session that is remembered lasts as long as it is used, in whichever process")
  func usedElsewhere() async throws {
    try await fixture.add()
    let token = try await fixture.signIn().token
    #expect(try holds(token))
    let other = try fixture.other()
    for _ in 0..<4 {
      fixture.now += 1_000
      #expect(try other.session(for: token) != nil)
    }
    fixture.now += 1_000
    #expect(try holds(token))
    // And no longer: it was remembered a second ago.
    fixture.now += 1_799
    #expect(try holds(token))
    fixture.now += 1_800
    #expect(try !holds(token))
  }

  @Test("signing out everywhere ends all sessions, or all but the one it is asked from")
  func everywhere() async throws {
    let id = try await fixture.add()
    try await fixture.add("wang@example.org")
    let mine = try await fixture.signIn()
    let elsewhere = try await fixture.signIn().token
    let stranger = try await fixture.signIn("wang@example.org").token
    #expect(try fixture.accounts.signOutEverywhere(id, except: mine.session) == 1)
    #expect(try holds(mine.token))
    #expect(try !holds(elsewhere))
    #expect(try fixture.accounts.signOutEverywhere(id) == 1)
    #expect(try !holds(mine.token))
    #expect(try holds(stranger))
  }

  @Test(
    "a session ends in the second in which nobody has used it for long enough",
    arguments: [(AccountKind.personal, 1_800), (.official, 900)] as [(AccountKind, Int)])
  func idle(_ kind: AccountKind, _ seconds: Int) async throws {
    try await fixture.add(kind: kind)
    let token = try await fixture.signIn().token
    fixture.now += seconds - 1
    #expect(try holds(token))
    fixture.now += seconds - 1
    #expect(try holds(token))
    fixture.now += seconds
    #expect(try !holds(token))
    fixture.now -= seconds
    #expect(try !holds(token), "it is not brought back")
  }

  @Test(
    "a session that is used all the time ends in the last second that it may have",
    arguments: [(AccountKind.personal, 43_200), (.official, 28_800)] as [(AccountKind, Int)])
  func absolute(_ kind: AccountKind, _ seconds: Int) async throws {
    try await fixture.add(kind: kind)
    let token = try await fixture.signIn().token
    let end = fixture.now + seconds
    while fixture.now + 600 < end {
      fixture.now += 600
      #expect(try holds(token))
    }
    fixture.now = end - 1
    #expect(try holds(token))
    fixture.now = end
    #expect(try !holds(token))
  }

  @Test("its use is written down once a minute at most")
  func touching() async throws {
    try await fixture.add()
    let signedIn = try await fixture.signIn()
    let hash = signedIn.token.hash
    let start = fixture.now
    for (after, written) in [(59, 0), (60, 60), (119, 60), (120, 120)] {
      fixture.now = start + after
      #expect(try holds(signedIn.token))
      #expect(try fixture.store.session(hash: hash)?.used == start + written, "\(after)")
    }
  }

  @Test("a clock that is turned back makes no session last longer")
  func clockTurnedBack() async throws {
    try await fixture.add()
    let token = try await fixture.signIn().token
    let second = try await fixture.signIn().token
    // Clocks of several machines may differ a little.
    fixture.now -= 60
    #expect(try holds(token))
    #expect(try fixture.store.session(hash: token.hash)?.used == fixture.now + 60)
    fixture.now -= 1
    #expect(try !holds(token))
    fixture.now += 61
    #expect(try !holds(token), "it is not brought back")
    #expect(try holds(second))
  }

  @Test("a changed password ends all other sessions, and the old one is asked for")
  func changePassword() async throws {
    try await fixture.add()
    let mine = try await fixture.signIn()
    let elsewhere = try await fixture.signIn().token
    let new = "river lamp gate moss"
    await #expect(throws: AccountRefusal.wrongPassword) {
      try await fixture.accounts.changePassword(mine.session, from: "wrong wrong", to: new)
    }
    await #expect(throws: AccountRefusal.weakPassword(.tooShort(minimum: 12))) {
      try await fixture.accounts.changePassword(
        mine.session, from: AccountsFixture.password, to: "short")
    }
    #expect(try holds(elsewhere))
    try await fixture.accounts.changePassword(
      mine.session, from: AccountsFixture.password, to: new)
    #expect(try holds(mine.token))
    #expect(try !holds(elsewhere))
    await #expect(throws: SignInRefusal.unknownOrWrong) { try await fixture.signIn() }
    _ = try await fixture.signIn(password: new)
  }

  @Test("who sits at an open screen may guess at the password no more often than at the door")
  func guessing() async throws {
    try await fixture.add()
    let session = try await fixture.signIn().session
    for _ in 0..<10 {
      await #expect(throws: AccountRefusal.wrongPassword) {
        try await fixture.accounts.changePassword(session, from: "wrong wrong", to: "x")
      }
    }
    await #expect(throws: AccountRefusal.tooManyAttempts(seconds: 900)) {
      try await fixture.accounts.changePassword(
        session, from: AccountsFixture.password, to: "river lamp gate moss")
    }
    // The owner is not locked out by it.
    _ = try await fixture.signIn()
  }

  @Test("an official account does nothing before it has a second factor, and keeps it")
  func official() async throws {
    try await fixture.add(kind: .official)
    let before = try await fixture.signIn()
    #expect(before.session.needsSecondFactor && before.session.account.needsSecondFactor)
    await #expect(throws: AccountRefusal.wrongPassword) {
      try await fixture.accounts.beginSecondFactor(before.session, password: "wrong wrong wrong")
    }
    #expect(throws: AccountRefusal.noSecondFactor) {
      try fixture.accounts.confirmSecondFactor(before.session, code: "123456")
    }
    let (app, confirmed) = try await fixture.secondFactor(before.session)
    let after = confirmed.signedIn
    #expect(!after.session.needsSecondFactor)
    #expect(after.token != before.token)
    #expect(try !holds(before.token), "a session from before has no second factor")
    #expect(try holds(after.token))
    await #expect(throws: AccountRefusal.officialKeepsSecondFactor) {
      try await fixture.accounts.removeSecondFactor(
        after.session, password: AccountsFixture.password, code: fixture.code(app, later: 1))
    }
    // A new authenticator takes the old one's place only once it was confirmed.
    // The password alone begins none: it takes a code of the one that is in force.
    await #expect(throws: AccountRefusal.codeWrong) {
      try await fixture.accounts.beginSecondFactor(
        after.session, password: AccountsFixture.password)
    }
    let setup = try await fixture.accounts.beginSecondFactor(
      after.session, password: AccountsFixture.password, code: fixture.code(app, later: 1))
    #expect(throws: AccountRefusal.codeWrong) {
      try fixture.accounts.confirmSecondFactor(after.session, code: "x")
    }
    fixture.now += 30
    #expect(try await fixture.signIn(code: fixture.code(app, later: 1)).session.secondFactor)
    let secret = try #require(BitAlphabet.base32.decode(setup.secretText.utf8))
    let replacement = TimeBasedCode(secret: secret)
    _ = try fixture.accounts.confirmSecondFactor(
      after.session, code: fixture.code(replacement))
    fixture.now += 60
    await #expect(throws: SignInRefusal.codeWrong) {
      try await fixture.signIn(code: fixture.code(app))
    }
    _ = try await fixture.signIn(code: fixture.code(replacement))
  }

  @Test("a person takes the second factor away with password and code")
  func removal() async throws {
    try await fixture.add()
    let (app, confirmed) = try await fixture.secondFactor(try await fixture.signIn().session)
    let mine = confirmed.signedIn
    fixture.now += 30
    await #expect(throws: AccountRefusal.codeWrong) {
      try await fixture.accounts.removeSecondFactor(
        mine.session, password: AccountsFixture.password, code: "000000x")
    }
    try await fixture.accounts.removeSecondFactor(
      mine.session, password: AccountsFixture.password, code: fixture.code(app))
    #expect(try holds(mine.token))
    #expect(try await !fixture.signIn().session.secondFactor)
  }

  @Test("what has ended is tidied away, and what holds stays")
  func tidy() async throws {
    try await fixture.add()
    let old = try await fixture.signIn()
    await #expect(throws: SignInRefusal.self) { try await fixture.signIn(password: "wrong") }
    fixture.now += 1_801
    let new = try await fixture.signIn()
    try fixture.accounts.tidy()
    #expect(try fixture.store.session(hash: old.token.hash) == nil)
    #expect(try holds(new.token))
  }
}
