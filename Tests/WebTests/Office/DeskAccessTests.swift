import Foundation
import Register
import TestSupport
import Testing

@testable import Web

@Suite("Who may use the authority's own pages")
struct DeskAccessTests {
  @Test("Each page is for its roles, and for nobody else")
  func access() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("甲", [.applicant])
    let officer = try await world.person("乙", [.officer, .approver], staff: "O-1")
    let approver = try await world.person("丙", [.approver], staff: "A-1")
    let administrator = try await world.person("丁", [.administrator], staff: "M-1")
    let own = try await world.person("戊", [.applicant, .officer], staff: "O-2")
    let id = try await world.application(of: own, reviewedBy: officer)
    let file = try world.submission().documents["business-licence"]?.first
    let digest = try #require(file).sha256
    try await ServedDesk.run(world) { served in
      let tokens = [
        try await served.session(applicant), try await served.session(officer),
        try await served.session(approver), try await served.session(administrator),
        try await served.session(own),
      ]
      // Applicant, officer who approves, approver, administrator, officer of the organization.
      let pages: [(String, [Int])] = [
        ("/office/queue", [404, 200, 200, 404, 200]),
        ("/office/review/\(id)", [404, 200, 200, 404, 404]),
        ("/office/review/\(id)/documents/\(digest)", [404, 200, 200, 404, 404]),
        (
          "/office/review/\(id)/documents/\(String(repeating: "0", count: 64))",
          [404, 404, 404, 404, 404]
        ),
        ("/office/review/\(id)/receipt", [404, 404, 404, 404, 404]),
        ("/office/lists", [404, 200, 200, 404, 404]),
        ("/office/mandates", [404, 200, 404, 404, 200]),
        ("/office/officials", [404, 404, 404, 200, 404]),
      ]
      for (path, statuses) in pages {
        #expect(try await served.get(path, nil).status == 303, "\(path)")
        for (token, status) in zip(tokens, statuses) {
          for language in ["", "/zh", "/en"] {
            #expect(try await served.get(language + path, token).status == status, "\(path)")
          }
        }
      }
      let sent = try await served.get(pages[2].0, tokens[1])
      #expect(sent.headers["content-disposition"]?.hasPrefix("attachment") == true)
      #expect(sent.text.hasPrefix("%PDF"))
      for step in ["claim", "release", "return", "recommend", "send-back", "approve", "refuse"] {
        for token in [nil, tokens[0], tokens[3], tokens[4]] {
          let answer = try await served.post("/office/review/\(id)/\(step)", [], token)
          #expect(answer.status == (token == nil ? 303 : 404), "\(step)")
        }
      }
      #expect(world.registrar.published.cases.application(id)?.status == .submitted)
    }
  }

  @Test("A case goes from the queue to a number by forms, and never by one Person alone")
  func fourEyes() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("甲", [.applicant])
    let officer = try await world.person("乙", [.officer, .approver], staff: "O-1")
    let approver = try await world.person("丙", [.approver], staff: "A-1")
    let id = try await world.application(of: applicant, reviewedBy: officer)
    try await ServedDesk.run(world) { served in
      let one = try await served.session(officer)
      let other = try await served.session(approver)
      let here = "/office/review/\(id)"
      #expect(try await served.post(here + "/claim", [], one).status == 303)
      let bare = try await served.post(here + "/return", [("return", "training-data")], one)
      #expect(bare.status == 422)
      #expect(bare.text.contains("fault-place-training-data"))
      #expect(
        try await served.post(
          here + "/recommend", [("outcome", "file"), ("reasons", "齐全")], one
        ).status == 303)
      #expect(try await served.post(here + "/approve", [], one).status == 403)
      #expect(world.registrar.published.cases.application(id)?.status == .recommended)
      #expect(try await served.post(here + "/approve", [], other).status == 303)
      let page = try await served.get("/en" + here, other)
      #expect(page.text.contains("log entry 0"))
      let receipt = try await served.get(here + "/receipt", other)
      #expect(receipt.headers["content-disposition"]?.contains("decision-") == true)
      let list = try await served.post(
        "/office/lists", [("application", id.text)], other)
      #expect(list.status == 303)
      #expect(list.headers["location"]?.contains("published=") == true)
      #expect(world.registrar.published.cases.application(id)?.status == .published)
    }
  }

  @Test("Two administrators and the owner make an account, and each half is shown once")
  func officials() async throws {
    let world = try DeskWorld()
    let first = try await world.person("甲", [.administrator], staff: "M-1")
    let second = try await world.person("乙", [.administrator], staff: "M-2")
    try await ServedDesk.run(world) { served in
      let one = try await served.session(first)
      let other = try await served.session(second)
      let proposed = try await served.post(
        "/office/officials",
        [("name", "丙"), ("email", "c@example.org"), ("staff-id", "O-9"), ("roles", "officer")],
        one)
      #expect(proposed.status == 200)
      let half = try #require(Self.half(proposed.text))
      #expect(try await !served.get("/office/officials", one).text.contains(half))
      let proposal = try #require(world.registrar.published.cases.openProposals.first)
      let path = "/office/officials/\(proposal.id)/confirm"
      #expect(try await served.post(path, [], one).status == 403)
      let confirmed = try await served.post(path, [], other)
      let rest = try #require(Self.half(confirmed.text))
      let activation = "/office/activation/\(proposal.id)"
      #expect(try await served.get(activation, nil).status == 200)
      func activate(_ code: String) async throws -> Int {
        try await served.post(
          activation,
          [
            ("first", code), ("second", rest), ("password", DeskWorld.password),
            ("again", DeskWorld.password),
          ], nil
        ).status
      }
      #expect(try await activate(rest) == 422)
      #expect(try await activate(half) == 303)
      #expect(world.registrar.published.cases.officials.map(\.staffID) == ["M-1", "M-2", "O-9"])
    }
  }

  private static func half(_ html: String) -> String? {
    html.components(separatedBy: "class=\"secret code\">").dropFirst().first?
      .components(separatedBy: "<").first
  }
}
