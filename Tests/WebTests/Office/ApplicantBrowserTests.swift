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
