import Hummingbird
import Register
import Rules

extension OfficePages {
  /// The account: its password, and its sessions.
  func addAccount(_ language: Language?, to router: Router<WebContext>) {
    page(OfficePath.account, language, router, for: .signedIn) { visit in
      var page = AccountPage()
      page.tokens = try visit.visitor.map { try accounts.tokens(of: $0.account.id).count } ?? 0
      return .page(page.page(visit), visit)
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
  /// How many API tokens there are.
  var tokens = 0
  var oldError: String?
  var newError: String?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let account = visit.visitor?.session.account
    var page = OfficePage(
      title: texts["office-nav-account"], path: OfficePath.account, section: .account)
    page.blocks = [
      .facts([
        (texts["account-email"], OfficeCell(account?.login ?? "")),
        (
          texts["factor-title"],
          OfficeCell(
            account?.hasSecondFactor == true ? texts["factor-in-force"] : texts["factor-none"],
            path: OfficePath.secondFactor)
        ),
        (
          texts["tokens-title"],
          OfficeCell(texts.count("tokens-count", tokens), path: OfficePath.tokens)
        ),
      ]),
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
    if visit.visitor?.account.isOfficial == false {
      page.blocks += [
        .heading(texts["erasure-heading"]), .text(texts["erasure-hint"]),
        .links([OfficeLink(texts["erasure-title"], OfficePath.erasure)]),
      ]
    }
    return page
  }
}
