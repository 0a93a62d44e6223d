import Dispatch
import Foundation
import Ledger
import Record
import TestSupport
import Testing

@testable import Register

@Suite("Signing in")
struct SignInTests {
  let fixture: AccountsFixture

  init() throws { fixture = try AccountsFixture() }

  @Test("login and password begin a session, in any spelling of the login")
  func signsIn() async throws {
    let id = try await fixture.add()
    let signedIn = try await fixture.signIn(" LI@Example.org ")
    let session = try #require(try fixture.accounts.session(for: signedIn.token))
    #expect(session == signedIn.session)
    #expect(session.account.id == id && session.account.kind == .personal)
    #expect(!session.secondFactor && !session.needsSecondFactor)
    #expect(try fixture.accounts.account(id) == session.account)
  }

  @Test("an account that nobody has is answered like a wrong password, after as many hashes")
  func sameWork() async throws {
    try await fixture.add()
    for login in ["li@example.org", "nobody@example.org", "no address", ""] {
      let before = fixture.hasher.hashes
      await #expect(throws: SignInRefusal.unknownOrWrong, "\(login)") {
        try await fixture.signIn(login, password: "wrong wrong wrong")
      }
      #expect(fixture.hasher.hashes == before + 1, "\(login)")
    }
    await #expect(throws: SignInRefusal.unknownOrWrong) {
      try await fixture.signIn(password: "")
    }
    await #expect(throws: SignInRefusal.unknownOrWrong) {
      try await fixture.signIn(password: String(repeating: "x", count: 100_000))
    }
  }

  @Test("each sign-in has a token of its own, and none of them is stored")
  func fixation() async throws {
    try await fixture.add()
    let first = try await fixture.signIn()
    let second = try await fixture.signIn()
    #expect(first.token != second.token)
    #expect(try fixture.accounts.session(for: first.token) != nil)
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
    let file = try names.map { name in
      String(decoding: try Data(contentsOf: fixture.folder.file(name)), as: UTF8.self)
    }.joined()
    #expect(file.contains("$scrypt$"))
    for secret in [first.token.secretText, second.token.secretText, AccountsFixture.password] {
      #expect(!file.contains(secret))
    }
    // A token that somebody else made up is no session.
    let made = SecretToken(.session, random: AccountsFixture.random(9))
    #expect(try fixture.accounts.session(for: made) == nil)
  }

  @Test("a password is hashed anew at sign-in once it should cost more")
  func rehash() async throws {
    let id = try await fixture.add()
    let dear = try #require(ScryptParameters(ln: 5, r: 2, p: 2))
    let other = try fixture.other(dear)
    _ = try await other.signIn(
      login: "li@example.org", password: AccountsFixture.password, client: "a")
    #expect(other.hasher.hashes == 2)
    let stored = try #require(try other.stored(id))
    #expect(stored.body.password.parameters == dear)
    // And it stays where the setting is lowered again.
    _ = try await fixture.signIn()
    #expect(try other.stored(id)?.body.password == stored.body.password)
  }

  @Test("with a second factor a code is asked for, and each code is good once")
  func secondFactor() async throws {
    try await fixture.add()
    let (app, confirmed) = try await fixture.secondFactor(try await fixture.signIn().session)
    #expect(confirmed.signedIn.session.secondFactor)
    #expect(confirmed.signedIn.session.account.recoveryCodesLeft == 10)
    await #expect(throws: SignInRefusal.codeNeeded) { try await fixture.signIn() }
    await #expect(throws: SignInRefusal.codeNeeded) { try await fixture.signIn(code: "") }
    // The code that confirmed it is used.
    await #expect(throws: SignInRefusal.codeWrong) {
      try await fixture.signIn(code: fixture.code(app))
    }
    fixture.now += 30
    let code = fixture.code(app)
    #expect(try await fixture.signIn(code: code).session.secondFactor)
    await #expect(throws: SignInRefusal.codeWrong) { try await fixture.signIn(code: code) }
    // A wrong password is never told from a wrong login, whatever the code.
    await #expect(throws: SignInRefusal.unknownOrWrong) {
      try await fixture.signIn(password: "wrong wrong wrong", code: fixture.code(app, later: 1))
    }
    fixture.now -= 60
    await #expect(throws: SignInRefusal.codeWrong) { try await fixture.signIn(code: code) }
    await #expect(throws: SignInRefusal.codeWrong) {
      try await fixture.signIn(code: fixture.code(app))
    }
  }

  @Test("of two processes that are given the same code at once, one signs in")
  func replayAtOnce() async throws {
    try await fixture.add()
    let (app, _) = try await fixture.secondFactor(try await fixture.signIn().session)
    fixture.now += 30
    let code = fixture.code(app)
    let doors = [fixture.accounts, try fixture.other(), try fixture.other()]
    let signedIn = await withTaskGroup(of: Bool.self) { group in
      for accounts in doors {
        group.addTask {
          (try? await accounts.signIn(
            login: "li@example.org", password: AccountsFixture.password, code: code, client: "a"))
            != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(signedIn == 1)
  }

  @Test("nobody gets in with a password that changes while it is being checked")
  func changeMeanwhile() async throws {
    try await fixture.add()
    let session = try await fixture.signIn().session
    let hasher = PasswordHasher(parameters: try AccountsFixture.cheap(), atOnce: 1)
    let seconds = fixture.now
    let slow = Accounts(
      store: fixture.store, hasher: hasher, now: { Moment(seconds: seconds) })
    let gate = DispatchSemaphore(value: 0)
    async let held: Void = try hasher.run { gate.wait() }
    while hasher.hashes == 0 { await Task.yield() }
    let late = Task {
      try await slow.signIn(
        login: "li@example.org", password: AccountsFixture.password, client: "c")
    }
    while hasher.queued == 0 { await Task.yield() }
    try await fixture.accounts.changePassword(
      session, from: AccountsFixture.password, to: "river lamp gate moss")
    gate.signal()
    try await held
    await #expect(throws: SignInRefusal.unknownOrWrong) { _ = try await late.value }
    #expect(hasher.hashes == 3, "the gate, the old hash, the new one")
  }

  @Test("a recovery code stands in for the authenticator once")
  func recovery() async throws {
    try await fixture.add()
    let (_, confirmed) = try await fixture.secondFactor(try await fixture.signIn().session)
    let code = try #require(confirmed.recoveryCodes.first)
    let signedIn = try await fixture.signIn(code: code.uppercased())
    #expect(signedIn.session.account.recoveryCodesLeft == 9)
    await #expect(throws: SignInRefusal.codeWrong) { try await fixture.signIn(code: code) }
    await #expect(throws: AccountRefusal.codeWrong) {
      try await fixture.accounts.renewRecoveryCodes(
        signedIn.session, password: AccountsFixture.password, code: code)
    }
    let renewed = try await fixture.accounts.renewRecoveryCodes(
      signedIn.session, password: AccountsFixture.password, code: confirmed.recoveryCodes[2])
    await #expect(throws: SignInRefusal.codeWrong) {
      try await fixture.signIn(code: confirmed.recoveryCodes[1])
    }
    #expect(try await fixture.signIn(code: renewed[0]).session.account.recoveryCodesLeft == 9)
  }

  @Test("a new account needs a mail address and a password that holds")
  func newAccount() async throws {
    await #expect(throws: AccountRefusal.noLogin) { try await fixture.add("li") }
    await #expect(throws: AccountRefusal.weakPassword(.common)) {
      try await fixture.add(password: "password1234")
    }
    try await fixture.add()
    await #expect(throws: LedgerError.loginTaken) { try await fixture.add("LI@EXAMPLE.ORG") }
  }
}
