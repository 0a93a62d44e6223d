import Hummingbird
import Record
import Register
import Rules

extension OfficePages {
  /// API tokens: made with scopes and an end, shown once, listed, revoked.
  func addTokens(_ language: Language?, to router: Router<WebContext>) {
    let anybody = Access.roles(Set(AccountRole.allCases))
    page(OfficePath.tokens, language, router, for: anybody) { visit in
      .page(TokensPage(tokens: try tokens(visit)).page(visit), visit)
    }
    act(OfficePath.tokens, language, router, for: anybody) { visit, form in
      try await makeToken(visit, form)
    }
    act(OfficePath.revoke, language, router, for: anybody) { visit, form in
      guard let visitor = visit.visitor, let id = Identifier(form.text("token")),
        try accounts.revokeToken(id, of: visitor.account.id)
      else { return .refused(.unknown) }
      return .redirect(OfficePath.tokens, notice: "done-token-revoked")
    }
  }

  private func tokens(_ visit: Visit) throws -> [APIToken] {
    guard let visitor = visit.visitor else { return [] }
    return try accounts.tokens(of: visitor.account.id)
  }

  private func makeToken(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    guard let visitor = visit.visitor else { return .signIn(next: nil) }
    let texts = visit.texts
    var answer = TokensPage(tokens: try tokens(visit))
    answer.name = form.text("name")
    answer.scopes = form.fields.texts("scopes")
    answer.days = form.text("days")
    let offered = TokenScope.offered(to: visitor)
    let scopes = Set(answer.scopes.compactMap(TokenScope.init)).intersection(offered)
    if answer.name.isEmpty || answer.name.unicodeScalars.count > 80 {
      answer.errors["name"] = texts[AccountRefusal.tokenName.wording]
    }
    if scopes.isEmpty { answer.errors["scopes"] = texts[AccountRefusal.tokenScopes.wording] }
    guard let days = TokensPage.days.first(where: { String($0) == answer.days }) else {
      answer.errors["days"] = texts["token-days-error"]
      return .page(answer.page(visit), visit)
    }
    guard answer.errors.isEmpty else { return .page(answer.page(visit), visit) }
    answer.check = try await checkIdentity(visit, form)
    guard answer.check.holds else { return .page(answer.page(visit), visit) }
    do throws(AccountRefusal) {
      let made = try accounts.createToken(
        account: visitor.session.account, name: answer.name, scopes: scopes,
        expires: Moment(seconds: visit.now.seconds + days * 86_400))
      return .page(MadeTokenPage(made: made, base: dependencies.publicBase).page(visit), visit)
    } catch {
      guard case .tokenName = error else { throw error }
      answer.errors["name"] = texts[error.wording]
      return .page(answer.page(visit), visit)
    }
  }
}

extension TokenScope {
  /// The scopes that are of use to somebody: what the kind of account may have, and a role can do.
  static func offered(to visitor: Visitor) -> [TokenScope] {
    allCases.filter { scope in
      let role: AccountRole? =
        switch scope {
        case .read: nil
        case .file: .applicant
        case .review: .officer
        case .decide: .approver
        case .administer: .administrator
        }
      return scope.isFor(visitor.session.account.kind)
        && role.map { visitor.account.roles.contains($0) } ?? true
    }
  }

  func name(_ texts: Texts) -> String {
    switch self {
    case .read: texts["token-read"]
    case .file: texts["token-file"]
    case .review: texts["token-review"]
    case .decide: texts["token-decide"]
    case .administer: texts["token-administer"]
    }
  }
}

/// The API tokens of an account, with the form that makes one.
struct TokensPage: Sendable {
  let tokens: [APIToken]
  var name = ""
  var scopes: [String] = []
  var days = "90"
  var errors: [String: String] = [:]
  var check = IdentityCheck()

