import Record
import TestSupport
import Testing

@testable import Register

@Suite("API tokens")
struct APITokenTests {
  let fixture: AccountsFixture

  init() throws { fixture = try AccountsFixture() }

  var tomorrow: Moment { Moment(seconds: fixture.now + 86_400) }

  @Test("a token stands for its account within its scopes, until its last second")
  func lifetime() async throws {
    let id = try await fixture.add()
    let account = try #require(try fixture.accounts.account(id))
    let made = try fixture.accounts.createToken(
      account: account, name: "nightly 检查", scopes: [.read, .file], expires: tomorrow)
    #expect(try fixture.accounts.tokens(of: id) == [made.listed])
    let text = made.token.secretText
    let bearer = try #require(try fixture.other().authenticate(bearer: text))
    #expect(bearer.account == account && bearer.scopes == [.read, .file])
    #expect(bearer.token == made.listed.id)
    fixture.now += 86_399
    #expect(try fixture.accounts.authenticate(bearer: text) != nil)
    fixture.now += 1
    #expect(try fixture.accounts.authenticate(bearer: text) == nil)
    try fixture.accounts.tidy()
    #expect(try fixture.accounts.tokens(of: id).isEmpty)
  }

  @Test("a revoked token is worth nothing, and only its owner revokes it")
  func revocation() async throws {
    let id = try await fixture.add()
    let stranger = try await fixture.add("wang@example.org")
    let account = try #require(try fixture.accounts.account(id))
    let made = try fixture.accounts.createToken(
      account: account, name: "a", scopes: [.read], expires: tomorrow)
    #expect(try !fixture.accounts.revokeToken(made.listed.id, of: stranger))
    #expect(try fixture.accounts.authenticate(bearer: made.token.secretText) != nil)
    #expect(try fixture.accounts.revokeToken(made.listed.id, of: id))
    #expect(try fixture.accounts.authenticate(bearer: made.token.secretText) == nil)
  }

  @Test("a session's token is no API token, and the other way round")
  func kinds() async throws {
    let id = try await fixture.add()
    let signedIn = try await fixture.signIn()
    let account = try #require(try fixture.accounts.account(id))
    let made = try fixture.accounts.createToken(
      account: account, name: "a", scopes: [.read], expires: tomorrow)
    #expect(try fixture.accounts.authenticate(bearer: signedIn.token.secretText) == nil)
    #expect(try fixture.accounts.session(for: made.token) == nil)
    for wrong in ["", "cmt_", "Bearer \(made.token.secretText)", made.token.secretText + "A"] {
      #expect(try fixture.accounts.authenticate(bearer: wrong) == nil)
    }
  }

  @Test("a token without name, scopes or end is refused")
  func refused() async throws {
    let id = try await fixture.add()
    let accounts = fixture.accounts
    let account = try #require(try accounts.account(id))
    func make(
      _ name: String = "a", _ scopes: Set<TokenScope> = [.read], _ expires: Moment? = nil
    ) throws {
      _ = try accounts.createToken(
        account: account, name: name, scopes: scopes, expires: expires ?? tomorrow)
    }
    for name in ["", String(repeating: "a", count: 81), "a\nb", "\0"] {
      #expect(throws: AccountRefusal.tokenName) { try make(name) }
    }
    for scopes: Set<TokenScope> in [[], [.decide], [.read, .administer], [.review]] {
      #expect(throws: AccountRefusal.tokenScopes) { try make("a", scopes) }
    }
    for seconds in [fixture.now, 0, .min, .max, fixture.now + accounts.rules.longestToken + 1] {
      #expect(throws: AccountRefusal.tokenExpiry(longest: accounts.rules.longestToken)) {
        try make("a", [.read], Moment(seconds: seconds))
      }
    }
    for _ in 0..<accounts.rules.mostTokens { try make() }
    #expect(throws: AccountRefusal.tooManyTokens(most: 50)) { try make() }
  }

  @Test("an official account makes tokens once it has a second factor, and none to file with")
  func official() async throws {
    let id = try await fixture.add(kind: .official)
    let before = try #require(try fixture.accounts.account(id))
    #expect(throws: AccountRefusal.secondFactorFirst) {
      try fixture.accounts.createToken(
        account: before, name: "a", scopes: [.read], expires: tomorrow)
    }
    _ = try await fixture.secondFactor(try await fixture.signIn().session)
    let made = try fixture.accounts.createToken(
      account: before, name: "a", scopes: [.review, .decide, .administer], expires: tomorrow)
    #expect(
      try fixture.accounts.authenticate(bearer: made.token.secretText)?.scopes
        == [.review, .decide, .administer])
    #expect(throws: AccountRefusal.tokenScopes) {
      try fixture.accounts.createToken(
        account: before, name: "a", scopes: [.file], expires: tomorrow)
    }
  }

  @Test("a deleted account leaves neither session nor token")
  func deletion() async throws {
    let id = try await fixture.add()
    let signedIn = try await fixture.signIn()
    let account = try #require(try fixture.accounts.account(id))
    let made = try fixture.accounts.createToken(
      account: account, name: "a", scopes: [.read], expires: tomorrow)
    #expect(try fixture.accounts.delete(id))
    #expect(try fixture.accounts.session(for: signedIn.token) == nil)
    #expect(try fixture.accounts.authenticate(bearer: made.token.secretText) == nil)
    #expect(throws: AccountRefusal.ended) {
      try fixture.accounts.createToken(
        account: account, name: "a", scopes: [.read], expires: tomorrow)
    }
  }
}
