import Register

/// From which side somebody looks at a case.
enum CaseSide: Sendable {
  /// Acts for the organization that files.
  case applicant
  /// Reviews or decides.
  case official
}

/// An application as somebody may see it.
struct CaseView: Sendable {
  let application: Application
  let side: CaseSide
}

extension CaseAPI.Call {
  /// An application that the caller may see.
  ///
  /// Officers and approvers see what was handed in at least once, and nothing that their own Person
  /// files.
  ///
  /// - Throws: The same ``Problem`` for one of somebody else's as for none.
  func view(_ id: Identifier) throws(Problem) -> CaseView {
    guard let application = cases.application(id) else { throw Problem(Refusal.unknown) }
    if cases.acts(caller.account.person, for: application.organization) {
      guard caller.has(.applicant) else { throw Problem(Refusal.unknown) }
      return CaseView(application: application, side: .applicant)
    }
    guard caller.has(.officer, .approver), application.round > 0 else {
      throw Problem(Refusal.unknown)
    }
    return CaseView(application: application, side: .official)
  }

  /// The application in the path.
  func view() throws(Problem) -> CaseView { try view(try identifier()) }

  /// The application in the path, which the caller files.
  func own() throws(Problem) -> Application {
    let view = try view()
    guard view.side == .applicant else { throw Problem(Refusal.unknown) }
    return view.application
  }

  /// Refuses a caller with none of these roles.
  func expect(_ roles: Set<AccountRole>) throws(Problem) {
    guard !caller.account.roles.isDisjoint(with: roles) else {
      throw Problem(Refusal.role(needed: roles))
    }
  }
}
