import Crypto
import Ledger
import Record

/// Counts who fails to sign in, for every process that has opened the register.
///
/// An attempt is counted before its password is looked at, and taken back where it was none: so a
/// thousand at once are no more than one after the other. It knows logins and not accounts; a login
/// that nobody has is locked just as one that somebody has. What it stores are SHA-256 hashes.
struct SignInLimiter: Sendable {
  let store: any PrivateStore
  let limits: SignInLimits

  /// What was counted for one attempt to sign in.
  struct Attempt: Sendable {
    fileprivate let login: LedgerAttempt
    fileprivate let client: LedgerAttempt?
  }

  /// Why an attempt may not be made.
  enum Refusal: Error {
    /// There is room after so many seconds.
    case tooMany(seconds: Int)
    case storage(LedgerError)
  }

  /// Counts an attempt to sign in.
  ///
  /// One that is refused because of the login still counts for the address: who goes on against a
  /// locked door is not mistyping.
  func signIn(login: String, client: String, at now: Moment) throws(Refusal) -> Attempt {
    let client = Self.key("client", ClientAddress.group(of: client), at: now)
    let login = Self.key("login", login, at: now)
    try count(client, most: limits.perClient, at: now)
    try count(login, most: limits.perLogin, at: now)
    return Attempt(login: login, client: client)
  }

  /// Counts a question for the password or the code of somebody who is signed in.
  ///
  /// It is counted apart, so that who sits at a stranger's screen does not lock the owner out.
  func confirmation(account: String, at now: Moment) throws(Refusal) -> Attempt {
    let key = Self.key("confirm", account, at: now)
    try count(key, most: limits.perLogin, at: now)
    return Attempt(login: key, client: nil)
  }

  /// Counts the opening of an account, for its address and for all.
  func registration(client: String, at now: Moment) throws(Refusal) -> Attempt {
    let client = Self.key("registration", ClientAddress.group(of: client), at: now)
    let all = Self.key("registrations", "", at: now)
    let window = limits.registrationWindow
    try count(client, most: limits.registrationsPerClient, within: window, at: now)
    try count(all, most: limits.registrations, within: window, at: now)
    return Attempt(login: all, client: client)
  }

  /// Takes an attempt back that was no failure.
  func withdraw(_ attempt: Attempt) throws(LedgerError) {
    try store.withdrawAttempt(attempt.login)
    if let client = attempt.client { try store.withdrawAttempt(client) }
  }

  /// Forgets the failures with a login, whose owner is here; those of the address stay.
  func succeeded(_ attempt: Attempt) throws(LedgerError) {
    try store.deleteAttempts(key: attempt.login.key)
    if let client = attempt.client { try store.withdrawAttempt(client) }
  }

  private func count(
    _ attempt: LedgerAttempt, most: Int, within seconds: Int? = nil, at now: Moment
  ) throws(Refusal) {
    let window = seconds ?? limits.window
    let limit = LedgerAttemptLimit(count: most, window: window)
    let inTheWay: Int?
    do throws(LedgerError) {
      inTheWay = try store.recordAttempt(attempt, within: limit)
    } catch {
      throw .storage(error)
    }
    if let inTheWay { throw .tooMany(seconds: max(1, inTheWay + window - now.seconds)) }
  }

  private static func key(_ kind: String, _ text: String, at now: Moment) -> LedgerAttempt {
    LedgerAttempt(
      key: Array(SHA256.hash(data: Array("\(kind)\n\(text)".utf8))), at: now.seconds)
  }
}
