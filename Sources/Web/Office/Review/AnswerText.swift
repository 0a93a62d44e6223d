import Rules

/// Answers as people read them: choices by their labels, yes and no in words.
enum AnswerText {
  /// The lines of an answer; empty where nothing is answered.
  static func lines(_ answer: Answer?, to field: FormField) -> [Wording] {
    guard let answer, answer.isGiven else { return [] }
    return switch answer {
    case .flag(true): [Wording(zh: "是", en: "Yes")]
    case .flag(false): [Wording(zh: "否", en: "No")]
    case .number(let number): [same(Texts.grouped(number))]
    case .text(let text): [option(text, of: field)]
    case .list(let items): items.map { option($0, of: field) }
    }
  }

  private static func option(_ id: String, of field: FormField) -> Wording {
    field.options.first { $0.id == id }?.label ?? same(id)
  }

  private static func same(_ text: String) -> Wording { Wording(zh: text, en: text) }
}
