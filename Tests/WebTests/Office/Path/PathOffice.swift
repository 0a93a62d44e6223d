import Foundation
import Rules
import TestSupport
import Testing

@testable import Register
@testable import Web

/// Who takes part in a filing, each with the session that a sign-in through the form began.
final class PathOffice {
  let server: CaseServer
  let hands: Hands
  let language: String
  /// Which widths pictures are taken at.
  let widths: [Int]
  private var sessions: [String: String] = [:]
  private var looked: Set<String> = []

  static let password = PageOffice.password

  /// Somebody with a password and an authenticator.
  struct Member {
    let login: String
    let secret: [UInt8]
  }

  init(_ server: CaseServer, _ hands: Hands, language: String, widths: [Int]) {
    self.server = server
    self.hands = hands
    self.language = language
    self.widths = widths
  }

  var browser: Browser { hands.browser }
  private var people: PageOffice { PageOffice(server: server) }

  func go(_ path: String) async throws {
    try await browser.go(server.client.base + "/" + language + path)
  }

  /// An official with a password and a second factor.
  func official(_ name: String, _ role: AccountRole, staff: String) async throws -> Member {
    let made = try await people.member(name, [role], staff: staff)
    return Member(login: made.login, secret: made.secret)
  }

  /// The code that an authenticator shows now.
  func code(_ secret: [UInt8]) -> String { people.code(secret) }

  /// Signs in through the form: the password first, then the code that is asked for.
  func signIn(_ member: Member, as name: String) async throws {
    try await browser.send("DELETE", "/cookie")
    try await go("/office")
    try await hands.write(member.login, into: "input[name=login]")
    try await hands.write(Self.password, into: "input[name=password]")
    try await hands.press("form[action$=sign-in] button")
    try await look("sign-in-code")
    try await hands.write(Self.password, into: "input[name=password]")
    try await hands.write(code(member.secret), into: "input[name=code]")
    try await hands.press("form[action$=sign-in] button")
    #expect(try await !browser.address().contains("sign-in"))
    sessions[name] = try await browser.cookies()[SessionCookie.name]
  }

  /// Sits down at the browser of somebody who has signed in before.
  func become(_ name: String) async throws {
    let session = try #require(sessions[name])
    _ = try await browser.devtools(
      "Network.setCookie",
      [
        "name": .string(SessionCookie.name), "value": .string(session),
        "url": .string(server.client.base + "/"), "path": "/", "secure": true, "httpOnly": true,
      ])
  }

  /// Checks a page, once by its name: no barrier, nothing beyond the edge; and takes pictures of it.
  func look(_ name: String) async throws {
    guard looked.insert(name).inserted else { return }
    let report = try await browser.axe()
    #expect(report.violations.isEmpty, "\(name) \(language): \(report.text)")
    for width in widths {
      if width != 1280 { try await browser.size(width: width, height: 900) }
      #expect(try await browser.overhang() == 0, "\(name) \(language) \(width)")
      try await browser.screenshot(
        to: DeskBrowserTests.pictures.appending(path: "path-\(name)-\(language)-\(width).png"))
      if width != 1280 { try await browser.size(width: 1280, height: 900) }
    }
    let complaints = try await browser.complaints().filter { !$0.contains("422") }
    #expect(complaints.isEmpty, "\(name): \(complaints)")
  }

  var pagesLookedAt: Int { looked.count }

  /// A made-up PDF on the disk.
  func file(_ name: String) throws -> URL {
    let file = URL(filePath: server.register.directory.path + "/" + name + ".pdf")
    try CaseServer.pdf(name).write(to: file)
    return file
  }
}
