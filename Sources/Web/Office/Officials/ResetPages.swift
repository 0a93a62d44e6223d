import Hummingbird
import Register
import Rules

extension OfficePages {
  /// A new password for who has forgotten theirs: two administrators hand out half of a code each,
  /// and the owner comes with both.
  func addResets(_ language: Language?, _ router: Router<WebContext>) {
    let administrators = Access.roles([.administrator])
    page(DeskRoute.resets, language, router, for: administrators) { visit in
      .page(resets(visit).page(visit), visit)
    }
    act(DeskRoute.resets, language, router, for: administrators) { visit, form in
      try await proposeReset(visit, form)
    }
    act(DeskRoute.confirmReset, language, router, for: administrators) { visit, _ in
      guard let id = visit.id() else { return .refused(.unknown) }
      var random = SystemRandomNumberGenerator()
      let half = ActivationHalf(using: &random)
      _ = try await carryOut(.people(.confirmReset(reset: id, secondHalf: half.digest)), visit)
      return .page(ResetHalfPage(half: half, reset: id, isFirst: false).page(visit), visit)
    }
    page(DeskRoute.reset, language, router, for: .anyone) { visit in
      guard let id = visit.id(),
        visit.cases.openResets(at: visit.now).contains(where: { $0.id == id })
      else { return .refused(.unknown) }
      return .page(NewPasswordPage(reset: id).page(visit), visit)
    }
    act(DeskRoute.reset, language, router, for: .anyone) { visit, form in
      try await reset(visit, form)
    }
  }

  private func resets(_ visit: Visit) -> ResetsPage {
    ResetsPage(
      open: visit.cases.openResets(at: visit.now).map { reset in
        let account = visit.cases.account(reset.account)
        let details = (try? account.flatMap { try registrar.details(of: $0.person) }) ?? nil
        let proposer = visit.cases.account(reset.proposedBy)
        return ResetsPage.Open(
          id: reset.id, name: details?.name, email: details?.email,
          proposedBy: proposer.flatMap { (try? registrar.details(of: $0.person))?.name },
          takesSecondFactor: reset.takesSecondFactor, isConfirmed: reset.isConfirmed,
          isMine: proposer?.person == visit.visitor?.person)
      })
  }

  private func proposeReset(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    var page = resets(visit)
    page.login = form.text("login")
    page.takesSecondFactor = !form.raw("second-factor").isEmpty
    let account: SignInAccount?
    do throws(AccountRefusal) {
      account = try accounts.account(login: page.login)
    } catch {
      guard error == .noLogin else { throw error }
      page.error = visit.texts[error.wording]
      return .page(page.page(visit), visit)
    }
    guard let account else {
      page.error = visit.texts["reset-no-account"]
      return .page(page.page(visit), visit)
    }
    var random = SystemRandomNumberGenerator()
    let half = ActivationHalf(using: &random)
    let outcome = try await carryOut(
      .people(
        .proposeReset(
          account: account.id, firstHalf: half.digest, takesSecondFactor: page.takesSecondFactor)),
      visit)
    guard case .done(let id) = outcome else { return .redirect(DeskRoute.resets) }
    return .page(ResetHalfPage(half: half, reset: id, isFirst: true).page(visit), visit)
  }

  /// The owner sets a new password with both halves.
  ///
  /// It is hashed first, so that one that may not be set costs no code; and the code is used up before
  /// it is set, so that nobody sets one twice.
  private func reset(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    guard let id = visit.id(),
      let reset = visit.cases.openResets(at: visit.now).first(where: { $0.id == id })
    else { return .refused(.unknown) }
    var page = NewPasswordPage(reset: id)
    guard form.raw("password").utf8.elementsEqual(form.raw("again").utf8) else {
      page.fault = visit.texts["activation-differs"]
      return .page(page.page(visit), visit)
    }
    do {
      guard let first = ActivationHalf(typed: form.text("first")),
        let second = ActivationHalf(typed: form.text("second")),
        reset.opens(with: first, second)
      else { throw RegisterError.notAllowed(.code) }
      let password = try await accounts.newPassword(form.raw("password"), of: reset.account)
      _ = try await registrar.carryOut(
        .people(
          .redeemReset(reset: id, firstHalf: first.digest, secondHalf: second.digest)),
        actor: .machine("pages"))
      try accounts.set(password, takingSecondFactor: reset.takesSecondFactor)
      return .redirect(OfficePath.signIn, notice: "done-reset")
    } catch {
      guard let fault = Self.wording(error) else { throw error }
      page.fault = visit.texts[fault]
      return .page(page.page(visit), visit)
    }
  }
}

