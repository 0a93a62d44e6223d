import Hummingbird
import Register
import Rules

extension OfficePages {
  func addReview(_ language: Language?, _ router: Router<WebContext>) {
    page(DeskRoute.review, language, router, for: Self.reviewers) { visit in
      review(visit, draft: ReturnDraft(), desk(visit))
    }
    act(DeskRoute.step, language, router, for: Self.reviewers) { visit, form in
      try await step(visit, form.fields)
    }
    page(DeskRoute.document, language, router, for: Self.reviewers) { visit in
      guard let desk = desk(visit), let id = visit.id(),
        let application = desk.cases.application(id), desk.maySee(application),
        let file = desk.file(visit.part("digest"), of: application)
      else { return .refused(.unknown) }
      return try evidenceFile(file)
    }
    page(DeskRoute.receipt, language, router, for: Self.reviewers) { visit in
      guard let desk = desk(visit), let id = visit.id(),
        let application = desk.cases.application(id), desk.maySee(application),
        application.decision != nil
      else { return .refused(.unknown) }
      let bytes = try registrar.decisionReceipt(of: application)
      return .file(.attachment("decision-\(id).json", type: "application/json", bytes: bytes))
    }
  }

  private func review(_ visit: Visit, draft: ReturnDraft, _ desk: Desk?) -> OfficeOutcome {
    guard let desk, let id = visit.id(), var model = ReviewModel(id, desk, draft: draft) else {
      return .refused(.unknown)
    }
    // The first time everything is read; after that, what is new.
    switch visit.page.items["open"] {
    case "all": model.isWhole = true
    case "some": model.isWhole = false
    default: model.isWhole = model.round == 1
    }
    let isFaulty = draft.isEmpty || !draft.faults.isEmpty
    return visit.desk(
      "review", title: model.title(visit.texts), at: .review(id), .queue,
      status: isFaulty ? 422 : 200, model.bindings(visit.forms))
  }

  /// A step that an officer or an approver takes.
  private func step(_ visit: Visit, _ form: FormFields) async throws -> OfficeOutcome {
    guard let desk = desk(visit), let id = visit.id(),
      let application = desk.cases.application(id), desk.maySee(application),
      let name = ApplicationCommand.Name(rawValue: visit.part("step"))
    else { return .refused(.unknown) }
    let here = DeskAddress.review(id)
    let queue = DeskAddress.queue(.all, from: 1)
    let reasons = form.text("reasons") ?? ""
    let command: ApplicationCommand
    var (next, notice) = (here, "done-decided")
    switch name {
    case .claim: (command, notice) = (.claim(id), "done-claimed")
    case .release: (command, next, notice) = (.release(id), queue, "done-released")
    case .giveBack:
      let draft = ReturnDraft(form)
      guard let items = draft.complete else { return review(visit, draft: draft, desk) }
      (command, next, notice) = (.giveBack(id, items), queue, "done-returned")
    case .recommend:
      guard
        let outcome = form.text("outcome").flatMap(Register.Application.Recommendation.Outcome.init)
      else { throw RegisterError.notAllowed(.text("outcome")) }
      (command, notice) = (.recommend(id, outcome, reasons: reasons), "done-recommended")
    case .sendBack: (command, notice) = (.sendBack(id, reasons: reasons), "done-sent-back")
    case .approve: command = .approve(id)
    case .refuse: command = .refuse(id)
    case .begin, .submit, .withdraw, .publish, .erase: return .refused(.unknown)
    }
    return try await carryOut(
      .application(command), visit, back: here, then: next, notice: notice)
  }
}

extension Desk {
  /// A file that was handed in with an application, in whatever round.
  func file(_ digest: String, of application: Register.Application) -> Submission.Document? {
    for round in stride(from: application.round, to: 0, by: -1) {
      let submission = try? registrar.submission(of: application, round: round)
      if let file = submission?.file(digest) { return file }
    }
    return nil
  }
}
