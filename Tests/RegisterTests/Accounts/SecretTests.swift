import Foundation
import Record
import Testing

@testable import Register

@Suite("Codes and tokens")
struct SecretTests {
  let random = AccountsFixture.random(3)

  struct Vector: Sendable {
    let seconds: Int
    let code: String
  }

  /// RFC 6238, appendix B, the rows of SHA-1.
  static let vectors = [
    Vector(seconds: 59, code: "94287082"), Vector(seconds: 1_111_111_109, code: "07081804"),
    Vector(seconds: 1_111_111_111, code: "14050471"),
    Vector(seconds: 1_234_567_890, code: "89005924"),
    Vector(seconds: 2_000_000_000, code: "69279037"),
    Vector(seconds: 20_000_000_000, code: "65353130"),
  ]

  @Test("time-based codes are those of RFC 6238", arguments: vectors)
  func timeBased(_ vector: Vector) {
    var factor = TimeBasedCode(secret: Array("12345678901234567890".utf8))
    let moment = Moment(seconds: vector.seconds)
    #expect(factor.code(step: TimeBasedCode.step(at: moment), digits: 8) == vector.code)
    let six = String(vector.code.suffix(6))
    #expect(factor.accept(six, at: moment) == true)
    #expect(factor.accept(six, at: moment) == false)
  }

