import Foundation
import Logging
import Register
import ServiceLifecycle
import TestSupport
import Testing

@testable import Web

@Suite("The pages of those who sign in")
struct OfficeTests {
  @Test("Only an address of the office follows a sign-in")
  func next() {
    for good in ["/office", "/en/office/account", "/zh/office?done=x"] {
      #expect(OfficePath.checked(good) == good)
    }
    for bad in [
      "//evil.example", "https://evil.example/office", "/office//evil", "/officer", "/\\evil",
      "/office\\..", "/office\u{0D}\u{0A}x", "/lists", "",
    ] {
      #expect(OfficePath.checked(bad) == nil, "\(bad)")
    }
  }

  @Test("A cookie, an origin and a form token are asked for, and nobody else's page is shown")
  func session() async throws {
    guard let cheap = ScryptParameters(ln: 4, r: 8, p: 1) else { return }
    let directory = try TemporaryDirectory()
    let registrar = try RegisterFile.create(
      DataDirectory(directory.path + "/data"), kind: .demonstration, origin: "register.test/log")
    let server = try WebServer(
      registrar: registrar, host: "127.0.0.1", port: 0,
      office: OfficeSettings(hasher: PasswordHasher(parameters: cheap)), logger: Served.silent)
    let group = ServiceGroup(services: [server], logger: Served.silent)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let base = "http://127.0.0.1:\(try await server.port())"
      try await Self.visit(base)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  private static func visit(_ base: String) async throws {
    func post(
      _ path: String, _ fields: String, _ cookie: String = "", origin: String? = nil
    ) async throws -> HTTPAnswer {
      try await HTTP.post(
        base + path, Data(fields.utf8),
        headers: [
          "Content-Type": "application/x-www-form-urlencoded", "Origin": origin ?? base,
          "Cookie": cookie,
        ])
    }
    let registration =
      "name=%22%CC%81%3Cb%3E&email=li%40firm.example&password=ochre-lantern-drifts-by"
    let foreign = try await post(
      "/en/office/register", registration, origin: "https://evil.example")
    #expect(foreign.status == 403)
    let registered = try await post("/en/office/register", registration)
    #expect(registered.status == 303, "\(registered.text)")
    let field = registered.headers["set-cookie"] ?? ""
    #expect(field.contains("; Secure; HttpOnly; SameSite=Lax"))
    let cookie = String(field.prefix { $0 != ";" })
    #expect(cookie.hasPrefix("__Host-session=cms_"))
    let page = try await HTTP.get(base + "/en/office/account", headers: ["Cookie": cookie])
    #expect(page.status == 200 && page.headers["cache-control"] == "no-store")
    #expect(try await post("/en/office/sign-out", "", cookie).status == 403)
    #expect(try await post("/en/office/sign-out", "form-token=AAAA", cookie).status == 403)
    let other = "/en/office/applications/0123456789abcdefghjkmnpqrs"
    #expect(
      try await HTTP.get(base + other, headers: ["Cookie": cookie]).status == 404)
    let mark = "action=\"/en/office/sign-out\"><input type=\"hidden\" name=\"form-token\" value=\""
    let token = (page.text.components(separatedBy: mark).dropFirst().first ?? "").prefix {
      $0 != "\""
    }
    #expect(!token.isEmpty)
    // One form's token is not good for another.
    #expect(
      try await post("/en/office/account/sign-out-everywhere", "form-token=\(token)", cookie)
        .status == 403)
    #expect(try await post("/en/office/sign-out", "form-token=\(token)", cookie).status == 303)
    let after = try await HTTP.get(base + "/en/office/account", headers: ["Cookie": cookie])
    #expect(after.status == 303)
    #expect(after.headers["location"]?.hasPrefix("/en/office/sign-in?next=") == true)
  }
}
