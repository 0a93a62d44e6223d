import Foundation
import Rules
import TestSupport
import Testing

/// How a page is looked at.
struct Look: Sendable, CustomTestStringConvertible {
  var language: Language
  var width: Int
  var height: Int
  var dark = false

  var testDescription: String {
    "\(language.rawValue) \(width)×\(height)\(dark ? " dark" : "")"
  }

  var name: String { "\(language.rawValue)-\(width)\(dark ? "-dark" : "")" }

  var options: Browser.Options {
    .init(
      language: language == .chinese ? "zh-CN" : "en", width: width, height: height, dark: dark)
  }

  static let desktop = (1280, 900)
  static let phone = (390, 844)

  static let four = Language.allCases.flatMap { language in
    [desktop, phone].map { Look(language: language, width: $0.0, height: $0.1) }
  }
}

extension InABrowser {
  @Suite("The look of the pages", .enabled(if: Axe.isInstalled), .serialized)
  struct PageLookTests {
    @Test("A demonstration's pages have no barrier and fit their window", arguments: Look.four)
    func demonstration(_ look: Look) async throws {
      try await inspect(try await Sites.site(.demonstration), look)
    }

    @Test("A demonstration's pages have no barrier in dark colours")
    func dark() async throws {
      try await inspect(
        try await Sites.site(.demonstration),
        Look(language: .english, width: 1280, height: 900, dark: true))
    }

    @Test(
      "The pages of official lists have no barrier and fit their window",
      .enabled(if: Site.hasLists), arguments: Look.four)
    func mirror(_ look: Look) async throws {
      try await inspect(try await Sites.site(.mirror), look)
    }

    @Test(
      "At 320 pixels, which is what 1280 are at four times the size, nothing sticks out",
      arguments: Language.allCases)
    func narrow(_ language: Language) async throws {
      let site = try await Sites.site(.demonstration)
      try await Browser.with(.init(width: 320, height: 640)) { browser in
        for page in site.pages {
          try await browser.go(site.address(page.path, language))
          #expect(try await browser.overhang() == 0, "\(page.name)")
        }
      }
    }

    private func inspect(_ site: Site, _ look: Look) async throws {
      try await Browser.with(look.options) { browser in
        for page in site.pages {
          try await browser.go(site.address(page.path, look.language))
          try await browser.screenshot(
            to: Site.pictures.appending(path: "\(site.name)-\(look.name)-\(page.name).png"))
          #expect(try await browser.overhang() == 0, "\(page.name)")
          let report = try await browser.axe()
          #expect(report.violations.isEmpty, "\(page.name): \(report.text)")
          #expect(report.kept > 10, "\(page.name)")
        }
        // A page that is not there is said so by the browser too; nothing else is to be complained of.
        let complaints = try await browser.complaints().filter { !$0.contains("404") }
        #expect(complaints.isEmpty, "\(complaints)")
      }
    }
  }
}
