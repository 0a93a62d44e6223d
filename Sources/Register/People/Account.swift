/// What a signed-in account may be used for.
public enum AccountRole: String, Hashable, Sendable, Codable, CaseIterable {
  /// Files for an organization.
  case applicant
  /// Reviews applications and recommends.
  case officer
  /// Decides on what another Person recommends, and publishes.
  case approver
  /// Creates and ends official accounts; never decides.
  case administrator
}

/// An account as the events tell of it: whose it is, and what it may be used for.
///
/// An account belongs to one Person for good. What is personal about the Person stands in a record
/// that can be erased.
public struct Account: Hashable, Sendable {
  /// The account's id.
  public let id: Identifier
  /// Whose it is.
  public let person: Identifier
  /// What it may be used for; an administrator's has no other role.
  public let roles: Set<AccountRole>
  /// The staff id of an official account, unique among those that are in use; `nil` for others.
  public let staffID: String?
  /// Whether it can be used.
  public internal(set) var isActive = true

  /// Whether it is an account of the authority's.
  public var isOfficial: Bool { staffID != nil }
}

/// Somebody proposed an official account, and a second administrator has to confirm it.
public struct AccountProposal: Hashable, Sendable {
  /// The proposal's id.
  public let id: Identifier
  /// The account that it would make.
  public let account: Identifier
  /// Whose account it would be.
  public let person: Identifier
  /// What it could be used for.
  public let roles: Set<AccountRole>
  /// The staff id.
  public let staffID: String
  /// The administrator's account that proposed it.
  public let proposedBy: Identifier
  /// SHA-256 of the first half of the code with which it is activated, in hexadecimal digits.
  let firstHalf: String
  /// SHA-256 of the second half, once it is confirmed.
  var secondHalf: String?

  /// Whether a second administrator has confirmed it, so that its owner can activate it.
  public var isConfirmed: Bool { secondHalf != nil }
}

/// Who gives a command.
public enum Actor: Hashable, Sendable {
  /// Somebody with access to the machine, or a part of the program: `command`, `demonstration`.
  case machine(String)
  /// Somebody who signed in with an account.
  case account(Identifier)

  /// The pseudonymous name in an event.
  var name: String {
    switch self {
    case .machine(let name): name
    case .account(let id): id.text
    }
  }
}
