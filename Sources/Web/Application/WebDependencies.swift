public import Logging
public import Record
public import Register

/// What every page and every route of the API works from.
public struct WebDependencies: Sendable {
  /// The register whose newest published state is shown.
  ///
  /// A request takes the state once, so that an answer never mixes two of them.
  public let registrar: Registrar
  /// Where operators read what happened.
  public let log: Logger
  /// The address under which the public reaches this server, without a slash at the end; `nil`
  /// where it is not known.
  ///
  /// Never taken from a request: `Host` is whatever the client says.
  public let publicBase: String?
  /// The clock.
  public let now: @Sendable () -> Moment
  /// Who may sign in; `nil` where nobody may.
  public let accounts: Accounts?
  /// The way in for evidence; `nil` where none is taken.
  public let intake: EvidenceIntake?

  /// The way in for files that are checked; `nil` where none are.
  public let check: CheckIntake?

  /// What every page and every route works from.
  public init(
    registrar: Registrar, log: Logger, publicBase: String? = nil,
    now: @escaping @Sendable () -> Moment, accounts: Accounts? = nil,
    intake: EvidenceIntake? = nil, check: CheckIntake? = nil
  ) {
    self.registrar = registrar
    self.log = log
    var base = publicBase
    while base?.hasSuffix("/") == true { base?.removeLast() }
    self.publicBase = base
    self.now = now
    self.accounts = accounts
    self.intake = intake
    self.check = check
  }
}
