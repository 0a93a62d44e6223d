import Record
import Register
import Rules
import TestSupport
import Testing

@testable import Web

@Suite("The authority's own pages, as models")
struct DeskModelTests {
  @Test("The queue shows what waits, who has it, and what is left of the period")
  func queue() async throws {
    let world = try DeskWorld()
    let own = try await world.person("甲", [.applicant, .officer], staff: "O-2")
    let officer = try await world.person("乙", [.officer], staff: "O-1")
    let id = try await world.application(of: own, reviewedBy: officer)
    var model = QueueModel(try world.desk(officer))
    #expect(model.counts[.all] == 1)
    #expect(model.counts[.free] == 1)
    let waiting = try #require(model.cases.first)
    #expect(waiting.algorithm == "演示图像生成算法")
    #expect(waiting.organization == "演示科技有限公司")
    #expect(waiting.canClaim && !waiting.canRelease)
    #expect(waiting.due?.left == 30)
    #expect(waiting.due?.urgency == .ahead)
    try await world.give(.application(.claim(id)), by: officer.actor)
    model = QueueModel(try world.desk(officer), filter: .mine)
    #expect(model.cases.map(\.holder) == ["乙"])
    #expect(model.cases.first?.canRelease == true)
    #expect(QueueModel(try world.desk(officer), filter: .free).cases.isEmpty)
    // Nothing is told of a case to whoever acts for its organization.
    let seen = try #require(QueueModel(try world.desk(own)).cases.first)
    #expect(seen.algorithm == nil && !seen.canOpen && !seen.canClaim)
    #expect(ReviewModel(id, try world.desk(own)) == nil)
  }

  @Test("A second round shows what changed beside what it was, and the replies")
  func rounds() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("甲", [.applicant])
    let officer = try await world.person("乙", [.officer], staff: "O-1")
    let id = try await world.application(of: applicant, reviewedBy: officer)
    try await world.give(.application(.claim(id)), by: officer.actor)
    let items = [
      ReturnItem(place: "training-data", reason: "过于简单", remedy: "写明来源"),
      ReturnItem(place: "products[0].permits", reason: "不符", remedy: ""),
      ReturnItem(place: "documents.business-licence", reason: "模糊", remedy: ""),
    ]
    try await world.give(.application(.giveBack(id, items)), by: officer.actor)
    var next = try world.submission()
    next.answers.fields["training-data"] = .text("公开图像数据集与自采数据")
    next.answers.records["products"]?.append(Answers.product(form: "app"))
    next.replies["products[0].permits"] = "许可无误"
    next.documents["business-licence"]?.append(try world.document("new.pdf", "%PDF-1.5"))
    try await world.give(.application(.submit(id, next)), by: applicant.actor)
    let model = try #require(ReviewModel(id, try world.desk(officer)))
    let dossier = try #require(model.dossier)
    let field = try #require(
      dossier.sections.flatMap(\.groups).flatMap(\.fields)
        .first { $0.place.text == "training-data" })
    #expect(field.change == .changed)
    #expect(field.before.map(\.zh) == ["公开图像数据集"])
    #expect(
      dossier.sections.first { $0.id == "products" }?.groups.map(\.change)
        == [nil, nil, .added])
    let licence = try #require(
      dossier.documents.first { $0.place.text == "documents.business-licence" })
    #expect(licence.versions.map(\.file.name) == ["new.pdf", "report.pdf"])
    #expect(licence.change == .changed)
    let back = try #require(model.lastReturn)
    #expect(back.items.map(\.reply) == [nil, "许可无误", nil])
    #expect(back.items.map(\.isChanged) == [true, false, true])
    #expect(back.items[1].name.en.contains("Products and functions 1"))
    #expect(model.findings.isEmpty)
    #expect(!model.explanation.isEmpty)
    #expect(!model.canReview)
  }

  @Test("Another Person decides, and a list is previewed as it will be printed")
  func deciding() async throws {
    let world = try DeskWorld()
    let applicant = try await world.person("甲", [.applicant])
    let officer = try await world.person("乙", [.officer, .approver], staff: "O-1")
    let approver = try await world.person("丙", [.approver], staff: "A-1")
    let id = try await world.application(of: applicant, reviewedBy: officer)
    try await world.give(.application(.claim(id)), by: officer.actor)
    try await world.give(
      .application(.recommend(id, .file, reasons: "齐全")), by: officer.actor)
    #expect(ReviewModel(id, try world.desk(officer))?.deciding == .anotherPerson)
    #expect(ReviewModel(id, try world.desk(approver))?.deciding == .yes)
    try await world.give(
      .application(.sendBack(id, reasons: "请再核对许可")), by: approver.actor)
    #expect(ReviewModel(id, try world.desk(officer))?.sentBack == "请再核对许可")
    try await world.give(
      .application(.recommend(id, .file, reasons: "已核对")), by: officer.actor)
    try await world.give(.application(.approve(id)), by: approver.actor)
    let decided = try #require(ReviewModel(id, try world.desk(approver))?.decided)
    #expect(decided.number != nil && decided.commitment == 0 && decided.outcome == .file)
    let desk = try world.desk(approver)
    var draft = ListDraft()
    draft.applications = [id]
    let model = await PublishingModel(desk, draft: draft)
    let preview = try #require(model.preview)
    #expect(preview.columns == OwnList.columns)
    let list = DecidedList(track: .deepSynthesis, applications: [id])
    guard
      case .listPublished(let published, _) = try await world.registrar.carryOut(
        .publishDecided(list), actor: approver.actor)
    else { throw HarnessError("nothing was published") }
    let request = PageRequest(
      language: .chinese, state: world.registrar.published.state,
      instance: world.registrar.instance)
    #expect(ListModel(published, request)?.rows.map(\.cells) == preview.rows)
  }

  @Test("A return needs a tick, and each tick a reason")
  func returns() {
    var form = FormFields()
    #expect(ReturnDraft(form).isEmpty)
    form.append("return", "training-data")
    form.append("reason:training-data", " ")
    #expect(ReturnDraft(form).faults == ["training-data"])
    #expect(ReturnDraft(form).complete == nil)
    form = FormFields()
    form.append("return", "training-data")
    form.append("reason:training-data", "过短")
    form.append("reason:purpose", "未勾选")
    #expect(
      ReturnDraft(form).complete
        == [ReturnItem(place: "training-data", reason: "过短", remedy: "")])
  }

  @Test("Half of a code is read as people type it, and shows itself nowhere")
  func halves() throws {
    var random = SystemRandomNumberGenerator()
    let half = ActivationHalf(using: &random)
    #expect(half.digest.utf8.count == 64)
    let typed = " " + half.secretText.uppercased() + " "
    #expect(ActivationHalf(typed: typed) == half)
    #expect(ActivationHalf(typed: "0000-0000-0000-000") == nil)
    #expect(
      ActivationHalf(typed: "oooo-iiii-llll-0000")?.digest
        == ActivationHalf(typed: "0000-1111-1111-0000")?.digest)
    #expect(!"\(half)".contains(half.secretText))
  }
}
