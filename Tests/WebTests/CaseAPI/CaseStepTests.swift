import Register
import Rules
import TestSupport
import Testing

@Suite("The other steps of a case, through the API")
struct CaseStepTests {
  @Test("Laid back, sent back, refused; withdrawn; and who reads what")
  func otherEnds() async throws {
    try await CaseServer.run { server in
      let office = try await CaseOffice.open(server)
      let client = server.client
      let id = try await office.recommended()
      let back = try await client.call(
        "sendBackApplication", ["id": id], .json(["reasons": "请再核对"]),
        token: office.approver.token)
      #expect(back.json["status"] == "submitted", "\(back.http.text)")
      let released = try await office.step("releaseApplication", id, office.officer)
      #expect(released.status == 200 && released.json["claimedBy"].isNull)
      #expect(try await office.step("claimApplication", id, office.officer).status == 200)
      _ = try await client.call(
        "recommendApplication", ["id": id], .json(["outcome": "refuse", "reasons": "不符合条件"]),
        token: office.officer.token)
      let wrong = try await office.step("approveApplication", id, office.approver)
      #expect(wrong.status == 409)
      let refused = try await office.step("refuseApplication", id, office.approver)
      #expect(refused.json["status"] == "refused" && refused.json["number"].isNull)
      let decision = try await office.step("getDecision", id, office.applicant)
      #expect(decision.json["reasons"] == "不符合条件" && decision.json["facts"].isNull)
      let second = try await office.begin()
      let withdrawn = try await office.step("withdrawApplication", second, office.applicant)
      #expect(withdrawn.json["status"] == "withdrawn")
      let list = try await client.call("getApplications", token: office.applicant.token)
      #expect(Set(list.json["applications"].array.map { $0["id"].string }) == [id, second])
      let queue = try await client.call("getQueue", token: office.applicant.token)
      #expect(queue.status == 403 && queue.json["code"] == "role")
    }
  }

  @Test("Joining, declining, claiming an imported filing, and leaving")
  func mandates() async throws {
    try await CaseServer.run { server in
      let office = try await CaseOffice.open(server)
      let client = server.client
      try await server.register.importList(
        .deepSynthesis, "2023-06", published: "2023-06-20",
        rows: [facts(MadeUpRegister.number(1), "虚构算法", organization: "演示科技有限公司")])
      let colleague = try await server.person("colleague", [.applicant])
      let found = try await client.call(
        "findOrganization", ["credit-code": "91110108335469089C"], token: colleague.token)
      #expect(found.json["organizations"][0]["id"].string == office.organization)
      let document = try await CaseOffice.upload("letter.pdf", colleague, client)
      let asked = try await client.call(
        "joinOrganization", ["id": office.organization], .json(["document": document]),
        token: colleague.token)
      let mandate = try #require(asked.json["id"].string)
      let declined = try await client.call(
        "declineMandate", ["id": mandate], .json(["reason": "授权书无印章"]),
        token: office.officer.token)
      #expect(declined.json["status"] == "declined", "\(declined.http.text)")
      let own = try await client.call("getMandates", token: colleague.token)
      #expect(own.json["mandates"][0]["reason"] == "授权书无印章")
      let proof = try await CaseOffice.upload("proof.pdf", office.applicant, client)
      let claim = try await client.call(
        "claimFiling", ["id": office.organization],
        .json(["filing": .string(MadeUpRegister.number(1)), "document": proof]),
        token: office.applicant.token)
      #expect(claim.status == 201 && !claim.json["filing"].isNull, "\(claim.http.text)")
      let accepted = try await client.call(
        "acceptMandate", ["id": claim.json["id"].string ?? ""], token: office.officer.token)
      #expect(accepted.json["status"] == "accepted")
      let mine = try await client.call("getMandates", token: office.applicant.token)
      let acting = try #require(mine.json["mandates"].array.first { $0["filing"].isNull })
      let left = try await client.call(
        "leaveOrganization", ["id": acting["id"].string ?? ""], token: office.applicant.token)
      #expect(left.json["status"] == "ended")
      let me = try await client.call("getMe", token: office.applicant.token)
      #expect(me.json["organizations"] == [])
    }
  }
}
