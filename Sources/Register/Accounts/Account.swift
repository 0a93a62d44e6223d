public import Record

/// An account, as far as others may know it.
public struct Account: Hashable, Sendable {
  /// Its id.
  public let id: Identifier
  /// The mail address to sign in with.
  public let login: String
  /// The Person whose account it is.
  public let person: Identifier
  /// Personal or official.
  public let kind: AccountKind
  /// When it was made.
  public let created: Moment
  /// Whether a code is asked for at sign-in.
  public let hasSecondFactor: Bool
  /// How many recovery codes are left.
  public let recoveryCodesLeft: Int

  /// Whether it may do nothing before a second factor is set up, which official accounts have to.
  public var needsSecondFactor: Bool { kind == .official && !hasSecondFactor }
}

/// Somebody who is signed in.
public struct Session: Hashable, Sendable {
  /// Whose session it is.
  public let account: Account
  /// When it began.
  public let created: Moment
  /// Whether the second factor was given when it began.
  public let secondFactor: Bool

  let hash: [UInt8]

  /// Whether nothing may be done in it but setting up a second factor.
  public var needsSecondFactor: Bool {
    account.needsSecondFactor || (account.hasSecondFactor && !secondFactor)
  }
}

/// A session that has just begun.
public struct SignedIn: Sendable {
  /// The session's token, for the cookie; it is not to be had again.
  public let token: SecretToken
  /// The session.
  public let session: Session
}
