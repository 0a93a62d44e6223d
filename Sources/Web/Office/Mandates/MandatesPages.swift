import Hummingbird
import Register
import Rules

extension OfficePages {
  func addMandates(_ language: Language?, _ router: Router<WebContext>) {
    page(DeskRoute.mandates, language, router, for: .roles([.officer])) { visit in
      mandates(visit, fault: nil)
    }
    page(DeskRoute.mandateDocument, language, router, for: .roles([.officer])) { visit in
      guard let desk = desk(visit), let mandate = visit.id().flatMap({ desk.cases.mandate($0) }),
        let file = desk.document(of: mandate)
      else { return .refused(.unknown) }
      return try evidenceFile(file)
    }
    act(DeskRoute.accept, language, router, for: .roles([.officer])) { visit, _ in
      guard let id = visit.id() else { return .refused(.unknown) }
      return try await carryOut(
        .organization(.accept(mandate: id)), visit, back: .mandates, then: .mandates,
        notice: "done-mandate-accepted")
    }
    act(DeskRoute.decline, language, router, for: .roles([.officer])) { visit, form in
      guard let id = visit.id() else { return .refused(.unknown) }
      let reason = form.text("reason")
      guard !reason.isEmpty else { return mandates(visit, fault: id) }
      return try await carryOut(
        .organization(.decline(mandate: id, reason: reason)), visit, back: .mandates,
        then: .mandates, notice: "done-mandate-declined")
    }
  }

  private func mandates(_ visit: Visit, fault: Identifier?) -> OfficeOutcome {
    guard let desk = desk(visit) else { return .refused(.unknown) }
    return visit.desk(
      "mandates", title: visit.texts["mandates-heading"], at: .mandates, .queue,
      status: fault == nil ? 200 : 422,
      MandatesModel(desk, fault: fault).bindings(visit.forms))
  }
}
