import Hummingbird
import Register
import Rules

extension OfficePages {
  /// The second factor: set up with a secret for an authenticator app and a first code, replaced,
  /// taken away, and its recovery codes.
  func addSecondFactor(_ language: Language?, to router: Router<WebContext>) {
    page(OfficePath.secondFactor, language, router, for: .signedIn) { visit in
      .page(SecondFactorPage().page(visit), visit)
    }
    page(OfficePath.replaceFactor, language, router, for: .signedIn) { visit in
      .page(SecondFactorPage(isReplacing: true).page(visit), visit)
    }
    act(OfficePath.secondFactor, language, router, for: .signedIn) { visit, form in
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      var answer = SecondFactorPage(isReplacing: true)
      do throws(AccountRefusal) {
        answer.setup = try await accounts.beginSecondFactor(
          visitor.session, password: form.raw("password"), code: form.text("code"))
      } catch {
        guard let check = IdentityCheck(error, visit.texts) else { throw error }
        answer.check = check
      }
      return .page(answer.page(visit), visit)
    }
    act(OfficePath.secondFactor + "/confirm", language, router, for: .signedIn) { visit, form in
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      do throws(AccountRefusal) {
        let confirmed = try accounts.confirmSecondFactor(visitor.session, code: form.text("code"))
        let page = RecoveryCodesPage.shown(
          confirmed.recoveryCodes, visit.texts["factor-codes-text"], visit)
        return .beginShowing(confirmed.signedIn.token, page.content(visit))
      } catch {
        guard error == .codeWrong else { throw error }
        var answer = SecondFactorPage(isConfirming: true)
        answer.error = visit.texts[error.wording]
        return .page(answer.page(visit), visit)
      }
    }
    addRecoveryCodes(language, to: router)
    addRemoval(language, to: router)
  }

  /// New recovery codes in place of those that are left.
  private func addRecoveryCodes(_ language: Language?, to router: Router<WebContext>) {
    let anybody = Access.roles(Set(AccountRole.allCases))
    page(OfficePath.recoveryCodes, language, router, for: anybody) { visit in
      .page(RecoveryCodesPage().page(visit), visit)
    }
    act(OfficePath.recoveryCodes, language, router, for: anybody) { visit, form in
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      do throws(AccountRefusal) {
        let codes = try await accounts.renewRecoveryCodes(
          visitor.session, password: form.raw("password"), code: form.text("code"))
        return .page(
          RecoveryCodesPage.shown(codes, visit.texts["factor-codes-new"], visit), visit)
      } catch {
        guard let check = IdentityCheck(error, visit.texts) else { throw error }
        return .page(RecoveryCodesPage(check: check).page(visit), visit)
      }
    }
  }

  /// Taking the second factor of a personal account away.
  private func addRemoval(_ language: Language?, to router: Router<WebContext>) {
    let anybody = Access.roles(Set(AccountRole.allCases))
    page(OfficePath.removeFactor, language, router, for: anybody) { visit in
      .page(FactorRemovalPage().page(visit), visit)
    }
    act(OfficePath.removeFactor, language, router, for: anybody) { visit, form in
      guard let visitor = visit.visitor else { return .signIn(next: nil) }
      do throws(AccountRefusal) {
        try await accounts.removeSecondFactor(
          visitor.session, password: form.raw("password"), code: form.text("code"))
        return .redirect(OfficePath.secondFactor, notice: "done-factor-removed")
      } catch {
        guard let check = IdentityCheck(error, visit.texts) else { throw error }
        return .page(FactorRemovalPage(check: check).page(visit), visit)
      }
    }
  }
}

