import Record
import Register
import Rules

@testable import Web

extension PageSamples {
  /// The authority's own pages, with a text of strangers in every place.
  func desk(_ texts: Texts) -> [(template: String, bindings: Bindings)] {
    let forms = DeskForms(texts: texts) { "token of \($0)" }
    var random = SystemRandomNumberGenerator()
    let id = Identifier.random(using: &random)
    let now = Moment(seconds: 1_795_000_000)
    let words = Wording(zh: word, en: word)
    let file = Submission.Document(
      sha256: String(repeating: "ab", count: 32), name: word, bytes: 2_500_000, scanned: false)
    let place = FormPlace(word)
    func done(_ bindings: Bindings) -> Bindings {
      var bindings = bindings
      bindings["done"] = .text(word)
      return bindings
    }
    var queue = QueueModel(today: now.beijingDay)
    let waiting = QueueModel.Case(
      id: id, algorithm: word, organization: word, round: 2, status: .submitted, holder: word,
      isMine: true, isHeld: true, due: nil, canClaim: true, canRelease: true, canOpen: true)
    var closed = waiting
    closed.canOpen = false
    queue.counts = [.all: 200]
    queue.spans = [.overdue: 1, .later: 3]
    queue.first = 51
    queue.cases = [waiting, closed]
    var mandates = MandatesModel()
    let mandate = MandatesModel.Waiting(
      id: id, organization: word, creditCode: word, person: PersonDetails(name: word, email: word),
      filing: word, algorithm: word, otherName: word, document: file, requested: now,
      isOwn: false)
    var own = mandate
    own.isOwn = true
    own.document = nil
    mandates.waiting = [mandate, own]
    mandates.fault = id
    var officials = OfficialsModel()
    let official = OfficialsModel.Official(
      id: id, name: word, email: word, roles: [.officer, .approver], staffID: word, isActive: true,
      isViewer: true, canEnd: true)
    var kept = official
    kept.canEnd = false
    var ended = kept
    ended.isActive = false
    officials.officials = [official, kept, ended]
    officials.proposals = [
      .init(
        id: id, name: word, email: word, roles: [.officer], staffID: word, proposedBy: word,
        isConfirmed: false, canConfirm: true)
    ]
    officials.fault = words
    officials.half = .init(
      isFirst: true, half: ActivationHalf(using: &random), proposal: id, name: word)
    var publishing = PublishingModel(
      track: .deepSynthesis,
      waiting: [
        .init(
          id: id, algorithm: word, organization: word,
          number: try? FilingNumber(parsing: PageSamples.number(1)),
          decided: now, isTicked: true, place: 1)
      ])
    publishing.draft.applications = [id]
    publishing.refusal = words
    publishing.published = PageSamples.deep
    publishing.preview = .init(
      title: word, published: now.beijingDay, columns: OwnList.columns,
      rows: [OwnList.columns.map { _ in word }])
    var review = ReviewModel(
      id: id, algorithm: word, organization: word, creditCode: word, track: .deepSynthesis,
      rulebook: RulebookReference(id: word, version: 1), status: .submitted, round: 2)
    review.holder = .init(name: word, isViewer: true)
    review.explanation = [words]
    review.canClaim = true
    review.canRelease = true
    review.canReview = true
    review.draft.items = [word: .init(isTicked: true, reason: word, remedy: word)]
    review.draft.faults = [word]
    let field = ReviewedDossier.Field(
      place: place, label: words, lines: [words], before: [words], change: .changed,
      isPersonal: true, isPublished: true)
    var empty = field
    empty.lines = []
    review.dossier = ReviewedDossier(
      sections: [
        .init(
          id: "s", name: words, place: place,
          groups: [.init(number: 1, change: .added, fields: [field, empty])])
      ],
      documents: [
        .init(
          place: place, name: words, help: words, change: .added,
          versions: [
            .init(file: file, number: 2, counts: true, isNew: true),
            .init(file: file, number: 1, counts: false, isNew: false),
          ])
      ])
    let item = ReviewModel.LastReturn.Item(
      place: place, name: words, reason: word, remedy: word, reply: word, isChanged: true)
    var silent = item
    silent.reply = nil
    review.lastReturn = .init(round: 1, at: now, items: [item, silent])
    review.findings = [.init(wording: words, remedy: words, places: [place])]
    review.sentBack = word
    review.recommendation = .init(outcome: .file, by: word, reasons: word)
    review.deciding = .yes
    review.history = [.init(name: .submit, who: word, at: now)]
    var other = review
    other.canReview = false
    other.isWhole = true
    other.findings = []
    other.recommendation = .init(outcome: .refuse, by: word, reasons: word)
    other.decided = .init(
      outcome: .file, number: try? FilingNumber(parsing: PageSamples.number(1)), at: now,
      ground: word,
      reasons: word, commitment: 1, list: PageSamples.deep)
    var last = other
    last.dossier = nil
    last.deciding = .anotherPerson
    last.decided?.list = nil
    var bound = review.bindings(forms)
    bound["due"] = .object([
      "day": "2026-11-24", "class": "due-late", "late": true, "text": .text(word), "used": "5",
      "provisional": .text(word),
    ])
    return [
      ("queue", done(queue.bindings(forms))),
      ("queue", done(QueueModel(today: now.beijingDay).bindings(forms))),
      ("mandates", done(mandates.bindings(forms))),
      ("mandates", done(MandatesModel().bindings(forms))),
      ("officials", done(officials.bindings(forms))),
      ("publishing", done(publishing.bindings(forms))),
      (
        "publishing",
        done(PublishingModel(track: .deepSynthesis, waiting: []).bindings(forms))
      ),
      ("review", done(bound)), ("review", done(other.bindings(forms))),
      ("review", done(last.bindings(forms))),
    ]
  }
}
