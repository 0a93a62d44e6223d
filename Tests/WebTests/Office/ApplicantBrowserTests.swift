import Foundation
import Register
import TestSupport
import Testing

@testable import Web

@Suite(
  "The pages of people who file, in a browser",
  .enabled(if: Browser.isInstalled && Axe.isInstalled), .serialized)
struct ApplicantBrowserTests {
  @Test("Somebody signs in by the form and goes through an application, in both languages")
  func signIn() async throws {
    let world = try DeskWorld()
    let people = try await Demonstration.people(
      world.registrar, in: DataDirectory(world.directory.path + "/data"))
    let applicant = try #require(people.first { $0.roles == [.applicant] })
    let cases = world.registrar.published.cases
    let account = try #require(cases.accounts(with: .applicant).first)
    let organization = try #require(cases.organizations(of: account.person).first)
    let id = try #require(cases.applications(of: organization.id).first?.id)
    try await ServedDesk.run(world) { served in
      try await Browser.with(.init(width: 1280, height: 900)) { browser in
        func look(_ name: String, _ path: String) async throws {
          for (language, width) in [("zh", 1280), ("zh", 390), ("en", 1280)] {
            try await browser.size(width: width, height: 900)
            try await browser.go(served.base + "/" + language + path)
            try await browser.screenshot(
              to: Self.pictures.appending(path: "office-\(name)-\(language)-\(width).png"))
            #expect(try await browser.overhang() == 0, "\(name) \(language) \(width)")
            let report = try await browser.axe()
            #expect(report.violations.isEmpty, "\(name) \(language) \(width): \(report.text)")
          }
          try await browser.size(width: 1280, height: 900)
        }
        try await look("sign-in", "/office/sign-in")
        try await look("register", "/office/register")
        try await browser.go(served.base + "/zh/office/applications")
        // By keyboard alone: the form says where it is, and Enter sends it.
        try await browser.find("input[type=email]").type(applicant.email)
        try await browser.find("input[type=password]").type(applicant.password + "\u{E007}")
        for _ in 0..<100 where try await !browser.address().hasSuffix("/office/applications") {
          try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await browser.address().hasSuffix("/zh/office/applications"))
        try await look("applications", "/office/applications")
        try await look("application", "/office/applications/\(id)")
        try await look("organizations", "/office/organizations")
        try await look("account", "/office/account")
        try await browser.go(served.base + "/zh/office/applications/\(id)")
        let addresses = try await browser.links(to: id.text)
        #expect(!addresses.isEmpty)
        for (place, path) in addresses.prefix(12).enumerated() {
          try await look("form-\(place)", path)
        }
      }
    }
  }

  @Test("What went back is answered item by item, and handed in again")
  func returned() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("陈填报", [.applicant])
    let officer = try await world.person("李审核", [.officer], staff: "O-1")
    let id = try await world.application(of: applicant, reviewedBy: officer)
    try await world.give(.application(.claim(id)), by: officer.actor)
    let items = [
      ReturnItem(place: "introduction", reason: "过于简略", remedy: "写明输入与输出"),
      ReturnItem(place: "documents.business-licence", reason: "图片模糊", remedy: "重新扫描"),
    ]
    try await world.give(.application(.giveBack(id, items)), by: officer.actor)
    // What was handed in is still there to be corrected.
    let before = try #require(world.registrar.published.cases.application(id))
    try world.registrar.save(
      try world.registrar.submission(of: before, round: 1), of: id,
      over: try world.registrar.draft(id).revision, by: applicant.actor)
    try await ServedDesk.run(world) { served in
      let token = try await served.session(applicant)
      try await Browser.with(.init(width: 390, height: 844)) { browser in
        _ = try await browser.devtools(
          "Network.setCookie",
          [
            "name": .string(SessionCookie.name), "value": .string(token.secretText),
            "url": .string(served.base + "/"), "path": "/", "secure": true, "httpOnly": true,
          ])
        try await browser.go(served.base + "/zh/office/applications/\(id)")
        try await browser.screenshot(
          to: Self.pictures.appending(path: "office-returned-zh-390.png"))
        #expect(try await browser.overhang() == 0)
        let report = try await browser.axe()
        #expect(report.violations.isEmpty, "\(report.text)")
        try await browser.find("textarea[name='reply:introduction']").type("已在第2节写明")
        try await browser.find("textarea[name='reply:documents.business-licence']").type("已重新扫描")
        try await browser.find("form[action$=submit] button").follow()
      }
    }
    let after = try #require(world.registrar.published.cases.application(id))
    #expect(after.status == .submitted && after.round == 2)
    let handedIn = try world.registrar.submission(of: after, round: 2)
    #expect(handedIn.replies["introduction"] == "已在第2节写明")
  }

  static let pictures = DeskBrowserTests.pictures
}

extension Browser {
  /// The paths, without their language, of links on this page that lead deeper into a case.
  fileprivate func links(to id: String) async throws -> [String] {
    var found: [String] = []
    for link in try await findAll("main a") {
      guard let address = try await link.attribute("href"),
        let range = address.range(of: "/office/applications/\(id)/")
      else { continue }
      let path = String(address[range.lowerBound...].prefix { $0 != "#" })
      if !found.contains(path) { found.append(path) }
    }
    return found
  }
}
