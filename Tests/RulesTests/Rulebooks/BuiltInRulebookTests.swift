import Rules
import Testing

@Suite("Built-in rulebooks")
struct BuiltInRulebookTests {
  static let ids = ["cn-deep-synthesis", "cn-generative-ai"]

  @Test("Both are in order and found by id and by track", arguments: ids)
  func inOrder(id: String) throws {
    let text = try #require(Rulebook.builtInText(id))
    #expect(Rulebook.check(yaml: text).map(\.description) == [])
    let book = try #require(Rulebook.builtIn[id])
    #expect(book.id == id)
    #expect(Rulebook.builtIn(for: book.track) == book)
    #expect(Rulebook.builtIn.count == Self.ids.count)
    #expect(book.calendar == WorkingDayCalendar.china.id)
  }

  @Test(
    "Every text is in Chinese in one language and without Chinese prose in the other",
    arguments: ids)
  func languages(id: String) throws {
    let book = try #require(Rulebook.builtIn[id])
    var texts = book.fields.map(\.label) + book.fields.compactMap(\.help)
    texts += book.documents.flatMap { [$0.name, $0.help] }
    texts += book.completeness.flatMap { [$0.wording, $0.remedy] }
    texts += book.obligations.flatMap { [$0.duty] + $0.evidence }
    texts += book.labels.map(\.wording) + Array(book.wording.values)
    func chinese(_ text: String) -> Int {
      text.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
    }
    for text in texts {
      #expect(chinese(text.zh) > 0, "\(text)")
      // 网信算备 and 号 stand in English texts too.
      #expect(chinese(text.en) <= 5, "\(text)")
    }
  }

  @Test("The families of the two tracks are different ones")
  func families() throws {
    let deep = try #require(Rulebook.builtIn(for: .deepSynthesis))
    let generative = try #require(Rulebook.builtIn(for: .generativeAI))
    #expect(deep.numberFamilies == [.algorithmFiling])
    #expect(deep.procedures.first?.categories == [.generationSynthesis])
    #expect(generative.numberFamilies == [.generativeAIFiling, .generativeAIRegistration])
    #expect(deep.text("separate-tracks") != Wording(zh: "", en: ""))
  }

  @Test(
    "The periods are those of the law",
    arguments: [
      ("file", 10, Party.organization, "art. 24", ClockRule.ReturnEffect.none),
      ("change", 10, .organization, "art. 24", .none),
      ("cancel", 20, .organization, "art. 24", .none),
      ("decide", 30, .authority, "art. 25", .restart),
      ("assessment-report", 30, .organization, "art. 7", .none),
    ])
  func clocks(
    id: String, days: Int, party: Party, clause: String, effect: ClockRule.ReturnEffect
  ) throws {
    let clock = try #require(Rulebook.builtIn(for: .deepSynthesis)?.clock(id))
    #expect(clock.days == days && clock.party == party)
    #expect(clock.source.clause == clause && clock.onReturn == effect)
  }

  @Test("The duties of articles 6 to 21 bind those whom the Provisions name")
  func obligations() throws {
    let book = try #require(Rulebook.builtIn(for: .deepSynthesis))
    func binding(_ article: Int) -> Set<[Role]> {
      Set(
        book.obligations.filter { obligation in
          obligation.sources.contains { $0.source == "dsp" && $0.clause == "art. \(article)" }
        }.map(\.roles))
    }
    for article in [7, 8, 9, 10, 11, 12, 16, 17, 20] { #expect(binding(article) == [[.provider]]) }
    for article in [14, 15, 19, 21] {
      #expect(binding(article) == [[.provider, .technicalSupporter]])
    }
    for article in [6, 13, 18] { #expect(binding(article) == [[]]) }
    #expect(
      book.obligations.filter(\.distributors).map(\.id) == ["store-check", "store-label-check"])
    #expect(book.obligations.allSatisfy { !$0.evidence.isEmpty })
  }

  @Test(
    "No personal datum is published, and what a published row shows comes from published fields")
  func privacy() throws {
    let book = try #require(Rulebook.builtIn(for: .deepSynthesis))
    #expect(book.fields.allSatisfy { !($0.personal && $0.published) })
    for id in ["algorithm-name", "role", "subject-name", "product-name", "use-scenario"] {
      #expect(book.field(id)?.published == true, "\(id)")
    }
    for id in ["responsible-phone", "legal-representative-number"] {
      #expect(book.field(id)?.personal == true, "\(id)")
    }
  }

  @Test(
    "The mark on a picture has at least a twentieth of its shortest side, on film for two seconds")
  func labels() throws {
    let book = try #require(Rulebook.builtIn(for: .deepSynthesis))
    let video = try #require(book.labels.first { $0.media == [.video] })
    #expect(video.leastHeightPercent == 5 && video.leastSeconds == 2)
    #expect(Set(book.labels.flatMap(\.media)) == Set(Medium.allCases))
  }
}
