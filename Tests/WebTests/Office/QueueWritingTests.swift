import Foundation
import Hummingbird
import Record
import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("The queue as it is put together")
struct QueueWritingTests {
  private static func html(
    _ model: QueueModel, _ forms: DeskForms, _ waiting: Waiting, _ library: TemplateLibrary,
    done: String? = nil
  ) -> String {
    var html = HTMLWriter()
    model.writing(forms, waiting, library, done: done)(&html)
    return String(buffer: html.buffer)
  }

  private static func template(
    _ model: QueueModel, _ forms: DeskForms, _ library: TemplateLibrary, done: String? = nil
  ) -> String {
    var bindings = model.bindings(forms)
    bindings["done"] = .optional(done)
    return library.content("queue", bindings)
  }

  @Test(
    "It is what its template writes, for every session anew, whatever the names",
    arguments: Language.allCases)
  func agrees(_ language: Language) async throws {
    let renderer = try WrittenPageTests.renderer.get()
    let (texts, library) = (renderer.texts(language), try #require(renderer.library(language)))
    let world = try DeskWorld()
    let officer = try await world.person("乙", [.officer], staff: "O-1")
    var random = SystemRandomNumberGenerator()
    for word in [PageSamples.hostile, "云"] {
      let waiting = Waiting(try world.desk(officer), position: 0)
      var one = QueueModel.Case(
        id: .random(using: &random), algorithm: word, organization: word, round: 2,
        status: .submitted, holder: word, isMine: true, isHeld: true, due: nil, canClaim: false,
        canRelease: true, canOpen: true)
      var model = QueueModel(today: DeskWorld.now.beijingDay)
      model.spans = [.overdue: 1, .later: 3]
      model.counts = [.all: 51, .mine: 1]
      for session in ["a", "b", "a"] {
        let forms = DeskForms(texts: texts) { "<\(session) \($0)>" }
        for done in [nil, texts["done-released"]] {
          for (isMine, canClaim, canOpen) in [
            (true, false, true), (false, true, true), (false, false, false), (false, true, true),
          ] {
            (one.isMine, one.canClaim, one.canOpen) = (isMine, canClaim, canOpen)
            one.canRelease = !canClaim
            model.cases = [one, one]
            let written = Self.html(model, forms, waiting, library, done: done)
            #expect(written == Self.template(model, forms, library, done: done))
            #expect(written.contains("&lt;\(session) /office/review/"))
            #expect(written.range(of: "\"\u{301}", options: .literal) == nil)
          }
        }
        model.cases = []
        #expect(
          Self.html(model, forms, waiting, library) == Self.template(model, forms, library))
      }
    }
  }

  @Test("What was worked out of a state is never shown for another, nor for another day")
  func states() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("甲", [.applicant])
    let officer = try await world.person("乙", [.officer], staff: "O-1")
    let other = try await world.person("丙", [.officer], staff: "O-2")
    let first = try await world.application(of: applicant, reviewedBy: officer, name: "演示甲算法")
    let memo = WaitingMemo()
    func model(_ person: DeskWorld.Person) throws -> QueueModel {
      let desk = try world.desk(person)
      let position = world.registrar.published.position
      let waiting = memo.waiting(desk, position: position)
      #expect(memo.waiting(desk, position: position) === waiting)
      let model = QueueModel(desk, waiting)
      #expect(model.cases == QueueModel(desk).cases && model.counts == QueueModel(desk).counts)
      return model
    }
    #expect(try model(officer).cases.map(\.algorithm) == ["演示甲算法"])
    let second = try await world.application(of: applicant, reviewedBy: officer, name: "演示乙算法")
    #expect(Set(try model(other).cases.map(\.algorithm)) == ["演示甲算法", "演示乙算法"])
    try await world.give(.application(.claim(first)), by: officer.actor)
    #expect(try model(officer).counts[.mine] == 1)
    #expect(try model(other).counts[.mine] == nil)
    #expect(Set(try model(other).cases.map(\.holder)) == ["乙", nil])
    try await world.give(
      .application(.recommend(first, .file, reasons: "齐全")), by: officer.actor)
    #expect(try model(other).counts[.decision] == 1)
    // Another dossier of the same case has another name.
    try await world.give(.application(.claim(second)), by: officer.actor)
    try await world.give(
      .application(
        .giveBack(second, [ReturnItem(place: "algorithm-name", reason: "不符", remedy: "")])),
      by: officer.actor)
    #expect(try model(officer).cases.count == 1)
    try await world.give(
      .application(.submit(second, try world.submission("演示丙算法"))), by: applicant.actor)
    #expect(Set(try model(other).cases.map(\.algorithm)) == ["演示甲算法", "演示丙算法"])
    let desk = try world.desk(other)
    let tomorrow = Desk(
      desk.registrar, desk.cases, desk.state, viewer: desk.viewer,
      now: Moment(seconds: DeskWorld.now.seconds + 86_400))
    let position = world.registrar.published.position
    #expect(memo.waiting(tomorrow, position: position).today == tomorrow.today)
  }
}
