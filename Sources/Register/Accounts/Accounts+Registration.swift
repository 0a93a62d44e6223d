import Ledger
import Record

/// That somebody opens a personal account, as it was counted.
public struct CountedRegistration: Sendable {
  fileprivate let attempt: SignInLimiter.Attempt
}

extension Accounts {
  /// Counts that somebody wants to open a personal account, before anything is done for it: an
  /// account is an event that is never erased, so nobody may make them without end.
  ///
  /// - Parameter client: The address that the request came from.
  /// - Returns: What ``takeBack(_:)`` needs.
  /// - Throws: ``AccountRefusal/tooManyAttempts(seconds:)`` where as many were opened from there, or
  ///   from everywhere, as may be in an hour.
  public func countRegistration(
    client: String
  ) throws(AccountRefusal) -> CountedRegistration {
    do throws(SignInLimiter.Refusal) {
      return CountedRegistration(attempt: try limiter.registration(client: client, at: now()))
    } catch {
      throw AccountRefusal(error)
    }
  }

  /// Takes it back: no account was opened, and nobody learnt anything.
  public func takeBack(_ registration: CountedRegistration) throws(AccountRefusal) {
    try withdraw(registration.attempt)
  }
}
