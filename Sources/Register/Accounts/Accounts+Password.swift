import Ledger
import Record

extension Accounts {
  /// Changes a password, and ends all other sessions of the account.
  ///
  /// The old one is asked for, so that a session that was left open gives nobody the account; it is
  /// asked for no more often than at sign-in. API tokens stay.
  public func changePassword(
    _ session: Session, from old: String, to new: String
  ) async throws(AccountRefusal) {
    let proven = try await prove(old, session)
    let hash = try await newHash(of: new, login: proven.login)
    let changed = try change(proven.id) { body throws(AccountRefusal) in
      // Somebody else may have changed it while this one was hashed.
      guard body.password == proven.body.password else { throw .wrongPassword }
      body.password = hash
      body.pendingSecondFactor = nil
    }
    // A sign-in with the old password that is under way finds a new revision, and begins anew.
    try signOutEverywhere(changed.id, except: session)
  }

  /// A new password for an account, hashed and not yet set.
  public struct NewPassword: Sendable {
    fileprivate let account: Identifier
    fileprivate let hash: PasswordHash
  }

  /// Hashes a new password for somebody who has forgotten theirs, and sets nothing.
  ///
  /// The caller knows that it is the owner who asks.
  ///
  /// - Throws: ``AccountRefusal``: `weakPassword`, `ended` where there is no such account, `busy`.
  public func newPassword(
    _ password: String, of account: Identifier
  ) async throws(AccountRefusal) -> NewPassword {
    guard let found = try stored(account) else { throw .ended }
    return NewPassword(account: account, hash: try await newHash(of: password, login: found.login))
  }

  /// Sets a password that was forgotten anew, and ends all sessions.
  ///
  /// The second factor stays, unless it is lost too: then it goes with its recovery codes, and an
  /// account that needs one sets up another when it is signed in to.
  public func set(
    _ password: NewPassword, takingSecondFactor: Bool = false
  ) throws(AccountRefusal) {
    _ = try change(password.account) { body throws(AccountRefusal) in
      body.password = password.hash
      body.pendingSecondFactor = nil
      if takingSecondFactor {
        body.secondFactor = nil
        body.recovery = nil
      }
    }
    try signOutEverywhere(password.account)
  }

  /// Asks for the password of somebody who is signed in.
  func prove(
    _ password: String, _ session: Session
  ) async throws(AccountRefusal) -> StoredAccount {
    guard let account = try stored(session.account.id) else { throw .ended }
    let attempt = try confirmation(account.id)
    let holds: Bool
    do throws(PasswordHasher.Refusal) {
      holds = try await hasher.check(NormalPassword(password), against: account.body.password)
    } catch {
      try withdraw(attempt)
      throw AccountRefusal(error)
    }
    guard holds else { throw .wrongPassword }
    try withdraw(attempt)
    return account
  }

  /// Counts a question for a password or a code.
  func confirmation(_ account: Identifier) throws(AccountRefusal) -> SignInLimiter.Attempt {
    do throws(SignInLimiter.Refusal) {
      return try limiter.confirmation(account: account.text, at: now())
    } catch {
      throw AccountRefusal(error)
    }
  }

  /// Takes the question back: it was answered.
  func withdraw(_ attempt: SignInLimiter.Attempt) throws(AccountRefusal) {
    do throws(LedgerError) {
      try limiter.withdraw(attempt)
    } catch {
      throw .storage(error)
    }
  }
}