  /// For how long a token can be good.
  static let days = [7, 30, 90, 365]

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["tokens-title"], path: OfficePath.tokens, section: .account)
    page.crumbs = [OfficeLink(texts["office-nav-account"], OfficePath.account)]
    page.lead = texts["tokens-lead"]
    if tokens.isEmpty {
      page.blocks.append(.text(texts["tokens-none"]))
    } else {
      page.blocks.append(
        .table(
          OfficeTable(
            caption: texts["tokens-mine"],
            headings: [
              texts["token-name"], texts["token-scopes"], texts["token-made"], texts["token-ends"],
              texts["token-revoke"],
            ], rows: tokens.map { row($0, visit) })))
    }
    page.blocks += [.heading(texts["token-make"]), .form(form(visit))]
    return page
  }

  private func form(_ visit: Visit) -> OfficeFormBlock {
    let texts = visit.texts
    var named = OfficeField(
      "name", texts["token-name"], .line(type: "text", autocomplete: "off"), value: name,
      help: texts["token-name-help"], isRequired: true, error: errors["name"])
    named.values = name.isEmpty ? [] : [name]
    let offered = visit.visitor.map { TokenScope.offered(to: $0) } ?? []
    var wanted = OfficeField(
      "scopes", texts["token-scopes"],
      .checks(offered.map { .init(value: $0.rawValue, label: $0.name(texts)) }),
      help: texts["token-scopes-help"], isRequired: true, error: errors["scopes"])
    wanted.values = scopes
    var lasting = OfficeField(
      "days", texts["token-days"],
      .select(
        Self.days.map { .init(value: String($0), label: texts.count("token-days-count", $0)) }),
      error: errors["days"])
    lasting.values = [days]
    return OfficeFormBlock(
      OfficePath.tokens, fields: [named, wanted, lasting] + check.fields(visit),
      buttons: [.init(texts["token-make"])])
  }

  private func row(_ token: APIToken, _ visit: Visit) -> [OfficeCell] {
    let texts = visit.texts
    let hasEnded = token.expires <= visit.now
    var end = OfficeCell(texts.beijing(token.expires))
    if hasEnded { end.note = texts["token-ended"] }
    return [
      OfficeCell(token.name),
      OfficeCell(
        TokenScope.allCases.filter(token.scopes.contains).map { $0.name(texts) }
          .joined(separator: texts.listSeparator)),
      OfficeCell(texts.beijing(token.created)), end,
      OfficeCell(
        OfficeFormBlock(
          OfficePath.revoke,
          buttons: [.init(texts["token-revoke"], isSecondary: true, about: token.name)],
          hidden: [("token", token.id.text)])),
    ]
  }
}

/// A token that was just made: the one page on which it stands.
struct MadeTokenPage: Sendable {
  let made: MadeToken
  /// The address of this server, where it is known.
  let base: String?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let token = made.listed
    var page = OfficePage(
      title: texts["token-made-title"], path: OfficePath.tokens, section: .account)
    page.crumbs = [
      OfficeLink(texts["office-nav-account"], OfficePath.account),
      OfficeLink(texts["tokens-title"], OfficePath.tokens),
    ]
    page.blocks = [
      .notice(texts["token-once"], isWarning: true), .code([made.token.secretText]),
      .facts([
        (texts["token-name"], OfficeCell(token.name)),
        (
          texts["token-scopes"],
          OfficeCell(
            TokenScope.allCases.filter(token.scopes.contains).map { $0.name(texts) }
              .joined(separator: texts.listSeparator))
        ),
        (texts["token-ends"], OfficeCell(texts.beijing(token.expires))),
      ]),
      .text(texts["token-use"]),
      .code([
        "curl -H 'Authorization: Bearer " + texts["token-placeholder"] + "' "
          + (base ?? "https://…") + "/api/v1/office/me"
      ]),
      .buttons([OfficeLink(texts["token-kept"], OfficePath.tokens)]),
    ]
    return page
  }
}
