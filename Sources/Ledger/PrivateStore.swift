/// The private side of a ledger: what is written over and deleted, and is no history.
///
/// Bodies are opaque bytes to it, and so is what a login or a scope means. Every write is durable
/// when it returns, and seen at once by whoever else has opened the same ledger. Times are seconds
/// since 1970-01-01T00:00:00Z and always the caller's: a store has no clock.
public protocol PrivateStore: Sendable {
  /// A draft as it was saved last; `nil` where there is none.
  func draft(_ id: String) throws(LedgerError) -> LedgerDraft?

  /// Saves a draft over the revision before it.
  ///
  /// Throws ``LedgerError/outdated`` where `draft.revision` does not follow the one that is stored, or
  /// where other bytes are stored than `body`, if that is given.
  func saveDraft(_ draft: LedgerDraft, over body: [UInt8]?) throws(LedgerError)

  /// A number that grows by one with each draft that is saved or deleted, in whichever process, and when
  /// somebody opens the store; `nil` where that cannot be told. It is for remembering drafts, as
  /// ``endings`` is for sessions.
  var draftChanges: UInt64? { get }

  /// The ids of drafts that begin with these ASCII characters, in order.
  func draftIDs(beginning prefix: String) throws(LedgerError) -> [String]

  /// Deletes a draft, if there is one.
  func deleteDraft(_ id: String) throws(LedgerError)

  /// The account with this id.
  func account(_ id: String) throws(LedgerError) -> LedgerAccount?

  /// The account that signs in with this name, byte for byte.
  func account(login: String) throws(LedgerError) -> LedgerAccount?

  /// Writes an account over the revision before it; a new one comes in with a ``LedgerBatch``.
  ///
  /// Throws ``LedgerError/outdated`` where `account.revision` does not follow the one that is
  /// stored, or the account is gone, and ``LedgerError/loginTaken`` where another one has its new
  /// login.
  func updateAccount(_ account: LedgerAccount) throws(LedgerError)

  /// Deletes an account together with its sessions and tokens; returns whether there was one.
  func deleteAccount(_ id: String) throws(LedgerError) -> Bool

  /// Adds a session, if its account still has this revision.
  ///
  /// Throws ``LedgerError/outdated`` where it has not: its password may have changed, or its
  /// sessions may have been ended, since it was looked at.
  func insertSession(_ session: LedgerSession, accountRevision: Int) throws(LedgerError)

  /// The session of a token with this hash.
  func session(hash: [UInt8]) throws(LedgerError) -> LedgerSession?

  /// The same with the revision that its account has at that moment; `nil` also where the account is
  /// gone.
  func sessionAndRevision(
    hash: [UInt8]
  ) throws(LedgerError) -> (session: LedgerSession, revision: Int)?

  /// A number that is another one whenever a session was ended or an account was changed meanwhile, by
  /// whichever process; `nil` where that cannot be told.
  ///
  /// Whoever remembers a session asks for it before they look the session up, and again before they
  /// rely on it. Where a process is killed between a change and telling of it, nobody is told.
  var endings: UInt64? { get }

  /// Notes that a session was used; a time before the one that stands there changes nothing.
  func touchSession(hash: [UInt8], used: Int) throws(LedgerError)

  /// Deletes a session; returns whether there was one.
  @discardableResult
  func deleteSession(hash: [UInt8]) throws(LedgerError) -> Bool

  /// Deletes the sessions of an account, except the one with this hash; returns how many.
  @discardableResult
  func deleteSessions(of account: String, except hash: [UInt8]?) throws(LedgerError) -> Int

  /// Deletes what began before one time or was used last before another; returns how many.
  @discardableResult
  func deleteSessions(createdBefore: Int, usedBefore: Int) throws(LedgerError) -> Int

  /// Adds an API token, if there is its account; else throws ``LedgerError/outdated``.
  func insertToken(_ token: LedgerToken) throws(LedgerError)

  /// The API token with this hash.
  func token(hash: [UInt8]) throws(LedgerError) -> LedgerToken?

  /// The API tokens of an account, the oldest first.
  func tokens(of account: String) throws(LedgerError) -> [LedgerToken]

  /// Deletes an API token of an account; returns whether there was one.
  func deleteToken(_ id: String, of account: String) throws(LedgerError) -> Bool

  /// Deletes the API tokens that are no longer good at `time`; returns how many.
  @discardableResult
  func deleteTokens(expiredAt time: Int) throws(LedgerError) -> Int

  /// Counts an attempt if it is within the limit, in one step, whoever else counts meanwhile.
  ///
  /// Returns `nil` where it was counted. Where it was not, returns the time of the attempt that has
  /// to leave the window before there is room again. Attempts that lie more than a window ahead are
  /// of a clock that was wrong, and are passed over.
  func recordAttempt(
    _ attempt: LedgerAttempt, within limit: LedgerAttemptLimit
  ) throws(LedgerError) -> Int?

  /// How many attempts with a key there were after `time`.
  func attempts(key: [UInt8], after time: Int) throws(LedgerError) -> Int

  /// Takes one attempt back: it was not what is counted.
  func withdrawAttempt(_ attempt: LedgerAttempt) throws(LedgerError)

  /// Deletes the attempts with a key.
  func deleteAttempts(key: [UInt8]) throws(LedgerError)

  /// Deletes the attempts at or before `time`; returns how many.
  @discardableResult
  func deleteAttempts(until time: Int) throws(LedgerError) -> Int
}

extension PrivateStore {
  /// Saves a draft over the revision before it, whatever that holds.
  ///
  /// Throws ``LedgerError/outdated`` where `draft.revision` does not follow the one that is stored.
  public func saveDraft(_ draft: LedgerDraft) throws(LedgerError) {
    try saveDraft(draft, over: nil)
  }
}
