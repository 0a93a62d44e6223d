import Hummingbird
import Register
import Rules

extension OfficePages {
  func addOfficials(_ language: Language?, _ router: Router<WebContext>) {
    let administrators = Access.roles([.administrator])
    page(DeskRoute.officials, language, router, for: administrators) { visit in
      guard let desk = desk(visit) else { return .refused(.unknown) }
      return officials(visit, OfficialsModel(desk))
    }
    act(DeskRoute.officials, language, router, for: administrators) { visit, form in
      try await propose(visit, ProposalDraft(form.fields))
    }
    act(DeskRoute.confirm, language, router, for: administrators) { visit, _ in
      try await confirm(visit)
    }
    act(DeskRoute.end, language, router, for: administrators) { visit, _ in
      guard let id = visit.id() else { return .refused(.unknown) }
      return try await carryOut(
        .people(.end(account: id)), visit, back: .officials, then: .officials,
        notice: "done-ended")
    }
    page(DeskRoute.activation, language, router, for: .anyone) { visit in
      activation(visit, fault: nil)
    }
    act(DeskRoute.activation, language, router, for: .anyone) { visit, form in
      try await activate(visit, form)
    }
  }

  private func officials(_ visit: Visit, _ model: OfficialsModel) -> OfficeOutcome {
    visit.desk(
      "officials", title: visit.texts["officials-heading"], at: .officials, .officials,
      status: model.fault == nil ? 200 : 422, model.bindings(visit.forms))
  }

  /// Half of the code is in the answer to the form and nowhere else, so that it is seen once.
  private func propose(_ visit: Visit, _ draft: ProposalDraft) async throws -> OfficeOutcome {
    var random = SystemRandomNumberGenerator()
    let half = ActivationHalf(using: &random)
    do {
      guard LoginName(draft.email) != nil else { throw AccountRefusal.noLogin }
      let outcome = try await carryOut(
        .people(
          .propose(
            PersonDetails(name: draft.name, email: draft.email), roles: draft.roles,
            staffID: draft.staffID, firstHalf: half.digest)), visit)
      guard case .done(let id) = outcome, let desk = deskNow(visit) else {
        return .redirect(DeskAddress.officials.path)
      }
      return officials(
        visit,
        OfficialsModel(
          desk, half: .init(isFirst: true, half: half, proposal: id, name: draft.name)))
    } catch {
      guard let fault = Self.wording(error), let desk = desk(visit) else { throw error }
      return officials(visit, OfficialsModel(desk, draft: draft, fault: fault))
    }
  }

  private func confirm(_ visit: Visit) async throws -> OfficeOutcome {
    guard let id = visit.id() else { return .refused(.unknown) }
    var random = SystemRandomNumberGenerator()
    let half = ActivationHalf(using: &random)
    do {
      _ = try await carryOut(.people(.confirm(proposal: id, secondHalf: half.digest)), visit)
    } catch RegisterError.notAllowed(let refusal) {
      return .refused(OfficeRefusal(refusal, back: DeskAddress.officials.path))
    }
    guard let desk = deskNow(visit) else { return .refused(.unknown) }
    let model = OfficialsModel(desk)
    let name = model.proposals.first { $0.id == id }?.name ?? visit.texts["person-erased"]
    var shown = model
    shown.half = .init(isFirst: false, half: half, proposal: id, name: name)
    return officials(visit, shown)
  }

  /// What is wrong with what was typed; `nil` for anything that is not about that.
  static func wording(_ error: any Error) -> Wording? {
    switch error {
    case RegisterError.notAllowed(let refusal): refusal.wording
    case AccountRefusal.storage: nil
    case let refusal as AccountRefusal: refusal.wording
    default: nil
    }
  }
}
