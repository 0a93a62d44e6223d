import Dispatch
import Record
import TestSupport
import Testing

@testable import Register

@Suite("Guessing is bounded")
struct SignInLimiterTests {
  let fixture: AccountsFixture

  init() throws { fixture = try AccountsFixture() }

  func fail(
    _ login: String = "li@example.org", client: String = AccountsFixture.client
  ) async -> SignInRefusal? {
    do throws(SignInRefusal) {
      _ = try await fixture.signIn(login, password: "wrong wrong wrong", client: client)
      return nil
    } catch { return error }
  }

  @Test("after ten failures a login is locked for who knows the password too, and says how long")
  func perLogin() async throws {
    try await fixture.add()
    for _ in 0..<10 {
      #expect(await fail() == .unknownOrWrong)
      fixture.now += 10
    }
    let hashes = fixture.hasher.hashes
    await #expect(throws: SignInRefusal.tooManyAttempts(seconds: 800)) {
      try await fixture.signIn(client: "198.51.100.1")
    }
    #expect(fixture.hasher.hashes == hashes, "a locked door costs nothing")
    fixture.now += 799
    #expect(await fail() == .tooManyAttempts(seconds: 1))
    fixture.now += 1
    _ = try await fixture.signIn()
  }

  @Test("a login that nobody has is locked in the same way")
  func unknown() async throws {
    try await fixture.add()
    for login in ["li@example.org", "nobody@example.org", "no address"] {
      var answers: [SignInRefusal?] = []
      for _ in 0..<11 { answers.append(await fail(login, client: login)) }
      #expect(
        answers == Array(repeating: .unknownOrWrong, count: 10) + [.tooManyAttempts(seconds: 900)],
        "\(login)")
    }
  }

  @Test("one address tries fifty times, whatever the logins")
  func perClient() async throws {
    try await fixture.add()
    for turn in 0..<50 {
      #expect(
        await fail("user\(turn)@example.org", client: "2001:db8::\(turn)") == .unknownOrWrong)
    }
    await #expect(throws: SignInRefusal.tooManyAttempts(seconds: 900)) {
      try await fixture.signIn(client: "2001:db8::ffff")
    }
    _ = try await fixture.signIn(client: "2001:db8:0:1::1")
  }

  @Test("a sign-in forgets the failures with its login, and not those of its address")
  func success() async throws {
    try await fixture.add()
    for _ in 0..<9 { _ = await fail() }
    _ = try await fixture.signIn()
    for _ in 0..<10 { #expect(await fail() == .unknownOrWrong) }
    #expect(await fail() == .tooManyAttempts(seconds: 900))
    for turn in 0..<30 { _ = await fail("user\(turn)@example.org") }
    #expect(await fail("last@example.org") == .tooManyAttempts(seconds: 900))
  }

  @Test("asking for the code is no failure, and a wrong code is one")
  func codes() async throws {
    try await fixture.add()
    _ = try await fixture.secondFactor(try await fixture.signIn().session)
    for _ in 0..<20 {
      await #expect(throws: SignInRefusal.codeNeeded) { try await fixture.signIn() }
    }
    for _ in 0..<10 {
      await #expect(throws: SignInRefusal.codeWrong) { try await fixture.signIn(code: "x") }
    }
    await #expect(throws: SignInRefusal.tooManyAttempts(seconds: 900)) {
      try await fixture.signIn(code: "x")
    }
  }

  @Test("two processes on one file count together, however many try at once")
  func together() async throws {
    try await fixture.add()
    let doors = [fixture.accounts, try fixture.other()]
    let checked = await withTaskGroup(of: Bool.self) { group in
      for turn in 0..<30 {
        let accounts = doors[turn % 2]
        group.addTask {
          do throws(SignInRefusal) {
            _ = try await accounts.signIn(
              login: "li@example.org", password: "wrong wrong", client: "c\(turn)")
            return true
          } catch { return error == .unknownOrWrong }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(checked == 10)
    #expect(doors[0].hasher.hashes + doors[1].hasher.hashes == 11, "ten, and the new account's")
  }

  @Test("a clock that is turned back opens no locked login")
  func clockTurnedBack() async throws {
    try await fixture.add()
    for _ in 0..<10 { _ = await fail() }
    fixture.now -= 600
    #expect(await fail() == .tooManyAttempts(seconds: 1_500))
    // But failures under a clock that was a day ahead lock nobody for a day.
    fixture.now -= 86_400
    _ = try await fixture.signIn()
  }

  @Test("a full queue is said to be full, and counts against nobody")
  func busy() async throws {
    try await fixture.add()
    let hasher = PasswordHasher(
      parameters: try AccountsFixture.cheap(), atOnce: 1, waiting: 0)
    let seconds = fixture.now
    let accounts = Accounts(
      store: fixture.store, hasher: hasher, now: { Moment(seconds: seconds) })
    let gate = DispatchSemaphore(value: 0)
    async let held: Void = try hasher.run { gate.wait() }
    while hasher.hashes == 0 { await Task.yield() }
    for _ in 0..<20 {
      await #expect(throws: SignInRefusal.busy) {
        try await accounts.signIn(
          login: "li@example.org", password: AccountsFixture.password, client: "c")
      }
    }
    gate.signal()
    try await held
    _ = try await fixture.signIn(client: "c")
  }
}
