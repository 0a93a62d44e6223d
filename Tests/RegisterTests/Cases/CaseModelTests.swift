import Foundation
import Record
import Rules
import TestSupport
import Testing
import Transparency

@testable import Register

@Suite("Fuzz: a case does what a plain reference model does, after any commands")
struct CaseModelTests {
  @Test("Random commands by random people, ten thousand sequences, and a million in the long run")
  func walks() throws {
    var random = SeededRandom()
    let sequences = Effort.times(10_000)
    let office = try ModelOffice(random: random)
    var (accepted, refused, published) = (0, 0, 0)
    var reached: Set<String> = []
    for _ in 0..<sequences {
      var office = office
      office.world.random = SeededRandom(seed: random.next())
      var model = ReferenceCase()
      let id = try office.begin()
      for _ in 0..<Int.random(in: 6...22, using: &random) {
        let step = office.likelyStep(model, using: &random)
        let who = office.likely(model, step, using: &random)
        let allowed = model.take(step, by: who)
        let done = office.take(step, on: id, by: who)
        guard allowed == done else {
          Issue.record(
            "\(step) by \(who) in \(model.state): the model says \(allowed), \(random)")
          return
        }
        if done { accepted += 1 } else { refused += 1 }
        let status = try #require(office.world.status(id)).rawValue
        guard status == model.state, office.world.cases.application(id)?.round == model.round,
          office.world.cases.application(id)?.claimedBy.map({ .account($0) })
            == model.inHand.flatMap({ office.people[$0] }) || status != "submitted"
        else {
          Issue.record("after \(step) it is \(status), and \(model.state) in the model, \(random)")
          return
        }
        reached.insert(status)
        if status == "published" { published += 1 }
      }
    }
    print(
      "cases: \(sequences) sequences, \(accepted) steps taken, \(refused) refused, "
        + "\(reached.count) states reached, published seen \(published) times")
    #expect(reached.count == ApplicationStatus.allCases.count, "\(random)")
  }
}

/// A register with one person of each kind of the model.
private struct ModelOffice {
  var world: CaseWorld
  var people: [ReferenceCase.Who: Actor] = [:]
  private let organization: Identifier
  private let submission = CaseWorld.submission()

  init(random: SeededRandom) throws {
    world = try CaseWorld(random: random)
    for (who, roles, staff) in [
      (.applicant, [.applicant], nil), (.stranger, [.applicant], nil),
      (.officer, [.officer], "A-1"), (.first, [.officer, .approver], "A-2"),
      (.second, [.officer, .approver], "A-3"), (.administrator, [.administrator], "A-4"),
    ] as [(ReferenceCase.Who, Set<AccountRole>, String?)] {
      people[who] = try world.person(roles, staff: staff)
    }
    guard let applicant = people[.applicant], let officer = people[.officer],
      case .account(let account) = applicant, let person = world.cases.account(account)?.person
    else { throw HarnessError("no people") }
    people[.both] = try world.person([.officer, .approver], staff: "A-5", of: person)
    organization = try world.organization(of: applicant, reviewedBy: officer)
  }

  mutating func begin() throws -> Identifier {
    guard let applicant = people[.applicant] else { throw HarnessError("no applicant") }
    return try world.id(
      .application(.begin(.deepSynthesis, organization: organization)), by: applicant)
  }

  /// Half the time a step that somebody may take, so that cases get somewhere; otherwise any.
  func likelyStep(
    _ model: ReferenceCase, using random: inout SeededRandom
  ) -> ReferenceCase.Step {
    var step = ReferenceCase.Step.random(using: &random)
    guard Bool.random(using: &random) else { return step }
    for _ in 0..<20 {
      var copy = model
      if ReferenceCase.Who.allCases.contains(where: { copy.take(step, by: $0) }) { break }
      step = ReferenceCase.Step.random(using: &random)
    }
    return step
  }

  /// Mostly somebody who may, so that cases get somewhere; otherwise anybody.
  func likely(
    _ model: ReferenceCase, _ step: ReferenceCase.Step, using random: inout SeededRandom
  ) -> ReferenceCase.Who {
    let anybody = ReferenceCase.Who.allCases.randomElement(using: &random) ?? .stranger
    guard Int.random(in: 0..<3, using: &random) > 0 else { return anybody }
    return ReferenceCase.Who.allCases.shuffled(using: &random).first { who in
      var copy = model
      return copy.take(step, by: who)
    } ?? anybody
  }

  mutating func take(
    _ step: ReferenceCase.Step, on id: Identifier, by who: ReferenceCase.Who
  ) -> Bool {
    guard let actor = people[who] else { return false }
    var dossier = submission
    let command: Command =
      switch step {
      case .submit(let answers):
        {
          if answers { dossier.replies["introduction"] = "已说明" }
          return .application(.submit(id, dossier))
        }()
      case .withdraw: .application(.withdraw(id))
      case .claim: .application(.claim(id))
      case .release: .application(.release(id))
      case .giveBack:
        .application(
          .giveBack(id, [ReturnItem(place: "introduction", reason: "过于简略", remedy: "")]))
      case .recommend(let files):
        .application(.recommend(id, files ? .file : .refuse, reasons: "理由"))
      case .sendBack: .application(.sendBack(id, reasons: "再核"))
      case .approve: .application(.approve(id))
      case .refuse: .application(.refuse(id))
      case .erase: .application(.erase(id))
      case .publish:
        .publishDecided(DecidedList(track: .deepSynthesis, applications: [id]))
      }
    do throws(RegisterError) {
      try world.give(command, by: actor)
      return true
    } catch { return false }
  }
}