/// The ways to a new password that are open, and a form that opens one.
struct ResetsPage: Sendable {
  struct Open: Sendable {
    let id: Identifier
    let name: String?
    let email: String?
    let proposedBy: String?
    let takesSecondFactor: Bool
    let isConfirmed: Bool
    /// Whether the viewer has proposed it, so that another has to confirm it.
    let isMine: Bool
  }

  let open: [Open]
  var login = ""
  var takesSecondFactor = false
  var error: String?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    var page = OfficePage(
      title: texts["resets-title"], path: DeskRoute.resets, section: .officials)
    page.crumbs = [OfficeLink(texts["officials-heading"], DeskRoute.officials)]
    page.lead = texts["resets-lead"]
    if !open.isEmpty {
      page.blocks.append(
        .table(
          OfficeTable(
            caption: texts["resets-open"],
            headings: [
              texts["account-name"], texts["account-email"], texts["resets-factor"],
              texts["resets-by"], texts["organization-step"],
            ], rows: open.map { row($0, texts) })))
    }
    page.blocks += [
      .heading(texts["resets-propose"]), .text(texts["resets-propose-text"]),
      .form(
        OfficeFormBlock(
          DeskRoute.resets,
          fields: [
            OfficeField(
              "login", texts["account-email"], .line(type: "email", autocomplete: "off"),
              value: login, isRequired: true, error: error),
            OfficeField(
              "second-factor", texts["resets-factor"],
              .checks([.init(value: "lost", label: texts["resets-factor-lost"])]),
              value: takesSecondFactor ? "lost" : "", help: texts["resets-factor-help"]),
          ], buttons: [.init(texts["resets-propose"])])),
    ]
    return page
  }

  private func row(_ one: Open, _ texts: Texts) -> [OfficeCell] {
    let step =
      if one.isConfirmed {
        OfficeCell(texts["resets-confirmed"])
      } else if one.isMine {
        OfficeCell(texts["resets-other"])
      } else {
        OfficeCell(
          OfficeFormBlock(
            DeskRoute.resets + "/" + one.id.text + "/confirm",
            buttons: [.init(texts["resets-confirm"], isSecondary: true, about: one.name)]))
      }
    return [
      OfficeCell(one.name ?? texts["person-erased"]), OfficeCell(one.email ?? "–"),
      OfficeCell(texts[one.takesSecondFactor ? "resets-factor-goes" : "resets-factor-stays"]),
      OfficeCell(one.proposedBy ?? texts["person-erased"]), step,
    ]
  }
}

/// Half of a code, on the one page on which it stands.
struct ResetHalfPage: Sendable {
  let half: ActivationHalf
  let reset: Identifier
  let isFirst: Bool

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let address = "/office/reset/" + reset.text
    var page = OfficePage(
      title: texts[isFirst ? "half-first" : "half-second"], path: DeskRoute.resets,
      section: .officials)
    page.crumbs = [
      OfficeLink(texts["officials-heading"], DeskRoute.officials),
      OfficeLink(texts["resets-title"], DeskRoute.resets),
    ]
    page.blocks = [
      .notice(texts["half-once"], isWarning: true), .code([half.secretText]),
      .text(texts[isFirst ? "reset-half-first" : "reset-half-second"]),
      .links([OfficeLink(visit.link(address), address)]),
    ]
    return page
  }
}

/// The page on which the owner of an account enters both halves and a new password.
///
/// It says nothing of whose account it is: that is for who has the code.
struct NewPasswordPage: Sendable {
  let reset: Identifier
  var fault: String?

  func page(_ visit: Visit) -> OfficePage {
    let texts = visit.texts
    let path = "/office/reset/" + reset.text
    func field(_ name: String, _ label: String, _ type: String, _ complete: String) -> OfficeField {
      OfficeField(name, label, .line(type: type, autocomplete: complete), isRequired: true)
    }
    var page = OfficePage(title: texts["reset-title"], path: path)
    page.lead = texts["reset-lead"]
    page.faults = fault.map { [$0] } ?? []
    page.blocks = [
      .form(
        OfficeFormBlock(
          path,
          fields: [
            field("first", texts["activation-first"], "text", "off"),
            field("second", texts["activation-second"], "text", "off"),
            field("password", texts["account-password-new"], "password", "new-password"),
            field("again", texts["activation-again"], "password", "new-password"),
          ], buttons: [.init(texts["reset-button"])]))
    ]
    return page
  }
}
