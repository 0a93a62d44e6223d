import Foundation
import Record
import TestSupport
import Testing

@testable import Register
@testable import Web

@Suite("The pages of an account")
struct AccountPagesTests {
  @Test("An API token is made with password and scopes, shown once, listed and revoked")
  func tokens() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("甲", [.applicant])
    let other = try await world.person("乙", [.applicant])
    try await ServedDesk.run(world) { served in
      let session = try await served.session(applicant)
      let path = "/office/account/tokens"
      #expect(try await served.get(path, nil).status == 303)
      let empty = try await served.get("/en" + path, session)
      #expect(empty.status == 200 && empty.text.contains("There is no token yet"))
      // Of the scopes only those that an applicant has a use for.
      #expect(empty.text.contains("value=\"file\"") && !empty.text.contains("value=\"decide\""))
      func make(_ fields: [(String, String)]) async throws -> HTTPAnswer {
        try await served.post(path, fields, session)
      }
      let right = [("name", "脚本\"<b>"), ("scopes", "read"), ("scopes", "file"), ("days", "30")]
      #expect(try await make(right).status == 422)
      #expect(try await make(right + [("password", "wrong")]).status == 422)
      for missing in ["name", "scopes", "days"] {
        let fields = right.filter { $0.0 != missing } + [("password", DeskWorld.password)]
        #expect(try await make(fields).status == 422, "\(missing)")
      }
      #expect(
        try await make(
          [("name", "x"), ("scopes", "decide"), ("days", "30"), ("password", DeskWorld.password)]
        ).status == 422)
      #expect(try world.accounts.tokens(of: applicant.account).isEmpty)
      let made = try await make(right + [("password", DeskWorld.password)])
      #expect(made.status == 200 && made.headers["cache-control"] == "no-store")
      let rest = try #require(made.text.components(separatedBy: "<code>cmt_").dropFirst().first)
      let secret = "cmt_" + rest.prefix { $0 != "<" }
      let bearer = try #require(try world.accounts.authenticate(bearer: secret))
      #expect(bearer.scopes == [.read, .file] && bearer.account.id == applicant.account)
      let listed = try await served.get(path, session)
      #expect(!listed.text.contains(secret))
      #expect(listed.text.contains("脚本&quot;&lt;b&gt;"))
      let me = try await HTTP.get(
        served.base + "/api/v1/office/me", headers: ["authorization": "Bearer \(secret)"])
      #expect(me.status == 200)
      // Nobody else revokes it.
      let stranger = try await served.session(other)
      let id = ("token", bearer.token.text)
      #expect(try await served.post(path + "/revoke", [id], stranger).status == 404)
      #expect(try await served.post(path + "/revoke", [id], session).status == 303)
      #expect(try world.accounts.authenticate(bearer: secret) == nil)
    }
  }

  @Test("Somebody's data is erased with the password, and with a code where there is one")
  func erasure() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("陈甲", [.applicant])
    let officer = try await world.person("李乙", [.officer], staff: "O-1")
    let id = try await world.application(of: applicant, reviewedBy: officer)
    let app = try await Self.secondFactor(of: applicant, world)
    try await ServedDesk.run(world) { served in
      let session = try await served.session(applicant, app, step: 0)
      let path = "/office/account/erase"
      let page = try await served.get("/en" + path, session)
      #expect(page.status == 200 && page.text.contains("You alone act for organizations"))
      let official = try await served.session(officer)
      let theirs = try await served.get("/en" + path, official)
      #expect(theirs.status == 200 && !theirs.text.contains("name=\"sure\""))
      let sure = ("sure", "yes")
      let password = ("password", DeskWorld.password)
      #expect(try await served.post(path, [sure, password], official).status >= 400)
      for fields in [[password], [sure], [sure, password], [sure, password, ("code", "000000")]] {
        #expect(try await served.post(path, fields, session).status == 422)
      }
      #expect(world.registrar.published.cases.account(applicant.account)?.isActive == true)
      let erased = try await served.post(
        path, [sure, password, ("code", Self.code(app, later: 1))], session)
      #expect(erased.status == 303 && erased.headers["set-cookie"]?.contains("Max-Age=0") == true)
      #expect(try await served.get("/office/account", session).status == 303)
      #expect(try world.registrar.details(of: applicant.person) == nil)
      #expect(try world.accounts.account(applicant.account) == nil)
      // The case goes on, and the document on which it stands is still there to be looked at.
      let cases = world.registrar.published.cases
      let mandate = try #require(cases.mandates(of: applicant.person).first)
      #expect(mandate.status == .ended && cases.application(id)?.status == .submitted)
      #expect(try world.registrar.document(of: mandate).name == "licence.pdf")
      try world.registrar.audit()
      let queue = try await served.get("/en/office/review/\(id)", official)
      #expect(queue.status == 200 && !queue.text.contains("陈甲"))
    }
  }

  @Test("A second factor is replaced and taken away with password and code, and never without")
  func secondFactor() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("甲", [.applicant])
    let app = try await Self.secondFactor(of: applicant, world)
    try await ServedDesk.run(world) { served in
      let session = try await served.session(applicant, app, step: 0)
      let path = "/office/account/second-factor"
      let page = try await served.get("/en" + path, session)
      #expect(page.text.contains("10 left") && page.text.contains(path + "/remove"))
      let password = ("password", DeskWorld.password)
      for target in [path, path + "/codes", path + "/remove"] {
        for fields in [[], [password], [password, ("code", "000000")]] {
          #expect(try await served.post(target, fields, session).status == 422, "\(target)")
        }
      }
      let codes = try await served.post(
        path + "/codes", [password, ("code", Self.code(app, later: 1))], session)
      #expect(codes.status == 200)
      let recovery = codes.text.components(separatedBy: "<code>").dropFirst()
        .map { String($0.prefix { $0 != "<" }) }
      #expect(recovery.count == 10)
      let begun = try await served.post(
        path, [password, ("code", try #require(recovery.first))], session)
      #expect(begun.status == 200 && begun.text.contains("otpauth://"))
      let removed = try await served.post(
        path + "/remove", [password, ("code", recovery[1])], session)
      #expect(removed.status == 303)
      #expect(try world.accounts.account(applicant.account)?.hasSecondFactor == false)
    }
  }

  @Test("No more accounts are opened from one address than may be in an hour")
  func registrations() async throws {
    let world = try DeskWorld()
    try await ServedDesk.run(world) { served in
      var statuses: [Int] = []
      for turn in 0..<12 {
        let answer = try await served.post(
          "/office/register",
          [
            ("name", "某人"), ("email", "p\(turn)@example.org"), ("password", DeskWorld.password),
          ], nil)
        statuses.append(answer.status)
      }
      #expect(statuses == Array(repeating: 303, count: 10) + [429, 429])
      // What was not well written counts for nothing, and is told first.
      let weak = try await served.post(
        "/office/register", [("name", "某人"), ("email", "x"), ("password", "short")], nil)
      #expect(weak.status == 422)
      #expect(world.registrar.published.cases.accounts(with: .applicant).count == 10)
    }
  }

  /// Sets a second factor up for somebody; returns the authenticator.
  static func secondFactor(
    of person: DeskWorld.Person, _ world: DeskWorld
  ) async throws -> TimeBasedCode {
    let session = try await world.accounts.signIn(
      login: person.login, password: DeskWorld.password, client: "192.0.2.1"
    ).session
    let setup = try await world.accounts.beginSecondFactor(session, password: DeskWorld.password)
    let secret = try #require(BitAlphabet.base32.decode(setup.secretText.utf8))
    let app = TimeBasedCode(secret: secret)
    _ = try world.accounts.confirmSecondFactor(session, code: code(app, later: -1))
    return app
  }

  /// What the authenticator shows some steps later; the clock of the tests stands, so that a step
  /// too far is not accepted.
  static func code(_ app: TimeBasedCode, later steps: Int) -> String {
    app.code(step: TimeBasedCode.step(at: DeskWorld.now) + steps)
  }
}

extension ServedDesk {
  /// The token of a new session of somebody with an authenticator.
  func session(
    _ person: DeskWorld.Person, _ app: TimeBasedCode, step: Int
  ) async throws -> SecretToken {
    try await world.accounts.signIn(
      login: person.login, password: DeskWorld.password,
      code: AccountPagesTests.code(app, later: step), client: "127.0.0.1"
    ).token
  }
}
