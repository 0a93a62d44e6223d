import Rules
import TestSupport
import Testing

@Suite("Completeness after a change")
struct CompletenessChangeTests {
  /// Answers as somebody goes on filling in a form: one thing is written, emptied, added or taken away.
  private static func change(
    _ answers: inout Answers, _ book: Rulebook, _ random: inout SeededRandom
  ) {
    let field = book.fields.randomElement(using: &random)
    let document = book.documents.randomElement(using: &random)
    guard let field, let document else { return }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: answers.documents.formSymmetricDifference([document.id])
    case 1: answers.fields["no-such-field"] = .number(Int.random(in: 0...3, using: &random))
    case 2:
      let other = Answers.completeProvider
      answers = [Answers(), other, answers].randomElement(using: &random) ?? other
    default:
      let answer = Self.answer(field, &random)
      guard let section = book.section(ofField: field.id), section.repeats else {
        answers.fields[field.id] = answer
        return
      }
      var records = answers.records[section.id] ?? []
      switch Int.random(in: 0..<4, using: &random) {
      case 0: records.append([:])
      case 1: _ = records.popLast()
      default: if !records.isEmpty { records[records.count - 1][field.id] = answer }
      }
      answers.records[section.id] = records
    }
  }

  private static func answer(_ field: FormField, _ random: inout SeededRandom) -> Answer? {
    let known = Answers.completeProvider
    let option = field.options.randomElement(using: &random)?.id ?? "演示"
    return [
      nil, .text(""), .text("演示"), .text(option), .list([option]), .list([]), .flag(true),
      .flag(false), .number(1), .text("2026-01-01"), known.fields[field.id],
      // In an order that does not change from run to run.
      known.fields.sorted { $0.key < $1.key }.randomElement(using: &random)?.value,
    ].randomElement(using: &random) ?? nil
  }

  @Test(
    "It is what the whole rulebook says, whatever was changed before",
    arguments: Rulebook.builtIn.keys.sorted())
  func agrees(_ id: String) throws {
    let book = try #require(Rulebook.builtIn[id])
    var random = SeededRandom(seed: 11)
    var answers = Answers.completeProvider
    var last: Completeness?
    var met: Set<String> = []
    for turn in 0..<400 {
      for _ in 0..<Int.random(in: 1...3, using: &random) { Self.change(&answers, book, &random) }
      let now = Completeness(answers, book, after: last)
      let whole = book.missing(answers)
      #expect(now.findings == whole, "\(turn)")
      met.formUnion(whole.map(\.id))
      last = now
    }
    // Enough has been wrong on the way for the comparison to mean something.
    #expect(met.count > book.completeness.count)
  }

  @Test("A text that is spelt in other letters of the same look is looked at again")
  func spelling() throws {
    let book = try #require(Rulebook.builtIn(for: .deepSynthesis))
    let field = try #require(
      book.fields.first { ($0.kind == .text || $0.kind == .longText) && ($0.greatest ?? 0) > 1 })
    let greatest = try #require(field.greatest)
    let texts = ["e\u{301}", "\u{E9}"].map { String(repeating: $0, count: greatest) }
    #expect(texts[0] == texts[1])
    var answers = Answers.completeProvider
    var last: Completeness?
    for text in texts + texts {
      answers.fields[field.id] = .text(text)
      let now = Completeness(answers, book, after: last)
      #expect(now.findings == book.missing(answers))
      #expect(now.findings.contains { $0.id == field.id } == (text.unicodeScalars.count > greatest))
      last = now
    }
  }

  @Test("What another rulebook has said is not taken over")
  func others() throws {
    let books = Rulebook.builtIn.values.sorted { $0.id < $1.id }
    #expect(books.count > 1)
    var last: Completeness?
    for book in books + books.reversed() {
      let now = Completeness(.completeProvider, book, after: last)
      #expect(now.findings == book.missing(.completeProvider))
      last = now
    }
  }
}
