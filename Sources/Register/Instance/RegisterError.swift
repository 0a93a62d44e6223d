public import Ledger
public import Record
import Rules

/// Why the register did not do what it was asked.
///
/// Every case says what to do.
@nonexhaustive
public enum RegisterError: Error, Hashable, Sendable {
  /// The ledger could not be read or written.
  case ledger(LedgerError)
  /// An entry of the log could not be read or written.
  case leaf(index: UInt64, LeafError)
  /// What is stored contradicts itself.
  case damaged(String)
  /// The ledger is behind, or beside, what was published: signing now would rewrite history.
  case refusesToSign(reason: String, data: String)
  /// A file that has to lie beside the data directory is missing or unusable.
  case local(path: String, reason: String)
  /// The command is not allowed, or does not fit the state.
  case refused(reason: String)
  /// A command of a case is not carried out.
  case notAllowed(Refusal)
  /// Other writers were faster too often.
  case busy
}

extension RegisterError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .ledger(let error): error.description
    case .leaf(let index, let error): "entry \(index) of the log: \(error)"
    case .damaged(let reason):
      "the register contradicts itself: \(reason). Do not sign with it; restore a backup and run "
        + "'countermark register recover'"
    case .refusesToSign(let reason, let data):
      "the register refuses to sign: \(reason). To re-enter what was published meanwhile, run "
        + "'countermark register recover --data \(data) --from URL', where URL is any copy of "
        + "the log (this register's own address, a mirror, or a folder kept by "
        + "'countermark log monitor')"
    case .local(let path, let reason): "\(path): \(reason)"
    case .refused(let reason): reason
    case .notAllowed(let refusal): refusal.wording.en
    case .busy:
      "other programs are writing to this register without a pause; nothing was changed, try again"
    }
  }
}

extension RegisterError {
  /// Whether there is an account with this mail address already.
  public var isLoginTaken: Bool { self == .ledger(.loginTaken) }

  /// Whether somebody else has changed the same thing meanwhile.
  public var isOutdated: Bool { self == .ledger(.outdated) }
}
