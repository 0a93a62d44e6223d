import Hummingbird
import Register
import Rules

extension OfficePages {
  /// The account: its password, and its sessions.
  func addAccount(_ language: Language?, to router: Router<WebContext>) {
    page(OfficePath.account, language, router, for: .signedIn) { visit in
      .page(AccountPage().page(visit), visit)
    }
    act(OfficePath.password, language, router, for: .signedIn) { visit, form in
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      var answer = AccountPage()
      do throws(AccountRefusal) {
        try await accounts.changePassword(
          visitor.session, from: form.raw("old"), to: form.raw("new"))
        return .redirect(OfficePath.account, notice: "done-password")
      } catch {
        switch error {
        case .wrongPassword: answer.oldError = visit.texts[error.wording]
        case .weakPassword: answer.newError = visit.texts[error.wording]
        default: throw error
        }
      }
      return .page(answer.page(visit), visit)
    }
    act(OfficePath.everywhere, language, router, for: .signedIn) { visit, _ in
      if let visitor = visit.visitor { try accounts.signOutEverywhere(visitor.account.id) }
      return .end(notice: "done-signed-out")
    }
  }
}

/// The page of an account.
struct AccountPage: Sendable {
  var oldError: String?
  var newError: String?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["office-nav-account"], path: OfficePath.account, section: .account)
    page.blocks = [
      .facts([(texts["account-email"], OfficeCell(visit.visitor?.session.account.login ?? ""))]),
      .buttons([OfficeLink(texts["factor-title"], OfficePath.secondFactor)]),
      .heading(texts["account-change-password"]),
      .form(
        OfficeFormBlock(
          OfficePath.password,
          fields: [
            OfficeField(
              "old", texts["account-password-now"],
              .line(type: "password", autocomplete: "current-password"), isRequired: true,
              error: oldError),
            OfficeField(
              "new", texts["account-password-new"],
              .line(type: "password", autocomplete: "new-password"),
              help: texts["account-password-help"], isRequired: true, error: newError),
          ], buttons: [.init(texts["account-change-password"])])),
      .heading(texts["account-sessions"]),
      .text(texts["account-sessions-text"]),
      .form(
        OfficeFormBlock(
          OfficePath.everywhere, buttons: [.init(texts["account-everywhere"], isSecondary: true)])),
    ]
    return page
  }
}
