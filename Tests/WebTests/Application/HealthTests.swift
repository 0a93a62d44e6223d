import Foundation
import Hummingbird
import Logging
import Record
import Register
import TestSupport
import Testing
import Transparency

@testable import Web

@Suite("How the server is")
struct HealthTests {
  private func report(_ health: Health, _ registrar: Registrar) throws -> Response {
    let dependencies = WebDependencies(
      registrar: registrar, log: Served.silent, now: { MadeUpRegister.now })
    let request = Request(
      head: HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/health"),
      body: RequestBody(buffer: ByteBuffer()))
    return try MachineRoutes(dependencies, health).healthReport(request)
  }

  @Test("A server that reads its ledger is well, and says since when")
  func well() async throws {
    let served = try await Served.shared()
    let answer = try await served.get("/health")
    #expect(answer.status == 200)
    #expect(answer.headers["cache-control"] == "no-store")
    let health = try answer.json()
    #expect(health["status"] == "well")
    #expect(health["size"].int == Int(served.registrar.published.state.tree.size))
    #expect(health["audited"].string.flatMap { Moment($0) } != nil)
  }

  @Test("A fault in reading or in an audit makes it ill until it is gone")
  func ill() throws {
    let register = try MadeUpRegister()
    let health = Health(opened: MadeUpRegister.now)
    #expect(try report(health, register.registrar).status == .ok)
    #expect(health.refreshFailed("disk"))
    #expect(!health.refreshFailed("disk"), "the same fault is no news")
    #expect(try report(health, register.registrar).status == .serviceUnavailable)
    health.refreshed(at: MadeUpRegister.now)
    #expect(try report(health, register.registrar).status == .ok)
    health.auditFailed("a leaf does not hash")
    #expect(try report(health, register.registrar).status == .serviceUnavailable)
    health.audited(at: MadeUpRegister.now)
    #expect(try report(health, register.registrar).status == .ok)
  }

  @Test("The keeper audits the whole log when a day has passed")
  func audit() async throws {
    let register = try await MadeUpRegister.filled()
    let health = Health(opened: Moment(seconds: MadeUpRegister.now.seconds - 90_000))
    let keeper = RegisterKeeper(
      registrar: register.registrar, health: health, log: Served.silent,
      now: { MadeUpRegister.now })
    let running = Task { try await keeper.run() }
    for _ in 0..<600 where health.report.audited != MadeUpRegister.now {
      try await Task.sleep(for: .milliseconds(20))
    }
    running.cancel()
    _ = await running.result
    #expect(health.report.audited == MadeUpRegister.now)
    #expect(health.report.isWell)
  }
}
