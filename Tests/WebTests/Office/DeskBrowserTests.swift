import Foundation
import Register
import TestSupport
import Testing

@testable import Web

@Suite(
  "The authority's own pages in a browser", .enabled(if: Browser.isInstalled && Axe.isInstalled),
  .serialized)
struct DeskBrowserTests {
  @Test("A submitted application becomes a published list, in both languages, on two screens")
  func wholeWay() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("陈填报", [.applicant])
    let officer = try await world.person("李审核", [.officer], staff: "O-1")
    let approver = try await world.person("王决定", [.approver], staff: "A-1")
    let administrator = try await world.person("赵管理", [.administrator], staff: "M-1")
    let id = try await world.application(of: applicant, reviewedBy: officer)
    try await ServedDesk.run(world) { served in
      let tokens = [
        "officer": try await served.session(officer),
        "approver": try await served.session(approver),
        "administrator": try await served.session(administrator),
      ]
      try await Browser.with(.init(width: 1280, height: 900)) { browser in
        func become(_ name: String) async throws {
          let token = try #require(tokens[name])
          _ = try await browser.devtools(
            "Network.setCookie",
            [
              "name": .string(SessionCookie.name), "value": .string(token.secretText),
              "url": .string(served.base + "/"), "path": "/", "secure": true, "httpOnly": true,
            ])
        }
        func look(_ name: String, _ path: String) async throws {
          for language in ["zh", "en"] {
            for width in [1280, 390] {
              try await browser.size(width: width, height: 900)
              try await browser.go(served.base + "/" + language + path)
              try await browser.screenshot(
                to: Self.pictures.appending(path: "office-\(name)-\(language)-\(width).png"))
              #expect(try await browser.overhang() == 0, "\(name) \(language) \(width)")
              if width == 1280 || language == "zh" {
                let report = try await browser.axe()
                #expect(report.violations.isEmpty, "\(name): \(report.text)")
              }
            }
          }
          try await browser.size(width: 1280, height: 900)
        }
        // The driver may answer a click before the browser has gone where the form leads.
        func wait(_ selector: String) async throws -> Element {
          for _ in 0..<100 where try await browser.findAll(selector).isEmpty {
            try await Task.sleep(for: .milliseconds(100))
          }
          return try await browser.find(selector)
        }
        let here = "/office/review/\(id)"
        try await become("officer")
        try await look("queue", "/office/queue")
        try await look("mandates", "/office/mandates")
        try await browser.go(served.base + "/zh/office/queue")
        try await browser.find(".actions button").click()
        #expect(try await wait(".notice-done").text() == "已领取。")
        try await wait("#tick-place-training-data").click()
        try await browser.find("#reason-place-training-data").type("过于简单")
        try await browser.screenshot(
          to: Self.pictures.appending(path: "office-tick-zh-1280.png"))
        try await look("review", here)
        try await browser.go(served.base + "/en" + here)
        try await browser.find("#outcome-file").click()
        try await browser.find("#reasons").type("Complete and consistent.")
        try await browser.find("form[action$=recommend] button").click()
        #expect(try await wait(".decide .notice").text().contains("Another person"))
        try await become("approver")
        try await look("decide", here)
        try await browser.find("form[action$=approve] button").click()
        #expect(try await wait(".decided h2").text() == "Filed")
        try await look("decided", here)
        try await look("lists", "/office/lists?application=\(id)")
        try await browser.find("section form.act button").click()
        try await wait(".notice-done a").click()
        #expect(try await wait(".page-list h1").text().contains("Deep synthesis"))
        try await become("administrator")
        try await look("officials", "/office/officials")
      }
    }
    #expect(world.registrar.published.cases.application(id)?.status == .published)
  }

  /// Where pictures are put: not part of the package.
  static let pictures = Shared.packageRoot.appending(path: "artifacts/screenshots")
}
