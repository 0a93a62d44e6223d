import Hummingbird
import Register
import Rules

extension OfficePages {
  /// Setting up a second factor: a secret for an authenticator app, then a first code.
  func addSecondFactor(_ language: Language?, to router: Router<WebContext>) {
    page(OfficePath.secondFactor, language, router, for: .signedIn) { visit in
      .page(SecondFactorPage().page(visit), visit)
    }
    act(OfficePath.secondFactor, language, router, for: .signedIn) { visit, form in
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      var answer = SecondFactorPage()
      do throws(AccountRefusal) {
        answer.setup = try await accounts.beginSecondFactor(
          visitor.session, password: form.raw("password"))
      } catch {
        guard error == .wrongPassword else { throw error }
        answer.error = visit.texts[error.wording]
      }
      return .page(answer.page(visit), visit)
    }
    act(OfficePath.secondFactor + "/confirm", language, router, for: .signedIn) { visit, form in
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      var answer = SecondFactorPage(isConfirming: true)
      do throws(AccountRefusal) {
        let confirmed = try accounts.confirmSecondFactor(visitor.session, code: form.text("code"))
        var page = OfficePage(
          title: visit.texts["factor-codes"], path: OfficePath.secondFactor, section: .account)
        page.blocks = [
          .text(visit.texts["factor-codes-text"]), .code(confirmed.recoveryCodes),
          .buttons([OfficeLink(visit.texts["factor-go-on"], OfficePath.start)]),
        ]
        return .beginShowing(confirmed.signedIn.token, page.content(visit))
      } catch {
        guard error == .codeWrong else { throw error }
        answer.error = visit.texts[error.wording]
      }
      return .page(answer.page(visit), visit)
    }
  }
}

/// The page that sets up a second factor.
struct SecondFactorPage: Sendable {
  var setup: SecondFactorSetup?
  /// Whether a secret was shown before, and only its first code is asked for again.
  var isConfirming = false
  var error: String?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["factor-title"], path: OfficePath.secondFactor, section: .account)
    page.crumbs = [OfficeLink(texts["office-nav-account"], OfficePath.account)]
    guard setup != nil || isConfirming else {
      page.lead = texts["factor-lead"]
      page.blocks = [
        .form(
          OfficeFormBlock(
            OfficePath.secondFactor,
            fields: [
              OfficeField(
                "password", texts["account-password-now"],
                .line(type: "password", autocomplete: "current-password"), isRequired: true,
                error: error)
            ], buttons: [.init(texts["factor-begin"])]))
      ]
      return page
    }
    if let setup {
      page.blocks = [
        .text(texts["factor-secret-text"]), .code([Self.grouped(setup.secretText), setup.address]),
      ]
    }
    page.blocks.append(
      .form(
        OfficeFormBlock(
          OfficePath.secondFactor + "/confirm",
          fields: [
            OfficeField(
              "code", texts["account-code"], .line(type: "text", autocomplete: "one-time-code"),
              isRequired: true, error: error)
          ], buttons: [.init(texts["factor-confirm"])])))
    return page
  }

  /// Four characters at a time.
  private static func grouped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for (place, byte) in text.utf8.enumerated() {
      if place > 0, place % 4 == 0 { bytes.append(0x20) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
