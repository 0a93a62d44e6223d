import Record

/// What kind of account it is.
public enum AccountKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Of a person who files.
  case personal
  /// Of a person of the authority.
  case official
}

/// What is stored of an account beside its login: JSON, version 1.
struct AccountBody: StoredJSON, Hashable, Sendable {
  static let current = 1

  var version = Self.current
  var kind: AccountKind
  var person: Identifier
  var created: Moment
  var password: PasswordHash
  var secondFactor: TimeBasedCode?
  /// One that was shown and not yet confirmed with a code.
  var pendingSecondFactor: TimeBasedCode?
  var recovery: RecoveryCodes?

  /// Takes a code of the authenticator, or one of the recovery codes, if it is good; once.
  mutating func accept(_ code: String, at moment: Moment) -> Bool {
    guard var factor = secondFactor else { return false }
    if factor.accept(code, at: moment) {
      secondFactor = factor
      return true
    }
    guard var codes = recovery, codes.use(code) else { return false }
    recovery = codes
    return true
  }

  init(kind: AccountKind, person: Identifier, created: Moment, password: PasswordHash) {
    self.kind = kind
    self.person = person
    self.created = created
    self.password = password
  }
}
