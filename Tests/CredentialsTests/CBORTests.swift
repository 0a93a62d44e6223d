import Credentials
import TestSupport
import Testing

@Suite("CBOR is read as it stands and written in one way")
struct CBORTests {
  /// An encoding of RFC 8949, appendix A, and the deterministic encoding of what it means.
  struct Vector: Sendable, CustomTestStringConvertible {
    let encoded: [UInt8]
    let written: [UInt8]
    var testDescription: String { encoded.map { String($0, radix: 16) }.joined(separator: " ") }

    init(_ encoded: [UInt8], as written: [UInt8]? = nil) {
      self.encoded = encoded
      self.written = written ?? encoded
    }
  }

  static let vectors = [
    Vector([0x00]), Vector([0x17]), Vector([0x18, 0x18]), Vector([0x19, 0x03, 0xE8]),
    Vector([0x1A, 0x00, 0x0F, 0x42, 0x40]),
    Vector([0x1B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
    Vector([0x20]), Vector([0x38, 0x63]),
    Vector([0x3B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
    Vector([0xF4]), Vector([0xF5]), Vector([0xF6]), Vector([0xF7]), Vector([0xF8, 0xFF]),
    Vector([0xF9, 0x00, 0x00]), Vector([0xF9, 0x3C, 0x00]), Vector([0xF9, 0x7B, 0xFF]),
    Vector([0xF9, 0x00, 0x01]), Vector([0xF9, 0x04, 0x00]), Vector([0xF9, 0xC4, 0x00]),
    Vector([0xFA, 0x47, 0xC3, 0x50, 0x00]),
    Vector([0xFB, 0x3F, 0xF1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A]),
    Vector([0xFA, 0x7F, 0x80, 0x00, 0x00], as: [0xF9, 0x7C, 0x00]),
    Vector([0xFB, 0x7F, 0xF8, 0, 0, 0, 0, 0, 0], as: [0xF9, 0x7E, 0x00]),
    Vector([0xC1, 0x1A, 0x51, 0x4B, 0x67, 0xB0]), Vector([0x40]),
    Vector([0x44, 1, 2, 3, 4]), Vector([0x60]), Vector([0x62, 0x22, 0x5C]),
    Vector([0x64, 0xF0, 0x90, 0x85, 0x91]), Vector([0x80]), Vector([0x83, 1, 2, 3]),
    Vector([0xA0]), Vector([0xA2, 0x01, 0x02, 0x03, 0x04]),
    Vector(
      [0xA2, 0x61, 0x62, 0x01, 0x61, 0x61, 0x02], as: [0xA2, 0x61, 0x61, 0x02, 0x61, 0x62, 1]),
    Vector([0x5F, 0x42, 1, 2, 0x43, 3, 4, 5, 0xFF], as: [0x45, 1, 2, 3, 4, 5]),
    Vector([0x7F, 0x61, 0x61, 0x60, 0xFF], as: [0x61, 0x61]),
    Vector([0x9F, 0x01, 0x82, 0x02, 0x03, 0xFF], as: [0x82, 0x01, 0x82, 0x02, 0x03]),
    Vector([0xBF, 0x61, 0x61, 0x01, 0xFF], as: [0xA1, 0x61, 0x61, 0x01]),
    Vector([0x18, 0x05], as: [0x05]), Vector([0x1B, 0, 0, 0, 0, 0, 0, 0, 1], as: [0x01]),
  ]

  @Test(
    "What other writers make is read, and written again in the shortest form", arguments: vectors)
  func reads(_ vector: Vector) throws {
    let item = try CBOR(decoding: vector.encoded)
    #expect(item.deterministic() == vector.written)
    #expect(item.encoded.elementsEqual(vector.encoded))
    #expect(try CBOR(decoding: vector.written, rules: .deterministic) == item)
    if vector.encoded != vector.written {
      #expect(throws: CBORError.self) {
        _ = try CBOR(decoding: vector.encoded, rules: .deterministic)
      }
    }
  }

  @Test("Every item knows its own bytes, however deep it lies")
  func knowsItsBytes() throws {
    let bytes: [UInt8] = [0xA1, 0x61, 0x61, 0x82, 0x43, 7, 8, 9, 0x19, 0x00, 0x05]
    let item = try CBOR(decoding: bytes)
    let list = try #require(item["a"]?.array)
    #expect(list[0].encoded.elementsEqual([0x43, 7, 8, 9]))
    #expect(list[1].encoded.elementsEqual([0x19, 0x00, 0x05]))
    #expect(list[1].integer == 5)
    #expect(item["a"]?.encoded.elementsEqual(bytes[3...]) == true)
  }

  @Test(
    "What is no CBOR is refused with the reason and the place",
    arguments: [
      ([], .truncated, 0), ([0x18], .truncated, 1), ([0x42, 1], .truncated, 1),
      ([0x1C], .head(0x1C), 0), ([0xFF], .head(0xFF), 0), ([0x61, 0xFF], .text, 1),
      ([0x01, 0x02], .trailing(1), 1), ([0xA2, 0x01, 0x02, 0x01, 0x03], .duplicateKey, 3),
      ([0xA2, 0x01, 0x02, 0x18, 0x01, 0x03], .duplicateKey, 3), ([0xF8, 0x18], .head(0xF8), 0),
      ([0x9F, 0x01], .truncated, 2), ([0xBF, 0x01, 0xFF], .head(0xFF), 2),
      ([0x5F, 0x61, 0x61, 0xFF], .head(0x61), 1), ([0x1F], .head(0x1F), 0),
      ([0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .truncated, 9),
      ([0xBB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1], .truncated, 9),
      ([0x5B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .truncated, 9),
    ] as [([UInt8], CBORError.Reason, Int)])
  func refuses(_ bytes: [UInt8], _ reason: CBORError.Reason, _ offset: Int) {
    let error = #expect(throws: CBORError.self) { _ = try CBOR(decoding: bytes) }
    #expect(error?.reason == reason)
    #expect(error?.offset == offset)
  }

  @Test("A relaxation is taken only where it is named")
  func relaxations() throws {
    var rules = CBORRules.reading
    rules.allowsTrailingBytes = true
    rules.allowsDuplicateKeys = true
    #expect(try CBOR(decoding: [0x01, 0x02], rules: rules).integer == 1)
    #expect(try CBOR(decoding: [0xA2, 1, 2, 1, 3], rules: rules)[1]?.integer == 2)
  }

  @Test("A hundred thousand levels end at the limit and not at the stack")
  func deepNesting() {
    for head in [0x81, 0xC1, 0x9F, 0xA1] as [UInt8] {
      var bytes = [UInt8](repeating: head, count: 100_000)
      if head == 0xA1 { bytes = (0..<100_000).flatMap { _ in [0xA1, 0x01] as [UInt8] } }
      let error = #expect(throws: CBORError.self) { _ = try CBOR(decoding: bytes + [0x01]) }
      #expect(error?.reason == .depth(limit: 64))
    }
  }
}
