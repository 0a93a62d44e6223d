import Foundation
import Ledger
import Record
import Rules
import Synchronization
import TestSupport
import Testing

@testable import Register

@Suite("What was handed in is kept for as long as it has to be")
struct RetentionTests {
  private let day = 86_400

  /// A person who files, one who reviews, one who decides, in a world without a ledger.
  private struct Office {
    var world: CaseWorld
    let applicant: Actor
    let officer: Actor
    let approver: Actor
    let id: Identifier

    init() throws {
      world = try CaseWorld()
      applicant = try world.person([.applicant])
      officer = try world.person([.officer], staff: "A-1")
      approver = try world.person([.approver], staff: "A-2")
      let organization = try world.organization(of: applicant, reviewedBy: officer)
      id = try world.id(
        .application(.begin(.deepSynthesis, organization: organization)), by: applicant)
      try world.give(.application(.submit(id, CaseWorld.submission())), by: applicant)
    }

    mutating func pass(days: Int) {
      world.now = Moment(seconds: world.now.seconds + days * 86_400)
    }
  }

  @Test("A withdrawn dossier goes when the party asks, and by itself after thirty days")
  func withdrawn() throws {
    var office = try Office()
    let erase = Command.application(.erase(office.id))
    let machine = Actor.machine("housekeeping")
    #expect(office.world.refusal(erase, by: office.applicant) == .state("submitted"))
    try office.world.give(.application(.withdraw(office.id)), by: office.applicant)
    var other = office
    try other.world.give(erase, by: other.applicant)
    #expect(other.world.refusal(erase, by: other.applicant) == .state("erased"))
    #expect(other.world.status(office.id) == .withdrawn)
    office.pass(days: 29)
    #expect(office.world.refusal(erase, by: office.officer) == .role(needed: [.applicant]))
    guard case .kept = office.world.refusal(erase, by: machine) else {
      Issue.record("it went too early")
      return
    }
    office.pass(days: 1)
    try office.world.give(erase, by: machine)
    #expect(office.world.cases.application(office.id)?.dossierErased == office.world.now)
  }

  @Test("A refused dossier is kept for as long as the decision can be contested")
  func refused() throws {
    var office = try Office()
    let erase = Command.application(.erase(office.id))
    try office.world.give(.application(.claim(office.id)), by: office.officer)
    try office.world.give(
      .application(.recommend(office.id, .refuse, reasons: "不符")), by: office.officer)
    try office.world.give(.application(.refuse(office.id)), by: office.approver)
    office.pass(days: Retention.refused - 1)
    guard case .kept = office.world.refusal(erase, by: office.applicant) else {
      Issue.record("it went too early")
      return
    }
    office.pass(days: 1)
    try office.world.give(erase, by: office.applicant)
  }

