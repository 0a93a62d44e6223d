import Register
import Rules

extension NumberModel {
  /// The page for the layout.
  func content(_ texts: Texts) -> PageContent {
    PageContent(
      template: "numbers",
      title: text.map { "\($0) – \(texts["number-heading"])" } ?? texts["number-heading"],
      description: texts["number-lead"],
      address: .number(text),
      section: .number,
      isIndexed: text == nil,
      bindings: [
        "action": .page(.number(nil), texts),
        "q": .text(text ?? ""),
        "reading": .optional(verdict.map { reading($0, texts) }),
        "example": .optional(
          verdict?.reading.filingNumber == nil
            ? NumberReading(Self.example).filingNumber
              .map { NumberParts($0, texts).bindings(texts) } : nil),
      ])
  }

  private func reading(_ verdict: NumberVerdict, _ texts: Texts) -> Bindings {
    var bindings = verdict.bindings(texts)
    var parts: NumberParts?
    if let number = verdict.reading.filingNumber { parts = NumberParts(number, texts) }
    if let number = verdict.reading.generativeAINumber { parts = NumberParts(number, texts) }
    bindings["decode"] = .optional(parts?.bindings(texts))
    bindings["tolerated"] = verdict.tolerated(texts).map { .runs($0, texts) } ?? .absent
    bindings["found"] = .optional(
      card.map { card in ["cards": .list([card.bindings(texts, .now)])] })
    return bindings
  }
}
