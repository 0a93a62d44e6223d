/// How often somebody may fail to sign in.
///
/// NIST SP 800-63B-4, 3.2.2 asks for a limit on failed attempts; OWASP ASVS 5.0, 6.3.1 for one that
/// holds against guessing and against trying stolen passwords, so there are two.
public struct SignInLimits: Hashable, Sendable {
  /// The failures with one login.
  public var perLogin = 10
  /// The failures from one address.
  public var perClient = 50
  /// For how many seconds a failure counts.
  public var window = 15 * 60

  /// The personal accounts opened from one address within ``registrationWindow``.
  public var registrationsPerClient = 10
  /// The personal accounts opened from anywhere within ``registrationWindow``.
  public var registrations = 300
  /// For how many seconds the opening of an account counts.
  public var registrationWindow = 60 * 60

  /// Ten with one login, fifty from one address, within a quarter of an hour.
  public init() {}
}
