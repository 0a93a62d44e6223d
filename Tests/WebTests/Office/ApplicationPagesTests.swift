import Foundation
import Record
import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("The pages of an application")
struct ApplicationPagesTests {
  /// A register with an application that went back, and what is written of it.
  private struct Returned {
    let world: DeskWorld
    let applicant: DeskWorld.Person
    let officer: DeskWorld.Person
    let id: Identifier

    init(items: [ReturnItem]) async throws {
      world = try DeskWorld()
      applicant = try await world.person("陈甲", [.applicant])
      officer = try await world.person("李乙", [.officer, .approver], staff: "O-1")
      id = try await world.application(of: applicant, reviewedBy: officer)
      try await world.give(.application(.claim(id)), by: officer.actor)
      try await world.give(.application(.giveBack(id, items)), by: officer.actor)
      let application = try #require(world.registrar.published.cases.application(id))
      try world.registrar.save(
        try world.registrar.submission(of: application, round: 1), of: id, over: 0,
        by: applicant.actor)
    }
  }

  @Test("What went back stands beside the very field, with room for the answer")
  func returned() async throws {
    let one = try await Returned(items: [
      ReturnItem(place: "introduction", reason: "过于简略<b>", remedy: "写明输入"),
      ReturnItem(place: "documents.business-licence", reason: "图片模糊", remedy: ""),
      ReturnItem(place: "products[1].permits", reason: "缺许可", remedy: ""),
    ])
    try await ServedDesk.run(one.world) { served in
      let session = try await served.session(one.applicant)
      let base = "/office/applications/\(one.id)"
      let book = try #require(Rulebook.builtIn(for: .deepSynthesis))
      let section = try #require(book.field("introduction")?.section)
      let form = try await served.get("/en\(base)/sections/\(section)", session)
      #expect(form.text.contains("Returned: ") && form.text.contains("过于简略"))
      #expect(form.text.contains("What to do: ") && form.text.contains("1 item went back"))
      #expect(form.text.contains("name=\"reply:introduction\""))
      let products = try await served.get("/en\(base)/sections/products", session)
      #expect(products.text.contains("name=\"reply:products[1].permits\""))
      #expect(!products.text.contains("name=\"reply:products[0].permits\""))
      let documents = try await served.get("/en\(base)/documents", session)
      #expect(documents.text.contains("图片模糊"))
      // An answer that is written there is kept, and nothing else is.
      let revision = try one.world.registrar.draft(one.id).revision
      let saved = try await served.post(
        "\(base)/sections/\(section)",
        Self.fields(of: section, try one.world.registrar.draft(one.id).submission, book)
          + [
            ("reply:introduction", "已说明"), ("reply:nowhere", "x"),
            ("revision", String(revision)), ("do", "stay"),
          ], session)
      #expect(saved.status == 303)
      #expect(try one.world.registrar.draft(one.id).submission.replies == ["introduction": "已说明"])
    }
  }

  @Test("A section is saved while it is written, and never over what somebody else has saved")
  func autosave() async throws {
    let one = try await Returned(items: [
      ReturnItem(place: "introduction", reason: "过于简略", remedy: "")
    ])
    try await ServedDesk.run(one.world) { served in
      let registrar = one.world.registrar
      let session = try await served.session(one.applicant)
      let book = try #require(Rulebook.builtIn(for: .deepSynthesis))
      let section = try #require(book.field("introduction")?.section)
      let path = "/office/applications/\(one.id)/sections/\(section)"
      let page = try await served.get(path, session)
      let policy = try #require(page.headers["content-security-policy"])
      #expect(policy.contains("script-src 'self'") && !policy.contains("unsafe"))
      let script = page.text.components(separatedBy: "<script src=\"").dropFirst().first?
        .prefix { $0 != "\"" }
      let file = try await HTTP.get(served.base + String(try #require(script)))
      #expect(file.status == 200 && file.headers["content-type"]?.contains("javascript") == true)
      // No other page may run anything.
      let other = try await served.get("/office/account", session)
      #expect(other.headers["content-security-policy"]?.contains("script-src") == false)
      let before = try registrar.draft(one.id)
      func send(_ introduction: String, over revision: Int) async throws -> HTTPAnswer {
        let fields = Self.fields(of: section, before.submission, book)
          .filter { $0.0 != "introduction" }
        return try await served.post(
          path,
          fields + [
            ("introduction", introduction), ("revision", String(revision)), ("do", "autosave"),
          ], session)
      }
      let first = try await send("正在写", over: before.revision)
      #expect(first.status == 200 && first.text == "\(before.revision + 1)\n")
      let same = try await send("正在写", over: before.revision + 1)
      #expect(same.status == 200 && same.text == "\(before.revision + 1)\n")
      let stale = try await send("另一窗口", over: before.revision)
      #expect(stale.status == 409 && stale.text.isEmpty)
      #expect(
        try registrar.draft(one.id).submission.answers.fields["introduction"] == .text("正在写"))
      let forged = try await HTTP.post(
        served.base + path, Data("introduction=x&do=autosave".utf8),
        headers: [
          "content-type": "application/x-www-form-urlencoded", "origin": served.base,
          "cookie": "\(SessionCookie.name)=\(session.secretText)",
        ])
      #expect(forged.status == 403)
      try await one.world.give(.application(.withdraw(one.id)), by: one.applicant.actor)
      #expect(try await send("太迟了", over: before.revision + 1).status == 409)
    }
  }

  @Test("The organization sees what happened, and every version of its documents with its time")
  func history() async throws {
    let one = try await Returned(items: [
      ReturnItem(place: "documents.business-licence", reason: "图片模糊", remedy: "")
    ])
    try await ServedDesk.run(one.world, worker: Built.path()) { served in
      let session = try await served.session(one.applicant)
      let base = "/office/applications/\(one.id)"
      let bytes = Array(CaseServer.pdf("新的执照"))
      let sent = try await served.post(
        base + "/documents", [("document", "business-licence")],
        file: ("documents.business-licence", "新\"执照.pdf", bytes), session)
      #expect(sent.status == 303, "\(sent.text)")
      let documents = try await served.get("/en\(base)/documents", session)
      #expect(documents.text.contains("not yet") && documents.text.contains("round 1"))
      #expect(documents.text.contains(Texts(.english).beijing(DeskWorld.now)))
      let newest = try #require(
        try one.world.registrar.draft(one.id).submission.documents["business-licence"]?.last)
      let file = try await served.get(base + "/files/" + newest.sha256, session)
      #expect(file.status == 200 && Array(file.body) == bytes)
      #expect(file.headers["content-disposition"]?.hasPrefix("attachment") == true)
      let officer = try await served.session(one.officer)
      #expect(try await served.get(base + "/files/" + newest.sha256, officer).status == 404)
      let unknown = String(repeating: "0", count: 64)
      #expect(try await served.get(base + "/files/" + unknown, session).status == 404)
      let page = try await served.get("/en" + base, session)
      for word in ["Begun", "Handed in", "Review begun", "Returned", "1 item", "The authority"] {
        #expect(page.text.contains(word), "\(word)")
      }
      // Who at the authority has it in hand is not told.
      #expect(page.text.contains("陈甲") && !page.text.contains("李乙"))
    }
  }

