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
    let person = Identifier.random(using: &random)
    let (first, second) = (Identifier.random(using: &random), Identifier.random(using: &random))
    func open(_ account: Identifier) async throws {
      _ = try await registrar.carryOut(
        .people(
          .demonstrate(
            PersonDetails(name: "演示", email: "demo@example.org"), person: person,
            roles: [.applicant], staffID: nil,
            account: LedgerAccount(id: account.text, login: "\(account)@example.org", body: []))),
        actor: .machine("test"))
    }
    try await open(first)
    // The Person's record is there already, and records are never written over.
    await #expect(throws: RegisterError.self) { try await open(second) }
    #expect(registrar.published.cases.account(first) != nil)
    #expect(registrar.published.cases.account(second) == nil)
  }
}
