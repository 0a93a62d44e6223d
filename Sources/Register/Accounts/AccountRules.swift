/// The settings of accounts.
public struct AccountRules: Hashable, Sendable {
  /// Which passwords may be set.
  public var passwords = PasswordPolicy()
  /// How long the sessions of personal accounts last.
  public var personalSessions = SessionRules.personal
  /// How long the sessions of official accounts last.
  public var officialSessions = SessionRules.official
  /// How often somebody may fail to sign in.
  public var signIns = SignInLimits()
  /// The name under which an authenticator app shows the account.
  public var issuer: String
  /// For how many seconds an API token is good at most: a year.
  public var longestToken = 366 * 86_400
  /// How many API tokens an account has at most.
  public var mostTokens = 50

  /// The usual settings.
  public init(issuer: String = "Countermark") { self.issuer = issuer }

  func sessions(of kind: AccountKind) -> SessionRules {
    switch kind {
    case .personal: personalSessions
    case .official: officialSessions
    }
  }
}
