import Dispatch
import Foundation
import TestSupport
import Testing

@testable import Register

@Suite("Passwords")
struct PasswordTests {
  struct Vector: Sendable {
    let password: String
    let salt: String
    let ln: Int
    let r: Int
    let p: Int
    let hash: String
  }

  /// RFC 7914, section 12; the last one takes a gibibyte, and is left out.
  static let vectors = [
    Vector(
      password: "", salt: "", ln: 4, r: 1, p: 1,
      hash: "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"),
    Vector(
      password: "password", salt: "NaCl", ln: 10, r: 8, p: 16,
      hash: "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"),
    Vector(
      password: "pleaseletmein", salt: "SodiumChloride", ln: 14, r: 8, p: 1,
      hash: "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"),
  ]

  static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test("scrypt gives what RFC 7914 says", arguments: vectors)
  func scrypt(_ vector: Vector) throws {
    let parameters = try #require(ScryptParameters(ln: vector.ln, r: vector.r, p: vector.p))
    let hash = parameters.derive(
      Array(vector.password.utf8), salt: Array(vector.salt.utf8), bytes: 64)
    #expect(Self.hex(try #require(hash)) == vector.hash)
  }

  @Test("the cheapest and the widest parameters that are accepted can be computed")
  func bounds() throws {
    for (ln, r, p) in [(1, 1, 1), (1, 16, 1), (1, 16, 16), (10, 16, 1), (15, 1, 1)] {
      let parameters = try #require(ScryptParameters(ln: ln, r: r, p: p))
      #expect(parameters.derive([1], salt: [2], bytes: 32)?.count == 32, "\(parameters)")
    }
    for (ln, r, p) in [
      (0, 8, 1), (21, 8, 1), (20, 16, 1), (20, 8, 2), (10, 17, 1), (10, 8, 17), (16, 1, 1),
      (15, 0, 1), (15, 8, 0), (-1, 8, 1), (Int.max, 8, 1), (10, Int.max, 1), (10, 8, .max),
    ] {
      #expect(ScryptParameters(ln: ln, r: r, p: p) == nil, "\(ln) \(r) \(p)")
    }
  }

  @Test("a hash is written as a PHC string and read back, and nothing else is read")
  func text() throws {
    let salt = BitAlphabet.base64.encode([UInt8](repeating: 1, count: 16))
    let hash = BitAlphabet.base64.encode([UInt8](repeating: 2, count: 32))
    let text = "$scrypt$ln=15,r=8,p=3$\(salt)$\(hash)"
    #expect(PasswordHash(text)?.text == text)
    for wrong in [
      "", "$", "$$$$", text + "$", " " + text, text + "=", text.replacing("ln=15", with: "ln=21"),
      text.replacing("ln=15", with: "ln=015"), text.replacing("ln=15", with: "ln=+5"),
      text.replacing("ln=15", with: "ln=99"), text.replacing("r=8", with: "r=99"),
      text.replacing("p=3", with: "p=0"), text.replacing("p=3", with: "p="),
      text.replacing("ln=15,r=8", with: "r=8,ln=15"), text.replacing("scrypt", with: "Scrypt"),
      text.replacing("p=3", with: "p=3,q=1"), "$scrypt$ln=15,r=8,p=3$AQE$\(hash)",
      "$scrypt$ln=15,r=8,p=3$\(salt)$AQE", text.replacing("p=3", with: "p=3\u{301}"),
      "$scrypt$ln=15,r=8,p=3$\(String(salt.dropLast()))B$\(hash)",
    ] {
      #expect(PasswordHash(wrong) == nil, "\(wrong)")
    }
  }

