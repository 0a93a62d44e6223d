import Ledger
import Record
import TestSupport
import Testing

@testable import Register

@Suite("Events that make nothing public")
struct PrivateEventTests {
  @Test("One that the storage did not take is not reported as recorded")
  func notStored() async throws {
    let directory = try TemporaryDirectory()
    let registrar = try RegisterFile.create(
      DataDirectory(directory.path + "/data"), kind: .demonstration, origin: "register.test/log")
    var random = SeededRandom()
    let persons = (Identifier.random(using: &random), Identifier.random(using: &random))
    let (first, second) = (Identifier.random(using: &random), Identifier.random(using: &random))
    func open(_ account: Identifier, _ person: Identifier) async throws {
      _ = try await registrar.carryOut(
        .people(
          .demonstrate(
            PersonDetails(name: "演示", email: "demo@example.org"), person: person,
            roles: [.applicant], staffID: nil,
            account: LedgerAccount(id: account.text, login: "demo@example.org", body: []))),
        actor: .machine("test"))
    }
    try await open(first, persons.0)
    // Somebody has that login already, and the storage keeps it for one account.
    await #expect(throws: RegisterError.self) { try await open(second, persons.1) }
    #expect(registrar.published.cases.account(first) != nil)
    #expect(registrar.published.cases.account(second) == nil)
  }
}
