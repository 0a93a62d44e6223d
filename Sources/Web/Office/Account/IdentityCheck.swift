import Register

/// Password and, where the account has a second factor, a code: asked for once more before something
/// that cannot be taken back, so that a session that was left open does none of it.
struct IdentityCheck: Sendable {
  var passwordError: String?
  var codeError: String?

  /// Whether both were right.
  var holds: Bool { passwordError == nil && codeError == nil }

  /// The fields of a form that asks for them.
  func fields(_ visit: Visit) -> [OfficeField] {
    let texts = visit.texts
    let password = OfficeField(
      "password", texts["account-password-now"],
      .line(type: "password", autocomplete: "current-password"), isRequired: true,
      error: passwordError)
    guard visit.visitor?.session.account.hasSecondFactor == true else { return [password] }
    return [
      password,
      OfficeField(
        "code", texts["account-code"], .line(type: "text", autocomplete: "one-time-code"),
        help: texts["check-code-help"], isRequired: true, error: codeError),
    ]
  }

  /// What an error says of one of the fields; `nil` where it is of something else.
  init?(_ error: AccountRefusal, _ texts: Texts) {
    switch error {
    case .wrongPassword: passwordError = texts[error.wording]
    case .codeWrong: codeError = texts[error.wording]
    default: return nil
    }
  }

  init() {}
}

extension OfficePages {
  /// Checks what the fields of an ``IdentityCheck`` hold.
  func checkIdentity(
    _ visit: Visit, _ form: OfficeForm
  ) async throws(AccountRefusal) -> IdentityCheck {
    guard let visitor = visit.visitor else { throw .ended }
    do throws(AccountRefusal) {
      try await accounts.confirm(
        visitor.session, password: form.raw("password"), code: form.text("code"))
      return IdentityCheck()
    } catch {
      guard let check = IdentityCheck(error, visit.texts) else { throw error }
      return check
    }
  }
}