  @Test("a hash fits its own password, in any way of typing it, and no other")
  func fits() throws {
    let parameters = try #require(ScryptParameters(ln: 4, r: 1, p: 1))
    let salt = [UInt8](repeating: 7, count: 16)
    let hash = try #require(
      PasswordHash.make(NormalPassword("Café au lait à midi"), salt: salt, parameters: parameters))
    #expect(hash.matches(NormalPassword("Cafe\u{301} au lait a\u{300}\u{3000}midi")) == true)
    for wrong in ["cafe au lait a midi", "Café au lait à midi ", "", "Café"] {
      #expect(hash.matches(NormalPassword(wrong)) == false, "\(wrong)")
    }
  }

  @Test("a hash is made anew when it should cost more, and not when it should cost less")
  func rehash() throws {
    let hash = PasswordHash(
      parameters: try #require(ScryptParameters(ln: 10, r: 8, p: 2)), salt: [], hash: [])
    let dearer = [(11, 8, 1), (10, 9, 1), (10, 8, 3)]
    for (ln, r, p) in dearer {
      #expect(hash.needsRehash(for: try #require(ScryptParameters(ln: ln, r: r, p: p))))
    }
    for (ln, r, p) in [(10, 8, 2), (9, 8, 1)] {
      #expect(!hash.needsRehash(for: try #require(ScryptParameters(ln: ln, r: r, p: p))))
    }
  }

  @Test(
    "what is guessed first is refused",
    arguments: [
      ("aaaaaaaaaaaaaaa", PasswordPolicy.Weakness.common), ("123456789012", .common),
      ("password1234", .common), ("P@ssw0rd2345", .common), ("Countermark2026", .common),
      ("qwertyuiop123", .common), ("abcabcabcabcabc", .common), ("1qaz2wsx3edc4rfv", .common),
      ("zxcvbnm,./987654", .common), ("password password", .common), ("我爱你我爱你我爱你我爱你", .common),
      ("wang.xiaoming@example.org", .likeTheLogin), ("wang.xiaoming1", .likeTheLogin),
      ("example987654", .likeTheLogin), ("short one", .tooShort(minimum: 12)),
      ("now and\u{7}again rain", .controlCharacter),
    ] as [(String, PasswordPolicy.Weakness)])
  func weak(_ password: String, _ weakness: PasswordPolicy.Weakness) throws {
    let login = try #require(LoginName("wang.xiaoming@example.org"))
    #expect(PasswordPolicy().weakness(of: password, login: login) == weakness)
    #expect(!weakness.description.isEmpty)
  }

  @Test(
    "a long password of any kind may be set",
    arguments: [
      "correct horse battery staple", "月落乌啼霜满天江枫渔火对愁眠", "gate lamp river", "ixqvrubtwyzk",
      String(repeating: "天地玄黄宇宙洪荒", count: 8), "😀🐎🔋📎🌧🚪🎈🗝🧭🪵🧵🪁",
    ])
  func strong(_ password: String) throws {
    let login = try #require(LoginName("wang.xiaoming@example.org"))
    #expect(PasswordPolicy().weakness(of: password, login: login) == nil)
  }

  @Test("length counts characters as Unicode scalars, and bytes are bounded")
  func length() throws {
    let login = try #require(LoginName("li@example.org"))
    let words = "kq vz wm xj tb r"
    #expect(PasswordPolicy(minimum: 16).weakness(of: words, login: login) == nil)
    #expect(
      PasswordPolicy(minimum: 17).weakness(of: words, login: login) == .tooShort(minimum: 17))
    #expect(
      PasswordPolicy().weakness(of: String(repeating: "天地", count: 43), login: login)
        == .tooLong(maximumBytes: 256))
  }

  @Test("no more run and no more wait than was said; the rest is refused at once")
  func pool() async throws {
    let hasher = PasswordHasher(
      parameters: try AccountsFixture.cheap(), atOnce: 2, waiting: 3)
    let gate = DispatchSemaphore(value: 0)
    let answers = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<12 {
        group.addTask {
          do throws(PasswordHasher.Refusal) {
            try await hasher.run { gate.wait() }
            return true
          } catch { return false }
        }
      }
      // Seven are refused while none has finished; only then do the others go on.
      var refused = 0
      while refused < 7, let answer = await group.next() {
        #expect(!answer)
        refused += 1
      }
      #expect(hasher.hashes == 2)
      for _ in 0..<5 { gate.signal() }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(answers == 5)
    #expect(hasher.hashes == 5)
    // And it goes on afterwards.
    gate.signal()
    try await hasher.run { gate.wait() }
  }
}
