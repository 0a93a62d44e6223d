import Foundation
import Ledger
import Rules
import Transparency

/// Somebody fictional to sign in as.
public struct DemonstrationSignIn: Hashable, Sendable, Codable {
  /// What the account is for.
  public let roles: Set<AccountRole>
  /// The mail address.
  public let email: String
  /// The password, drawn for this demonstration alone.
  public let password: String
}

extension Demonstration {
  /// The fictional people of a demonstration, ready to sign in: made the first time, and read from
  /// the file beside the register after that.
  ///
  /// An applicant who acts for a fictional organization, an officer, an approver, and two
  /// administrators. Nobody has a second factor, which a real official account cannot do without.
  public static func people(
    _ registrar: Registrar, in directory: DataDirectory
  ) async throws -> [DemonstrationSignIn] {
    let file = directory.local + "/sign-ins.json"
    if let known = FileManager.default.contents(atPath: file) {
      return try JSONDecoder().decode([DemonstrationSignIn].self, from: known)
    }
    // Sixty random bits need no slow hash; the first sign-in brings it up to what others have.
    let quick = ScryptParameters(ln: 10, r: 8, p: 1) ?? .standard
    let accounts = try registrar.accounts(hasher: PasswordHasher(parameters: quick))
    let wanted: [(name: String, email: String, roles: Set<AccountRole>, staff: String?)] = [
      ("演示申请人（虚构）", "applicant@demo.example", [.applicant], nil),
      ("演示审核员（虚构）", "officer@demo.example", [.officer], "DEMO-1"),
      ("演示决定人（虚构）", "approver@demo.example", [.approver], "DEMO-2"),
      ("演示管理员甲（虚构）", "administrator-1@demo.example", [.administrator], "DEMO-3"),
      ("演示管理员乙（虚构）", "administrator-2@demo.example", [.administrator], "DEMO-4"),
    ]
    var signIns: [DemonstrationSignIn] = []
    var actors: [Actor] = []
    var random = SystemRandomNumberGenerator()
    for one in wanted {
      let person = Identifier.random(using: &random)
      let password = "demo-" + Identifier.random(using: &random).text.prefix(12)
      let account = try await accounts.newAccount(
        login: one.email, password: password, person: person, kind: .personal)
      let outcome = try await registrar.carryOut(
        .people(
          .demonstrate(
            PersonDetails(name: one.name, email: one.email), person: person, roles: one.roles,
            staffID: one.staff, account: account)), actor: .machine("demonstration"))
      if case .done(let id) = outcome { actors.append(.account(id)) }
      signIns.append(
        DemonstrationSignIn(roles: one.roles, email: one.email, password: password))
    }
    try await organization(actors, registrar)
    try DurableFile.replace(
      file, with: Array(try JSONEncoder().encode(signIns)), mode: 0o600)
    return signIns
  }

  /// A fictional organization for the applicant, so that an application can be begun at once.
  private static func organization(_ actors: [Actor], _ registrar: Registrar) async throws {
    guard actors.count >= 2, let code = try? CreditCode(parsing: creditCode) else {
      return
    }
    let document = Submission.Document(
      sha256: String(repeating: "0", count: 64), name: "授权书（演示，未附文件）.pdf", bytes: 0,
      scanned: false)
    _ = try await registrar.carryOut(
      .organization(
        .register(code, name: organization, document: document)), actor: actors[0])
    for mandate in registrar.published.cases.openMandates {
      _ = try await registrar.carryOut(
        .organization(.accept(mandate: mandate.id)), actor: actors[1])
    }
    // One that is written but for its documents, so that somebody can go on from there.
    guard
      let known = registrar.published.cases.organization(code),
      case .done(let application) = try await registrar.carryOut(
        .application(.begin(.deepSynthesis, organization: known.id)), actor: actors[0])
    else { return }
    try registrar.save(
      Submission(answers: answers()), of: application, over: 0, by: actors[0])
  }
}
