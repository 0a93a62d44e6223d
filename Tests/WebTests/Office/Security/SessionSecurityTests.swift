import Foundation
import Record
import TestSupport
import Testing

@testable import Register
@testable import Web

@Suite("A session that was stolen, timed out or ended opens nothing")
struct SessionSecurityTests {
  /// What a session opens: a page, and a form.
  private static func opens(
    _ session: SecretToken, _ office: PageOffice
  ) async throws -> Bool {
    let page = try await office.get("/en/office/account", session)
    let form = try await office.post("/office/account/second-factor", [], session)
    if page.status == 303 {
      #expect(page.headers["location"]?.hasPrefix("/en/office/sign-in") == true)
      #expect(form.status == 303 && form.headers["location"]?.contains("sign-in") == true)
      #expect(!page.text.contains("example.org"))
      return false
    }
    #expect(page.status == 200)
    return true
  }

  @Test("A cookie that was copied is worth nothing once its owner has signed out")
  func stolen() async throws {
    try await CaseServer.run { server in
      let office = PageOffice(server: server)
      let owner = try await office.member("甲", [.applicant])
      // The thief has the very cookie, in another browser.
      let thief = owner.session
      #expect(try await Self.opens(thief, office))
      let out = try await office.post("/office/sign-out", [], owner.session)
      #expect(out.status == 303 && out.headers["set-cookie"]?.contains("Max-Age=0") == true)
      #expect(try await !Self.opens(thief, office))
      #expect(try await office.post("/office/sign-out", [], thief).status == 303)
      #expect(try await office.get("/en/office/account", thief).headers["set-cookie"] == nil)
    }
  }

  @Test("What is stored of a session, a guess, and an API token are no sessions")
  func madeUp() async throws {
    try await CaseServer.run { server in
      let office = PageOffice(server: server)
      let owner = try await office.member("甲", [.applicant])
      let text = owner.session.secretText
      let kept = try #require(SecretToken(text)).hash
      let hash = kept.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      let last = text.last == "A" ? "B" : "A"
      for made in [
        hash, "cms_" + hash, String(text.dropLast()) + last, text + "A", text.uppercased(),
        try office.token(of: owner), "", "cms_",
      ] {
        let page = try await HTTP.get(
          server.client.base + "/en/office/account",
          headers: ["cookie": "\(SessionCookie.name)=\(made)"])
        #expect(page.status == 303, "\(made)")
      }
      // Under another name it is none either: the prefix is what keeps neighbours out.
      for name in ["session", "__Secure-session", "__host-session"] {
        let page = try await HTTP.get(
          server.client.base + "/en/office/account", headers: ["cookie": "\(name)=\(text)"])
        #expect(page.status == 303, "\(name)")
      }
      #expect(try await Self.opens(owner.session, office))
    }
  }

  @Test("Nobody who does nothing stays signed in: half an hour, and a quarter for officials")
  func timedOutIdle() async throws {
    try await CaseServer.run { server in
      let office = PageOffice(server: server)
      let applicant = try await office.member("甲", [.applicant])
      server.clock.advance(SessionRules.personal.idle - SessionRules.touchInterval - 1)
      #expect(try await Self.opens(applicant.session, office))
      server.clock.advance(SessionRules.personal.idle)
      #expect(try await !Self.opens(applicant.session, office))
      let officer = try await office.member("乙", [.officer], staff: "O-1")
      server.clock.advance(SessionRules.official.idle)
      #expect(try await !Self.opens(officer.session, office))
    }
  }

  @Test("Whoever works without a pause signs in anew: after twelve hours, and eight for officials")
  func timedOutAbsolute() async throws {
    try await CaseServer.run { server in
      let office = PageOffice(server: server)
      let applicant = try await office.member("甲", [.applicant])
      let officer = try await office.member("乙", [.officer], staff: "O-1")
      let began = server.clock.now.seconds
      var ends: [Int] = []
      for (member, rules) in [
        (officer, SessionRules.official), (applicant, SessionRules.personal),
      ] {
        while server.clock.now.seconds - began < rules.absolute - 600 {
          server.clock.advance(600)
          for one in [applicant, officer] { _ = try await office.get("/office", one.session) }
        }
        #expect(try await Self.opens(member.session, office))
        server.clock.advance(600)
        #expect(try await !Self.opens(member.session, office))
        ends.append(server.clock.now.seconds - began)
      }
      #expect(ends == [8 * 3600, 12 * 3600])
    }
  }

  @Test("Signed out everywhere, every session has ended, and nobody else's")
  func everywhere() async throws {
    try await CaseServer.run { server in
      let office = PageOffice(server: server)
      let owner = try await office.member("甲", [.applicant])
      let other = try await office.member("乙", [.applicant])
      let sessions = [
        owner.session, try await office.session(of: owner), try await office.session(of: owner),
      ]
      for session in sessions { #expect(try await Self.opens(session, office)) }
      let out = try await office.post(
        "/office/account/sign-out-everywhere", [], sessions[1])
      #expect(out.status == 303)
      for session in sessions { #expect(try await !Self.opens(session, office)) }
      #expect(try await Self.opens(other.session, office))
    }
  }

  @Test("A new password ends every other session, a thief's among them")
  func newPassword() async throws {
    try await CaseServer.run { server in
      let office = PageOffice(server: server)
      let owner = try await office.member("甲", [.applicant])
      let thief = try await office.session(of: owner)
      let changed = try await office.post(
        "/office/account/password",
        [("old", PageOffice.password), ("new", "river lamp gate moss")], owner.session)
      #expect(changed.status == 303)
      #expect(try await !Self.opens(thief, office))
      #expect(try await Self.opens(owner.session, office))
    }
  }

  @Test("An account that has ended is signed out at once, wherever it is")
  func endedAccount() async throws {
    try await CaseServer.run { server in
      let office = PageOffice(server: server)
      let owner = try await office.member("甲", [.applicant])
      _ = try await server.registrar.carryOut(
        .people(.end(account: owner.account)), actor: owner.actor)
      #expect(try await !Self.opens(owner.session, office))
    }
  }
}
