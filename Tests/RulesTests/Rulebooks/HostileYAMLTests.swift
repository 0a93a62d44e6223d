import Foundation
import Rules
import Testing

/// What a hostile file could do to a parser.
///
/// Each has to end, with an answer, within the time that a test takes.
@Suite("Hostile YAML")
struct HostileYAMLTests {
  static func nested(_ open: String, _ middle: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + middle + String(repeating: close, count: count)
  }

  /// Nine levels of nine aliases: 387 million values if written out.
  static let bomb: String = {
    var text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    for level in 1...9 {
      let inner = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
      text += "a\(level): &a\(level) [\(inner)]\n"
    }
    return text + "? *a9\n: x\n"
  }()

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String

    init(_ name: String, _ text: String) {
      self.testDescription = name
      self.text = text
    }
  }

  static let cases: [Case] = [
    Case("lists in lists", nested("[", "", "]", 100_000)),
    Case("lists never closed", nested("[", "", "", 100_000)),
    Case("mappings in mappings", nested("{a: ", "", "}", 50_000)),
    Case("keys in keys", nested("{? ", "x", "}", 50_000)),
    Case("just within the parser's own bound", nested("[", "", "]", 999)),
    Case("dashes", nested("- ", "x", "", 100_000)),
    Case("question marks", nested("? ", "x", "", 100_000)),
    Case("indents", (0..<700).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
    Case("aliases of aliases", bomb),
    Case("an alias of itself", "a: &a [*a]"),
    Case(
      "conditions in conditions",
      SmallRulebook.text.replacingOccurrences(
        of: "{equals: {field: role, value: provider}}",
        with: nested("{not: ", "{given: role}", "}", 25))),
    Case("too many values", "a: [" + String(repeating: "x,", count: 120_000) + "]"),
    Case("too long", String(repeating: "# comment\n", count: 60_000)),
    Case("many duplicate keys", String(repeating: "rulebook: a\n", count: 2_000)),
    Case("a long key", String(repeating: "k", count: 200_000) + ": 1"),
    Case("bad escapes", "a: \"\\uD800\\xZZ\\U00110000\""),
    Case("tags", "!<tag:yaml.org,2002:binary> {!!int a: !!float b}"),
    Case("unknown keys", (0..<5_000).map { "key\($0): 1\n" }.joined()),
    Case("combining marks", "a" + String(repeating: "\u{301}", count: 50_000) + ": 1"),
  ]

  @Test("It is answered and not followed", arguments: cases)
  func answered(hostile: Case) throws {
    let text = hostile.text
    let problems = Rulebook.check(yaml: text)
    #expect(!problems.isEmpty)
    #expect(problems.count <= 500)
    #expect(problems.allSatisfy { $0.description.utf8.count < 2_000 })
    #expect(throws: RulebookError.self) { try WorkingDayCalendar(yaml: text) }
  }

  @Test("An alias is refused by name, with what to do")
  func alias() throws {
    let problem = try #require(Rulebook.check(yaml: "a: &x 1\nb: *x\n").first)
    #expect(
      problem.description
        == "2:4: *x is an alias, and aliases are not read here; write out what &x stands for")
  }

  @Test("A small stack is enough, since reading brings its own")
  func smallStack() {
    let done = DispatchSemaphore(value: 0)
    let text = Self.nested("{? ", "x", "}", 990)
    let thread = Thread {
      _ = Rulebook.check(yaml: text)
      done.signal()
    }
    thread.stackSize = 128 * 1024
    thread.start()
    done.wait()
  }
}
