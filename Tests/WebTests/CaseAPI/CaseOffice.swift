import Foundation
import Register
import Rules
import TestSupport
import Testing

/// The people of a case and what they do, through the API's description alone.
struct CaseOffice: Sendable {
  let server: CaseServer
  let applicant: CaseServer.Person
  let officer: CaseServer.Person
  let approver: CaseServer.Person
  let organization: String

  var client: DescribedClient { server.client }

  /// An applicant who acts for an organization, and two officials.
  static func open(_ server: CaseServer) async throws -> CaseOffice {
    let applicant = try await server.person("applicant", [.applicant])
    let officer = try await server.person("officer", [.officer, .approver], staff: "A-1")
    let approver = try await server.person("approver", [.officer, .approver], staff: "A-2")
    let organization = try await organization(
      "91110108335469089C", "演示科技有限公司", of: applicant, officer, server)
    return CaseOffice(
      server: server, applicant: applicant, officer: officer, approver: approver,
      organization: organization)
  }

  /// Registers an organization, and has its mandate accepted.
  static func organization(
    _ code: String, _ name: String, of applicant: CaseServer.Person,
    _ officer: CaseServer.Person, _ server: CaseServer
  ) async throws -> String {
    let client = server.client
    let document = try await upload("licence.pdf", applicant, client)
    let asked = try await client.call(
      "registerOrganization", [:],
      .json(["creditCode": .string(code), "name": .string(name), "document": document]),
      token: applicant.token)
    #expect(asked.status == 201)
    let waiting = try await client.call("getMandates", token: officer.token)
    let mandate = try #require(waiting.json["mandates"][0]["id"].string)
    #expect(waiting.json["mandates"][0]["id"] == asked.json["id"])
    let accepted = try await client.call("acceptMandate", ["id": mandate], token: officer.token)
    #expect(accepted.json["status"] == "accepted")
    return try #require(accepted.json["organization"]["id"].string)
  }

  /// Hands in a made-up PDF, and says how it is named from then on.
  static func upload(
    _ name: String, _ person: CaseServer.Person, _ client: DescribedClient
  ) async throws -> JSON {
    let kept = try await client.call(
      "uploadFile", ["name": name],
      .bytes(CaseServer.pdf(name), type: "application/octet-stream"), token: person.token)
    #expect(kept.status == 201 && kept.json["kind"] == "pdf", "\(kept.http.text)")
    return ["sha256": kept.json["sha256"]]
  }

  /// Begins an application, and says which.
  func begin() async throws -> String {
    let begun = try await client.call(
      "beginApplication", [:],
      .json(["track": "deep-synthesis", "organization": .string(organization)]),
      token: applicant.token)
    #expect(begun.status == 201 && begun.json["status"] == "draft", "\(begun.http.text)")
    return try #require(begun.json["id"].string)
  }

  /// A complete dossier, with files that were handed in.
  func dossier(name: String = "演示图像生成算法") async throws -> JSON {
    var answers = Answers.completeProvider
    for field in ["algorithm-name", "disclosure-algorithm-name", "report-algorithm-name"] {
      answers.fields[field] = .text(name)
    }
    var documents: [String: JSON] = [:]
    for id in answers.documents {
      documents[id] = .array([try await Self.upload("\(id).pdf", applicant, client)])
    }
    let fields = try JSON(parsing: JSONEncoder().encode(answers.fields))
    let records = try JSON(parsing: JSONEncoder().encode(answers.records))
    return [
      "answers": ["fields": fields, "records": records], "documents": .object(documents),
    ]
  }

  /// Saves a dossier over the newest revision, and says what its tag is.
  func save(_ dossier: JSON, _ id: String) async throws -> String {
    let before = try await client.call("getDraft", ["id": id], token: applicant.token)
    let saved = try await client.call(
      "saveDraft", ["id": id, "If-Match": before.http.headers["etag"] ?? ""], .json(dossier),
      token: applicant.token)
    #expect(saved.status == 200, "\(saved.http.text)")
    return try #require(saved.http.headers["etag"])
  }

  /// Takes a step that has no body.
  func step(_ name: String, _ id: String, _ person: CaseServer.Person) async throws
    -> DescribedClient.Answer
  {
    try await client.call(name, ["id": id], token: person.token)
  }

  /// An application that waits for an approver.
  func recommended(name: String = "演示图像生成算法") async throws -> String {
    let id = try await begin()
    let tag = try await save(try await dossier(name: name), id)
    let handedIn = try await client.call(
      "submitApplication", ["id": id, "If-Match": tag], token: applicant.token)
    #expect(handedIn.json["status"] == "submitted", "\(handedIn.http.text)")
    #expect(try await step("claimApplication", id, officer).status == 200)
    let recommended = try await client.call(
      "recommendApplication", ["id": id], .json(["outcome": "file", "reasons": "材料齐全"]),
      token: officer.token)
    #expect(recommended.json["status"] == "recommended", "\(recommended.http.text)")
    return id
  }
}
