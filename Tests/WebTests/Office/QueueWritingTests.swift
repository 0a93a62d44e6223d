import Foundation
import Hummingbird
import Record
import Rules
import TestSupport
import Testing

@testable import Register
@testable import Web

@Suite("The queue as it is put together")
struct QueueWritingTests {
  private static func html(
    _ model: QueueModel, _ forms: DeskForms, _ parts: QueueParts, _ library: TemplateLibrary,
    done: String? = nil
  ) -> String {
    var html = HTMLWriter()
    model.mould(forms.texts, parts, library, done: done).write(to: &html, queueOf: forms)
    return html.text
  }

  private static let sessions = (0..<5).map { _ in
    FormTokens(session: SecretToken(.session, random: .system))
  }

  /// The forms of one of a few sessions.
  private static func forms(_ texts: Texts, _ session: Int) -> DeskForms {
    DeskForms(texts: texts) { Self.sessions[session].token($0).text }
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
  func agrees(_ language: Language) throws {
    let renderer = try WrittenPageTests.renderer.get()
    let (texts, library) = (renderer.texts(language), try #require(renderer.library(language)))
    var random = SystemRandomNumberGenerator()
    for word in [PageSamples.hostile, "云"] {
      let parts = QueueParts()
      var one = QueueModel.Case(
        id: .random(using: &random), algorithm: word, organization: word, round: 2,
        status: .submitted, holder: word, isMine: true, isHeld: true, due: nil, canClaim: false,
        canRelease: true, canOpen: true)
      var model = QueueModel(today: DeskWorld.now.beijingDay)
      model.spans = [.overdue: 1, .later: 3]
      model.counts = [.all: 51, .mine: 1]
      for session in [1, 2, 1] {
        let forms = Self.forms(texts, session)
        for done in [nil, texts["done-released"]] {
          for (isMine, canClaim, canOpen) in [
            (true, false, true), (false, true, true), (false, false, false), (false, true, true),
          ] {
            (one.isMine, one.canClaim, one.canOpen) = (isMine, canClaim, canOpen)
            one.canRelease = !canClaim
            model.cases = [one, one]
            let written = Self.html(model, forms, parts, library, done: done)
            #expect(written == Self.template(model, forms, library, done: done))
            let token = forms.token(DeskAddress.step(one.id, canClaim ? .claim : .release).path)
            #expect(written.contains("name=\"form-token\" value=\"\(token)\""))
            #expect(written.range(of: "\"\u{301}", options: .literal) == nil)
          }
        }
        model.cases = []
        #expect(
          Self.html(model, forms, parts, library) == Self.template(model, forms, library))
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
    let renderer = try WrittenPageTests.renderer.get()
    let (texts, library) = (renderer.texts(.english), try #require(renderer.library(.english)))
    func model(_ person: DeskWorld.Person) throws -> QueueModel {
      let desk = try world.desk(person)
      let position = world.registrar.published.position
      let waiting = memo.waiting(desk, position: position)
      #expect(memo.waiting(desk, position: position) === waiting)
      let model = QueueModel(desk, waiting)
      #expect(model.cases == QueueModel(desk).cases && model.counts == QueueModel(desk).counts)
      // Whoever looked before: a page is what its template writes for the one who looks.
      for (filter, session) in zip(QueueModel.Filter.allCases, 0...) {
        let key = QueueModel.PageKey(
          language: .english, viewer: QueueModel.Viewer(desk, waiting), filter: filter, first: 1,
          done: nil)
        let forms = Self.forms(texts, session)
        let whole = Self.template(QueueModel(desk, filter: filter), forms, library)
        for _ in 0..<2 {
          var html = HTMLWriter()
          waiting.page(key, desk, library, texts).write(to: &html, queueOf: forms)
          #expect(html.text == whole)
        }
        if filter == .all { #expect(waiting.pages[key] != nil) }
      }
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
    // Rows go on from one state to the next, and not beyond their cases.
    let before = try model(other)
    let rows = { (shown: QueueModel.Case) in
      memo.waiting(try world.desk(other), position: world.registrar.published.position)
        .parts.rows[QueueParts.RowKey(shown: shown, language: .english)] != nil
    }
    for shown in before.cases { #expect(try rows(shown)) }
    try await world.give(.application(.withdraw(second)), by: applicant.actor)
    for shown in before.cases { #expect(try rows(shown) == (shown.id != second)) }
    let desk = try world.desk(other)
    let tomorrow = Desk(
      desk.registrar, desk.cases, desk.state, viewer: desk.viewer,
      now: Moment(seconds: DeskWorld.now.seconds + 86_400))
    let position = world.registrar.published.position
    #expect(memo.waiting(tomorrow, position: position).today == tomorrow.today)
  }
}
