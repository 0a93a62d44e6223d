import Foundation
import Logging
import Record
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing
import Web

@testable import Register

/// A demonstration that is served in this process, with made-up people who have tokens.
struct CaseServer: Sendable {
  let register: MadeUpRegister
  let accounts: Accounts
  let clock: TestClock
  let client: DescribedClient

  var registrar: Registrar { register.registrar }

  /// Somebody with an account.
  struct Person: Sendable {
    let person: Identifier
    let account: SignInAccount
    /// A token with every scope that the account may have.
    let token: String
  }

  /// A clock that stands until it is moved on.
  final class TestClock: Sendable {
    private let seconds = Mutex(MadeUpRegister.now.seconds)

    var now: Moment { Moment(seconds: seconds.withLock { $0 }) }

    func advance(_ by: Int) { seconds.withLock { $0 += by } }
  }

  /// An empty demonstration.
  static func emptyRegister(_ clock: TestClock = TestClock()) throws -> MadeUpRegister {
    let directory = try TemporaryDirectory()
    return MadeUpRegister(
      directory: directory,
      registrar: try RegisterFile.create(
        DataDirectory(directory.path + "/data"), kind: .demonstration, origin: "register.test/log",
        now: { clock.now }))
  }

  static let hasher = PasswordHasher(
    parameters: ScryptParameters(ln: 4, r: 8, p: 1) ?? .standard)
  private static let password = "a long made-up passphrase"

  /// Serves an empty demonstration while `body` runs.
  static func run(_ body: @escaping @Sendable (CaseServer) async throws -> Void) async throws {
    let clock = TestClock()
    let register = try emptyRegister(clock)
    let store = try EvidenceStore(folder: register.directory.path + "/files", now: clock.now)
    let server = try WebServer(
      registrar: register.registrar, host: "127.0.0.1", port: 0,
      office: OfficeSettings(
        hasher: hasher,
        evidence: EvidenceIntake(
          store: store, worker: EvidenceWorker(executable: Built.path()), limit: 1 << 16)),
      logger: Served.silent, now: { clock.now })
    let accounts = try register.registrar.accounts(hasher: hasher)
    let group = ServiceGroup(services: [server], logger: Served.silent)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let base = "http://127.0.0.1:\(try await server.port())"
      do {
        try await body(
          CaseServer(
            register: register, accounts: accounts, clock: clock,
            client: try await DescribedClient(base: base)))
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      } catch {
        await group.triggerGracefulShutdown()
        try? await tasks.waitForAll()
        throw error
      }
    }
  }

  /// Makes an account for a new Person.
  func person(
    _ name: String, _ roles: Set<AccountRole>, staff: String? = nil
  ) async throws -> Person {
    var random = SystemRandomNumberGenerator()
    let person = Identifier.random(using: &random)
    let login = "\(name)@example.org"
    let id = Identifier.random(using: &random)
    let account = try await accounts.newAccount(
      id, login: login, password: Self.password, person: person,
      kind: staff == nil ? .personal : .official)
    _ = try await registrar.carryOut(
      .people(
        .demonstrate(
          PersonDetails(name: "演示\(name)", email: login), person: person, roles: roles,
          staffID: staff, account: account)), actor: .machine("test"))
    if staff != nil { try await setUpSecondFactor(login) }
    let signIn = try #require(try accounts.account(id))
    let scopes = TokenScope.allCases.filter { $0.isFor(signIn.kind) }
    return Person(
      person: person, account: signIn, token: try token(signIn, Set(scopes)).token.secretText)
  }

  /// A token of an account, good for a day.
  func token(_ account: SignInAccount, _ scopes: Set<TokenScope>) throws -> MadeToken {
    try accounts.createToken(
      account: account, name: "test", scopes: scopes,
      expires: Moment(seconds: clock.now.seconds + 86_400))
  }

  private func setUpSecondFactor(_ login: String) async throws {
    let session = try await accounts.signIn(
      login: login, password: Self.password, client: "192.0.2.1"
    ).session
    let setup = try await accounts.beginSecondFactor(session, password: Self.password)
    let secret = try #require(BitAlphabet.base32.decode(setup.secretText.utf8))
    let code = TimeBasedCode(secret: secret).code(step: TimeBasedCode.step(at: clock.now))
    _ = try accounts.confirmSecondFactor(session, code: code)
  }

  /// A PDF with a text of its own.
  static func pdf(_ text: String) -> Data {
    Data(
      """
      %PDF-1.4
      1 0 obj
      << /Type /Catalog /Pages 2 0 R >>
      endobj
      2 0 obj
      << /Type /Pages /Kids [3 0 R] /Count 1 >>
      endobj
      3 0 obj
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>
      endobj
      % \(text)
      xref
      0 1
      0000000000 65535 f\u{20}
      trailer
      << /Size 4 /Root 1 0 R >>
      startxref
      9
      %%EOF

      """.utf8)
  }
}
