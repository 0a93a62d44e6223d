import Foundation
import Register
import Rules
import TestSupport
import Testing
import Transparency

@testable import Web

@Suite("An approval takes two Persons, whichever way it comes")
struct ApprovalSecurityTests {
  @Test(
    "Approval by the same Person is refused through page, interface and command, by any account")
  func samePerson() async throws {
    try await CaseServer.run { server in
      let office = PageOffice(server: server)
      let applicant = try await office.member("甲", [.applicant])
      let officer = try await office.member("乙", [.officer, .approver], staff: "O-1")
      // The same human with a second account, which may do nothing but approve.
      let again = try await office.member("乙", [.approver], staff: "O-2", of: officer.person)
      let approver = try await office.member("丙", [.approver], staff: "A-1")
      let organization = try await office.organization(of: applicant, reviewedBy: officer)
      let id = try await office.submitted("演示甲算法", for: organization, by: applicant)
      try await office.give(.application(.claim(id)), officer)
      try await office.give(.application(.recommend(id, .file, reasons: "齐全")), officer)
      for member in [officer, again] {
        for language in ["", "/zh", "/en"] {
          let page = try await office.post(
            "\(language)/office/review/\(id)/approve", [], member.session,
            token: FormToken(session: member.session, action: "/office/review/\(id)/approve").text)
          #expect(page.status == 403, "\(language)")
        }
        let shown = try await office.get("/en/office/review/\(id)", member.session)
        #expect(shown.status == 200 && !shown.text.contains("/approve\""))
        let call = try await server.client.call(
          "approveApplication", ["id": id.text], token: try office.token(of: member))
        #expect(call.status == 403, "\(call.http.text)")
        await #expect(throws: RegisterError.notAllowed(.samePerson)) {
          try await office.give(.application(.approve(id)), member)
        }
      }
      // Nobody at all, and a program, are no second Person either.
      for actor in [Actor.machine("command"), .account(applicant.account)] {
        await #expect(throws: RegisterError.self) {
          _ = try await server.registrar.carryOut(.application(.approve(id)), actor: actor)
        }
      }
      #expect(office.status(id) == .recommended)
      #expect(server.registrar.published.state.tree.size == 0)
      let decided = try await office.post(
        "/office/review/\(id)/approve", [], approver.session)
      #expect(decided.status == 303 && office.status(id) == .approved)
    }
  }

  @Test("Two approvals racing, by page and by interface: one decides, and one number is issued")
  func racing() async throws {
    try await CaseServer.run { server in
      let office = PageOffice(server: server)
      let applicant = try await office.member("甲", [.applicant])
      let officer = try await office.member("乙", [.officer], staff: "O-1")
      let first = try await office.member("丙", [.approver], staff: "A-1")
      let second = try await office.member("丁", [.approver], staff: "A-2")
      let token = try office.token(of: second)
      let organization = try await office.organization(of: applicant, reviewedBy: officer)
      for turn in 0..<6 {
        let id = try await office.submitted("演示算法\(turn)", for: organization, by: applicant)
        try await office.give(.application(.claim(id)), officer)
        try await office.give(.application(.recommend(id, .file, reasons: "齐全")), officer)
        async let page = office.post("/office/review/\(id)/approve", [], first.session).status
        async let call = server.client.call("approveApplication", ["id": id.text], token: token)
        let (shown, called) = try await (page, call.status)
        #expect((shown == 303) != (called == 200), "page \(shown), interface \(called)")
        #expect([303, 409].contains(shown) && [200, 409].contains(called))
        #expect(office.status(id) == .approved)
      }
      let issued = server.registrar.published.cases.unpublished(.deepSynthesis)
      #expect(issued.compactMap(\.number).map(\.serial).sorted() == Array(1...6))
      #expect(server.registrar.published.state.tree.size == 6)
    }
  }
}
