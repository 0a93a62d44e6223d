public import Record

/// What an API token allows.
public enum TokenScope: String, Hashable, Sendable, Codable, CaseIterable {
  /// To read what the account may read.
  case read
  /// To file applications.
  case file
  /// To review applications.
  case review
  /// To decide.
  case decide
  /// To administer.
  case administer

  /// Whether an account of this kind may have it: applicants file, and the authority does the rest.
  public func isFor(_ kind: AccountKind) -> Bool {
    switch self {
    case .read: true
    case .file: kind == .personal
    case .review, .decide, .administer: kind == .official
    }
  }
}

/// An API token as it is listed.
public struct APIToken: Hashable, Sendable {
  /// What it is revoked by.
  public let id: Identifier
  /// What its owner calls it.
  public let name: String
  /// What it allows.
  public let scopes: Set<TokenScope>
  /// When it was made.
  public let created: Moment
  /// The second from which it is no longer good.
  public let expires: Moment
}

/// An API token that was just made.
public struct MadeToken: Sendable {
  /// The token; it is not to be had again.
  public let token: SecretToken
  /// The token as it is listed.
  public let listed: APIToken
}

/// A program that has shown an API token.
public struct Bearer: Hashable, Sendable {
  /// The account for which it acts.
  public let account: SignInAccount
  /// What it may do.
  public let scopes: Set<TokenScope>
  /// The token that it has shown.
  public let token: Identifier
}
