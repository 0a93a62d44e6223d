import Rules
import Testing

@Suite("Any text as a number")
struct NumberReadingTests {
  @Test(
    "The family is told from the text",
    arguments: [
      ("网信算备110108645502801230035号", NumberFamily.algorithmFiling),
      ("110108645502801230035", .algorithmFiling),
      (" １１０", .algorithmFiling),
      ("Beijing-WenXinYiYan-20230821", .generativeAIFiling),
      ("Shanghai-Muse-20260731S0210", .generativeAIRegistration),
      ("Beijing-WenXinYiYan", .generativeAIFiling),
      ("京ICP备12345678号", .unknown),
      ("", .unknown),
      ("\u{200B} ", .unknown),
      ("🀄️", .unknown),
    ])
  func family(text: String, family: NumberFamily) {
    let reading = NumberReading(text)
    #expect(reading.family == family)
    #expect(reading.text == text)
  }

  @Test("A number that is in order is well formed, and nothing is remarked")
  func wellFormed() throws {
    let reading = NumberReading("网信算备110108645502801230035号")
    #expect(reading.grade == .wellFormed)
    #expect(reading.filingNumber?.digits == "110108645502801230035")
    #expect(reading.remarks.isEmpty && reading.tolerated.isEmpty)
  }

  @Test("The sample number of second-hand descriptions fails its check digit; 9 would fit")
  func sample() throws {
    let reading = NumberReading("网信算备110115399532201230015号")
    let fitting = try #require(FilingNumber(digits: "110115399532201230019"))
    #expect(reading.grade == .checkDigitFails(fitting: fitting))
    #expect(reading.remarks.isEmpty)
  }

  @Test(
    "The authority's own misprints are told as such and not repaired",
    arguments: [
      "网信算备1101082242366066220017号", "1101082242366066220017", "网信算备440305295988702220055号",
    ])
  func misprints(text: String) throws {
    let reading = NumberReading(text)
    #expect(reading.grade != .wellFormed)
    guard case .officialMisprint(let misprint)? = reading.remarks.first else {
      Issue.record("not told as a misprint")
      return
    }
    #expect(misprint.list.hasPrefix("recommendation-2022-"))
    #expect(misprint.probable.checkDigitHolds)
    #expect(reading.filingNumber != misprint.probable)
  }

  @Test("A region that is no division, and an unknown category, are remarks and no errors")
  func remarks() throws {
    let odd = try #require(RegionCode(digits: "406301"))
    let number = try #require(
      FilingNumber(
        region: odd, subject: 1_234_567, category: .retrieval, year: 2023, serial: 1))
    let reading = NumberReading(number.description)
    #expect(reading.grade == .wellFormed)
    #expect(reading.remarks == [.regionUnknown(odd)])

    let category = try #require(FilingNumber(digits: "110108645502899230030"))
    #expect(
      NumberReading(category.withExpectedCheckDigit.digits).remarks == [.categoryUnknown(99)])
  }

  @Test("A demonstration number says that it is one")
  func demonstration() throws {
    let number = try #require(
      FilingNumber(
        region: .demonstration, subject: 1, category: .generationSynthesis, year: 2026, serial: 1))
    #expect(NumberReading(number.description).remarks == [.demonstration])
  }

  @Test("The place of a fault counts the blanks before it")
  func offset() {
    let reading = NumberReading("  Beijing-Wen Xin-20230821 ")
    guard case .malformed(let offset, let reason) = reading.grade else {
      Issue.record("read as a number")
      return
    }
    #expect(offset == 13)
    #expect(!reason.zh.isEmpty && !reason.en.isEmpty)
    #expect(NumberReading(" Beijing-WenXin-20230821").tolerated == [.blanks])
    #expect(
      NumberReading("Atlantis-WenXin-20230821").remarks == [.placeUnknown("Atlantis")])
  }
}
