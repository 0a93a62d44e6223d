import Foundation
import Rules
import TestSupport
import Testing

extension PathOffice {
  /// Fills in the section that is open.
  func fillIn(_ answers: Answers, _ rulebook: Rulebook) async throws {
    let controls = try await browser.execute(
      """
      return [...document.querySelectorAll('form[action*="/sections/"] [name]')]
        .filter(one => one.type !== 'hidden' && one.type !== 'submit')
        .map(one => ({id: one.id, name: one.name, type: one.type, value: one.value}));
      """
    ).array
    #expect(!controls.isEmpty)
    for control in controls {
      let name = control["name"].string ?? ""
      guard let id = control["id"].string, let answer = Self.answer(name, answers, rulebook) else {
        continue
      }
      let selector = "#\(id)"
      switch control["type"].string {
      case "radio", "checkbox":
        if answer.contains(control["value"].string ?? "") { try await hands.choose(selector) }
      default: try await hands.write(answer.joined(separator: "\n"), into: selector)
      }
    }
  }

  /// What is written at a place of the form; `nil` for what is left out.
  private static func answer(
    _ name: String, _ answers: Answers, _ rulebook: Rulebook
  ) -> [String]? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let isRecord = parts.count == 2 && parts[0].hasSuffix("]")
    let id = isRecord ? parts[1] : name
    guard let field = rulebook.field(id) else { return nil }
    let record = isRecord ? answers.records[field.section]?.first : nil
    switch record?[id] ?? answers.fields[id] {
    case .text(let text): return [text]
    case .number(let number): return [String(number)]
    case .flag(let flag): return [flag ? "yes" : "no"]
    case .list(let items): return items
    case nil: return nil
    }
  }
}
