import Foundation
import Rules
import TestSupport
import Testing

extension InABrowser {
  @Suite("Checking a file in a browser", .serialized)
  struct CheckPageTests {
    @Test(
      "A labelled picture is chosen, and the page leads to the filing behind it",
      arguments: Look.four)
    func labelled(_ look: Look) async throws {
      let site = try await Sites.site(.demonstration)
      let filing = try #require(
        try await site.server.get("/api/v1/filings?status=in-force&limit=1").json()["filings"].array
          .first)
      let code = "0011\(filing["creditCode"].string ?? "")1\(filing["modelCode"].string ?? "")"
      let folder = try TemporaryDirectory()
      let picture = try folder.write(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>", to: "picture.svg")
      let run = try await Built.run([
        "label", "write", picture.path, "--producer", code, "--content-id", "B-1",
      ])
      #expect(run.code == 0, "\(run.errorText)")
      try await Browser.with(look.options) { browser in
        try await browser.go(site.address("/check", look.language))
        try await browser.find("#file").type(picture.path)
        try await browser.find(".check-form button").follow()
        let verdict = try await browser.find(".reading .verdict").text()
        #expect(
          verdict
            == (look.language == .chinese ? "由人工智能生成合成" : "Generated, says the label in the file"))
        #expect(try await browser.find(".file-name").text() == "picture.svg")
        #expect(
          try await browser.find(".named").text().contains(filing["number"].string ?? "nothing"))
        #expect(try await browser.overhang() == 0)
        let report = try await browser.axe()
        #expect(report.violations.isEmpty, "\(report.text)")
        try await browser.screenshot(
          to: Site.pictures.appending(path: "check-\(look.name)-labelled.png"))
        try await browser.find(".named-links a").follow()
        #expect(try await browser.address().contains("/filings/"))
        #expect(try await browser.find("main").text().contains(code))
      }
    }
  }
}