  @Test("a code is good in its step and the ones beside it, once, whatever the clock does then")
  func window() {
    let start = TimeBasedCode(secret: random.bytes(20))
    let now = 1_790_000_010
    for (late, good) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
      var factor = start
      let code = factor.code(step: TimeBasedCode.step(at: Moment(seconds: now)))
      #expect(factor.accept(code, at: Moment(seconds: now + late)) == good, "\(late)")
    }
    var factor = start
    #expect(factor.accept(factor.code(step: now / 30), at: Moment(seconds: now)) == true)
    // A step back is a step that was passed, used or not.
    for step in [-1, 0] {
      let code = factor.code(step: now / 30 + step)
      for late in [-3600, -30, 0, 30] {
        #expect(factor.accept(code, at: Moment(seconds: now + late)) == false)
      }
    }
    #expect(factor.accept(factor.code(step: now / 30 + 1), at: Moment(seconds: now)) == true)
    for wrong in ["", "12345", "1234567", "１２３４５６", "12345a", "-12345"] {
      #expect(factor.accept(wrong, at: Moment(seconds: now + 600)) == false, "\(wrong)")
    }
  }

  @Test("the extremes of the clock get an answer")
  func extremes() {
    var factor = TimeBasedCode(secret: random.bytes(20))
    for seconds in [Int.min, -1, 0, Int.max] {
      #expect(factor.accept("x", at: Moment(seconds: seconds)) == false)
    }
    let rules = SessionRules.personal
    for seconds in [Int.min, Int.max] {
      #expect(!rules.hold(created: 1, used: 1, at: Moment(seconds: seconds)))
      #expect(!rules.hold(created: .min, used: .max, at: Moment(seconds: seconds)))
    }
  }

  @Test("an authenticator's address names issuer and login, whatever stands in them")
  func address() {
    let factor = TimeBasedCode(secret: Array("12345678901234567890".utf8))
    #expect(
      factor.address(issuer: "登记 & more", login: "li+a@example.org")
        == "otpauth://totp/%E7%99%BB%E8%AE%B0%20%26%20more:li%2Ba%40example.org"
        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E7%99%BB%E8%AE%B0%20%26%20more"
        + "&algorithm=SHA1&digits=6&period=30")
  }

  @Test("a recovery code is good once, however it is typed, and nothing of it is kept")
  func recovery() throws {
    var (codes, kept) = RecoveryCodes.make(random)
    #expect(Set(codes).count == RecoveryCodes.count && kept.left == RecoveryCodes.count)
    let json = String(decoding: try JSONEncoder().encode(kept), as: UTF8.self)
    for code in codes {
      #expect(code.utf8.count == 14)
      #expect(!json.contains(code) && !json.contains(code.replacing("-", with: "")))
    }
    #expect(kept.use(codes[0].uppercased().replacing("-", with: " ")) == true)
    #expect(kept.use(codes[0]) == false)
    #expect(kept.use(codes[1].replacing("-", with: "").replacing("0", with: "O")) == true)
    for wrong in ["", "-", codes[2] + "0", String(codes[2].dropLast()), "zzzz-zzzz-zzzz"] {
      #expect(kept.use(wrong) == false)
    }
    #expect(kept.left == RecoveryCodes.count - 2)
    let read = try JSONDecoder().decode(RecoveryCodes.self, from: JSONEncoder().encode(kept))
    #expect(read == kept)
  }

  @Test("a token says what it is for, is read in one form only, and shows nothing by accident")
  func tokens() throws {
    let token = SecretToken(.session, random: random)
    #expect(token.secretText.hasPrefix("cms_") && token.secretText.utf8.count == 47)
    #expect(SecretToken(token.secretText) == token)
    let api = try #require(
      SecretToken(token.secretText.replacing("cms_", with: "cmt_")))
    #expect(api.kind == .api && api.hash != token.hash)
    for wrong in [
      "", "cms_", token.secretText + "A", String(token.secretText.dropLast()),
      String(token.secretText.dropFirst(4)), token.secretText + "=", " " + token.secretText,
      token.secretText.replacing("cms_", with: "cmx_"),
    ] {
      #expect(SecretToken(wrong) == nil, "\(wrong)")
    }
    var dumped = ""
    dump(token, to: &dumped)
    for shown in ["\(token)", String(reflecting: token), "\([token])", dumped] {
      #expect(!shown.contains(token.secretText.suffix(20)))
      #expect(!shown.contains(token.bytes.map(String.init).joined(separator: ", ")))
    }
  }

  @Test("a form token is good for its own kind of form in its own session")
  func forms() {
    let session = SecretToken(.session, random: random)
    let form = FormToken(session: session, action: "POST /account/password")
    #expect(form.matches(form.text))
    #expect(!form.matches(FormToken(session: session, action: "POST /account/tokens").text))
    // One kind of form has one token, whichever case it is about.
    let cases = ["0123456789abcdefghjkmnpqrs", "zyxwvtsrqpnmkjhgfedcba9876"]
    let claims = cases.map { FormToken(session: session, action: "/office/review/\($0)/claim") }
    #expect(claims[0] == claims[1])
    for other in [
      "/office/review/\(cases[0])/release", "/office/review/\(cases[0])", "/office/review//claim",
      "/office/review/\(cases[0])x/claim", "/office/review/\(cases[0].uppercased())/claim",
      "/office/\(cases[0])/\(cases[0])/claim", "office/review/\(cases[0])/claim",
    ] {
      #expect(!claims[0].matches(FormToken(session: session, action: other).text), "\(other)")
    }
    let stranger = SecretToken(.session, random: random)
    #expect(!form.matches(FormToken(session: stranger, action: "POST /account/password").text))
    for wrong in ["", String(form.text.dropLast()), form.text + "A", form.text + "="] {
      #expect(!form.matches(wrong))
    }
  }

  @Test("base 32 and base 64 are those of RFC 4648, section 10, without padding")
  func alphabets() {
    for (plain, base32, base64) in [
      ("", "", ""), ("f", "MY", "Zg"), ("fo", "MZXQ", "Zm8"), ("foo", "MZXW6", "Zm9v"),
      ("foob", "MZXW6YQ", "Zm9vYg"), ("fooba", "MZXW6YTB", "Zm9vYmE"),
      ("foobar", "MZXW6YTBOI", "Zm9vYmFy"),
    ] {
      #expect(BitAlphabet.base32.encode(plain.utf8) == base32)
      #expect(BitAlphabet.base64.encode(plain.utf8) == base64)
      #expect(BitAlphabet.base32.decode(base32.utf8) == Array(plain.utf8))
      #expect(BitAlphabet.base64.decode(base64.utf8) == Array(plain.utf8))
    }
    #expect(BitAlphabet.base64URL.encode([0xFB, 0xFF]) == "-_8")
    for wrong in ["M", "MZ", "MZX", "MZXW6Y", "my", "M1", "MY======"] {
      #expect(BitAlphabet.base32.decode(wrong.utf8) == nil, "\(wrong)")
    }
  }
}
