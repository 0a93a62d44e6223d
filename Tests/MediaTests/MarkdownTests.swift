import Foundation
import Media
import TestSupport
import Testing

@Suite("Markdown")
struct MarkdownTests {
  static func payload(_ text: String) throws -> String? {
    let file = try MediaFile(reading: BytesSource(Array(text.utf8)))
    #expect(file.format == .markdown)
    return try file.slots.first.map { String(decoding: try file.payload(of: $0), as: UTF8.self) }
  }

  @Test("What stands under the key is handed out as it stands")
  func reads() throws {
    #expect(
      try Self.payload("---\na: 1\nAIGC:\n  Label: \"1\"\n  X:\n    y: 2\n\nb: 2\n---\ntext\n")
        == "  Label: \"1\"\n  X:\n    y: 2")
    #expect(try Self.payload("---\r\nAIGC: {\"Label\":\"1\"}\r\n---\r\n") == "{\"Label\":\"1\"}")
    #expect(try Self.payload("---\n\"AIGC\": '{\"a\":\"it''s\"}'\n...\n") == "{\"a\":\"it's\"}")
    #expect(
      try Self.payload("---\nAIGC: \"{\\\"a\\\":\\\"\\u6807\\\"}\"\n---\n") == "{\"a\":\"标\"}")
    #expect(try Self.payload("---\nAIGC: |\n  {\"a\":\n   1}\n---\n") == "{\"a\":\n 1}")
    #expect(try Self.payload("---\nAIGC: {\"a\":\n  1}\n---\n") == "{\"a\":\n  1}")
    #expect(try Self.payload("---\nAIGC: 1\n no end") == nil)
  }

  @Test("A label is put in, replaced, and put in front where there is no front matter")
  func writes() async throws {
    for old in [
      "---\ntitle: x\n---\n\ntext\n", "---\nAIGC:\n  Label: \"1\"\nb: 2\n---\n", "---\nno end\n",
      "---\r\ntitle: x\r\n---\r\n",
    ] {
      for text in ["{\"Label\":\"1\",\"标\":\"x\"}", "  Label: \"1\"\n  a: 2", "it's plain"] {
        let edit = SlotEdit(SoundTools.aigc, Array(text.utf8))
        let new = try SoundTools.checked(Array(old.utf8), [edit])
        #expect(String(decoding: new, as: UTF8.self).hasSuffix(String(old.suffix(5))))
        let again = try SoundTools.checked(new, [SlotEdit(SoundTools.aigc, SoundTools.label)])
        let folder = try TemporaryDirectory()
        let path = try folder.write(Data(again), to: "a.md").path
        let script = """
          import sys, yaml
          t = open(sys.argv[1], newline='').read().replace('\\r\\n', '\\n')
          print(yaml.safe_load(t.split('---\\n')[1])['AIGC']['ProduceID'])
          """
        let answer = try await SoundTools.run(SoundTools.python, "-c", script, path)
        #expect(answer.output == "TV-0001\n", "\(answer.errors)")
      }
    }
    #expect(throws: MediaError.self) {
      try SoundTools.written(
        Array("---\n---\n".utf8), SlotEdit(SoundTools.aigc, Array("a\n---\n".utf8)))
    }
  }
}

@Suite("Fuzz: Markdown")
struct MarkdownFuzzTests {
  @Test("Every bad text gets an answer")
  func bad() throws {
    var fuzz = SoundFuzz()
    let all = [
      SlotEdit(SoundTools.aigc, SoundTools.label),
      SlotEdit(SoundTools.aigc, Array("  a: 1\n  b: \"2\"".utf8)),
      SlotEdit(SoundTools.aigc, Array("it's".utf8)),
    ]
    let seed = "---\na: 1\nAIGC: \"{\\\"a\\\":\\u6807}\"\n'b': |\n  x\n  y\n---\n# Text\n"
    fuzz.storm(Array(seed.utf8), edits: all)
    fuzz.report("Markdown")
  }
}
