import Record
import Register
import Rules

extension ReviewModel {
  /// Looks an application up; `nil` where there is none, or none that the viewer may see.
  init?(_ id: Identifier, _ desk: Desk, draft: ReturnDraft = ReturnDraft()) {
    guard let application = desk.cases.application(id), desk.maySee(application),
      let organization = desk.cases.organization(application.organization)
    else { return nil }
    self.init(
      id: id, organization: organization.name, creditCode: organization.creditCode.text,
      track: application.track, rulebook: application.rulebook, status: application.status,
      round: application.round, draft: draft)
    holder = application.claimedBy.map {
      Holder(name: desk.name(ofAccount: $0), isViewer: $0 == desk.viewer.id)
    }
    canClaim = desk.may(.claim, application) && holder == nil
    canRelease = desk.may(.release, application) && holder != nil
    canReview = desk.may(.recommend, application) && holder?.isViewer == true
    history = application.history.reversed().map { step in
      Step(
        name: step.name, who: Identifier(step.actor).flatMap { desk.name(ofAccount: $0) },
        at: step.at)
    }
    let book = Rulebook.edition(application.rulebook)
    if let clock = application.due(in: desk.calendar, asOf: desk.today) {
      explanation = clock.explanation(in: book)
      if application.status == .submitted || application.status == .recommended
        || application.status == .returned
      {
        due = DueMark(clock, asOf: desk.today, in: desk.calendar)
      }
    }
    read(application, book, desk)
    decide(application, desk)
  }

  /// The dossier, the round before, and what lies between.
  private mutating func read(
    _ application: Application, _ book: Rulebook?, _ desk: Desk
  ) {
    guard let book, let submission = desk.dossier(application) else { return }
    algorithm = submission.algorithm
    let before =
      round > 1 ? try? desk.registrar.submission(of: application, round: round - 1) : nil
    let dossier = ReviewedDossier(submission, before: before, in: book)
    self.dossier = dossier
    var answers = submission.answers
    answers.documents = Set(submission.documents.filter { !$0.value.isEmpty }.keys)
    findings = book.missing(answers).map { finding in
      FoundItem(
        wording: finding.wording, remedy: finding.remedy, places: finding.places.map(FormPlace.init)
      )
    }
    guard let last = application.returns.last,
      let items = try? desk.registrar.items(of: last)
    else { return }
    let changed = Set(dossier.changed.map(\.place))
    lastReturn = LastReturn(
      round: last.round, at: last.at,
      items: items.map { item in
        let place = FormPlace(item.place)
        return LastReturn.Item(
          place: place, name: place.name(in: book), reason: item.reason, remedy: item.remedy,
          reply: last.round < round ? submission.replies[item.place] : nil,
          isChanged: last.round < round && changed.contains(place))
      })
  }

  /// The recommendation, who may decide on it, and what was decided.
  private mutating func decide(_ application: Application, _ desk: Desk) {
    sentBack = application.sentBack.flatMap { try? desk.registrar.reasons($0) }
    if let one = application.recommendation {
      recommendation = Recommended(
        outcome: one.outcome, by: desk.name(ofAccount: one.by),
        reasons: try? desk.registrar.reasons(one.record))
      if application.status == .recommended {
        if desk.isMine(one.by) || !desk.has(.approver) {
          deciding = .anotherPerson
        } else {
          deciding = .yes
        }
      }
    }
    guard application.decision != nil else { return }
    let decision = try? desk.registrar.decision(on: application)
    decided = Decided(
      outcome: application.number == nil ? .refuse : .file, number: application.number,
      at: decision?.decided ?? application.changed, ground: decision?.ground,
      reasons: decision?.reasons, commitment: application.commitment, list: application.list)
  }
}
