import Foundation
import Record
import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite(
  "What people who file see of accounts, organizations and cases, in a browser",
  .enabled(if: Browser.isInstalled && Axe.isInstalled), .serialized)
struct OfficeLookTests {
  @Test("Each page is free of barriers and fits a phone, in both languages")
  func look() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("陈填报", [.applicant])
    let colleague = try await world.person("王同事", [.applicant])
    let officer = try await world.person("李审核", [.officer, .approver], staff: "O-1")
    let id = try await world.application(of: applicant, reviewedBy: officer)
    let withdrawn = try await world.application(
      of: applicant, reviewedBy: officer, name: "演示语音合成算法")
    try await world.give(.application(.withdraw(withdrawn)), by: applicant.actor)
    let register = MadeUpRegister(directory: world.directory, registrar: world.registrar)
    try await register.importList(
      .deepSynthesis, "2023-06", published: "2023-06-20",
      rows: (1...3).map {
        facts(MadeUpRegister.number($0), "虚构配音算法\($0)号", organization: "演示科技有限公司")
      })
    let organization = try #require(
      world.registrar.published.cases.organizations(of: applicant.person).first)
    let proof = try world.document("备案通知.pdf", "%PDF-1.4 notice")
    for (serial, accepts) in [(1, true), (2, false)] {
      let claim = try await world.give(
        .organization(
          .claimFiling(
            key: MadeUpRegister.number(serial), organization: organization.id, document: proof)),
        by: applicant.actor)
      let mandate = try #require(claim)
      try await world.give(
        .organization(
          accepts
            ? .accept(mandate: mandate)
            : .decline(mandate: mandate, reason: "附件不是备案通知，请上传加盖公章的通知。")),
        by: officer.actor)
    }
    let asked = try await world.give(
      .organization(.join(organization: organization.id, document: proof)), by: colleague.actor)
    try await world.give(
      .organization(.decline(mandate: try #require(asked), reason: "授权书没有印章。")),
      by: officer.actor)
    try await world.give(.application(.claim(id)), by: officer.actor)
    let items = [
      ReturnItem(place: "introduction", reason: "过于简略", remedy: "写明输入与输出"),
      ReturnItem(place: "documents.business-licence", reason: "图片模糊", remedy: "重新扫描"),
    ]
    try await world.give(.application(.giveBack(id, items)), by: officer.actor)
    let before = try #require(world.registrar.published.cases.application(id))
    try world.registrar.save(
      try world.registrar.submission(of: before, round: 1), of: id, over: 0, by: applicant.actor)
    let signIn = try #require(try world.accounts.account(applicant.account))
    for (name, scopes) in [("夜间导出", [.read]), ("填报系统", [.read, .file])]
      as [(String, Set<TokenScope>)]
    {
      _ = try world.accounts.createToken(
        account: signIn, name: name, scopes: scopes,
        expires: Moment(seconds: DeskWorld.now.seconds + 30 * 86_400))
    }
    let administrator = try await world.person("赵管理", [.administrator], staff: "M-1")
    let other = try await world.person("钱管理", [.administrator], staff: "M-2")
    let code = String(repeating: "0", count: 64)
    let reset = try #require(
      try await world.give(
        .people(.proposeReset(account: colleague.account, firstHalf: code)), by: other.actor))
    let app = try await AccountPagesTests.secondFactor(of: applicant, world)
    let section = "details"
    try await ServedDesk.run(world) { served in
      let mine = try await served.session(applicant, app, step: 0)
      let theirs = try await served.session(colleague)
      let boss = try await served.session(administrator)
      let desk = try await served.session(officer)
      try await Browser.with(.init(width: 1280, height: 900)) { browser in
        func become(_ token: SecretToken) async throws {
          _ = try await browser.devtools(
            "Network.setCookie",
            [
              "name": .string(SessionCookie.name), "value": .string(token.secretText),
              "url": .string(served.base + "/"), "path": "/", "secure": true, "httpOnly": true,
            ])
        }
        func look(_ name: String, _ path: String) async throws {
          for (language, width) in [("zh", 1280), ("zh", 390), ("en", 1280), ("en", 390)] {
            try await browser.size(width: width, height: 900)
            try await browser.go(served.base + "/" + language + path)
            try await browser.screenshot(
              to: DeskBrowserTests.pictures.appending(
                path: "office-\(name)-\(language)-\(width).png"))
            #expect(try await browser.overhang() == 0, "\(name) \(language) \(width)")
            let report = try await browser.axe()
            #expect(report.violations.isEmpty, "\(name) \(language) \(width): \(report.text)")
          }
          try await browser.size(width: 1280, height: 900)
        }
        try await become(mine)
        try await look("account", "/office/account")
        try await look("tokens", "/office/account/tokens")
        try await look("erasure", "/office/account/erase")
        try await look("factor", "/office/account/second-factor")
        try await look("factor-remove", "/office/account/second-factor/remove")
        try await look("organizations", "/office/organizations")
        try await look("organization", "/office/organizations/\(organization.id)")
        try await look("returned", "/office/applications/\(id)")
        try await look("returned-section", "/office/applications/\(id)/sections/\(section)")
        try await look("returned-documents", "/office/applications/\(id)/documents")
        try await look("withdrawn", "/office/applications/\(withdrawn)")
        try await look("handed-in", "/office/applications/\(withdrawn)/handed-in")
        try await become(theirs)
        try await look("declined", "/office/organizations")
        try await become(boss)
        try await look("resets", "/office/officials/resets")
        try await look("reset", "/office/reset/\(reset)")
        // A second round, of which only what changed lies open.
        var answered = try world.registrar.draft(id).submission
        answered.answers.fields["introduction"] = .text("根据用户输入的文字生成图像：输入为文字，输出为图像。")
        answered.replies["documents.business-licence"] = "已重新扫描"
        try await world.give(.application(.submit(id, answered)), by: applicant.actor)
        try await become(desk)
        try await look("second-round", "/office/review/\(id)")
        let folded = try await browser.findAll("details.dossier-section:not([open])").count
        let open = try await browser.findAll("details.dossier-section[open]").count
        #expect(open == 1 && folded > 5)
        try await browser.find(".dossier-whole a").follow()
        #expect(try await browser.findAll("details.dossier-section:not([open])").isEmpty)
      }
    }
  }

  @Test("What is written is saved without a button, and is there when the page is opened again")
  func autosave() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("陈填报", [.applicant])
    let officer = try await world.person("李审核", [.officer], staff: "O-1")
    _ = try await world.application(of: applicant, reviewedBy: officer)
    let organization = try #require(
      world.registrar.published.cases.organizations(of: applicant.person).first)
    let id = try #require(
      try await world.give(
        .application(.begin(.deepSynthesis, organization: organization.id)), by: applicant.actor))
    try await ServedDesk.run(world) { served in
      let token = try await served.session(applicant)
      try await Browser.with(.init(width: 1280, height: 900)) { browser in
        _ = try await browser.devtools(
          "Network.setCookie",
          [
            "name": .string(SessionCookie.name), "value": .string(token.secretText),
            "url": .string(served.base + "/"), "path": "/", "secure": true, "httpOnly": true,
          ])
        let address = served.base + "/en/office/applications/\(id)/sections/details"
        func wait(for text: String) async throws {
          for _ in 0..<200 {
            if try await browser.find(".save-state").text() == text { return }
            try await Task.sleep(for: .milliseconds(50))
          }
          Issue.record("it never says \(text)")
        }
        try await browser.go(address)
        try await browser.find("[name=introduction]").type("写了一半")
        try await wait(for: "Saved as you wrote it.")
        #expect(
          try world.registrar.draft(id).submission.answers.fields["introduction"] == .text("写了一半"))
        // Who goes on by a link at once loses nothing either.
        try await browser.find("[name=introduction]").type("，又写了一些")
        try await browser.find(".crumbs a:last-of-type").click()
        for _ in 0..<200 where try await browser.address() == address {
          try await Task.sleep(for: .milliseconds(50))
        }
        #expect(
          try world.registrar.draft(id).submission.answers.fields["introduction"]
            == .text("写了一半，又写了一些"))
        // Somebody else saves; nothing is written over, and one is told.
        try await browser.go(address)
        let (submission, revision) = try world.registrar.draft(id)
        var other = submission
        other.answers.fields["field-of-application"] = .text("他人填写")
        try world.registrar.save(other, of: id, over: revision, by: applicant.actor)
        try await browser.find("[name=introduction]").type("。")
        try await wait(
          for: "Somebody else has saved this application, so nothing is saved by itself any more. "
            + "Press Save to see both.")
        #expect(try world.registrar.draft(id).submission == other)
        // A button sends what stands there, and both are shown.
        try await browser.find("button[value=stay]").follow()
        #expect(try await browser.findAll(".error-summary").count == 1)
      }
    }
  }
}
