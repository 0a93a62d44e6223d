import Record
import Register
import Rules
import Testing

@testable import Web

@Suite("What pages show")
struct ModelTests {
  let samples: PageSamples
  let instance: Instance

  init() throws {
    samples = try PageSamples(word: "云")
    instance = try PageSamples.instance(.mirror)
  }

  func request(_ query: String = "", _ language: Language = .english) -> PageRequest {
    PageRequest(
      language: language, state: samples.state, instance: instance,
      items: QueryItems(parsing: query))
  }

  func filing(_ number: String, _ time: TimeView = .now) throws -> FilingModel {
    let filing = try #require(samples.state.filing(number))
    return try #require(FilingModel(filing, time, samples.state))
  }

  @Test("The front page counts each track by itself, deep synthesis first")
  func front() {
    let model = SearchModel(request())
    #expect(model.isFront)
    #expect(model.tracks.map(\.track) == [.deepSynthesis, .recommendation])
    #expect(model.tracks[0].filings == 228)
    #expect(model.tracks[1].filings == 2)
    #expect(model.tracks[0].newestList == PageSamples.many)
    #expect(model.found.isEmpty)
    #expect(model.cards.count == 20)
    #expect(model.next != nil)
  }

  @Test("A search that finds filings of two tracks gives two numbers and no sum")
  func found() {
    let model = SearchModel(request("q=%E4%BA%91"))
    #expect(!model.isFront)
    #expect(model.found.map(\.total) == [228, 2])
    let texts = Texts(.english)
    let content = model.content(texts)
    guard case .text(let heading)? = content.bindings["resultsHeading"] else {
      Issue.record("there is no heading")
      return
    }
    #expect(heading == "Filings found")
    #expect(!content.isIndexed)
    let one = SearchModel(request("q=%E4%BA%91&track=recommendation"))
    #expect(one.found.map(\.total) == [2])
  }

  @Test("Each condition can be dropped by itself, and dropping it goes back to the first page")
  func conditions() {
    let model = SearchModel(request("q=x&role=provider&as-of=2024-01&after=0.7"))
    #expect(model.conditions.map(\.kind) == [.text, .role, .asOf])
    #expect(model.conditions[1].without.role == nil)
    #expect(model.conditions[1].without.text == "x")
    #expect(model.conditions.allSatisfy { $0.without.after == nil })
  }

  @Test("Pages of a search follow each other without a gap or a repetition")
  func paging() {
    var seen: [String] = []
    var model = SearchModel(request("limit=60"))
    while true {
      seen += model.cards.map(\.key)
      guard let next = model.next else { break }
      model = SearchModel(request("limit=60&after=\(next)"))
    }
    #expect(seen.count == samples.state.filings.count)
    #expect(Set(seen).count == seen.count)
  }

  @Test(
    "Where nothing is found and the words look like a number, it is read",
    arguments: [
      ("110108999999901230018", true), ("网信算备123", true), ("Beijing-Nichts-20240101", true),
      ("不存在的公司", false), ("9876", false),
    ])
  func emptyNumber(_ text: String, _ isNumber: Bool) {
    let model = SearchModel(request("q=" + PercentEncoding.encode(text)))
    #expect(model.cards.isEmpty)
    #expect((model.reading != nil) == isNumber)
  }

