import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("JSON of strangers")
struct JSONParserTests {
  private func reason(_ text: String) -> JSONFault.Reason? {
    do throws(JSONFault) {
      _ = try JSONParser.parse(Array(text.utf8))
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("Values are read as RFC 8259 writes them")
  func values() throws {
    let text = #" {"a":[null,true,false,-12,0,1.5,1e9,"\u00e9\ud83d\ude00\"\n"],"b":{}} "#
    let expected: [JSONValue] = [
      .null, .bool(true), .bool(false), .whole(-12), .whole(0), .otherNumber, .otherNumber,
      .string("é😀\"\n"),
    ]
    #expect(
      try JSONParser.parse(Array(text.utf8)) == .object(["a": .array(expected), "b": .object([:])]))
    #expect(try JSONParser.parse(Array("99999999999999999999".utf8)) == .otherNumber)
  }

  @Test(
    "What is no JSON is refused for its reason",
    arguments: [
      ("", .truncated), ("[1", .truncated), ("{\"a\"", .truncated), ("\"a", .truncated),
      ("\"\\u00", .truncated), ("tru", .truncated), ("-", .truncated), ("nul1", .unexpected),
      ("[1,]", .unexpected), ("{,}", .unexpected), ("01", .unexpected), ("1.", .truncated),
      ("+1", .unexpected), ("'a'", .unexpected), ("\"\t\"", .unexpected), ("\"\\x\"", .unexpected),
      ("\"\\ud800\"", .notText), ("\"\\ud800\\u0041\"", .notText), ("\"\\udc00\"", .notText),
      ("{\"a\":1,\"\\u0061\":2}", .repeated), ("1 2", .trailing), ("{}{}", .trailing),
      (String(repeating: "[", count: 17), .tooDeep),
      (String(repeating: "{\"a\":", count: 100_000), .tooDeep),
    ] as [(String, JSONFault.Reason)])
  func faults(_ text: String, _ expected: JSONFault.Reason) {
    #expect(reason(text) == expected, "\(text.prefix(40))")
  }

  @Test("Bytes that are not UTF-8 are no text")
  func notUTF8() {
    #expect(throws: JSONFault.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    #expect(throws: JSONFault.self) { try JSONParser.parse([0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test("Every beginning of a text is refused, and no change of a byte traps")
  func beginnings() throws {
    let text = Array(#"{"a":[null,true,-1.5e+2,"\u00e9\ud83d\ude00"],"b":{"c":[]}}"#.utf8)
    for count in 0..<text.count {
      #expect(throws: JSONFault.self) { try JSONParser.parse(Array(text.prefix(count))) }
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[count] = byte
        _ = try? JSONParser.parse(changed)
      }
    }
  }
}
