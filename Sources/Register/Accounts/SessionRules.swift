import Record

/// How long a session lasts.
///
/// OWASP ASVS 5.0, 7.3: one time-out for who does nothing, and one whatever they do.
public struct SessionRules: Hashable, Sendable {
  /// After how many seconds without a request it ends.
  public var idle: Int
  /// After how many seconds it ends in any case.
  public var absolute: Int

  /// How often a use is written down, in seconds.
  ///
  /// A session may end that much earlier than the last request would let it, and never later.
  public static let touchInterval = 60

  /// By how many seconds the clocks of several machines may differ.
  static let clockTolerance = 60

  /// Rules in seconds.
  public init(idle: Int, absolute: Int) {
    self.idle = idle
    self.absolute = absolute
  }

  /// For applicants: half an hour, and twelve hours.
  public static let personal = SessionRules(idle: 30 * 60, absolute: 12 * 3600)
  /// For official accounts: a quarter of an hour, and eight hours.
  public static let official = SessionRules(idle: 15 * 60, absolute: 8 * 3600)

  /// Whether a session still holds.
  ///
  /// It does not where the clock stands before its last use: nobody knows then how long it has
  /// lasted, and a clock that is turned back must not make it last longer.
  func hold(created: Int, used: Int, at now: Moment) -> Bool {
    let (age, over) = now.seconds.subtractingReportingOverflow(created)
    let (rest, overToo) = now.seconds.subtractingReportingOverflow(used)
    return !over && !overToo && age < absolute && rest < idle && rest >= -Self.clockTolerance
  }
}
