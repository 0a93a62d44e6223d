import Foundation
import Record
import Register
import Rules
import TestSupport

@testable import Web

/// A demonstration register with people who can act in it, and evidence in a folder of its own.
struct DeskWorld: Sendable {
  let directory: TemporaryDirectory
  let registrar: Registrar
  let accounts: Accounts
  let evidence: EvidenceStore

  /// Somebody with an account.
  struct Person: Sendable {
    let account: Identifier
    let person: Identifier
    let login: String
    let actor: Actor
  }

  /// What a hash costs where nobody attacks.
  static let hasher = PasswordHasher(
    parameters: ScryptParameters(ln: 4, r: 8, p: 1) ?? .standard)

  static let now = Moment(seconds: 1_795_000_000)
  static let password = "seven amber lanterns drifting"

  init() throws {
    let clock: @Sendable () -> Moment = { Self.now }
    directory = try TemporaryDirectory()
    registrar = try RegisterFile.create(
      DataDirectory(directory.path + "/data"), kind: .demonstration, origin: "register.test/log",
      now: clock)
    evidence = try EvidenceStore(folder: directory.path + "/evidence", now: Self.now)
    accounts = try registrar.accounts(hasher: Self.hasher)
  }

  /// In a register that is there already.
  init(registrar: Registrar, directory: TemporaryDirectory) throws {
    self.directory = directory
    self.registrar = registrar
    evidence = try EvidenceStore(folder: directory.path + "/evidence", now: Self.now)
    accounts = try registrar.accounts(hasher: Self.hasher)
  }

  /// Makes up somebody.
  func person(
    _ name: String, _ roles: Set<AccountRole>, staff: String? = nil
  ) async throws -> Person {
    var random = SystemRandomNumberGenerator()
    let id = Identifier.random(using: &random)
    let person = Identifier.random(using: &random)
    let login = "\(id)@example.org"
    let account = try await accounts.newAccount(
      id, login: login, password: Self.password, person: person,
      // So that no second factor is asked for: what an account may do is said by its roles.
      kind: .personal)
    try await give(
      .people(
        .demonstrate(
          PersonDetails(name: name, email: login), person: person, roles: roles, staffID: staff,
          account: account)), by: .machine("test"))
    return Person(account: id, person: person, login: login, actor: .account(id))
  }

  @discardableResult
  func give(_ command: Command, by actor: Actor) async throws -> Identifier? {
    switch try await registrar.carryOut(command, actor: actor) {
    case .done(let id): id
    case .numberIssued(_, let id): id
    default: nil
    }
  }

  /// A file of the evidence, with these bytes.
  func document(_ name: String, _ text: String) throws -> Submission.Document {
    let writer = try evidence.begin(limit: 10_000)
    try writer.write(Array(text.utf8)[...])
    let digest = try writer.finish().digest
    return Submission.Document(
      sha256: digest.hex, name: name, bytes: text.utf8.count, scanned: false)
  }

  /// A complete dossier.
  func submission(_ name: String = "演示图像生成算法") throws -> Submission {
    var answers = Answers.completeProvider
    for field in ["algorithm-name", "disclosure-algorithm-name", "report-algorithm-name"] {
      answers.fields[field] = .text(name)
    }
    let file = try document("report.pdf", "%PDF-1.4 \(name)")
    return Submission(
      answers: answers,
      documents: Dictionary(uniqueKeysWithValues: answers.documents.map { ($0, [file]) }))
  }

  /// An application that was handed in, for an organization for which the applicant may act.
  func application(
    of applicant: Person, reviewedBy officer: Person, name: String = "演示图像生成算法"
  ) async throws -> Identifier {
    let code = try CreditCode(parsing: "91110108335469089C")
    if registrar.published.cases.organization(code) == nil {
      try await give(
        .organization(
          .register(code, name: "演示科技有限公司", document: try document("licence.pdf", "%PDF-1.4"))),
        by: applicant.actor)
      guard let mandate = registrar.published.cases.openMandates.first else {
        throw HarnessError("no mandate")
      }
      try await give(.organization(.accept(mandate: mandate.id)), by: officer.actor)
    }
    guard let organization = registrar.published.cases.organization(code)?.id,
      let id = try await give(
        .application(.begin(.deepSynthesis, organization: organization)), by: applicant.actor)
    else { throw HarnessError("no application") }
    try await give(.application(.submit(id, try submission(name))), by: applicant.actor)
    return id
  }

  /// What somebody sees.
  func desk(_ person: Person) throws -> Desk {
    let published = registrar.published
    guard let account = published.cases.account(person.account) else {
      throw HarnessError("no such account")
    }
    return Desk(registrar, published.cases, published.state, viewer: account, now: Self.now)
  }
}
