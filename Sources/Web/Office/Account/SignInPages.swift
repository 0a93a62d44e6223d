import Hummingbird
import Record
import Register
import Rules

extension OfficePages {
  /// Signing in, opening an account, signing out.
  func addSignIn(_ language: Language?, to router: Router<WebContext>) {
    page(OfficePath.signIn, language, router, for: .anyone) { visit in
      if visit.visitor != nil { return .redirect(OfficePath.start) }
      guard let library = renderer.library(visit.language) else { return .refused(.unknown) }
      return .content(
        SignInForm(next: visit.page.items["next"]).content(visit, memo.signIn, library))
    }
    act(OfficePath.signIn, language, router, for: .anyone) { visit, form in
      try await signIn(visit, form)
    }
    page(OfficePath.register, language, router, for: .anyone) { visit in
      if visit.visitor != nil { return .redirect(OfficePath.start) }
      return .page(RegistrationForm().page(visit), visit)
    }
    act(OfficePath.register, language, router, for: .anyone) { visit, form in
      try await register(visit, form)
    }
    act(OfficePath.signOut, language, router, for: .signedIn) { visit, _ in
      if let visitor = visit.visitor { try accounts.signOut(visitor.token) }
      return .end(notice: "done-signed-out")
    }
  }

  private func signIn(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    var answer = SignInForm(next: form.raw("next"))
    answer.login = form.text("login")
    guard visit.canHoldSession else { return .page(answer.page(visit), visit) }
    let code = form.text("code")
    do throws(SignInRefusal) {
      let signedIn = try await accounts.signIn(
        login: answer.login, password: form.raw("password"), code: code.isEmpty ? nil : code,
        client: visit.client)
      return .begin(
        signedIn.token, then: OfficePath.checked(form.raw("next")) ?? OfficePath.start, notice: nil)
    } catch {
      if case .storage(let reason) = error { throw RegisterError.ledger(reason) }
      answer.refusal = error
      return .page(answer.page(visit), visit)
    }
  }

  private func register(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    var answer = RegistrationForm()
    answer.name = form.text("name")
    answer.email = form.text("email")
    if answer.name.isEmpty || answer.name.unicodeScalars.count > 100 {
      answer.errors["name"] = visit.texts["account-name-error"]
    }
    if LoginName(answer.email) == nil {
      answer.errors["email"] = visit.texts[AccountRefusal.noLogin.wording]
    }
    guard answer.errors.isEmpty, visit.canHoldSession else {
      return .page(answer.page(visit), visit)
    }
    // Counted before a password is hashed; an address that is taken counts, since that is told.
    let counted: CountedRegistration
    do throws(AccountRefusal) {
      counted = try accounts.countRegistration(client: visit.client)
    } catch {
      guard case .tooManyAttempts(let seconds) = error else { throw error }
      return .refused(.tooManyAccounts(seconds))
    }
    var random = SystemRandomNumberGenerator()
    let person = Identifier.random(using: &random)
    let command: PeopleCommand
    do throws(AccountRefusal) {
      let account = try await accounts.newAccount(
        login: answer.email, password: form.raw("password"), person: person, kind: .personal)
      command = .register(
        PersonDetails(name: answer.name, email: answer.email), person: person, account: account)
    } catch {
      try accounts.takeBack(counted)
      switch error {
      case .weakPassword: answer.errors["password"] = visit.texts[error.wording]
      default: throw error
      }
      return .page(answer.page(visit), visit)
    }
    do throws(RegisterError) {
      _ = try await registrar.carryOut(.people(command), actor: .machine("registration"))
    } catch {
      guard error.isLoginTaken else { throw error }
      answer.errors["email"] = visit.texts["account-taken"]
      return .page(answer.page(visit), visit)
    }
    let signedIn = try? await accounts.signIn(
      login: answer.email, password: form.raw("password"), client: visit.client)
    guard let signedIn else { return .redirect(OfficePath.signIn, notice: "done-registered") }
    return .begin(signedIn.token, then: OfficePath.start, notice: nil)
  }

}

/// The form to sign in with.
struct SignInForm: Sendable {
  var next: String?
  var login = ""
  var refusal: SignInRefusal?

  init(next: String?) { self.next = OfficePath.checked(next) }

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(title: texts["account-sign-in"], path: OfficePath.signIn)
    guard visit.canHoldSession else {
      page.blocks = [.notice(texts["account-needs-tls"], isWarning: true)]
      return page
    }
    var asksCode = false
    var codeError: String?
    switch refusal {
    case .codeNeeded, .codeWrong:
      asksCode = true
      codeError = refusal.map { texts[$0.wording] }
    case nil: break
    default: if let refusal { page.faults = [texts[refusal.wording]] }
    }
    let login = OfficeField(
      "login", texts["account-email"], .line(type: "email", autocomplete: "username"), value: login)
    let password = OfficeField(
      "password", texts["account-password"],
      .line(type: "password", autocomplete: "current-password"))
    var fields = [login, password]
    if asksCode {
      fields.append(
        OfficeField(
          "code", texts["account-code"], .line(type: "text", autocomplete: "one-time-code"),
          help: texts["account-code-help"], error: codeError))
    }
    page.blocks = [
      .form(
        OfficeFormBlock(
          OfficePath.signIn, fields: fields, buttons: [.init(texts["account-sign-in"])],
          hidden: next.map { [("next", $0)] } ?? [])),
      .links([OfficeLink(texts["account-register"], OfficePath.register)]),
      .hint(texts["account-forgotten"]),
    ]
    return page
  }
}

/// The form to open an account with.
struct RegistrationForm: Sendable {
  var name = ""
  var email = ""
  var errors: [String: String] = [:]

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(title: texts["account-register"], path: OfficePath.register)
    page.lead = texts["account-register-lead"]
    guard visit.canHoldSession else {
      page.blocks = [.notice(texts["account-needs-tls"], isWarning: true)]
      return page
    }
    let fields = [
      OfficeField(
        "name", texts["account-name"], .line(type: "text", autocomplete: "name"), value: name,
        isRequired: true, error: errors["name"]),
      OfficeField(
        "email", texts["account-email"], .line(type: "email", autocomplete: "email"), value: email,
        help: texts["account-email-help"], isRequired: true, error: errors["email"]),
      OfficeField(
        "password", texts["account-password"],
        .line(type: "password", autocomplete: "new-password"), help: texts["account-password-help"],
        isRequired: true, error: errors["password"]),
    ]
    page.blocks = [
      .form(
        OfficeFormBlock(
          OfficePath.register, fields: fields, buttons: [.init(texts["account-register"])])),
      .links([OfficeLink(texts["account-have"], OfficePath.signIn)]),
    ]
    return page
  }
}
