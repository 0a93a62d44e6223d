import Foundation
import Ledger
import Record
import Rules
import TestSupport
import Testing
import Transparency

@testable import Register

@Suite("A case in a ledger")
struct StoredCaseTests {
  /// A demonstration on disk with an application that waits for a decision.
  struct Desk {
    let fixture: RegisterFixture
    let registrar: Registrar
    let applicant: Actor
    let officer: Actor
    let approver: Actor
    let organization: Identifier

    init() async throws {
      fixture = try RegisterFixture()
      registrar = try fixture.create(.demonstration)
      applicant = try await Self.person([.applicant], nil, registrar)
      officer = try await Self.person([.officer, .approver], "A-1", registrar)
      approver = try await Self.person([.officer, .approver], "A-2", registrar)
      organization = try await Self.id(
        registrar.carryOut(
          .organization(
            .register(
              try CreditCode(parsing: "91110108335469089C"), name: "演示科技有限公司",
              document: CaseWorld.document)), actor: applicant))
      let mandate = try #require(registrar.published.cases.openMandates.first)
      _ = try await registrar.carryOut(
        .organization(.accept(mandate: mandate.id)), actor: officer)
    }

    static func person(
      _ roles: Set<AccountRole>, _ staff: String?, _ registrar: Registrar
    ) async throws -> Actor {
      var random = SystemRandomNumberGenerator()
      let id = Identifier.random(using: &random)
      return .account(
        try await Self.id(
          registrar.carryOut(
            .people(
              .demonstrate(
                PersonDetails(name: "张演示", email: "\(id)@example.org"),
                person: .random(using: &random), roles: roles, staffID: staff,
                account: LedgerAccount(id: id.text, login: "\(id)@example.org", body: []))))))
    }

    static func id(_ outcome: Register.Outcome) throws -> Identifier {
      switch outcome {
      case .done(let id), .numberIssued(_, let id): return id
      default: throw HarnessError("nothing was made")
      }
    }

    func recommended(_ name: String) async throws -> Identifier {
      let id = try Self.id(
        await registrar.carryOut(
          .application(.begin(.deepSynthesis, organization: organization)), actor: applicant))
      _ = try await registrar.carryOut(
        .application(.submit(id, CaseWorld.submission(name))), actor: applicant)
      _ = try await registrar.carryOut(.application(.claim(id)), actor: officer)
      _ = try await registrar.carryOut(
        .application(.recommend(id, .file, reasons: "齐全")), actor: officer)
      return id
    }
  }

  @Test("It is there again when the register is opened again, and the audit finds it whole")
  func reopened() async throws {
    let desk = try await Desk()
    let id = try await desk.recommended("演示甲算法")
    _ = try await desk.registrar.carryOut(.application(.approve(id)), actor: desk.approver)
    let again = try desk.fixture.open()
    let before = try #require(desk.registrar.published.cases.application(id))
    #expect(again.published.cases.application(id) == before)
    #expect(before.commitment == 0)
    try again.audit()
  }

  @Test("A person's data is erased: the log and the commitments hold, and the bytes are gone")
  func erasure() async throws {
    let desk = try await Desk()
    let id = try await desk.recommended("演示甲算法")
    _ = try await desk.registrar.carryOut(.application(.approve(id)), actor: desk.approver)
    guard case .account(let account) = desk.applicant else { return }
    let person = try #require(desk.registrar.published.cases.account(account)?.person)
    #expect(try desk.registrar.details(of: person)?.name == "张演示")
    let mail = try #require(try desk.registrar.details(of: person)?.email)
    _ = try await desk.registrar.carryOut(.people(.erase(person: person)), actor: desk.applicant)
    #expect(try desk.registrar.details(of: person) == nil)
    #expect(desk.registrar.published.cases.account(account)?.isActive == false)
    try desk.registrar.audit()
    try desk.fixture.open().audit()
    let policy = try TrustPolicy(log: VerifierKey(parsing: desk.registrar.instance.logKey))
    let report = try await LogAudit(reader: RegisterLogReader(desk.registrar), policy: policy)
      .run { _, _ in }
    #expect(report.checkpoint.size == 1 && report.isClean)
    // Not in the file, not in the write-ahead log: not merely out of sight.
    for file in ["ledger.sqlite", "ledger.sqlite-wal"] {
      let bytes = try Data(contentsOf: URL(filePath: desk.fixture.directory.path + "/" + file))
      #expect(bytes.range(of: Data(mail.utf8)) == nil, "\(file)")
    }
  }

  @Test("Two approvals racing, from two programs: one decides, and one number is issued")
  func racing() async throws {
    let desk = try await Desk()
    let third = try await Desk.person([.approver], "A-3", desk.registrar)
    let other = try desk.fixture.open()
    for turn in 0..<8 {
      let id = try await desk.recommended("演示算法\(turn)")
      async let left = outcome(desk.registrar, id, desk.approver)
      async let right = outcome(other, id, third)
      let outcomes = await [left, right]
      #expect(outcomes.compactMap { $0 }.count == 1)
      try await desk.registrar.refresh()
    }
    let numbers = desk.registrar.published.cases.unpublished(.deepSynthesis).compactMap(\.number)
    #expect(numbers.map(\.serial).sorted() == Array(1...8))
    #expect(Set(numbers).count == 8)
  }

  private func outcome(
    _ registrar: Registrar, _ id: Identifier, _ actor: Actor
  ) async -> Register.Outcome? {
    try? await registrar.carryOut(.application(.approve(id)), actor: actor)
  }

  @Test("The party's receipt opens the commitment offline; a changed decision does not")
  func receipt() async throws {
    let desk = try await Desk()
    let id = try await desk.recommended("演示甲算法")
    _ = try await desk.registrar.carryOut(.application(.approve(id)), actor: desk.approver)
    let application = try #require(desk.registrar.published.cases.application(id))
    let policy = try TrustPolicy(log: VerifierKey(parsing: desk.registrar.instance.logKey))
    let bytes = try desk.registrar.decisionReceipt(of: application)
    var receipt = try DecisionReceipt(parsing: bytes)
    _ = try receipt.verify(policy: policy)
    let decision = try JSONDecoder().decode(
      CaseDecision.self, from: Data(try #require(receipt.decisionBytes)))
    #expect(decision.facts?.algorithm == "演示甲算法" && decision.outcome == .file)
    var changed = try #require(receipt.decisionBytes)
    changed[changed.count / 2] ^= 1
    receipt.decision = Data(changed).base64EncodedString()
    #expect(throws: DecisionReceiptError.differs) { _ = try receipt.verify(policy: policy) }
  }

  @Test("A draft is saved over the one before it, and never over one that it has not seen")
  func drafts() async throws {
    let desk = try await Desk()
    let id = try Desk.id(
      await desk.registrar.carryOut(
        .application(.begin(.deepSynthesis, organization: desk.organization)),
        actor: desk.applicant))
    #expect(try desk.registrar.draft(id).revision == 0)
    var written = Submission()
    written.answers.fields["introduction"] = .text("草稿")
    let first = try desk.registrar.save(written, of: id, over: 0, by: desk.applicant)
    #expect(throws: RegisterError.ledger(.outdated)) {
      try desk.registrar.save(Submission(), of: id, over: 0, by: desk.applicant)
    }
    #expect(try desk.registrar.draft(id).submission == written)
    #expect(throws: RegisterError.notAllowed(.unknown)) {
      try desk.registrar.save(Submission(), of: id, over: first, by: desk.officer)
    }
  }
}
