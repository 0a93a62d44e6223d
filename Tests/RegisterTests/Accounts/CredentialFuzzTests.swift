import Foundation
import Record
import TestSupport
import Testing

@testable import Register

/// Hostile spellings of hashes, secrets, tokens and addresses: every one gets an answer, and what is
/// read is written back as it was.
@Suite("Fuzzing of credentials", .serialized)
struct CredentialFuzzTests {
  private func spend(
    _ what: String, _ body: (inout SeededRandom) throws -> Bool
  ) rethrows {
    var random = SeededRandom()
    var read = 0
    let rounds = try Effort.spend(seconds: 0.5) {
      for _ in 0..<50 where try body(&random) { read += 1 }
    }
    print("fuzz: \(what): \(rounds * 50) inputs, \(read) of them read")
  }

  @Test("a hash that is read is written in the same characters")
  func hashes() throws {
    let salt = BitAlphabet.base64.encode([UInt8](repeating: 1, count: 16))
    let hash = BitAlphabet.base64.encode([UInt8](repeating: 2, count: 32))
    let valid = Array("$scrypt$ln=15,r=8,p=3$\(salt)$\(hash)".utf8)
    try #require(PasswordHash(String(decoding: valid, as: UTF8.self)) != nil)
    spend("PHC strings") { random in
      let text = String(decoding: random.damage(valid), as: UTF8.self)
      guard let hash = PasswordHash(text) else { return false }
      #expect(hash.text == text, "\(random)")
      #expect(hash.parameters.ln <= 20 && hash.parameters.r * hash.parameters.p <= 256)
      return true
    }
  }

  @Test("bytes survive every alphabet, and what is read is written in the same characters")
  func alphabets() {
    let alphabets = [BitAlphabet.base64, .base64URL, .base32, .crockford]
    spend("base 32 and 64") { random in
      var read = false
      for alphabet in alphabets {
        let bytes = random.bytes(Int.random(in: 0...40, using: &random))
        let text = alphabet.encode(bytes)
        #expect(alphabet.decode(text.utf8) == bytes, "\(random)")
        let damaged = random.damage(Array(text.utf8))
        if let found = alphabet.decode(damaged) {
          #expect(Array(alphabet.encode(found).utf8) == damaged, "\(random)")
          read = true
        }
      }
      return read
    }
  }

  @Test("a token that is read is written in the same characters")
  func tokens() {
    let valid = SecretToken(.session, random: AccountsFixture.random(4)).secretText
    spend("tokens") { random in
      let text = String(decoding: random.damage(Array(valid.utf8)), as: UTF8.self)
      _ = FormToken(session: SecretToken(.session, random: AccountsFixture.random(5)), action: text)
        .matches(text)
      guard let token = SecretToken(text) else { return false }
      #expect(token.secretText == text, "\(random)")
      return true
    }
  }

  @Test("an address that is read is one already")
  func logins() {
    let valid = Array("li.xiaoming+files@mail-1.example.org".utf8)
    spend("addresses") { random in
      let text = String(decoding: random.damage(valid), as: UTF8.self)
      let policy = PasswordPolicy()
      guard let login = LoginName(text) else { return false }
      #expect(LoginName(login.text) == login, "\(random)")
      #expect(login.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
      _ = policy.weakness(of: String(decoding: random.bytes(40), as: UTF8.self), login: login)
      _ = policy.weakness(of: text, login: login)
      _ = ClientAddress.group(of: text)
      return true
    }
  }

  @Test("a stored body that is damaged is not read, or is a body")
  func bodies() throws {
    let random = AccountsFixture.random(6)
    var generator = random
    var body = AccountBody(
      kind: .official, person: Identifier.random(using: &generator),
      created: Moment(seconds: 1_790_000_000),
      password: PasswordHash(
        parameters: .standard, salt: random.bytes(16), hash: random.bytes(32)))
    body.secondFactor = .random(random)
    body.recovery = RecoveryCodes.make(random).kept
    let valid = try body.encoded()
    #expect(AccountBody(encoded: valid) == body)
    let later = String(decoding: valid, as: UTF8.self)
      .replacing("\"version\":1", with: "\"version\":2")
    #expect(AccountBody(encoded: Array(later.utf8)) == nil)
    spend("account bodies") { random in
      guard var found = AccountBody(encoded: random.damage(valid)) else { return false }
      _ = found.accept("123456", at: Moment(seconds: 1_790_000_000))
      _ = found.accept("0000-0000-0000", at: Moment(seconds: 1_790_000_000))
      return true
    }
  }
}
