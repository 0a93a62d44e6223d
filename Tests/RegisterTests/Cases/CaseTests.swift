import Ledger
import Record
import Rules
import TestSupport
import Testing
import Transparency

@testable import Register

@Suite("A case, from an account to a published list")
struct CaseTests {
  /// A register with the people that a case needs.
  struct Office {
    var world: CaseWorld
    let applicant: Actor
    let officer: Actor
    let approver: Actor
    let organization: Identifier

    init(_ kind: InstanceKind = .demonstration) throws {
      world = try CaseWorld(kind)
      applicant = try world.person([.applicant])
      officer = try world.person([.officer, .approver], staff: "A-1")
      approver = try world.person([.officer, .approver], staff: "A-2")
      organization = try world.organization(of: applicant, reviewedBy: officer)
    }

    mutating func begin() throws -> Identifier {
      try world.id(
        .application(.begin(.deepSynthesis, organization: organization)), by: applicant)
    }

    mutating func recommended(
      _ outcome: Application.Recommendation.Outcome = .file, name: String = "演示图像生成算法"
    ) throws -> Identifier {
      let id = try begin()
      try world.give(.application(.submit(id, CaseWorld.submission(name))), by: applicant)
      try world.give(.application(.claim(id)), by: officer)
      try world.give(.application(.recommend(id, outcome, reasons: "材料齐全")), by: officer)
      return id
    }
  }

  @Test("The whole way: returned, answered, recommended, approved, published")
  func wholeWay() throws {
    var office = try Office()
    let id = try office.begin()
    #expect(office.world.status(id) == .draft)
    try office.world.give(.application(.submit(id, CaseWorld.submission())), by: office.applicant)
    try office.world.give(.application(.claim(id)), by: office.officer)
    let items = [ReturnItem(place: "introduction", reason: "过于简略", remedy: "补充")]
    try office.world.give(.application(.giveBack(id, items)), by: office.officer)
    #expect(office.world.cases.application(id)?.openPlaces == ["introduction"])
    // Neither corrected nor answered.
    let refusal1 = office.world.refusal(
      .application(.submit(id, CaseWorld.submission())), by: office.applicant)
    #expect(refusal1 == .unanswered(["introduction"]))
    var answered = CaseWorld.submission()
    answered.replies["introduction"] = "已在报告第3页说明"
    try office.world.give(.application(.submit(id, answered)), by: office.applicant)
    #expect(office.world.cases.application(id)?.round == 2)
    try office.world.give(.application(.claim(id)), by: office.officer)
    try office.world.give(.application(.recommend(id, .file, reasons: "齐全")), by: office.officer)
    let outcome = try office.world.give(.application(.approve(id)), by: office.approver)
    guard case .numberIssued(let number, id) = outcome else {
      Issue.record("no number was issued")
      return
    }
    #expect(number.regionCode == .demonstration && number.checkDigitHolds && number.serial == 1)
    // In the log, but not public: a commitment, and no filing.
    #expect(office.world.state.tree.size == 1 && office.world.state.filing(number.digits) == nil)
    #expect(office.world.cases.application(id)?.commitment == 0)
    try office.world.give(
      .publishDecided(DecidedList(track: .deepSynthesis, applications: [id])), by: office.approver)
    #expect(office.world.status(id) == .published)
    let filing = try #require(office.world.state.filing(number.digits))
    #expect(filing.current.facts.algorithm == "演示图像生成算法")
    #expect(filing.current.facts.products.map(\.form) == ["网站", "APP"])
    #expect(office.world.state.ownLists(.deepSynthesis).map(\.header.number) == [1])
  }

  @Test("Numbers run on per organization; lists are numbered without gaps")
  func numbers() throws {
    var office = try Office()
    var numbers: [FilingNumber] = []
    for turn in 1...3 {
      let id = try office.recommended(name: "演示图像生成算法\(turn)")
      let outcome = try office.world.give(.application(.approve(id)), by: office.approver)
      if case .numberIssued(let number, _) = outcome { numbers.append(number) }
      try office.world.give(
        .publishDecided(DecidedList(track: .deepSynthesis, applications: [id])),
        by: office.approver)
    }
    #expect(numbers.map(\.serial) == [1, 2, 3])
    #expect(Set(numbers.map(\.subjectNumber)).count == 1)
    #expect(office.world.state.ownLists(.deepSynthesis).map(\.header.number) == [1, 2, 3])
    #expect(Set(office.world.state.listIDs).count == 3)
  }

  @Test("Whoever recommended does not decide, with whatever account of the same Person")
  func fourEyes() throws {
    var office = try Office()
    let id = try office.recommended()
    let refusal2 = office.world.refusal(.application(.approve(id)), by: office.officer)
    #expect(refusal2 == .samePerson)
    let refused = try office.recommended(.refuse, name: "另一演示算法")
    let refusal3 = office.world.refusal(.application(.refuse(refused)), by: office.officer)
    #expect(refusal3 == .samePerson)
    // What was recommended is decided, or sent back; nothing else.
    let refusal4 = office.world.refusal(.application(.approve(refused)), by: office.approver)
    #expect(refusal4 != nil)
    try office.world.give(.application(.refuse(refused)), by: office.approver)
    #expect(office.world.status(refused) == .refused)
    try office.world.give(.application(.sendBack(id, reasons: "再核")), by: office.approver)
    #expect(office.world.status(id) == .submitted)
  }