  @Test("Files that nothing names are swept, others and young ones are not, and all verifies")
  func sweep() async throws {
    let desk = try await StoredCaseTests.Desk()
    let folder = try TemporaryDirectory()
    let started = Moment(seconds: Int(Date().timeIntervalSince1970))
    let files = try EvidenceStore(folder: folder.path + "/files", now: started)
    func keep(_ text: String) throws -> Submission.Document {
      let writer = try files.begin(limit: 1000)
      try writer.write(Array(text.utf8)[...])
      let summary = try writer.finish()
      return Submission.Document(
        sha256: summary.digest.hex, name: text + ".pdf", bytes: text.utf8.count, scanned: false,
        uploaded: started)
    }
    func isThere(_ document: Submission.Document) throws -> Bool {
      guard let digest = EvidenceDigest(hex: document.sha256) else { return false }
      return try files.size(digest) != nil
    }
    let (handedIn, written, noted, unused, shared) = (
      try keep("handed in"), try keep("written"), try keep("noted"), try keep("unused"),
      try keep("shared")
    )
    var applications: [Identifier] = []
    for (name, document) in [("演示甲算法", handedIn), ("演示乙算法", shared)] {
      let id = try StoredCaseTests.Desk.id(
        await desk.registrar.carryOut(
          .application(.begin(.deepSynthesis, organization: desk.organization)),
          actor: desk.applicant))
      var submission = CaseWorld.submission(name)
      submission.documents["business-licence"] = [document, shared]
      _ = try await desk.registrar.carryOut(
        .application(.submit(id, submission)), actor: desk.applicant)
      applications.append(id)
    }
    let draft = try StoredCaseTests.Desk.id(
      await desk.registrar.carryOut(
        .application(.begin(.deepSynthesis, organization: desk.organization)),
        actor: desk.applicant))
    try desk.registrar.save(
      Submission(documents: ["business-licence": [written]]), of: draft, over: 0,
      by: desk.applicant)
    guard case .account(let account) = desk.applicant else { return }
    try desk.registrar.note(upload: noted, by: account)
    // Nothing is old enough yet.
    #expect(try desk.registrar.sweep(files, now: started) == 0)
    let later = Moment(seconds: started.seconds + 2 * day)
    #expect(try desk.registrar.sweep(files, now: later) == 1)
    #expect(try !isThere(unused))
    for one in [handedIn, written, noted, shared] { #expect(try isThere(one), "\(one.name)") }
    // A note is forgotten after a week, and its file goes the night after.
    let nextWeek = Moment(seconds: started.seconds + 8 * day)
    #expect(try desk.registrar.sweep(files, now: nextWeek) == 0)
    #expect(try desk.registrar.sweep(files, now: nextWeek) == 1)
    #expect(try !isThere(noted))
    // What was handed in goes with its dossier; what another dossier names as well stays.
    _ = try await desk.registrar.carryOut(
      .application(.withdraw(applications[0])), actor: desk.applicant)
    _ = try await desk.registrar.carryOut(
      .application(.erase(applications[0])), actor: desk.applicant)
    #expect(try desk.registrar.sweep(files, now: nextWeek) == 1)
    #expect(try !isThere(handedIn) && isThere(shared) && isThere(written))
    let application = try #require(desk.registrar.published.cases.application(applications[0]))
    #expect(throws: RegisterError.self) {
      try desk.registrar.submission(of: application, round: 1)
    }
    #expect(try desk.registrar.draft(applications[0]).revision == 0)
    try desk.registrar.audit()
    try desk.fixture.open().audit()
  }

  @Test("A server that ends between the record and the erasing erases when it is opened again")
  func interrupted() async throws {
    let desk = try await StoredCaseTests.Desk()
    let id = try await desk.recommended("演示甲算法")
    _ = try await desk.registrar.carryOut(.application(.withdraw(id)), actor: desk.applicant)
    let application = try #require(desk.registrar.published.cases.application(id))
    let erasure = Erasure.dossier(application)
    #expect(erasure.records.contains(try #require(application.recommendation?.record.id)))
    #expect(Erasure.recorded(in: desk.registrar.published.cases).isEmpty)
    _ = try await desk.registrar.carryOut(.application(.erase(id)), actor: desk.applicant)
    #expect(
      Erasure.recorded(in: desk.registrar.published.cases).records.contains(
        "application/\(id)"))
    let again = try desk.fixture.open()
    #expect(again.published.cases.application(id)?.dossierErased != nil)
    try again.audit()
  }

  @Test("No more files are looked at than may be at once; who is too far back is told so")
  func inspections() async throws {
    let queue = InspectionQueue(atOnce: 2, waiting: 3)
    let tally = Tally()
    let (stream, go) = AsyncStream.makeStream(of: Void.self)
    let gate = Task { for await _ in stream {} }
    try await withThrowingTaskGroup(of: Bool.self) { tasks in
      for _ in 0..<5 {
        tasks.addTask {
          try await queue.inTurn(orElse: .busy) { () async throws(EvidenceRefusal) in
            tally.enter()
            await gate.value
            tally.leave()
            return true
          }
        }
      }
      while queue.load != (2, 3) { await Task.yield() }
      await #expect(throws: EvidenceRefusal.busy) {
        try await queue.inTurn(orElse: .busy) { () async throws(EvidenceRefusal) in true }
      }
      go.finish()
      for try await done in tasks { #expect(done) }
    }
    #expect(tally.most == 2 && queue.load == (0, 0))
  }

  /// How many are in at once.
  private final class Tally: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func enter() {
      counts.withLock { counts in
        counts.now += 1
        counts.most = max(counts.most, counts.now)
      }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
  }
}
