import Foundation
import Register
import ServiceLifecycle
import TestSupport

@testable import Web

/// The pages of a ``DeskWorld``, served on a free port of the loopback.
struct ServedDesk: Sendable {
  let world: DeskWorld
  let base: String

  static func run(
    _ world: DeskWorld, worker: String = "/bin/false",
    _ body: @escaping @Sendable (ServedDesk) async throws -> Void
  ) async throws {
    let server = try WebServer(
      registrar: world.registrar, host: "127.0.0.1", port: 0,
      office: OfficeSettings(
        hasher: DeskWorld.hasher,
        evidence: EvidenceIntake(
          store: world.evidence, worker: EvidenceWorker(executable: worker))),
      logger: Served.silent, now: { DeskWorld.now })
    let group = ServiceGroup(services: [server], logger: Served.silent)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = try await server.port()
      do {
        try await body(ServedDesk(world: world, base: "http://127.0.0.1:\(port)"))
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      } catch {
        await group.triggerGracefulShutdown()
        try? await tasks.waitForAll()
        throw error
      }
    }
  }

  /// The token of a new session of somebody.
  func session(_ person: DeskWorld.Person) async throws -> SecretToken {
    try await world.accounts.signIn(
      login: person.login, password: DeskWorld.password, client: "127.0.0.1"
    ).token
  }

  func get(_ path: String, _ token: SecretToken?) async throws -> HTTPAnswer {
    try await HTTP.get(base + path, headers: headers(token))
  }

  /// Sends a form from the page of that session.
  func post(
    _ path: String, _ fields: [(String, String)], _ token: SecretToken?
  ) async throws -> HTTPAnswer {
    var headers = headers(token)
    headers["content-type"] = "application/x-www-form-urlencoded"
    headers["origin"] = base
    var all = fields
    if let token { all.append(("form-token", FormToken(session: token, action: path).text)) }
    let body = all.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
    return try await HTTP.post(base + path, Data(body.utf8), headers: headers)
  }

  /// Sends a form with files, as a browser does.
  func post(
    _ path: String, _ fields: [(String, String)],
    file: (field: String, name: String, bytes: [UInt8])?,
    _ token: SecretToken
  ) async throws -> HTTPAnswer {
    var form = MadeForm()
    form.parts = (fields + [("form-token", FormToken(session: token, action: path).text)]).map {
      MadeForm.Part(name: $0.0, fileName: nil, contentType: nil, data: Array($0.1.utf8))
    }
    if let file {
      form.parts.append(
        MadeForm.Part(
          name: file.field, fileName: file.name, contentType: "application/pdf", data: file.bytes))
    }
    var headers = headers(token)
    headers["content-type"] = "multipart/form-data; boundary=\(form.boundary)"
    headers["origin"] = base
    return try await HTTP.post(base + path, Data(form.bytes), headers: headers)
  }

  private func headers(_ token: SecretToken?) -> [String: String] {
    token.map { ["cookie": "\(SessionCookie.name)=\($0.secretText)"] } ?? [:]
  }
}
