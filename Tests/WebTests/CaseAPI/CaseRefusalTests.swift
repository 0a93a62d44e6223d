import Foundation
import Register
import TestSupport
import Testing

@Suite("What the API of cases refuses")
struct CaseRefusalTests {
  @Test("Without a good token nothing is answered, and a token does no more than its scopes")
  func tokens() async throws {
    try await CaseServer.run { server in
      let office = try await CaseOffice.open(server)
      let client = server.client
      let read = try server.token(office.applicant.account, [.read])
      let arguments = [
        "id": String(repeating: "0", count: 26), "round": "1", "count": "1", "name": "a.pdf",
        "sha256": String(repeating: "0", count: 64), "credit-code": "91110108335469089C",
      ]
      #expect(client.guarded.count >= 30)
      for operation in client.guarded {
        let names = client.parameters(operation.name)
        let some = arguments.filter { names.contains($0.key) }
        for bad in [nil, "cmt_nothing", office.applicant.token + "x"] {
          let answer = try await client.call(operation.name, some, token: bad)
          #expect(answer.status == 401, "\(operation.name)")
          #expect(answer.http.headers["cache-control"] == "no-store")
          #expect(answer.http.headers["access-control-allow-origin"] == nil)
        }
        if operation.scope != "read" {
          let answer = try await client.call(
            operation.name, some, token: read.token.secretText)
          #expect(answer.status == 403 && answer.json["code"] == "scope", "\(operation.name)")
        }
      }
      let cookie = try await HTTP.get(
        client.base + "/api/v1/office/me",
        headers: ["Cookie": "session=\(office.applicant.token)"])
      #expect(cookie.status == 401)
      #expect(try await client.call("getMe", token: read.token.secretText).status == 200)
      try server.accounts.revokeToken(read.listed.id, of: office.applicant.account.id)
      #expect(try await client.call("getMe", token: read.token.secretText).status == 401)
      // Ended by another program, it is ended here.
      let other = try await server.person("other", [.applicant])
      _ = try await server.registrar.carryOut(
        .people(.end(account: other.account.id)), actor: .account(other.account.id))
      #expect(try await client.call("getMe", token: other.token).status == 401)
      #expect(try await client.call("getMe", token: office.applicant.token).status == 200)
      server.clock.advance(86_400)
      #expect(try await client.call("getMe", token: office.applicant.token).status == 401)
    }
  }

  @Test("Somebody else's case is answered like one that is not there")
  func strangers() async throws {
    try await CaseServer.run { server in
      let office = try await CaseOffice.open(server)
      let client = server.client
      let stranger = try await server.person("stranger", [.applicant])
      let id = try await office.begin()
      let nothing = String(repeating: "0", count: 26)
      for name in [
        "getApplication", "getDraft", "getMissing", "withdrawApplication", "getDecision",
        "getDecisionReceipt",
      ] {
        let theirs = try await client.call(name, ["id": id], token: stranger.token)
        let none = try await client.call(name, ["id": nothing], token: stranger.token)
        #expect(theirs.status == 404 && theirs.http.body == none.http.body, "\(name)")
      }
      let saved = try await client.call(
        "saveDraft", ["id": id, "If-Match": "\"0\""], .json([:]), token: stranger.token)
      #expect(saved.status == 404)
      // A draft is nobody's but the organization's, and a digest alone names no file.
      let early = try await client.call("getApplication", ["id": id], token: office.officer.token)
      #expect(early.status == 404)
      let known = try await CaseOffice.upload("licence.pdf", office.applicant, client)
      let joined = try await client.call(
        "joinOrganization", ["id": office.organization], .json(["document": known]),
        token: stranger.token)
      #expect(joined.status == 400 && joined.problem == "invalid-body")
    }
  }

  @Test("Two approvals at once: one succeeds, and one number is issued")
  func race() async throws {
    try await CaseServer.run { server in
      let office = try await CaseOffice.open(server)
      let third = try await server.person("third", [.approver], staff: "A-4")
      let id = try await office.recommended()
      async let one = office.step("approveApplication", id, office.approver)
      async let two = office.step("approveApplication", id, third)
      let answers = try await [one, two]
      #expect(answers.map(\.status).sorted() == [200, 409])
      let numbers = answers.compactMap { $0.json["number"].string }
      let now = try await office.step("getApplication", id, office.applicant)
      #expect(numbers.count == 1 && now.json["number"].string == numbers.first)
      #expect(now.json["history"].array.count { $0["step"] == "approve" } == 1)
    }
  }

  @Test("A draft is saved over the revision that was read, and no other")
  func revisions() async throws {
    try await CaseServer.run { server in
      let office = try await CaseOffice.open(server)
      let id = try await office.begin()
      let token = office.applicant.token
      func save(_ match: String?) async throws -> Int {
        var arguments = ["id": id]
        arguments["If-Match"] = match
        return try await server.client.call("saveDraft", arguments, .json([:]), token: token).status
      }
      #expect(try await save(nil) == 428)
      #expect(try await save("*") == 428)
      #expect(try await save("\"0\"") == 200)
      for match in ["\"0\"", "\"7\"", "1", "\"-1\"", "\"1", "\"99999999999999999999\""] {
        #expect(try await save(match) == 412, "\(match)")
      }
      #expect(try await save("\"1\"") == 200)
    }
  }

  @Test(
    "A body that is broken, too deep, too long or has strange members is refused with the place")
  func bodies() async throws {
    try await CaseServer.run { server in
      let office = try await CaseOffice.open(server)
      let id = try await office.begin()
      let deep = String(repeating: "[", count: 5000)
      for (body, status) in [
        ("{\"track\":", 400), (deep, 400), ("{\"a\":1,\"a\":2}", 400), ("[]", 400), ("", 400),
        ("{} x", 400), ("{\"answers\":{\"fields\":{\"nothing\":1}}}", 400), ("{\"more\":1}", 400),
        ("{\"answers\":{\"fields\":{\"role\":1.5}}}", 400),
        ("{\"replies\":{\"\\ud800\":\"\"}}", 400),
        (String(repeating: " ", count: 1 << 20) + "{}", 413),
      ] {
        let answer = try await server.client.call(
          "saveDraft", ["id": id, "If-Match": "\"0\""],
          .bytes(Data(body.utf8), type: "application/json"), token: office.applicant.token)
        #expect(answer.status == (body.isEmpty ? 200 : status), "\(body.prefix(40))")
      }
      let form = try await server.client.call(
        "saveDraft", ["id": id, "If-Match": "\"1\""],
        .bytes(Data("a=1".utf8), type: "application/x-www-form-urlencoded"),
        token: office.applicant.token)
      #expect(form.status == 415)
      for (name, data, status) in [
        ("a.png", CaseServer.pdf("x"), 422), ("a.pdf", Data("no".utf8), 422),
        ("a.exe", Data(), 422), ("a.pdf", Data(repeating: 0x25, count: 1 << 17), 413),
      ] {
        let answer = try await server.client.call(
          "uploadFile", ["name": name], .bytes(data, type: "application/octet-stream"),
          token: office.applicant.token)
        #expect(answer.status == status, "\(name) \(answer.http.text)")
      }
    }
  }
}
