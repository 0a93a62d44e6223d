public import Record

/// A way to a new password for somebody who has forgotten theirs: no mail is sent, so two
/// administrators see who it is, and each hands out one half of a code.
///
/// It opens the account no further than the password did, and a second factor is still asked for,
/// unless the administrators know that the authenticator is lost with all recovery codes.
public struct PasswordReset: Hashable, Sendable {
  /// Its id.
  public let id: Identifier
  /// The account.
  public let account: Identifier
  /// The administrator's account that proposed it.
  public let proposedBy: Identifier
  /// When that was.
  public let proposed: Moment
  /// Whether it also takes the second factor away, because nothing of it is left.
  public let takesSecondFactor: Bool
  /// SHA-256 of the first half of the code, in hexadecimal digits.
  let firstHalf: String
  /// SHA-256 of the second half, once it is confirmed.
  var secondHalf: String?

  /// For how many seconds it is open: three days.
  public static let time = 3 * 86_400

  /// Whether a second administrator has confirmed it.
  public var isConfirmed: Bool { secondHalf != nil }

  /// Whether two halves are those of its code.
  public func opens(with first: ActivationHalf, _ second: ActivationHalf) -> Bool {
    first.digest == firstHalf && second.digest == secondHalf
  }

  /// Whether it can be confirmed or used; a clock that was turned back opens none.
  public func isOpen(at now: Moment) -> Bool {
    now >= proposed && now.seconds - proposed.seconds < Self.time
  }
}

extension PeopleCommand {
  /// What concerns the way to a new password.
  func decideReset(_ context: inout DecisionContext) throws(RegisterError) -> Decision {
    switch self {
    case .proposeReset(let id, let half, let takesSecondFactor):
      guard let account = context.cases.account(id), account.isActive else {
        throw .notAllowed(.unknown)
      }
      try Self.check(half)
      let reset = context.identifier()
      return Decision(
        CaseFact(
          event: .resetProposed(
            reset: reset, account: account.id, firstHalf: half,
            takesSecondFactor: takesSecondFactor ? true : nil)),
        .done(reset))
    case .confirmReset(let id, let half):
      let confirming = try context.account([.administrator])
      guard let reset = context.cases.reset(id), reset.isOpen(at: context.now),
        !reset.isConfirmed
      else { throw .notAllowed(.unknown) }
      // Two administrators means two Persons, not two accounts.
      guard let first = context.cases.account(reset.proposedBy)?.person,
        first != confirming.person
      else { throw .notAllowed(.samePerson) }
      try Self.check(half)
      return Decision(CaseFact(event: .resetConfirmed(reset: id, secondHalf: half)), .done(id))
    case .redeemReset(let id, let first, let second):
      guard let reset = context.cases.reset(id), reset.isOpen(at: context.now),
        let confirmed = reset.secondHalf, first == reset.firstHalf, second == confirmed,
        context.cases.account(reset.account)?.isActive == true
      else { throw .notAllowed(.code) }
      return Decision(CaseFact(event: .resetRedeemed(reset: id)), .done(reset.account))
    default: throw .notAllowed(.unknown)
    }
  }
}
