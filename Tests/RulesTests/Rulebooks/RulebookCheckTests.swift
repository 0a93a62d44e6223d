import Foundation
import Rules
import Testing

@Suite("Checking a rulebook")
struct RulebookCheckTests {
  @Test("A rulebook that is in order has no problems and reads as written")
  func inOrder() throws {
    #expect(Rulebook.check(yaml: SmallRulebook.text).map(\.description) == [])
    let book = try Rulebook(yaml: SmallRulebook.text)
    #expect(book.id == "xx-test" && book.track.rawValue == "test")
    #expect(book.fields.map(\.id) == ["role", "title", "good"])
    #expect(
      book.field("title")?.required == .when(.equals(field: "role", value: .text("provider"))))
    #expect(book.labels.first?.leastHeightPercent == 5)
    #expect(book.notEndorsement.en == "no endorsement")
  }

  /// A text put in place of another, and what is told of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let of: String
    let to: String
    let path: String
    let message: String
    var suggestion: String? = nil
    var testDescription: String { "\(of) → \(to)" }

    static let all: [Fault] = [
      Fault(
        of: "jurisdiction: XX", to: "jurisdicton: XX", path: "",
        message: "there is no key jurisdicton here", suggestion: "did you mean jurisdiction?"),
      Fault(
        of: "jurisdiction: XX", to: "jurisdicton: XX", path: "", message: "jurisdiction is missing"),
      Fault(
        of: "jurisdiction: XX", to: "jurisdiction: China", path: "jurisdiction",
        message: "China is no code of a country", suggestion: "two capital letters, such as CN"),
      Fault(
        of: "version: 1", to: "version: one", path: "version",
        message: "a whole number belongs here, and this is one"),
      Fault(
        of: "version: 1", to: "version: 0", path: "version", message: "0 lies outside 1 to 100000"),
      Fault(
        of: "version: 1", to: "version: [1]", path: "version",
        message: "a whole number belongs here, and this is a list"),
      Fault(
        of: "date: 2026-01-01", to: "date: 2026-02-30", path: "date",
        message: "a date of the form YYYY-MM-DD belongs here, and this is 2026-02-30"),
      Fault(
        of: "name: {zh: 测试, en: Test}", to: "name: {zh: 测试}", path: "name", message: "en is missing"
      ),
      Fault(
        of: "name: {zh: 测试, en: Test}", to: "name: {zh: \"\", en: Test}", path: "name.zh",
        message: "a text is missing here"),
      Fault(
        of: "name: {zh: 测试, en: Test}", to: "name: Test", path: "name",
        message: "a mapping belongs here, and this is a single value"),
      Fault(
        of: "grade: A", to: "grade: D", path: "sources[0].grade", message: "D is none of A, B, C, I"
      ),
      Fault(
        of: ", url: https://example.org/law", to: "", path: "sources[0]",
        message: "url is missing; only sources of grade C or I may go without"),
      Fault(
        of: "url: https://example.org/law", to: "url: example.org", path: "sources[0].url",
        message: "example.org is no web address", suggestion: "begin with https://"),
      Fault(
        of: "family: algorithm-filing", to: "family: unknown", path: "procedures[0].family",
        message: "unknown is no family of numbers"),
      Fault(
        of: "stage: algorithm, repeats: true", to: "stage: algorithm, repeats: yes",
        path: "sections[1].repeats", message: "true or false belongs here, and this is yes"),
      Fault(
        of: "id: goods, name", to: "id: basics, name", path: "sections[1].id",
        message: "the id basics is used a second time"),
      Fault(
        of: "id: good, section: goods", to: "id: good, section: godos", path: "fields[2].section",
        message: "there is no section godos", suggestion: "did you mean goods?"),
      Fault(
        of: "id: good, section", to: "id: Good, section", path: "fields[2].id",
        message: "Good is no id"),
      Fault(
        of: "kind: text, label: {zh: 产品", to: "kind: txt, label: {zh: 产品", path: "fields[2].kind",
        message:
          "txt is none of text, long-text, number, date, yes-no, choice, choices, list, email, phone, url, credit-code, filing-numbers",
        suggestion: "did you mean text?"),
      Fault(
        of: "{when: {equals: {field: role", to: "{when: {equals: {field: rule",
        path: "fields[1].required.when.equals.field", message: "there is no field rule",
        suggestion: "did you mean role?"),
      Fault(
        of: "field: role, value: provider", to: "field: role, value: reseller",
        path: "fields[1].required.when.equals.value", message: "there is no option of role reseller"
      ),
      Fault(
        of: "{when: {equals: {field: role", to: "{when: {equals: {field: good",
        path: "fields[1].required.when.equals.field",
        message: "good stands in goods, which is filled in several times",
        suggestion: "ask only within that section"),
      Fault(
        of: "{when: {equals: {field: role, value: provider}}}", to: "{when: {}}",
        path: "fields[1].required.when", message: "a condition is missing"),
      Fault(
        of: "{when: {equals: {field: role, value: provider}}}",
        to: "{when: {given: role, not: {given: role}}}", path: "fields[1].required.when",
        message: "a condition is one thing, and here are several"),
      Fault(
        of: "{when: {equals: {field: role, value: provider}}}",
        to: "{when: {contains: {field: role, value: provider}}}",
        path: "fields[1].required.when.contains",
        message: "role holds one answer; contains asks of several"),
      Fault(
        of: "{when: {equals: {field: role, value: provider}}}", to: "sometimes",
        path: "fields[1].required",
        message: "true, false or a mapping with when belongs here, and this is sometimes"),
      Fault(
        of: "options: [{id: provider, label: {zh: 提供者, en: provider}}]",
        to: "least: 3, greatest: 2", path: "fields[0].greatest",
        message: "the greatest, 2, is less than the least, 3"),
      Fault(
        of: "options: [{id: provider, label: {zh: 提供者, en: provider}}]", to: "least: 3",
        path: "fields[0]", message: "options is missing, and this is a choice"),
      Fault(
        of: "function: same-text", to: "function: same-texts", path: "completeness[0].function",
        message:
          "same-texts is none of same-text, same-set, same-number, formats-match-modality, all-given, documents-present, is-true, single-name, free-of-phrases, one-of, not-after, valid-filing-numbers",
        suggestion: "did you mean same-text?"),
      Fault(
        of: "function: same-text, fields: [title, good]",
        to: "function: same-text, fields: [title]", path: "completeness[0].fields",
        message: "same-text looks at 2 to 16 fields, and here are 1"),
      Fault(
        of: "function: same-text, fields: [title, good]", to: "function: documents-present",
        path: "completeness[0]",
        message: "documents is missing; documents-present looks at documents"),
      Fault(
        of: "function: same-text, fields: [title, good]",
        to: "function: free-of-phrases, fields: [title]", path: "completeness[0]",
        message: "the parameter phrases is missing; free-of-phrases needs it"),
      Fault(
        of: "fields: [title, good]", to: "fields: [title, goods]",
        path: "completeness[0].fields[1]", message: "there is no field goods",
        suggestion: "did you mean good?"),
      Fault(
        of: "source: {id: law, clause: art. 1}", to: "source: {id: lav}",
        path: "completeness[0].source.id", message: "there is no source lav",
        suggestion: "did you mean law?"),
      Fault(
        of: "days: 10", to: "days: 0", path: "clocks[0].days", message: "0 lies outside 1 to 1000"),
      Fault(
        of: "on-return: none", to: "on-return: pause", path: "clocks[0].on-return",
        message: "pause is none of restart, suspend, none"),
      Fault(
        of: "media: [image]", to: "media: [picture]", path: "labels[0].media[0]",
        message: "picture is none of text, image, audio, video, virtual-scene"),
      Fault(
        of: "  objection: {zh: 疑议, en: objection}\n", to: "", path: "wording",
        message: "the public text objection is missing"),
      Fault(
        of: "track: test", to: "track: test\ntrack: other", path: "",
        message: "the key track is written twice", suggestion: "keep one of the two"),
      Fault(
        of: "track: test", to: "track: test\n\"track\": other", path: "",
        message: "the key track is written twice"),
      Fault(
        of: "  objection: {zh: 疑议, en: objection}",
        to: "  objection: {zh: 疑议, en: objection}\n  !x objection: {zh: 疑议, en: other}",
        path: "wording", message: "the key objection is written twice"),
    ]
  }

  @Test("Each fault is told with line, column, path and what to do", arguments: Fault.all)
  func fault(fault: Fault) throws {
    let text = SmallRulebook.text.replacingOccurrences(of: fault.of, with: fault.to)
    #expect(text != SmallRulebook.text)
    let problems = Rulebook.check(yaml: text)
    let problem = try #require(
      problems.first { $0.path == fault.path && $0.message == fault.message },
      "\(problems.map(\.description))")
    #expect(problem.line > 0 && problem.column > 0)
    if let suggestion = fault.suggestion { #expect(problem.suggestion == suggestion) }
    do {
      _ = try Rulebook(yaml: text)
      Issue.record("a faulty rulebook was read")
    } catch {
      #expect(error.problems == problems)
    }
    // The place lies in the line that was changed, or in the file's first where a key is missing.
    let changed = SmallRulebook.text.range(of: fault.of).map {
      SmallRulebook.text[..<$0.lowerBound].utf8.count { $0 == 0x0A } + 1
    }
    if problem.path.contains("[") { #expect(problem.line == changed) }
  }

  @Test("All that is wrong is told in one run, in the order of the file")
  func all() {
    let text = SmallRulebook.text
      .replacingOccurrences(of: "version: 1", with: "version: one")
      .replacingOccurrences(of: "track: test", with: "track: test\ntrack: other")
      .replacingOccurrences(of: "grade: A", with: "grade: D")
      .replacingOccurrences(of: "kind: choice", with: "kind: choise, kind: chioce")
      .replacingOccurrences(of: "days: 10", with: "days: ten, days: 11, dais: 12")
      .replacingOccurrences(of: "media: [image]", with: "media: image")
    #expect(
      Rulebook.check(yaml: text).map { "\($0.line):\($0.column) \($0.message)" } == [
        "2:10 a whole number belongs here, and this is one",
        "5:1 the key track is written twice",
        "11:47 D is none of A, B, C, I",
        "20:47 the key kind is written twice",
        "20:53 chioce is none of text, long-text, number, date, yes-no, choice, choices, list, email, phone, url, credit-code, filing-numbers",
        "28:53 the key days is written twice",
        "28:63 there is no key dais here",
        "34:39 a list belongs here, and this is a single value",
      ])
  }

  @Test(
    "What is no YAML is told with its place",
    arguments: [
      ("", 1, 1), ("rulebook: [", 2, 1), ("a: b: c", 1, 5), ("\tx: 1", 1, 1), ("a: 'b", 1, 6),
      ("- 1\n- 2", 1, 1), ("just words", 1, 1), ("a: 1\n---\nb: 2", 2, 1), ("a: \u{1}", 1, 4),
      ("a: \u{0}", 1, 4), ("%YAML 9.9\n---\na: 1", 1, 1), ("a: *b", 1, 4), ("!!str", 1, 1),
    ])
  func noYAML(text: String, line: Int, column: Int) throws {
    let problems = Rulebook.check(yaml: text)
    let first = try #require(problems.first)
    #expect("\(first.line):\(first.column)" == "\(line):\(column)", "\(first)")
  }

  @Test("A byte order mark, carriage returns and comments do no harm")
  func variants() {
    #expect(Rulebook.check(yaml: "\u{FEFF}" + SmallRulebook.text) == [])
    let crlf = SmallRulebook.text.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(Rulebook.check(yaml: crlf) == [])
    #expect(Rulebook.check(yaml: "# note: 5 * 3 & more *bold*\n" + SmallRulebook.text) == [])
  }
}
