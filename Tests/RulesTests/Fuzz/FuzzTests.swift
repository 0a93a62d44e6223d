import Rules
import Testing

/// Nothing traps, whatever comes in; and what is read says again exactly what was written.
@Suite("Fuzz", .serialized)
struct FuzzTests {
  static let blanks = [" ", "\u{3000}", "\t", "\n", "\r\n", "\u{200B}", "\u{FEFF}", "\u{0}"]

  @Test("Filing numbers")
  func filingNumbers() {
    let fuzzer = Fuzzer(
      name: "filing numbers",
      seeds: [
        "网信算备110108645502801230035号", "110108645502801230035", "網信算備３３０１１０５０７２０６４０１２３００３５號",
        "网信算备 1101082242366066220017 号", "网信算备11000000000001号", "Beijing-WenXinYiYan-20230821",
        "Shanghai-Muse-20260731S0210", "000000000000101260011",
      ],
      pieces: ["网信算备", "網信算備", "号", "號", "0", "9", "１", "21", "-", "S"] + Self.blanks)
    fuzzer.run { text in
      let reading = NumberReading(text)
      #expect(reading.text == text)
      if case .malformed(let offset, let reason) = reading.grade {
        #expect(offset >= 0 && offset <= text.unicodeScalars.count)
        #expect(!reason.zh.isEmpty && !reason.en.isEmpty)
      }
      if let strict = try? FilingNumber(parsing: text) {
        #expect(strict.description.utf8.elementsEqual(text.utf8))
        #expect(reading.filingNumber == strict && reading.tolerated.isEmpty)
      }
      guard let read = try? FilingNumber.read(text) else { return false }
      #expect((try? FilingNumber(parsing: read.number.description)) == read.number)
      #expect(read.tolerated.isEmpty == (read.number.description == text))
      #expect(read.number.withExpectedCheckDigit.checkDigitHolds)
      return true
    }
  }

  @Test("Generative-AI numbers")
  func generativeNumbers() {
    let fuzzer = Fuzzer(
      name: "generative-AI numbers",
      seeds: [
        "Beijing-WenXinYiYan-20230821", "Jiangsu-ZhiBiaoBao-202512030061",
        "Shanghai-Muse-20260731S0210", "ZhongYangQiYe-JiuTian-20240123", "ZheJiang-A-B-20240229",
      ],
      pieces: ["-", "--", "S", "0", "0000", "20240229", "20230229", "北京", "."] + Self.blanks)
    fuzzer.run { text in
      guard let number = try? GenerativeAINumber(parsing: text) else { return false }
      #expect(number.description.utf8.elementsEqual(text.utf8))
      #expect(NumberReading(text).generativeAINumber == number)
      return true
    }
  }

  @Test("Credit codes and provider codes")
  func codes() {
    let fuzzer = Fuzzer(
      name: "credit and provider codes",
      seeds: CreditCodeTests.codes + [
        "001191110102MACQD9K64010000", "00119144030008867405X220001", "９１１１０１０８３３５４６９０８９c",
      ],
      pieces: ["0", "9", "X", "I", "O", "a", "0011", "10000", "00000", "é"] + Self.blanks)
    fuzzer.run { text in
      var read = false
      if let code = try? CreditCode(parsing: text) {
        #expect(code.description.utf8.elementsEqual(text.utf8))
        _ = code.organizationCheckHolds
        read = true
      }
      if let code = try? CreditCode.read(text) {
        #expect((try? CreditCode(parsing: code.text)) == code)
        read = true
      }
      if let code = try? ProviderCode(parsing: text) {
        #expect(code.description.utf8.elementsEqual(text.utf8))
        read = true
      }
      return read
    }
  }

  static let yamlPieces =
    [
      "&a", "*a", "[", "]", "{", "}", "? ", "- ", ": ", ":", ", ", "|\n", ">-\n", "\"", "'",
      "!!str ",
      "!<x> ", "%YAML 1.1\n", "---\n", "...\n", "# ", "~", "null", "true", "1e9",
      "9223372036854775808", "<<: ", "2026-02-30", "\n  ", "\n    ", "\u{85}", "\u{2028}",
      "\u{E000}",
      "id: ", "zh: ", "en: ", "when: ", "not: ", "all: ", "\\x", "\\uD800",
    ] + blanks

  @Test("Calendar files")
  func calendars() {
    let fuzzer = Fuzzer(
      name: "calendar files",
      seeds: [
        WorkingDayCalendarTests.file(years: [(2027, "2027-01-01", "2027-01-03")]),
        WorkingDayCalendarTests.file(years: [
          (2027, "2027-01-01", "2027-01-03"), (2028, "2027-12-31", "2028-01-02"),
        ]),
      ],
      pieces: Self.yamlPieces + ["weekend: [monday]", "work: [2027-01-09]", "2100: {}"])
    fuzzer.run { text in
      do throws(RulebookError) {
        let calendar = try WorkingDayCalendar(yaml: text)
        let reached = WorkingDayCalendar.china.merging(calendar)
          .adding(workingDays: 30, to: Day(number: 20_700))
        #expect(reached.day > Day(number: 20_700))
        return true
      } catch {
        Self.inOrder(error.problems)
        return false
      }
    }
  }

  @Test("Rulebooks")
  func rulebooks() {
    let fuzzer = Fuzzer(name: "rulebooks", seeds: [SmallRulebook.text], pieces: Self.yamlPieces)
    fuzzer.run { text in
      do throws(RulebookError) {
        let book = try Rulebook(yaml: text)
        #expect(Rulebook.check(yaml: text).isEmpty)
        _ = book.missing(Answers(fields: ["role": .text("provider"), "title": .text("a、b")]))
        return true
      } catch {
        Self.inOrder(error.problems)
        return false
      }
    }
  }

  static func inOrder(_ problems: [RulebookProblem]) {
    #expect(!problems.isEmpty)
    #expect(problems == problems.sorted())
    #expect(problems.allSatisfy { !$0.message.isEmpty && $0.line >= 0 && $0.column >= 0 })
  }
}
