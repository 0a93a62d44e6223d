import Ledger
import Record

/// What an authenticator app is given.
public struct SecondFactorSetup: Sendable {
  /// The secret in base 32, to be typed in.
  public let secretText: String
  /// The same as an `otpauth:` address, to be shown as a QR code.
  public let address: String
}

/// A second factor that is in force now.
public struct SecondFactorConfirmed: Sendable {
  /// The session that takes the place of all that there were; its token is new.
  public let signedIn: SignedIn
  /// The recovery codes; they are not to be had again.
  public let recoveryCodes: [String]
}

extension Accounts {
  /// Makes a secret for an authenticator app; it counts only once a code has confirmed it.
  ///
  /// One that is in force stays so until then, and is asked for: a code of it, or a recovery code,
  /// beside the password.
  public func beginSecondFactor(
    _ session: Session, password: String, code: String = ""
  ) async throws(AccountRefusal) -> SecondFactorSetup {
    let proven = try await prove(password, session)
    if proven.body.secondFactor != nil { try accept(code, of: proven.id) }
    let factor = TimeBasedCode.random(random)
    _ = try change(proven.id) { body throws(AccountRefusal) in body.pendingSecondFactor = factor }
    return SecondFactorSetup(
      secretText: factor.secretText,
      address: factor.address(issuer: rules.issuer, login: proven.login.text))
  }

  /// Puts the secret of ``beginSecondFactor(_:password:)`` into force with a first code.
  ///
  /// All sessions end, since they began without it, and a new one begins; recovery codes of an
  /// earlier factor are no longer good.
  public func confirmSecondFactor(
    _ session: Session, code: String
  ) throws(AccountRefusal) -> SecondFactorConfirmed {
    let attempt = try confirmation(session.account.id)
    let moment = now()
    let (codes, kept) = RecoveryCodes.make(random)
    var account = try change(session.account.id) { body throws(AccountRefusal) in
      guard var factor = body.pendingSecondFactor else { throw .noSecondFactor }
      guard factor.accept(code, at: moment) else { throw .codeWrong }
      body.secondFactor = factor
      body.pendingSecondFactor = nil
      body.recovery = kept
    }
    try withdraw(attempt)
    try signOutEverywhere(account.id)
    for _ in 0..<Self.turns {
      if let signedIn = try begin(account, secondFactor: true) {
        return SecondFactorConfirmed(signedIn: signedIn, recoveryCodes: codes)
      }
      guard let found = try stored(account.id) else { throw .ended }
      account = found
    }
    throw .busy
  }

  /// Takes the second factor of a personal account away; password and code are asked for.
  ///
  /// Official accounts keep theirs. All other sessions end.
  public func removeSecondFactor(
    _ session: Session, password: String, code: String
  ) async throws(AccountRefusal) {
    guard session.account.kind == .personal else { throw .officialKeepsSecondFactor }
    let proven = try await prove(password, session)
    let attempt = try confirmation(proven.id)
    let moment = now()
    let changed = try change(proven.id) { body throws(AccountRefusal) in
      guard body.secondFactor != nil else { throw .noSecondFactor }
      guard body.accept(code, at: moment) else { throw .codeWrong }
      body.secondFactor = nil
      body.pendingSecondFactor = nil
      body.recovery = nil
    }
    try withdraw(attempt)
    try signOutEverywhere(changed.id, except: session)
  }

  /// Makes new recovery codes, and none of the old ones is good any more; password and code are
  /// asked for.
  public func renewRecoveryCodes(
    _ session: Session, password: String, code: String
  ) async throws(AccountRefusal) -> [String] {
    let proven = try await prove(password, session)
    guard proven.body.secondFactor != nil else { throw .noSecondFactor }
    try accept(code, of: proven.id)
    let (codes, kept) = RecoveryCodes.make(random)
    _ = try change(proven.id) { body throws(AccountRefusal) in
      guard body.secondFactor != nil else { throw .noSecondFactor }
      body.recovery = kept
    }
    return codes
  }
}
