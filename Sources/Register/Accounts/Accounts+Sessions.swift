import Ledger
import Record

extension Accounts {
  /// The session of a token; `nil` where it has ended, or never was.
  ///
  /// Whoever holds a session has to ask again with each request: it may have been ended elsewhere.
  public func session(for token: SecretToken) throws(AccountRefusal) -> Session? {
    guard token.kind == .session else { return nil }
    let hash = token.hash
    // Before it is looked up: what ends it after that is told by another number.
    let endings = store.endings
    let now = now()
    if let endings, let (session, used) = sessions.session(hash, endings: endings),
      now.seconds - used < SessionRules.touchInterval,
      rules.sessions(of: session.account.kind)
        .hold(created: session.created.seconds, used: used, at: now)
    {
      return session
    }
    guard
      let (found, revision) = try storing({ store throws(LedgerError) in
        try store.sessionAndRevision(hash: hash)
      }), let account = try account(found.account, revision: revision),
      let body = SessionBody.read(found.body)
    else { return nil }
    let limits = rules.sessions(of: account.kind)
    guard limits.hold(created: found.created, used: found.used, at: now) else {
      // A clock that is put right again must not bring it back.
      try storing { store throws(LedgerError) in _ = try store.deleteSession(hash: hash) }
      return nil
    }
    var used = found.used
    if now.seconds - found.used >= SessionRules.touchInterval {
      try storing { store throws(LedgerError) in
        try store.touchSession(hash: hash, used: now.seconds)
      }
      used = now.seconds
    }
    let session = Session(
      account: account, created: Moment(seconds: found.created),
      secondFactor: body.secondFactor, hash: hash)
    if let endings { sessions.keep(session, used: used, endings: endings) }
    return session
  }

  /// An account that storage has just said has this revision, or a later one.
  private func account(
    _ id: String, revision: Int
  ) throws(AccountRefusal) -> SignInAccount? {
    if let account = known.account(id, revision: revision) { return account }
    guard let id = Identifier(id), let found = try stored(id) else { return nil }
    known.keep(found)
    return found.account
  }

  /// Ends the session of a token; one that has ended already stays so.
  public func signOut(_ token: SecretToken) throws(AccountRefusal) {
    try storing { store throws(LedgerError) in _ = try store.deleteSession(hash: token.hash) }
  }

  /// Ends all sessions of an account, or all but one; returns how many there were.
  ///
  /// API tokens stay: they are revoked one by one.
  @discardableResult
  public func signOutEverywhere(
    _ account: Identifier, except session: Session? = nil
  ) throws(AccountRefusal) -> Int {
    try storing { store throws(LedgerError) in
      try store.deleteSessions(of: account.text, except: session?.hash)
    }
  }
}
