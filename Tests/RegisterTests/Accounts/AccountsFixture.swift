import Foundation
import Ledger
import Record
import Synchronization
import TestSupport
import Testing
import Transparency

@testable import Register

/// A register's accounts in a file of their own, with a clock that a test moves.
final class AccountsFixture: Sendable {
  let folder: TemporaryDirectory
  let store: SQLiteLedger
  let hasher: PasswordHasher
  let accounts: Accounts
  private let seconds = SharedSeconds()

  static let start = 1_790_000_000
  static let password = "correct horse battery staple"
  static let client = "192.0.2.7"

  /// What a hash costs where nobody attacks.
  static func cheap() throws -> ScryptParameters {
    try #require(ScryptParameters(ln: 4, r: 1, p: 1))
  }

  init(rules: AccountRules = AccountRules()) throws {
    folder = try TemporaryDirectory()
    store = try SQLiteLedger.create(in: folder.path, instance: [1], emptyCheckpoint: [9])
    hasher = PasswordHasher(parameters: try Self.cheap())
    let seconds = seconds
    accounts = Accounts(
      store: store, rules: rules, hasher: hasher, now: { Moment(seconds: seconds.value) },
      random: Self.random(1))
  }

  /// The clock, in seconds since 1970.
  var now: Int {
    get { seconds.value }
    set { seconds.value = newValue }
  }

  /// A second process on the same file, with a hasher of its own.
  func other(_ parameters: ScryptParameters? = nil) throws -> Accounts {
    let seconds = seconds
    return Accounts(
      store: try SQLiteLedger.open(in: folder.path), rules: accounts.rules,
      hasher: PasswordHasher(parameters: try parameters ?? Self.cheap()),
      now: { Moment(seconds: seconds.value) }, random: Self.random(2))
  }

  static func random(_ seed: UInt64) -> SharedRandom {
    let generator = SharedSeed(seed)
    return SharedRandom { generator.next() }
  }

  /// Makes an account and commits it.
  @discardableResult
  func add(
    _ login: String = "li@example.org", kind: AccountKind = .personal,
    password: String = AccountsFixture.password
  ) async throws -> Identifier {
    var random = accounts.random
    let account = try await accounts.newAccount(
      login: login, password: password, person: Identifier.random(using: &random), kind: kind)
    let head = try store.head()
    _ = try store.append(
      LedgerBatch(
        events: [[1]], leaves: [], root: .emptyRoot, checkpoint: [9], accounts: [account]),
      expecting: head)
    return try #require(Identifier(account.id))
  }

  func signIn(
    _ login: String = "li@example.org", password: String = AccountsFixture.password,
    code: String? = nil, client: String = AccountsFixture.client
  ) async throws(SignInRefusal) -> SignedIn {
    try await accounts.signIn(login: login, password: password, code: code, client: client)
  }

  /// Sets a second factor up; returns the authenticator.
  func secondFactor(
    _ session: Session
  ) async throws -> (app: TimeBasedCode, confirmed: SecondFactorConfirmed) {
    let setup = try await accounts.beginSecondFactor(session, password: Self.password)
    let secret = try #require(BitAlphabet.base32.decode(setup.secretText.utf8))
    let app = TimeBasedCode(secret: secret)
    return (app, try accounts.confirmSecondFactor(session, code: code(app)))
  }

  /// What the authenticator shows now, or some steps later.
  func code(_ app: TimeBasedCode, later steps: Int = 0) -> String {
    app.code(step: TimeBasedCode.step(at: Moment(seconds: now)) + steps)
  }
}

/// Seconds that a test moves.
final class SharedSeconds: Sendable {
  private let seconds = Mutex(AccountsFixture.start)

  var value: Int {
    get { seconds.withLock { $0 } }
    set { seconds.withLock { $0 = newValue } }
  }
}

/// A seeded sequence that several tasks draw from.
final class SharedSeed: Sendable {
  private let generator: Mutex<SeededRandom>

  init(_ seed: UInt64) { generator = Mutex(SeededRandom(seed: SeededRandom.seedOfThisRun ^ seed)) }

  func next() -> UInt64 { generator.withLock { $0.next() } }
}
