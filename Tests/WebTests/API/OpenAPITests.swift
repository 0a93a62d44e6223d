import Foundation
import Hummingbird
import TestSupport
import Testing

@testable import Web

@Suite("The description of the API")
struct OpenAPITests {
  private static let python = Shared.packageRoot.appending(path: ".venv/bin/python3")
  private static let hasValidator: Bool = {
    let packages = Shared.packageRoot.appending(path: ".venv/lib")
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: packages.path)) ?? []
    return versions.contains { version in
      FileManager.default.fileExists(
        atPath: packages.appending(path: "\(version)/site-packages/openapi_spec_validator").path)
    }
  }()

  @Test(
    "The document is valid OpenAPI 3.1, and the server keeps every promise in it",
    .enabled(if: hasValidator, "openapi-spec-validator comes with scripts/setup --for test"))
  func promises() async throws {
    let served = try await Served.shared()
    let script = Shared.packageRoot.appending(path: "Tests/Python/openapi.py")
    let child = try Child(Self.python.path, [script.path, served.base])
    let end = try await child.wait(timeout: 300)
    let output = String(decoding: child.output + child.errors, as: UTF8.self)
    #expect(end == Child.End(code: 0, bySignal: false), "\(output)")
    print("OpenAPI: \(output)", terminator: "")
  }

  @Test("Every route is in the document, and nothing else is")
  func routes() async throws {
    let register = try CaseServer.emptyRegister()
    let router = Router(context: WebContext.self)
    MachineRoutes(
      WebDependencies(
        registrar: register.registrar, log: Served.silent, now: { MadeUpRegister.now }),
      Health(opened: MadeUpRegister.now)
    ).add(to: router)
    let document = try JSON(parsing: Data((EmbeddedText.files["openapi.json"] ?? "").utf8))
    let routed = Set(router.routes.map { "\($0.method.rawValue) \($0.path.description)" })
    var described: Set<String> = []
    for (path, item) in document["paths"].object {
      let route = try #require(item["x-route"].string, "\(path) does not say its route")
      for method in item.object.keys where !method.hasPrefix("x-") {
        described.insert("\(method.uppercased()) \(route)")
      }
    }
    #expect(routed == described)
    #expect(routed.count >= 20)
  }

  @Test(
    "Operations have distinct names, and every kind of problem that a parameter has is described")
  func names() throws {
    let document = try JSON(parsing: Data((EmbeddedText.files["openapi.json"] ?? "").utf8))
    let operations = document["paths"].object.values.flatMap { item in
      item.object.filter { !$0.key.hasPrefix("x-") }.values
    }
    let names = operations.compactMap { $0["operationId"].string }
    #expect(names.count == operations.count)
    #expect(Set(names).count == names.count)
  }
}
