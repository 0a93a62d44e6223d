import Register

/// The entries of the navigation of those who are signed in, in order.
enum OfficeSection: CaseIterable, Sendable {
  case applications
  case organizations
  case account

  /// Whether an account sees it.
  func isFor(_ account: Account) -> Bool {
    switch self {
    case .applications, .organizations: account.roles.contains(.applicant)
    case .account: true
    }
  }

  /// Its path, without a language.
  var path: String {
    switch self {
    case .applications: OfficePath.applications
    case .organizations: OfficePath.organizations
    case .account: OfficePath.account
    }
  }

  func name(_ texts: Texts) -> String {
    switch self {
    case .applications: texts["office-nav-applications"]
    case .organizations: texts["office-nav-organizations"]
    case .account: texts["office-nav-account"]
    }
  }

  /// Where somebody starts who has just signed in.
  static func first(for account: Account) -> OfficeSection {
    allCases.first { $0.isFor(account) } ?? .account
  }
}
