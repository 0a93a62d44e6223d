import Foundation
import Record
import Register
import TestSupport
import Testing
import Transparency

@Suite("A case, through the API alone")
struct CasePathTests {
  @Test("From an account to a published number and a receipt, by nothing but the description")
  func wholeWay() async throws {
    try await CaseServer.run { server in
      let office = try await CaseOffice.open(server)
      let id = try await office.begin()
      try await fill(office, id)
      try await returnAndAnswer(office, id)
      let number = try await decide(office, id)
      try await publish(office, id, number)
      try await receipt(office, id, number)
    }
  }

  /// Nothing, then everything: what is missing is said before and at handing in.
  private func fill(_ office: CaseOffice, _ id: String) async throws {
    let client = office.client
    let token = office.applicant.token
    let me = try await client.call("getMe", token: token)
    #expect(me.json["roles"] == ["applicant"])
    #expect(me.http.headers["cache-control"] == "no-store")
    #expect(me.http.headers["access-control-allow-origin"] == nil)
    let options = try await HTTP.send("OPTIONS", client.base + "/api/v1/office/me")
    #expect(options.status == 204 && options.headers["access-control-allow-origin"] == nil)
    #expect(options.headers["allow"] == "GET, HEAD, OPTIONS")
    #expect(me.json["organizations"][0]["id"].string == office.organization)
    let draft = try await client.call("getDraft", ["id": id], token: token)
    #expect(draft.json["revision"] == 0 && draft.http.headers["etag"] == "\"0\"")
    let early = try await client.call(
      "submitApplication", ["id": id, "If-Match": "\"0\""], token: token)
    #expect(early.status == 422 && early.json["code"] == "incomplete")
    #expect(early.json["findings"].array.count > 20)
    #expect(early.json["findings"].array.allSatisfy { !$0["wording"]["zh"].isNull })
    let tag = try await office.save(try await office.dossier(), id)
    let missing = try await client.call("getMissing", ["id": id], token: token)
    #expect(missing.json["complete"] == true, "\(missing.json["findings"])")
    let handedIn = try await client.call(
      "submitApplication", ["id": id, "If-Match": tag], token: token)
    #expect(handedIn.json["status"] == "submitted", "\(handedIn.http.text)")
    #expect(handedIn.json["due"]["granted"] == 30)
    #expect(!handedIn.json["due"]["explanation"].array.isEmpty)
    // Sent again, as a program does that has lost the answer.
    let again = try await client.call(
      "submitApplication", ["id": id, "If-Match": tag], token: token)
    #expect(again.status == 409 && again.json["code"] == "state")
    let now = try await client.call("getApplication", ["id": id], token: token)
    #expect(now.json["round"] == 1)
  }

  private func returnAndAnswer(_ office: CaseOffice, _ id: String) async throws {
    let client = office.client
    let (applicant, officer) = (office.applicant.token, office.officer.token)
    let queue = try await client.call("getQueue", token: officer)
    #expect(queue.json["applications"].array.map { $0["id"].string } == [id])
    let item: JSON = ["place": "introduction", "reason": "过于简略", "remedy": "请补充"]
    let unclaimed = try await client.call(
      "returnApplication", ["id": id], .json(["items": [item]]), token: officer)
    #expect(unclaimed.status == 409 && unclaimed.json["code"] == "not-in-hand")
    #expect(try await office.step("claimApplication", id, office.officer).status == 200)
    let back = try await client.call(
      "returnApplication", ["id": id], .json(["items": [item]]), token: officer)
    #expect(back.json["status"] == "returned", "\(back.http.text)")
    let items = try await client.call("getReturn", ["id": id, "count": "1"], token: applicant)
    #expect(items.json["items"] == [item])
    let draft = try await client.call("getDraft", ["id": id], token: applicant)
    let tag = draft.http.headers["etag"] ?? ""
    let unanswered = try await client.call(
      "submitApplication", ["id": id, "If-Match": tag], token: applicant)
    #expect(unanswered.status == 422 && unanswered.json["places"] == ["introduction"])
    // What was read is written back as it is, with an answer.
    var content = draft.json["content"].object
    content["replies"] = ["introduction": "已在报告第3页说明"]
    let saved = try await office.save(.object(content), id)
    let handedIn = try await client.call(
      "submitApplication", ["id": id, "If-Match": saved], token: applicant)
    #expect(handedIn.json["round"] == 2, "\(handedIn.http.text)")
    let second = try await client.call(
      "getSubmission", ["id": id, "round": "2"], token: officer)
    #expect(second.json["replies"]["introduction"] == "已在报告第3页说明")
    let sha256 = second.json["documents"]["commitment-letter"][0]["sha256"].string ?? ""
    let file = try await client.call("getFile", ["id": id, "sha256": sha256], token: officer)
    #expect(file.http.body == CaseServer.pdf("commitment-letter.pdf"))
    #expect(file.http.headers["content-disposition"]?.hasPrefix("attachment") == true)
  }

