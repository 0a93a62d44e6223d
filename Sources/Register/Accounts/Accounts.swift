public import Ledger
public import Record

/// Who may sign in, and how: passwords, sessions, second factors, API tokens.
///
/// It asks storage each time: several processes that have opened the same register agree, and what
/// one ends has ended for all. The clock and the randomness are parameters.
public struct Accounts: Sendable {
  /// The settings.
  public let rules: AccountRules
  let store: any PrivateStore
  let hasher: PasswordHasher
  let now: @Sendable () -> Moment
  let random: SharedRandom
  let known = KnownAccounts()
  let sessions = KnownSessions()

  /// Accounts in a store; the hasher is one for the whole process, since it is what bounds the work.
  public init(
    store: any PrivateStore, rules: AccountRules = AccountRules(), hasher: PasswordHasher,
    now: @escaping @Sendable () -> Moment, random: SharedRandom = .system
  ) {
    self.store = store
    self.rules = rules
    self.hasher = hasher
    self.now = now
    self.random = random
  }

  var limiter: SignInLimiter { SignInLimiter(store: store, limits: rules.signIns) }

  /// How often something is tried again that somebody else has changed meanwhile.
  static let turns = 8

  /// Makes an account, and stores nothing: the caller commits it in a ``LedgerBatch`` together with
  /// the event that makes it known.
  ///
  /// Throws ``AccountRefusal/noLogin`` and ``AccountRefusal/weakPassword(_:)``; whether the login is
  /// taken shows when it is committed.
  public func newAccount(
    _ id: Identifier? = nil, login typed: String, password: String, person: Identifier,
    kind: AccountKind
  ) async throws(AccountRefusal) -> LedgerAccount {
    guard let login = LoginName(typed) else { throw .noLogin }
    let hash = try await newHash(of: password, login: login)
    var random = random
    let body = AccountBody(kind: kind, person: person, created: now(), password: hash)
    return LedgerAccount(
      id: (id ?? Identifier.random(using: &random)).text, login: login.text,
      body: try body.encoded())
  }

  /// The account with an id; `nil` where there is none.
  public func account(_ id: Identifier) throws(AccountRefusal) -> SignInAccount? {
    try stored(id)?.account
  }

  /// The account that signs in with a mail address, in any spelling; `nil` where there is none.
  public func account(login typed: String) throws(AccountRefusal) -> SignInAccount? {
    guard let login = LoginName(typed) else { throw .noLogin }
    return try stored(login: login)?.account
  }

  /// Deletes an account with its sessions and tokens; returns whether there was one.
  @discardableResult
  public func delete(_ id: Identifier) throws(AccountRefusal) -> Bool {
    try storing { store throws(LedgerError) in try store.deleteAccount(id.text) }
  }

  /// Deletes what no longer counts: ended sessions, tokens past their time, old attempts.
  ///
  /// Nothing depends on it but the size of the file; once an hour is enough.
  public func tidy() throws(AccountRefusal) {
    let seconds = now().seconds
    let absolute = max(rules.personalSessions.absolute, rules.officialSessions.absolute)
    let idle = max(rules.personalSessions.idle, rules.officialSessions.idle)
    do throws(LedgerError) {
      try store.deleteSessions(createdBefore: seconds - absolute, usedBefore: seconds - idle)
      try store.deleteTokens(expiredAt: seconds)
      let counted = max(rules.signIns.window, rules.signIns.registrationWindow)
      try store.deleteAttempts(until: seconds - counted)
    } catch {
      throw .storage(error)
    }
  }

  /// Checks a new password against the policy, and hashes it with a salt of its own.
  func newHash(
    of password: String, login: LoginName
  ) async throws(AccountRefusal) -> PasswordHash {
    if let weakness = rules.passwords.weakness(of: password, login: login) {
      throw .weakPassword(weakness)
    }
    do throws(PasswordHasher.Refusal) {
      return try await hasher.hash(
        NormalPassword(password), salt: random.bytes(PasswordHash.saltBytes))
    } catch {
      throw AccountRefusal(error)
    }
  }
}
