import Foundation
import Rules
import TestSupport
import Testing

@testable import Register
@testable import Web

/// People of a served demonstration with sessions of their own, and their requests as a program that
/// is no browser can send them.
struct PageOffice: Sendable {
  let server: CaseServer

  /// Somebody with an account, a session, and a second factor where it is official.
  struct Member: Sendable {
    let account: Identifier
    let person: Identifier
    let login: String
    let secret: [UInt8]
    var session: SecretToken

    var actor: Actor { .account(account) }
  }

  static let password = "seven amber lanterns drifting"

  /// Makes up somebody; `of` gives a Person who is known already another account.
  func member(
    _ name: String, _ roles: Set<AccountRole>, staff: String? = nil, of known: Identifier? = nil
  ) async throws -> Member {
    var random = SystemRandomNumberGenerator()
    let account = Identifier.random(using: &random)
    let person = known ?? Identifier.random(using: &random)
    let login = "\(account)@example.org"
    let made = try await server.accounts.newAccount(
      account, login: login, password: Self.password, person: person,
      kind: staff == nil ? .personal : .official)
    _ = try await server.registrar.carryOut(
      .people(
        .demonstrate(
          PersonDetails(name: name, email: login), person: person, roles: roles, staffID: staff,
          account: made)), actor: .machine("test"))
    var signedIn = try await server.accounts.signIn(
      login: login, password: Self.password, client: "192.0.2.1")
    var secret: [UInt8] = []
    if staff != nil {
      let setup = try await server.accounts.beginSecondFactor(
        signedIn.session, password: Self.password)
      secret = try #require(BitAlphabet.base32.decode(setup.secretText.utf8))
      signedIn =
        try server.accounts.confirmSecondFactor(signedIn.session, code: code(secret)).signedIn
    }
    return Member(
      account: account, person: person, login: login, secret: secret, session: signedIn.token)
  }

  /// Another session of somebody.
  func session(of member: Member) async throws -> SecretToken {
    try await server.accounts.signIn(
      login: member.login, password: Self.password,
      code: member.secret.isEmpty ? nil : code(member.secret), client: "192.0.2.7"
    ).token
  }

  /// The code that an authenticator shows now; time goes on first, since a code is good once.
  func code(_ secret: [UInt8]) -> String {
    server.clock.advance(30)
    return TimeBasedCode(secret: secret).code(step: TimeBasedCode.step(at: server.clock.now))
  }

  /// An API token of somebody, with all that the account may have.
  func token(of member: Member) throws -> String {
    let account = try #require(try server.accounts.account(member.account))
    let scopes = TokenScope.allCases.filter { $0.isFor(account.kind) }
    return try server.token(account, Set(scopes)).token.secretText
  }

  /// An organization that somebody acts for.
  func organization(of applicant: Member, reviewedBy officer: Member) async throws -> Identifier {
    let code = try CreditCode(parsing: "91110108335469089C")
    try await give(
      .organization(.register(code, name: "演示科技有限公司", document: Self.document)), applicant)
    let mandate = try #require(server.registrar.published.cases.openMandates.first)
    try await give(.organization(.accept(mandate: mandate.id)), officer)
    return try #require(server.registrar.published.cases.organization(code)?.id)
  }

  /// An application that was handed in.
  func submitted(
    _ name: String, for organization: Identifier, by applicant: Member
  ) async throws -> Identifier {
    let begun = try await server.registrar.carryOut(
      .application(.begin(.deepSynthesis, organization: organization)), actor: applicant.actor)
    guard case .done(let id) = begun else { throw HarnessError("nothing was begun") }
    var answers = Answers.completeProvider
    for field in ["algorithm-name", "disclosure-algorithm-name", "report-algorithm-name"] {
      answers.fields[field] = .text(name)
    }
    let documents = Dictionary(
      uniqueKeysWithValues: answers.documents.map { ($0, [Self.document]) })
    try await give(
      .application(.submit(id, Submission(answers: answers, documents: documents))), applicant)
    return id
  }

  func give(_ command: Command, _ member: Member) async throws {
    _ = try await server.registrar.carryOut(command, actor: member.actor)
  }

  func status(_ id: Identifier) -> ApplicationStatus? {
    server.registrar.published.cases.application(id)?.status
  }

  private static let document = Submission.Document(
    sha256: String(repeating: "0", count: 64), name: "made-up.pdf", bytes: 1, scanned: false)

  // MARK: Requests

  func get(_ path: String, _ session: SecretToken?) async throws -> HTTPAnswer {
    try await HTTP.get(server.client.base + path, headers: Self.cookie(session))
  }

  /// Sends a form as the page of a session would, but for what is said otherwise: another form token,
  /// other headers than the browser's own (an empty text leaves one out).
  func post(
    _ path: String, _ fields: [(String, String)] = [], _ session: SecretToken?,
    token: String? = nil, headers changed: [String: String] = [:]
  ) async throws -> HTTPAnswer {
    var headers = Self.cookie(session)
    headers["content-type"] = "application/x-www-form-urlencoded"
    headers["origin"] = server.client.base
    headers["sec-fetch-site"] = "same-origin"
    for (name, value) in changed { headers[name] = value.isEmpty ? nil : value }
    var all = fields
    if let own = token ?? session.map({ FormToken(session: $0, action: path).text }) {
      all.append(("form-token", own))
    }
    let body = all.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
    return try await HTTP.post(server.client.base + path, Data(body.utf8), headers: headers)
  }

  private static func cookie(_ session: SecretToken?) -> [String: String] {
    session.map { ["cookie": "\(SessionCookie.name)=\($0.secretText)"] } ?? [:]
  }
}
