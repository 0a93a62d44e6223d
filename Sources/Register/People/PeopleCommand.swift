public import Ledger

/// What somebody wants of the accounts.
@nonexhaustive
public enum PeopleCommand: Sendable {
  /// Opens an account for somebody who files; `account` is prepared, with its password.
  case register(PersonDetails, person: Identifier, account: LedgerAccount)
  /// An administrator proposes an official account.
  ///
  /// `firstHalf` is SHA-256 of the first half of the activation code, which only the proposing
  /// administrator has seen.
  case propose(
    PersonDetails, roles: Set<AccountRole>, staffID: String, firstHalf: String)
  /// Another administrator confirms it; `secondHalf` as `firstHalf`.
  case confirm(proposal: Identifier, secondHalf: String)
  /// The owner of a confirmed account activates it with both halves of the code, so that neither
  /// administrator could have done it alone; `account` is prepared, with the owner's password.
  case activate(proposal: Identifier, firstHalf: String, secondHalf: String, account: LedgerAccount)
  /// Somebody with access to the machine makes one of the first two administrators.
  case begin(PersonDetails, person: Identifier, staffID: String, account: LedgerAccount)
  /// Fictional people to sign in as, in a demonstration only.
  case demonstrate(
    PersonDetails, person: Identifier, roles: Set<AccountRole>, staffID: String?,
    account: LedgerAccount)
  /// An account is not to be used any more: by its owner, or by an administrator.
  case end(account: Identifier)
  /// An administrator opens the way to a new password for somebody who has forgotten theirs.
  ///
  /// `firstHalf` is SHA-256 of the first half of a code, as in ``propose(_:roles:staffID:firstHalf:)``;
  /// `takesSecondFactor` is for who has also lost the authenticator with all recovery codes.
  case proposeReset(account: Identifier, firstHalf: String, takesSecondFactor: Bool = false)
  /// Another administrator confirms it; `secondHalf` as `firstHalf`.
  case confirmReset(reset: Identifier, secondHalf: String)
  /// The owner comes with both halves; the code is good once. The new password is set after that.
  case redeemReset(reset: Identifier, firstHalf: String, secondHalf: String)
  /// Salt and content of a Person's records are taken away; the owner of the account asks for it.
  case erase(person: Identifier)

  /// The name that events and the permission matrix use.
  public var name: String {
    switch self {
    case .register: "register"
    case .propose: "propose-account"
    case .confirm: "confirm-account"
    case .activate: "activate-account"
    case .begin: "begin"
    case .demonstrate: "demonstrate"
    case .end: "end-account"
    case .proposeReset: "propose-reset"
    case .confirmReset: "confirm-reset"
    case .redeemReset: "redeem-reset"
    case .erase: "erase-person"
    }
  }
}

/// What is personal about a Person: kept in a record that can be erased.
public struct PersonDetails: Hashable, Sendable, Codable {
  /// The version of the record.
  public var v = 1
  /// The name.
  public var name: String
  /// The mail address, as it was typed.
  public var email: String

  /// A name and a mail address.
  public init(name: String, email: String) {
    self.name = name
    self.email = email
  }
}
