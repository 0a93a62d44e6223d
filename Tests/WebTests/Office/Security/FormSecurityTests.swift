import Foundation
import Register
import Rules
import TestSupport
import Testing
import Transparency

@testable import Web

@Suite("Forms that are replayed, reordered or forged change nothing")
struct FormSecurityTests {
  /// A served office with a case that was handed in.
  private struct Desk {
    let office: PageOffice
    let applicant: PageOffice.Member
    let officer: PageOffice.Member
    let approver: PageOffice.Member
    let organization: Identifier
    let id: Identifier

    init(_ server: CaseServer) async throws {
      office = PageOffice(server: server)
      applicant = try await office.member("甲", [.applicant])
      officer = try await office.member("乙", [.officer], staff: "O-1")
      approver = try await office.member("丙", [.approver], staff: "A-1")
      organization = try await office.organization(of: applicant, reviewedBy: officer)
      id = try await office.submitted("演示甲算法", for: organization, by: applicant)
    }

    func step(
      _ name: String, _ fields: [(String, String)] = [], by member: PageOffice.Member
    ) async throws -> Int {
      try await office.post("/office/review/\(id)/\(name)", fields, member.session).status
    }

    var events: Int {
      office.server.registrar.published.cases.application(id)?.history.count ?? 0
    }
  }

  private static let recommendation = [("outcome", "file"), ("reasons", "齐全")]

  @Test("A form that is sent a second time is refused, and nothing happens twice")
  func replayed() async throws {
    try await CaseServer.run { server in
      let desk = try await Desk(server)
      let office = desk.office
      for (name, fields, member) in [
        ("claim", [], desk.officer), ("recommend", Self.recommendation, desk.officer),
        ("approve", [], desk.approver),
      ] {
        #expect(try await desk.step(name, fields, by: member) == 303, "\(name)")
        let (events, size) = (desk.events, server.registrar.published.state.tree.size)
        for _ in 0..<3 {
          #expect(try await desk.step(name, fields, by: member) == 409, "\(name)")
        }
        #expect(desk.events == events)
        #expect(server.registrar.published.state.tree.size == size)
      }
      let list = [("application", desk.id.text)]
      let published = try await office.post("/office/lists", list, desk.approver.session)
      #expect(published.status == 303 && office.status(desk.id) == .published)
      let size = server.registrar.published.state.tree.size
      #expect(try await office.post("/office/lists", list, desk.approver.session).status != 303)
      #expect(server.registrar.published.state.tree.size == size)
      #expect(server.registrar.published.state.filings.count == 1)
    }
  }

  @Test("A page of the form that is sent again after a newer one does not write over it")
  func replayedDraft() async throws {
    try await CaseServer.run { server in
      let desk = try await Desk(server)
      let office = desk.office
      let outcome = try await server.registrar.carryOut(
        .application(.begin(.deepSynthesis, organization: desk.organization)),
        actor: desk.applicant.actor)
      guard case .done(let id) = outcome else { throw HarnessError("nothing was begun") }
      let path = "/office/applications/\(id)/sections/basics"
      func save(_ name: String, over revision: Int) async throws -> HTTPAnswer {
        try await office.post(
          path, [("revision", "\(revision)"), ("algorithm-name", name), ("do", "stay")],
          desk.applicant.session)
      }
      #expect(try await save("甲", over: 0).status == 303)
      #expect(try await save("乙", over: 1).status == 303)
      let again = try await save("甲", over: 0)
      #expect(again.status == 422 || again.status == 200, "\(again.status)")
      let draft = try server.registrar.draft(id)
      #expect(draft.revision == 2)
      #expect(draft.submission.answers.fields["algorithm-name"] == .text("乙"))
    }
  }

  @Test("Steps that are sent out of their order are refused, whoever sends them")
  func reordered() async throws {
    try await CaseServer.run { server in
      let desk = try await Desk(server)
      let before = desk.events
      // Before it is in anybody's hands, and before it is recommended.
      for (name, fields, member) in [
        ("recommend", Self.recommendation, desk.officer),
        ("return", [("return", "introduction"), ("reason:introduction", "过于简略")], desk.officer),
        ("release", [], desk.officer), ("approve", [], desk.approver),
        ("refuse", [], desk.approver), ("send-back", [("reasons", "再核")], desk.approver),
      ] {
        #expect([403, 409].contains(try await desk.step(name, fields, by: member)), "\(name)")
      }
      #expect(
        try await desk.office.post(
          "/office/lists", [("application", desk.id.text)], desk.approver.session
        ).status != 303)
      // What belongs to the other side of the desk is no step of this one.
      for name in ["submit", "withdraw", "begin", "publish", "erase"] {
        #expect(try await desk.step(name, by: desk.officer) == 404, "\(name)")
      }
      #expect(desk.events == before && desk.office.status(desk.id) == .submitted)
      #expect(try await desk.step("claim", by: desk.officer) == 303)
      #expect(try await desk.step("recommend", Self.recommendation, by: desk.officer) == 303)
      // And after it: what was right a moment ago comes too late.
      for name in ["claim", "release", "return", "recommend"] {
        let fields =
          Self.recommendation + [("return", "introduction"), ("reason:introduction", "x")]
        #expect(
          [403, 409].contains(try await desk.step(name, fields, by: desk.officer)), "\(name)")
      }
      #expect(desk.office.status(desk.id) == .recommended)
      #expect(server.registrar.published.state.tree.size == 0)
    }
  }

  @Test("A form without its own token, or from another site, is refused")
  func forged() async throws {
    try await CaseServer.run { server in
      let desk = try await Desk(server)
      let office = desk.office
      let path = "/office/review/\(desk.id)/claim"
      let mine = desk.officer.session
      let second = try await office.session(of: desk.officer)
      let tokens = [
        "none": "", "rubbish": "AAAA",
        "of another form": FormToken(session: mine, action: path + "x").text,
        "of another case's form": FormToken(session: mine, action: "/office/sign-out").text,
        "of another session": FormToken(session: second, action: path).text,
        "of another person": FormToken(session: desk.approver.session, action: path).text,
        "the session itself": mine.secretText,
      ]
      for (what, token) in tokens {
        #expect(try await office.post(path, [], mine, token: token).status == 403, "\(what)")
      }
      let headers: [String: [String: String]] = [
        "another site": ["origin": "https://evil.example", "sec-fetch-site": "cross-site"],
        "another site that hides": ["origin": "null", "sec-fetch-site": "cross-site"],
        "a neighbour": ["origin": "null", "sec-fetch-site": "same-site"],
        "an address that was typed": ["origin": "", "sec-fetch-site": "none"],
        "nobody": ["origin": "", "sec-fetch-site": ""],
        "another port": ["origin": "http://127.0.0.1:1"],
        "one that contradicts itself": ["origin": "https://evil.example"],
      ]
      for (what, changed) in headers {
        #expect(
          try await office.post(path, [], mine, headers: changed).status == 403, "\(what)")
      }
      // Reading changes nothing, whatever is in the address.
      let token = FormToken(session: mine, action: path).text
      let read = try await office.get("\(path)?form-token=\(token)", mine)
      #expect(read.status == 404 || read.status == 405)
      #expect(server.registrar.published.cases.application(desk.id)?.claimedBy == nil)
      #expect(try await office.post(path, [], mine).status == 303)
      #expect(
        server.registrar.published.cases.application(desk.id)?.claimedBy == desk.officer.account)
    }
  }
}
