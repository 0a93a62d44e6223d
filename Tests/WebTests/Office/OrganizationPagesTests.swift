import Foundation
import Record
import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("The pages of an organization")
struct OrganizationPagesTests {
  private static let name = "演示科技有限公司"

  @Test("Imported filings are claimed with a document, an officer reviews it, and says why not")
  func claims() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("陈甲", [.applicant])
    let stranger = try await world.person("外人", [.applicant])
    let officer = try await world.person("李乙", [.officer], staff: "O-1")
    _ = try await world.application(of: applicant, reviewedBy: officer)
    let register = MadeUpRegister(directory: world.directory, registrar: world.registrar)
    try await register.importList(
      .deepSynthesis, "2023-06", published: "2023-06-20",
      rows: [
        facts(MadeUpRegister.number(1), "虚构甲算法", organization: Self.name),
        facts(MadeUpRegister.number(2), "虚构乙算法", organization: Self.name),
        facts(MadeUpRegister.number(3), "虚构丙算法", organization: "他人科技有限公司"),
      ])
    let organization = try #require(
      world.registrar.published.cases.organizations(of: applicant.person).first)
    try await ServedDesk.run(world, worker: Built.path()) { served in
      let session = try await served.session(applicant)
      let path = "/office/organizations/\(organization.id)"
      let page = try await served.get("/en" + path, session)
      #expect(page.status == 200 && page.text.contains("虚构甲算法"))
      #expect(page.text.contains("陈甲") && !page.text.contains("虚构丙算法"))
      for other in [stranger, officer] {
        #expect(try await served.get(path, try await served.session(other)).status == 404)
      }
      let letter = (field: "document", name: "证明.pdf", bytes: Array(CaseServer.pdf("x")))
      let key = try #require(
        world.registrar.published.state.filing(MadeUpRegister.number(1))?.key)
      func claim(
        _ fields: [(String, String)], _ file: (field: String, name: String, bytes: [UInt8])?
      ) async throws -> HTTPAnswer {
        try await served.post(path + "/claims", fields, file: file, session)
      }
      #expect(try await claim([("filings", key)], nil).status == 422)
      #expect(try await claim([], letter).status == 422)
      #expect(try await claim([("number", "网信算备000号")], letter).status == 422)
      let script = (field: "document", name: "证明.pdf", bytes: Array("<script>".utf8))
      #expect(try await claim([("filings", key)], script).status == 422)
      #expect(world.registrar.published.cases.claims(of: organization.id).isEmpty)
      // One by its tick and one by its number, with one document.
      let asked = try await claim(
        [("filings", key), ("number", MadeUpRegister.number(3))], letter)
      #expect(asked.status == 303, "\(asked.text)")
      let claims = world.registrar.published.cases.claims(of: organization.id)
      #expect(claims.count == 2 && claims.allSatisfy { $0.status == .requested })
      #expect(try world.registrar.document(of: claims[0]).uploaded == DeskWorld.now)
      #expect(try await claim([("number", MadeUpRegister.number(3))], letter).status == 422)
      let desk = try await served.session(officer)
      let waiting = try await served.get("/en/office/mandates", desk)
      #expect(waiting.text.contains("The list names another organization"))
      for one in claims {
        let isOurs = one.filing == key
        let answer = try await served.post(
          "/office/mandates/\(one.id)/" + (isOurs ? "accept" : "decline"),
          isOurs ? [] : [("reason", "清单所列为他人<b>")], desk)
        #expect(answer.status == 303)
      }
      let after = try await served.get("/en" + path, session)
      #expect(after.text.contains("Reason: ") && after.text.contains("清单所列为他人"))
      #expect(
        world.registrar.published.cases.organization(organization.id)?.claimedFilings == [key])
      // What was declined can be asked for again; what was accepted cannot.
      #expect(try await claim([("number", MadeUpRegister.number(1))], letter).status == 422)
      #expect(try await claim([("number", MadeUpRegister.number(3))], letter).status == 303)
    }
  }

  @Test("A declined mandate shows its reason; who stops acting is asked whether that is meant")
  func leaving() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("陈甲", [.applicant])
    let colleague = try await world.person("王丙", [.applicant])
    let officer = try await world.person("李乙", [.officer], staff: "O-1")
    _ = try await world.application(of: applicant, reviewedBy: officer)
    let cases = world.registrar.published.cases
    let organization = try #require(cases.organizations(of: applicant.person).first)
    let mandate = try #require(cases.mandates(of: applicant.person).first)
    let document = try world.document("letter.pdf", "%PDF-1.4 letter")
    let asked = try await world.give(
      .organization(.join(organization: organization.id, document: document)),
      by: colleague.actor)
    try await world.give(
      .organization(.decline(mandate: try #require(asked), reason: "授权书无印章")), by: officer.actor)
    try await ServedDesk.run(world) { served in
      let theirs = try await served.session(colleague)
      let list = try await served.get("/office/organizations", theirs)
      #expect(list.text.contains("授权书无印章"))
      let session = try await served.session(applicant)
      let leave = "/office/organizations/leave"
      let id = ("mandate", mandate.id.text)
      #expect(try await served.post(leave, [id, ("sure", "yes")], theirs).status == 404)
      #expect(try await served.post(leave, [id], session).status == 422)
      #expect(world.registrar.published.cases.mandate(mandate.id)?.status == .accepted)
      #expect(try await served.post(leave, [id, ("sure", "yes")], session).status == 303)
      #expect(world.registrar.published.cases.mandate(mandate.id)?.status == .ended)
      let path = "/office/organizations/\(organization.id)"
      #expect(try await served.get(path, session).status == 404)
    }
  }
}