  @Test("An administrator never decides, and makes no account alone")
  func administrators() throws {
    var office = try Office()
    let first = try office.world.person([.administrator], staff: "B-1")
    let second = try office.world.person([.administrator], staff: "B-2")
    let id = try office.recommended()
    for command in [ApplicationCommand.approve(id), .refuse(id), .claim(id)] {
      guard case .role? = office.world.refusal(.application(command), by: first) else {
        Issue.record("an administrator gave \(command.name)")
        continue
      }
    }
    let half = String(repeating: "0", count: 64)
    let other = String(repeating: "1", count: 64)
    let details = PersonDetails(name: "演示", email: "new@example.org")
    let proposal = try office.world.id(
      .people(.propose(details, roles: [.officer], staffID: "C-1", firstHalf: half)), by: first)
    let refusal5 = office.world.refusal(
      .people(.confirm(proposal: proposal, secondHalf: other)), by: first)
    #expect(refusal5 == .samePerson)
    let refusal6 = office.world.refusal(
      .people(
        .propose(
          details, roles: [.administrator, .approver], staffID: "C-2", firstHalf: half)),
      by: first)
    #expect(refusal6 == .roles)
    try office.world.give(.people(.confirm(proposal: proposal, secondHalf: other)), by: second)
    let made = try #require(office.world.cases.openProposals.first)
    var account = office.world.account()
    account.id = made.account.text
    let refusal7 = office.world.refusal(
      .people(
        .activate(proposal: proposal, firstHalf: half, secondHalf: half, account: account)),
      by: .machine("web"))
    #expect(refusal7 == .code)
    try office.world.give(
      .people(.activate(proposal: proposal, firstHalf: half, secondHalf: other, account: account)),
      by: .machine("web"))
    #expect(office.world.cases.account(made.account)?.roles == [.officer])
  }

  @Test("Whose case it is not learns nothing of it, and does nothing to it")
  func strangers() throws {
    var office = try Office()
    let id = try office.begin()
    let stranger = try office.world.person([.applicant])
    let refusal8 = office.world.refusal(
      .application(.submit(id, CaseWorld.submission())), by: stranger)
    #expect(refusal8 == .unknown)
    let refusal9 = office.world.refusal(
      .application(.begin(.deepSynthesis, organization: office.organization)), by: stranger)
    #expect(refusal9 == .notActing)
    let refusal10 = office.world.refusal(.application(.withdraw(id)), by: .machine("command"))
    #expect(refusal10 == .accountEnded)
  }

  @Test("What is incomplete is not taken, and it is said what is missing")
  func incomplete() throws {
    var office = try Office()
    let id = try office.begin()
    var submission = CaseWorld.submission()
    submission.answers.fields["introduction"] = nil
    submission.documents["business-licence"] = nil
    let found = office.world.refusal(.application(.submit(id, submission)), by: office.applicant)
    guard case .incomplete(let findings)? = found else {
      Issue.record("it was taken: \(String(describing: found))")
      return
    }
    #expect(findings.flatMap(\.places) == ["introduction", "documents.business-licence"])
  }

  @Test("A name is one filing's, whatever its width and blanks")
  func names() throws {
    var office = try Office()
    let first = try office.recommended(name: "演示AI绘画算法")
    let second = try office.recommended(name: "演示ＡＩ 绘画算法")
    try office.world.give(.application(.approve(first)), by: office.approver)
    let refusal11 = office.world.refusal(.application(.approve(second)), by: office.approver)
    #expect(refusal11 == .nameTaken("演示ＡＩ 绘画算法"))
    try office.world.give(
      .publishDecided(DecidedList(track: .deepSynthesis, applications: [first])),
      by: office.approver)
    let third = try office.begin()
    let refusal12 = office.world.refusal(
      .application(.submit(third, CaseWorld.submission("演示ai绘画算法"))), by: office.applicant)
    #expect(refusal12 == .nameTaken("演示ai绘画算法"))
  }

  @Test("The queue is a query: the one due first comes first, and a return restarts its clock")
  func queue() throws {
    var office = try Office()
    let early = try office.begin()
    try office.world.give(
      .application(.submit(early, CaseWorld.submission("演示甲算法"))), by: office.applicant)
    office.world.now = Moment(seconds: office.world.now.seconds + 7 * 86_400)
    let late = try office.begin()
    try office.world.give(
      .application(.submit(late, CaseWorld.submission("演示乙算法"))), by: office.applicant)
    func queue() -> [Identifier] {
      office.world.cases.queue(in: .china, asOf: office.world.now.beijingDay).map(\.application.id)
    }
    #expect(queue() == [early, late])
    try office.world.give(.application(.claim(early)), by: office.officer)
    try office.world.give(
      .application(
        .giveBack(
          early, [ReturnItem(place: "documents.business-licence", reason: "模糊", remedy: "")])),
      by: office.officer)
    #expect(queue() == [late])
    office.world.now = Moment(seconds: office.world.now.seconds + 7 * 86_400)
    var again = CaseWorld.submission("演示甲算法")
    again.replies["documents.business-licence"] = "已更换"
    try office.world.give(.application(.submit(early, again)), by: office.applicant)
    #expect(queue() == [late, early])
  }

  @Test("A mirror takes no case")
  func mirror() throws {
    var world = try CaseWorld(.mirror)
    let refusal13 = world.refusal(
      .people(
        .register(
          PersonDetails(name: "演示", email: "a@example.org"), person: .random(using: &world.random),
          account: world.account())),
      by: .machine("web"))
    #expect(refusal13 == .mirror)
  }
}