  @Test("A refusal shows its reasons and where to contest it; what was handed in is kept that long")
  func refused() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("陈甲", [.applicant])
    let officer = try await world.person("李乙", [.officer], staff: "O-1")
    let approver = try await world.person("丙", [.approver], staff: "A-1")
    let id = try await world.application(of: applicant, reviewedBy: officer)
    try await world.give(.application(.claim(id)), by: officer.actor)
    try await world.give(
      .application(.recommend(id, .refuse, reasons: "与实际不符<b>")), by: officer.actor)
    try await world.give(.application(.refuse(id)), by: approver.actor)
    try await ServedDesk.run(world) { served in
      let session = try await served.session(applicant)
      let base = "/office/applications/\(id)"
      let page = try await served.get("/en" + base, session)
      #expect(page.text.contains("与实际不符") && page.text.contains("&lt;b&gt;"))
      #expect(page.text.contains("Administrative Reconsideration Law"))
      #expect(page.text.contains("is kept until") && !page.text.contains("name=\"erase\""))
      let documents = try await served.get("/en\(base)/documents", session)
      #expect(documents.status == 200 && !documents.text.contains("type=\"file\""))
      let handedIn = try await served.get("/en\(base)/handed-in", session)
      let answers = try world.registrar.submission(
        of: try #require(world.registrar.published.cases.application(id)), round: 1)
      #expect(handedIn.status == 200 && !handedIn.text.contains("<textarea"))
      #expect(handedIn.text.contains(try #require(answers.algorithm)))
      let early = try await served.post(base + "/erase", [("erase", "yes")], session)
      #expect(early.status == 422)
      #expect(world.registrar.published.cases.application(id)?.dossierErased == nil)
    }
  }

  @Test("What was handed in with a withdrawn application is erased, and everything still verifies")
  func erased() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("陈甲", [.applicant])
    let officer = try await world.person("李乙", [.officer], staff: "O-1")
    let id = try await world.application(of: applicant, reviewedBy: officer)
    try await ServedDesk.run(world) { served in
      let session = try await served.session(applicant)
      let base = "/office/applications/\(id)"
      #expect(try await served.post(base + "/erase", [("erase", "yes")], session).status == 409)
      try await world.give(.application(.withdraw(id)), by: applicant.actor)
      #expect(try await served.post(base + "/erase", [], session).status == 422)
      #expect(try await served.post(base + "/erase", [("erase", "yes")], session).status == 303)
      let application = try #require(world.registrar.published.cases.application(id))
      #expect(application.dossierErased == DeskWorld.now && application.status == .withdrawn)
      #expect(throws: RegisterError.self) {
        try world.registrar.submission(of: application, round: 1)
      }
      let page = try await served.get("/en" + base, session)
      #expect(page.status == 200 && page.text.contains("is erased"))
      #expect(try await served.get("/en\(base)/documents", session).status == 200)
      #expect(!page.text.contains("/handed-in"))
      #expect(try await served.get("/en\(base)/handed-in", session).status == 404)
      let review = try await served.get("/en/office/review/\(id)", served.session(officer))
      #expect(review.status == 200)
      try world.registrar.audit()
    }
  }

  /// What a browser sends of a section, as it stands.
  private static func fields(
    of section: String, _ submission: Submission, _ book: Rulebook
  ) -> [(String, String)] {
    book.fields.filter { $0.section == section }.flatMap { field in
      SectionForm.values(submission.answers.fields[field.id], field.kind).map { (field.id, $0) }
    }
  }
}
