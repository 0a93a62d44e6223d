import Foundation
import Record
import Register
import TestSupport
import Testing

@testable import Web

@Suite("What a server puts away")
struct HousekeeperTests {
  @Test("Dossiers that are due are erased with their files, and the rest stays")
  func putAway() async throws {
    let clock = CaseServer.TestClock()
    let register = try CaseServer.emptyRegister(clock)
    let world = try DeskWorld(registrar: register.registrar, directory: register.directory)
    let applicant = try await world.person("甲", [.applicant])
    let officer = try await world.person("乙", [.officer], staff: "O-1")
    let gone = try await world.application(of: applicant, reviewedBy: officer)
    let kept = try await world.application(of: applicant, reviewedBy: officer, name: "演示乙算法")
    try await world.give(.application(.withdraw(gone)), by: applicant.actor)
    let housekeeper = Housekeeper(
      registrar: register.registrar, accounts: world.accounts, files: world.evidence,
      log: Served.silent, now: { Moment(seconds: Int(Date().timeIntervalSince1970) + 40 * 86_400) })
    await housekeeper.putAway()
    #expect(register.registrar.published.cases.application(gone)?.dossierErased == nil)
    clock.advance(31 * 86_400)
    await housekeeper.putAway()
    housekeeper.tidy()
    let cases = register.registrar.published.cases
    #expect(cases.application(gone)?.dossierErased == clock.now)
    let application = try #require(cases.application(kept))
    #expect(application.dossierErased == nil)
    let files = try #require(
      try register.registrar.submission(of: application, round: 1).documents["business-licence"])
    for file in files {
      let digest = try #require(EvidenceDigest(hex: file.sha256))
      #expect(try world.evidence.size(digest) != nil)
    }
    // Of the two reports and the licence one report is left over, and is swept.
    let left = try FileManager.default.subpathsOfDirectory(atPath: world.evidence.folder)
      .filter { $0.utf8.count > 60 }
    #expect(left.count == 2, "\(left)")
    try register.registrar.audit()
  }
}
