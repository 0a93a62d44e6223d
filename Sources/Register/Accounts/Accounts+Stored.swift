import Ledger
import Record

/// An account as it is stored, with its body read.
struct StoredAccount: Sendable {
  let id: Identifier
  let login: LoginName
  let revision: Int
  let body: AccountBody

  init(_ ledger: LedgerAccount) throws(AccountRefusal) {
    guard let id = Identifier(ledger.id), let login = LoginName(ledger.login),
      let body = AccountBody(encoded: ledger.body)
    else { throw .storage(.damaged("the account \(ledger.id) cannot be read")) }
    self.init(id: id, login: login, revision: ledger.revision, body: body)
  }

  private init(id: Identifier, login: LoginName, revision: Int, body: AccountBody) {
    self.id = id
    self.login = login
    self.revision = revision
    self.body = body
  }

  /// The next revision of it.
  func with(_ body: AccountBody) -> StoredAccount {
    StoredAccount(id: id, login: login, revision: revision + 1, body: body)
  }

  func ledger() throws(AccountRefusal) -> LedgerAccount {
    LedgerAccount(
      id: id.text, login: login.text, revision: revision, body: try body.encoded())
  }

  var account: SignInAccount {
    SignInAccount(
      id: id, login: login.text, person: body.person, kind: body.kind, created: body.created,
      hasSecondFactor: body.secondFactor != nil, recoveryCodesLeft: body.recovery?.left ?? 0)
  }
}

extension Accounts {
  func stored(_ id: Identifier) throws(AccountRefusal) -> StoredAccount? {
    guard let found = try storing({ store throws(LedgerError) in try store.account(id.text) })
    else { return nil }
    return try StoredAccount(found)
  }

  func stored(login: LoginName) throws(AccountRefusal) -> StoredAccount? {
    guard
      let found = try storing({ store throws(LedgerError) in
        try store.account(login: login.text)
      })
    else { return nil }
    return try StoredAccount(found)
  }

  /// Asks the store, and hands on why it failed.
  func storing<Value>(
    _ body: (any PrivateStore) throws(LedgerError) -> Value
  ) throws(AccountRefusal) -> Value {
    do throws(LedgerError) {
      return try body(store)
    } catch {
      throw .storage(error)
    }
  }

  /// Writes the next revision of an account; false where somebody else was faster.
  func save(_ account: StoredAccount) throws(AccountRefusal) -> Bool {
    let ledger = try account.ledger()
    do throws(LedgerError) {
      try store.updateAccount(ledger)
      return true
    } catch {
      if case .outdated = error { return false }
      throw .storage(error)
    }
  }

  /// Changes the body of an account, and returns the account as it is then.
  ///
  /// `edit` is given the latest body, and again where somebody else was faster.
  func change(
    _ id: Identifier, _ edit: (inout AccountBody) throws(AccountRefusal) -> Void
  ) throws(AccountRefusal) -> StoredAccount {
    for _ in 0..<Self.turns {
      guard let found = try stored(id) else { throw .ended }
      var body = found.body
      try edit(&body)
      let next = found.with(body)
      if try save(next) { return next }
    }
    throw .busy
  }

  /// Begins a session; `nil` where the account was changed meanwhile.
  func begin(
    _ account: StoredAccount, secondFactor: Bool
  ) throws(AccountRefusal) -> SignedIn? {
    let token = SecretToken(.session, random: random)
    let now = now()
    let body = try SessionBody(secondFactor: secondFactor).encoded()
    do throws(LedgerError) {
      try store.insertSession(
        LedgerSession(
          hash: token.hash, account: account.id.text, created: now.seconds, used: now.seconds,
          body: body),
        accountRevision: account.revision)
    } catch {
      if case .outdated = error { return nil }
      throw .storage(error)
    }
    return SignedIn(
      token: token,
      session: Session(
        account: account.account, created: now, secondFactor: secondFactor, hash: token.hash))
  }
}
