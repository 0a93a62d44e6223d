import Register

/// The entries of the navigation of those who are signed in, in order.
enum OfficeSection: CaseIterable, Sendable {
  case applications
  case organizations
  case queue
  case publishing
  case officials
  case account

  /// Whether an account sees it.
  func isFor(_ account: Account) -> Bool {
    switch self {
    case .applications, .organizations: account.roles.contains(.applicant)
    case .queue: !account.roles.isDisjoint(with: [.officer, .approver])
    case .publishing: account.roles.contains(.approver)
    case .officials: account.roles.contains(.administrator)
    case .account: true
    }
  }

  /// Its path, without a language.
  var path: String {
    switch self {
    case .applications: OfficePath.applications
    case .organizations: OfficePath.organizations
    case .queue: DeskRoute.queue
    case .publishing: DeskRoute.publishing
    case .officials: DeskRoute.officials
    case .account: OfficePath.account
    }
  }

  func name(_ texts: Texts) -> String {
    switch self {
    case .applications: texts["office-nav-applications"]
    case .organizations: texts["office-nav-organizations"]
    case .queue: texts["queue-heading"]
    case .publishing: texts["nav-publishing"]
    case .officials: texts["officials-heading"]
    case .account: texts["office-nav-account"]
    }
  }

  /// Where somebody starts who has just signed in.
  static func first(for account: Account) -> OfficeSection {
    allCases.first { $0.isFor(account) } ?? .account
  }
}