  @Test("A filing keeps its row as first printed, and shows what a newer copy changed")
  func rowChanged() throws {
    let model = try filing(PageSamples.number(1))
    #expect(model.firstRows.count == 1)
    #expect(model.firstRows[0].cells[1] == .init(heading: "算法名称", text: "云"))
    #expect(model.changes.count == 1)
    guard case .rowChanged(let place, let differences) = model.changes[0].kind else {
      Issue.record("not a changed row")
      return
    }
    #expect(place == RowPlace(list: PageSamples.deep, row: 1))
    #expect(
      differences == [
        .init(subject: .column("算法名称"), before: "云", after: "云 2"),
        .init(subject: .column("备注"), before: "云", after: ""),
      ])
    #expect(model.changes[0].effective.description == "2024-03-01")
    #expect(model.changes[0].source?.bytes == 1234)
    #expect(model.view.status == .changed)
  }

  @Test("At an earlier time, later changes are not there")
  func earlier() throws {
    let model = try filing(
      PageSamples.number(1), TimeView(asOf: PublicDate("2024-02-29")))
    #expect(model.changes.isEmpty)
    let filing = try #require(samples.state.filing(PageSamples.number(1)))
    #expect(FilingModel(filing, TimeView(at: 1), samples.state) == nil)
  }

  @Test("A decision shows the facts that it changed, a withdrawal its row, a notice its source")
  func otherChanges() throws {
    let changed = try filing(PageSamples.number(4))
    #expect(changed.firstRows.map(\.place.list) == [PageSamples.deep, PageSamples.recommendation])
    guard case .decision(.changed, _, let differences)? = changed.changes.last?.kind else {
      Issue.record("not a decision")
      return
    }
    #expect(
      differences.map(\.subject) == [
        .fact(.algorithm), .fact(.organization), .fact(.role), .fact(.products), .fact(.purpose),
      ])
    let cancelled = try filing(PageSamples.number(5))
    #expect(cancelled.withdrawn == [RowPlace(list: PageSamples.deep, row: 5)])
    #expect(cancelled.view.status == .cancelled)
    let noticed = try filing(PageSamples.number(2))
    #expect(noticed.changes.last?.source?.address == "https://example.test/")
  }

  @Test("A misprint of the list is explained and not repaired")
  func misprint() throws {
    let model = try filing("1101082242366066220017")
    #expect(model.view.number == nil)
    #expect(model.findings.contains { $0.en.contains("printed so by the authority itself") })
    #expect(model.view.facts.number == "网信算备1101082242366066220017号")
  }

  @Test("A list is shown by page or whole, and a row's address leads to its page")
  func list() throws {
    let first = try #require(ListModel(PageSamples.many, request()))
    #expect(first.rows.map(\.row) == Array(1...100))
    #expect(first.pageStarts == [1, 101, 201])
    let last = try #require(ListModel(PageSamples.many, request("from=220")))
    #expect(last.rows.map(\.row) == Array(201...220))
    #expect(last.end(of: 201) == 220)
    let whole = try #require(ListModel(PageSamples.many, request("rows=all")))
    #expect(whole.rows.count == 220)
    let beyond = try #require(ListModel(PageSamples.many, request("from=99999")))
    #expect(beyond.portion == .from(row: 201))
    for query in ["from=-5", "from=x", "from=0"] {
      #expect(try #require(ListModel(PageSamples.many, request(query))).portion == .from(row: 1))
    }
    #expect(ListModel("no/list", request()) == nil)
    #expect(ListModel(PageSamples.many, request("as-of=2023-12-31")) == nil)
  }

  @Test("A list shows its rows as its newest copy prints them, and says which were edited")
  func editedRows() throws {
    let list = try #require(ListModel(PageSamples.deep, request()))
    #expect(list.copies.count == 2)
    #expect(list.rows[0].isEdited)
    #expect(list.rows[0].cells[1] == "云 2")
    #expect(list.rows[4].isWithdrawn)
    #expect(list.notInForce == 3)
    let then = try #require(ListModel(PageSamples.deep, request("as-of=2024-02-01")))
    #expect(!then.rows[0].isEdited)
    #expect(then.rows[0].cells[1] == "云")
    #expect(then.notInForce == 0)
  }

  @Test("An organization's filings stand track by track")
  func organization() throws {
    let model = try #require(OrganizationModel("7000002", request()))
    #expect(model.name == "云")
    #expect(model.tracks.map(\.track) == [.deepSynthesis, .recommendation])
    #expect(model.tracks[0].cards.count + model.tracks[1].cards.count >= 220)
    #expect(model.regions.contains("330110"))
    #expect(OrganizationModel("0000000", request()) == nil)
  }

  @Test("Roles are counted only where the lists print them")
  func roles() {
    let lists = ListsModel(request())
    #expect(lists.tracks.map(\.hasRoles) == [true, false])
    #expect(StatisticsModel(request()).tracksWithRoles == [.deepSynthesis])
  }

  @Test(
    "A number is graded by its form and by what the register holds",
    arguments: [
      (PageSamples.number(1), NumberCheck.Grade.changed),
      (PageSamples.number(6, subject: 7_000_002, region: 330_110), .inForce),
      (PageSamples.number(2), .cancelled), ("1101082242366066220017", .misprinted),
      (PageSamples.number(888), .notListed), ("110108700000101230010", .checkDigitFails),
      ("网信算备12", .malformed), ("Beijing-XuGouMoXing-20240101", .inForce),
      ("Beijing-Anders-20240101", .notListed),
    ])
  func number(_ text: String, _ grade: NumberCheck.Grade) throws {
    let model = NumberModel(request("q=" + PercentEncoding.encode(text)))
    let verdict = try #require(model.verdict)
    #expect(verdict.grade == grade)
    for language in Language.allCases {
      let texts = Texts(language)
      #expect(!verdict.title(texts).isEmpty)
      #expect(!verdict.explanation(texts).contains("{"))
    }
    let isThere: [NumberCheck.Grade] = [.inForce, .changed, .cancelled, .misprinted]
    #expect((model.card != nil) == isThere.contains(grade))
  }

  @Test("A number whose cancellation waits for its list is said to be in a notice")
  func waitingNotice() {
    let number = PageSamples.number(77, subject: 7_000_009)
    let model = NumberModel(request("q=" + PercentEncoding.encode(number)))
    #expect(model.verdict?.hasNotice == true)
    #expect(
      ErrorModel(noFiling: number, .now, samples.state).content(Texts(.english)).title
        == "This filing is not in the register")
  }

  @Test("The six parts of a number are all of it")
  func parts() throws {
    let number = try #require(NumberReading(NumberModel.example).filingNumber)
    for language in Language.allCases {
      let parts = NumberParts(number, Texts(language)).parts
      #expect(parts.map(\.digits).joined() == number.digits)
      #expect(parts.count == 6)
      #expect(parts.allSatisfy { !$0.name.isEmpty && !$0.meaning.isEmpty })
    }
    #expect(number.groups.joined() == number.digits)
  }

  @Test("Links to other sites are made for the web only")
  func safeAddresses() {
    #expect(SafeAddress.web("https://www.cac.gov.cn/") != nil)
    for text in ["javascript:alert(1)", "file:///etc/passwd", "//x", "data:text/html,x", ""] {
      #expect(SafeAddress.web(text) == nil)
    }
  }

  @Test("A ground is named by the rulebook, or shown as it is")
  func ground() {
    let wording = LegalGround.wording("arp-33", .deepSynthesis)
    #expect(wording.zh == "《互联网信息服务算法推荐管理规定》第33条")
    #expect(wording.en.hasSuffix("article 33"))
    #expect(LegalGround.wording("x-y", .deepSynthesis).en == "x-y")
    #expect(LegalGround.wording("arp-33", nil).en == "arp-33")
  }

  @Test("Moments are shown in Beijing time")
  func beijing() throws {
    let moment = try #require(Moment("2026-11-23T20:05:59Z"))
    #expect(Texts(.english).beijing(moment) == "2026-11-24 04:05 Beijing time")
    #expect(Texts(.chinese).beijing(moment) == "2026-11-24 04:05（北京时间）")
  }
}