  private func decide(_ office: CaseOffice, _ id: String) async throws -> String {
    let client = office.client
    #expect(try await office.step("claimApplication", id, office.officer).status == 200)
    let recommended = try await client.call(
      "recommendApplication", ["id": id], .json(["outcome": "file", "reasons": "材料齐全"]),
      token: office.officer.token)
    #expect(recommended.json["recommendation"]["reasons"] == "材料齐全")
    let own = try await client.call("getApplication", ["id": id], token: office.applicant.token)
    #expect(own.json["status"] == "recommended")
    #expect(own.json["recommendation"].isNull && own.json["claimedBy"].isNull)
    let same = try await office.step("approveApplication", id, office.officer)
    #expect(same.status == 403 && same.json["code"] == "same-person")
    let approved = try await office.step("approveApplication", id, office.approver)
    #expect(approved.json["status"] == "approved", "\(approved.http.text)")
    return try #require(approved.json["number"].string)
  }

  private func publish(_ office: CaseOffice, _ id: String, _ number: String) async throws {
    let client = office.client
    let token = office.approver.token
    let decided = try await client.call(
      "getDecided", ["track": "deep-synthesis"], token: token)
    #expect(decided.json["applications"].array.map { $0["id"].string } == [id])
    let unseen = try await client.call("getFiling", ["number": number], token: nil)
    #expect(unseen.status == 404)
    let list: JSON = ["track": "deep-synthesis", "applications": [.string(id)]]
    let preview = try await client.call("previewList", [:], .json(list), token: token)
    #expect(preview.json["filings"][0]["number"].string == number)
    #expect(preview.json["number"] == 1)
    let published = try await client.call("publishList", [:], .json(list), token: token)
    #expect(published.status == 201, "\(published.http.text)")
    let again = try await client.call("publishList", [:], .json(list), token: token)
    #expect(again.status == 409)
    let filing = try await client.call("getFiling", ["number": number], token: nil)
    #expect(filing.status == 200 && filing.json["filing"]["number"].string == number)
    let application = try await client.call("getApplication", ["id": id], token: token)
    #expect(application.json["status"] == "published")
    #expect(application.json["list"] == published.json["list"])
  }

  private func receipt(_ office: CaseOffice, _ id: String, _ number: String) async throws {
    let client = office.client
    let token = office.applicant.token
    let decision = try await client.call("getDecision", ["id": id], token: token)
    #expect(decision.json["outcome"] == "file" && decision.json["number"].string == number)
    let file = try await client.call("getDecisionReceipt", ["id": id], token: token)
    let receipt = try DecisionReceipt(parsing: [UInt8](file.http.body))
    let policy = try TrustPolicy(
      log: try VerifierKey(parsing: office.server.registrar.instance.logKey))
    _ = try receipt.verify(policy: policy)
    var forged = receipt
    forged.decision = Data("{}".utf8).base64EncodedString()
    #expect(throws: DecisionReceiptError.differs) { try forged.verify(policy: policy) }
  }
}
