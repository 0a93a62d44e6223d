import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("JSON is written byte by byte")
struct JSONWriterTests {
  private func written(_ text: String) -> [UInt8] {
    var json = JSONWriter()
    json.string(text)
    return json.bytes
  }

  @Test(
    "Every string is read back as it was",
    arguments: [
      "", "华为", "\"", "\\", "\"\u{301}", "<\u{200D}", "a\u{0}b", "\r\n", "\n", "\t\u{8}\u{C}",
      "\u{7F}",
      "\u{2028}", "\u{2029}", "“quoted” …", "𠮷👨‍👩‍👧", "\u{FFFE}\u{FFFF}\u{FEFF}", "/</script>",
      "e\u{301}é",
      MadeUpRegister.hostile,
    ])
  func roundTrip(text: String) throws {
    let read = try JSON(parsing: Data(written(text)))
    #expect(read.string.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test("Scripts and terminals can take what is written")
  func escapes() {
    #expect(written("\u{2028}\u{2029}") == Array(#""\u2028\u2029""#.utf8))
    #expect(written("\u{1}\u{1F}\u{7F}") == Array(#""\u0001\u001f\u007f""#.utf8))
    #expect(written("\u{2027}\u{202A}") == Array("\"\u{2027}\u{202A}\"".utf8))
    #expect(written("a\"\u{301}") == Array("\"a\\\"\u{301}\"".utf8))
  }

  @Test("Any sequence of scalars is read back, and no control character is written raw")
  func anyScalars() throws {
    var random = SeededRandom()
    for _ in 0..<Effort.times(500) {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let ranges: [ClosedRange<UInt32>] = [
          0...0x7F, 0x80...0x7FF, 0x2000...0x20FF, 0x4E00...0x9FFF, 0xE000...0xFFFF,
          0x10000...0x10FFFF,
        ]
        let range = ranges.randomElement(using: &random) ?? 0...0x7F
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
          text.append(scalar)
        }
      }
      let bytes = written(String(text))
      #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7F }, "\(random)")
      let read = try JSON(parsing: Data(bytes)).string
      #expect(read?.unicodeScalars.elementsEqual(text) == true, "\(random)")
    }
  }

  @Test("Commas stand between values and nowhere else")
  func commas() {
    var json = JSONWriter()
    json.object { json in
      json.key("empty")
      json.object { _ in }
      json.key("none")
      json.array { _ in }
      json.member("a", 1 as Int?)
      json.member("b", nil as String?)
      json.member("c", true)
      json.member("d", ["x", "y"])
      json.key(escaping: "\"")
      json.array { json in
        json.object { json in json.member("e", UInt64.max) }
        json.raw(Array("[1,2]".utf8))
        json.null()
      }
    }
    let expected =
      #"{"empty":{},"none":[],"a":1,"b":null,"c":true,"d":["x","y"],"\"":[{"e":18446744073709551615},[1,2],null]}"#
    #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
  }
}