/// The page of the second factor, and of setting one up.
struct SecondFactorPage: Sendable {
  var setup: SecondFactorSetup?
  /// Whether a secret was shown before, and only its first code is asked for again.
  var isConfirming = false
  /// Whether another one is to take the place of the one that is in force.
  var isReplacing = false
  var check = IdentityCheck()
  var error: String?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let account = visit.visitor?.session.account
    var page = OfficePage(
      title: texts["factor-title"], path: OfficePath.secondFactor, section: .account)
    page.crumbs = [OfficeLink(texts["office-nav-account"], OfficePath.account)]
    guard setup != nil || isConfirming else {
      guard account?.hasSecondFactor == true else {
        page.lead = texts["factor-lead"]
        page.blocks = [.form(beginning(texts["factor-begin"], visit))]
        return page
      }
      page.crumbs += isReplacing ? [OfficeLink(texts["factor-title"], OfficePath.secondFactor)] : []
      page.badge = OfficeBadge(texts["factor-in-force"], .good)
      page.blocks = isReplacing ? replacing(visit) : standing(visit)
      return page
    }
    if let setup {
      page.blocks = [.text(texts["factor-secret-text"])]
      if let code = QRCode(setup.address) {
        page.blocks.append(.qrCode(code, text: texts["factor-qr-code"]))
      }
      page.blocks += [
        .hint(texts["factor-secret-typed"]),
        .code([Self.grouped(setup.secretText), setup.address]),
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

  /// One that is in force: what is left of the recovery codes, and what can be done.
  private func standing(_ visit: Visit) -> [OfficeBlock] {
    let texts = visit.texts
    let account = visit.visitor?.session.account
    let left = account?.recoveryCodesLeft ?? 0
    var blocks: [OfficeBlock] = [
      .facts([(texts["factor-codes"], OfficeCell(texts.count("factor-codes-left", left)))])
    ]
    if left < 3 { blocks.append(.notice(texts["factor-codes-few"], isWarning: true)) }
    blocks.append(
      .buttons([
        OfficeLink(texts["factor-codes-renew"], OfficePath.recoveryCodes),
        OfficeLink(texts["factor-replace"], OfficePath.replaceFactor),
      ]))
    if account?.kind == .personal {
      blocks.append(.links([OfficeLink(texts["factor-remove"], OfficePath.removeFactor)]))
    }
    return blocks
  }

  private func replacing(_ visit: Visit) -> [OfficeBlock] {
    let texts = visit.texts
    return [
      .text(texts["factor-replace-text"]), .form(beginning(texts["factor-replace"], visit)),
    ]
  }

  private func beginning(_ button: String, _ visit: Visit) -> OfficeFormBlock {
    OfficeFormBlock(
      OfficePath.secondFactor, fields: check.fields(visit), buttons: [.init(button)])
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

/// The page that makes new recovery codes.
struct RecoveryCodesPage: Sendable {
  var check = IdentityCheck()

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["factor-codes-renew"], path: OfficePath.recoveryCodes, section: .account)
    page.crumbs = Self.crumbs(texts)
    page.lead = texts["factor-codes-renew-text"]
    page.blocks = [
      .form(
        OfficeFormBlock(
          OfficePath.recoveryCodes, fields: check.fields(visit),
          buttons: [.init(texts["factor-codes-renew"])]))
    ]
    return page
  }

  /// The one page on which codes stand.
  static func shown(_ codes: [String], _ text: String, _ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["factor-codes"], path: OfficePath.secondFactor, section: .account)
    page.blocks = [
      .text(text), .code(codes),
      .buttons([OfficeLink(texts["factor-go-on"], OfficePath.start)]),
    ]
    return page
  }

  static func crumbs(_ texts: Texts) -> [OfficeLink] {
    [
      OfficeLink(texts["office-nav-account"], OfficePath.account),
      OfficeLink(texts["factor-title"], OfficePath.secondFactor),
    ]
  }
}

/// The page that takes a second factor away.
struct FactorRemovalPage: Sendable {
  var check = IdentityCheck()

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let account = visit.visitor?.session.account
    var page = OfficePage(
      title: texts["factor-remove"], path: OfficePath.removeFactor, section: .account)
    page.crumbs = RecoveryCodesPage.crumbs(texts)
    guard account?.kind == .personal, account?.hasSecondFactor == true else {
      let refusal: AccountRefusal =
        account?.kind == .official ? .officialKeepsSecondFactor : .noSecondFactor
      page.blocks = [.notice(texts[refusal.wording])]
      return page
    }
    page.lead = texts["factor-remove-text"]
    page.blocks = [
      .form(
        OfficeFormBlock(
          OfficePath.removeFactor, fields: check.fields(visit),
          buttons: [.init(texts["factor-remove"])]))
    ]
    return page
  }
}
