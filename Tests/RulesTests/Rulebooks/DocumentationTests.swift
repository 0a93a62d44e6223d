import Foundation
import Rules
import Testing

@Suite("The page on rulebooks")
struct DocumentationTests {
  let page: String

  init() throws {
    page = try String(
      contentsOf: Shared.packageRoot.appending(path: "docs/rulebooks.md"), encoding: .utf8)
  }

  @Test("It names every word that a rulebook may hold")
  func words() {
    let words: [String] =
      FormField.Kind.allCases.map(\.rawValue) + CompletenessFunction.allCases.map(\.rawValue)
      + FormSection.Stage.allCases.map(\.rawValue) + ClockRule.ReturnEffect.allCases.map(\.rawValue)
      + Party.allCases.map(\.rawValue) + Medium.allCases.map(\.rawValue)
      + LabelDuty.Kind.allCases.map(\.rawValue) + Grade.allCases.map(\.rawValue)
      + Role.allCases.map(\.rawValue) + Rulebook.requiredWording
    for word in words { #expect(page.contains("`\(word)`"), "\(word)") }
    for line in SmallRulebook.text.split(separator: "\n") where line.first != " " {
      let key = line.prefix { $0 != ":" }
      #expect(page.contains("`\(key)`"), "\(key)")
    }
  }

  @Test("Its example of a calendar reads")
  func calendar() throws {
    let example = try #require(page.components(separatedBy: "```yaml\n").last)
    let text = try #require(example.components(separatedBy: "```").first)
    let calendar = try WorkingDayCalendar(yaml: text)
    #expect(WorkingDayCalendar.china.merging(calendar).notices[2031]?.holidays.count == 1)
  }

  @Test("Each of its examples of a condition reads")
  func conditions() throws {
    let example = page.components(separatedBy: "```yaml\n").dropFirst().first ?? ""
    let lines = (example.components(separatedBy: "```").first ?? "").split(separator: "\n")
    #expect(lines.count == 7)
    let book = try #require(Rulebook.builtInText("cn-deep-synthesis"))
    for line in lines {
      let text = book.replacingOccurrences(
        of: "required: {when: {equals: {field: licence-open-ended, value: false}}}",
        with: "required: {when: {\(line)}}")
      #expect(text != book)
      #expect(Rulebook.check(yaml: text) == [], "\(line)")
    }
  }
}
