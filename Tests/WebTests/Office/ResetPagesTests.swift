import Foundation
import Record
import TestSupport
import Testing

@testable import Register
@testable import Web

@Suite("A forgotten password")
struct ResetPagesTests {
  @Test("Two administrators hand out half a code each; the owner sets a new password, once")
  func reset() async throws {
    let world = try DeskWorld()
    let one = try await world.person("甲", [.administrator], staff: "M-1")
    let other = try await world.person("乙", [.administrator], staff: "M-2")
    let applicant = try await world.person("陈填报", [.applicant])
    try await ServedDesk.run(world) { served in
      let first = try await served.session(one)
      let second = try await served.session(other)
      let mine = try await served.session(applicant)
      let path = "/office/officials/resets"
      #expect(try await served.get(path, mine).status == 404)
      #expect(try await served.get(path, nil).status == 303)
      #expect(try await served.post(path, [("login", "x")], first).status == 422)
      #expect(try await served.post(path, [("login", "no@example.org")], first).status == 422)
      let begun = try await served.post(path, [("login", applicant.login)], first)
      let half = try #require(Self.half(begun.text))
      let reset = try #require(world.registrar.published.cases.openResets(at: DeskWorld.now).first)
      // Who began it cannot confirm it, and sees the half no second time.
      let confirm = path + "/\(reset.id)/confirm"
      #expect(try await served.post(confirm, [], first).status == 403)
      #expect(try await !served.get(path, first).text.contains(half))
      let confirmed = try await served.post(confirm, [], second)
      let rest = try #require(Self.half(confirmed.text))
      #expect(try await served.post(confirm, [], second).status == 404)
      let page = "/office/reset/\(reset.id)"
      let shown = try await served.get(page, nil)
      #expect(shown.status == 200 && !shown.text.contains(applicant.login))
      let new = "brass harbour tilting slowly"
      func set(_ halves: (String, String), _ password: String, again: String? = nil) async throws
        -> Int
      {
        try await served.post(
          page,
          [
            ("first", halves.0), ("second", halves.1), ("password", password),
            ("again", again ?? password),
          ], nil
        ).status
      }
      #expect(try await set((rest, half), new) == 422)
      #expect(try await set((half, half), new) == 422)
      #expect(try await set((half, rest), new, again: "another") == 422)
      // A password that may not be set costs no code.
      #expect(try await set((half, rest), "short") == 422)
      #expect(try await served.get("/office/account", mine).status == 200)
      #expect(try await set((half, rest), new) == 303)
      #expect(try await served.get("/office/account", mine).status == 303)
      #expect(try await set((half, rest), new) == 404)
      _ = try await world.accounts.signIn(
        login: applicant.login, password: new, client: "192.0.2.1")
      await #expect(throws: SignInRefusal.unknownOrWrong) {
        try await world.accounts.signIn(
          login: applicant.login, password: DeskWorld.password, client: "192.0.2.1")
      }
    }
  }

  @Test("A code is good for three days, a newer one takes its place, and a second factor stays")
  func limits() async throws {
    let world = try DeskWorld()
    let one = try await world.person("甲", [.administrator], staff: "M-1")
    let other = try await world.person("乙", [.administrator], staff: "M-2")
    let applicant = try await world.person("陈填报", [.applicant])
    let app = try await AccountPagesTests.secondFactor(of: applicant, world)
    var random = SystemRandomNumberGenerator()
    let half = ActivationHalf(using: &random)
    let old = try await world.give(
      .people(.proposeReset(account: applicant.account, firstHalf: half.digest)), by: one.actor)
    let new = try #require(
      try await world.give(
        .people(.proposeReset(account: applicant.account, firstHalf: half.digest)),
        by: one.actor))
    let cases = world.registrar.published.cases
    #expect(cases.reset(try #require(old)) == nil)
    let reset = try #require(cases.reset(new))
    let last = DeskWorld.now.seconds + PasswordReset.time
    #expect(reset.isOpen(at: Moment(seconds: last - 1)))
    #expect(!reset.isOpen(at: Moment(seconds: last)))
    #expect(!reset.isOpen(at: Moment(seconds: DeskWorld.now.seconds - 1)))
    // One half alone opens nothing.
    for second in [half.digest, ""] {
      await #expect(throws: RegisterError.notAllowed(.code)) {
        try await world.give(
          .people(.redeemReset(reset: new, firstHalf: half.digest, secondHalf: second)),
          by: .machine("pages"))
      }
    }
    await #expect(throws: RegisterError.notAllowed(.role(needed: [.administrator]))) {
      try await world.give(
        .people(.proposeReset(account: one.account, firstHalf: half.digest)),
        by: applicant.actor)
    }
    try await world.give(
      .people(.confirmReset(reset: new, secondHalf: half.digest)), by: other.actor)
    try world.accounts.set(
      try await world.accounts.newPassword("brass harbour tilting", of: applicant.account))
    await #expect(throws: SignInRefusal.codeNeeded) {
      try await world.accounts.signIn(
        login: applicant.login, password: "brass harbour tilting", client: "192.0.2.1")
    }
    _ = try await world.accounts.signIn(
      login: applicant.login, password: "brass harbour tilting",
      code: AccountPagesTests.code(app, later: 0), client: "192.0.2.1")
  }

  @Test("A second factor that is lost with its recovery codes goes when both administrators say so")
  func lostFactor() async throws {
    let world = try DeskWorld()
    let one = try await world.person("甲", [.administrator], staff: "M-1")
    let other = try await world.person("乙", [.administrator], staff: "M-2")
    let applicant = try await world.person("陈填报", [.applicant])
    _ = try await AccountPagesTests.secondFactor(of: applicant, world)
    try await ServedDesk.run(world) { served in
      let first = try await served.session(one)
      let second = try await served.session(other)
      let path = "/office/officials/resets"
      let begun = try await served.post(
        path, [("login", applicant.login), ("second-factor", "lost")], first)
      let half = try #require(Self.half(begun.text))
      let reset = try #require(world.registrar.published.cases.openResets(at: DeskWorld.now).first)
      #expect(reset.takesSecondFactor)
      // Who confirms it is told what goes.
      #expect(try await served.get("/en" + path, second).text.contains("taken away too"))
      let confirmed = try await served.post(path + "/\(reset.id)/confirm", [], second)
      let rest = try #require(Self.half(confirmed.text))
      #expect(try world.accounts.account(applicant.account)?.hasSecondFactor == true)
      let new = "brass harbour tilting slowly"
      let set = [("first", half), ("second", rest), ("password", new), ("again", new)]
      #expect(try await served.post("/office/reset/\(reset.id)", set, nil).status == 303)
      let account = try #require(try world.accounts.account(applicant.account))
      #expect(!account.hasSecondFactor && account.recoveryCodesLeft == 0)
      _ = try await world.accounts.signIn(
        login: applicant.login, password: new, client: "192.0.2.1")
    }
  }

  private static func half(_ html: String) -> String? {
    html.components(separatedBy: "<code>").dropFirst().first?.components(separatedBy: "<").first
  }
}
