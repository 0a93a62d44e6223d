import Register
import Rules

extension OfficePages {
  /// The page on which the owner of a confirmed account enters both halves of the code.
  ///
  /// It says nothing of whose account it is: that is for who has the code.
  func activation(_ visit: Visit, fault: String?) -> OfficeOutcome {
    guard let id = visit.id(), visit.cases.openProposals.contains(where: { $0.id == id }) else {
      return .refused(.unknown)
    }
    let texts = visit.texts
    let path = DeskAddress.activation(id).path
    func field(_ name: String, _ label: String, _ type: String, _ complete: String) -> OfficeField {
      OfficeField(name, label, .line(type: type, autocomplete: complete), isRequired: true)
    }
    var page = OfficePage(title: texts["activation-heading"], path: path)
    page.lead = texts["activation-lead"]
    page.faults = fault.map { [$0] } ?? []
    page.blocks = [
      .form(
        OfficeFormBlock(
          path,
          fields: [
            field("first", texts["activation-first"], "text", "off"),
            field("second", texts["activation-second"], "text", "off"),
            field("password", texts["activation-password"], "password", "new-password"),
            field("again", texts["activation-again"], "password", "new-password"),
          ], buttons: [.init(texts["activation-button"])]))
    ]
    return .page(page, visit)
  }

  func activate(_ visit: Visit, _ form: OfficeForm) async throws -> OfficeOutcome {
    guard let id = visit.id(),
      let proposal = visit.cases.openProposals.first(where: { $0.id == id })
    else { return .refused(.unknown) }
    guard form.raw("password").utf8.elementsEqual(form.raw("again").utf8) else {
      return activation(visit, fault: visit.texts["activation-differs"])
    }
    do {
      guard let first = ActivationHalf(typed: form.text("first")),
        let second = ActivationHalf(typed: form.text("second"))
      else { throw RegisterError.notAllowed(.code) }
      guard let details = try registrar.details(of: proposal.person) else {
        throw RegisterError.notAllowed(.lost("person/\(proposal.person)"))
      }
      let account = try await accounts.newAccount(
        proposal.account, login: details.email, password: form.raw("password"),
        person: proposal.person, kind: .official)
      _ = try await registrar.carryOut(
        .people(
          .activate(
            proposal: id, firstHalf: first.digest, secondHalf: second.digest, account: account)),
        actor: .machine("pages"))
      return .redirect(OfficePath.signIn, notice: "done-activated")
    } catch {
      guard let fault = Self.wording(error) else { throw error }
      return activation(visit, fault: visit.texts[fault])
    }
  }
}
