import Foundation
import Testing

@testable import Transparency

@Suite("Base 64")
struct Base64Tests {
  @Test func `encoding is Foundation's, and decoding its inverse`() throws {
    var random = Seeded(5)
    for count in 0..<200 {
      let bytes = random.bytes(count)
      let text = Base64.encode(bytes)
      #expect(String(decoding: text, as: UTF8.self) == Data(bytes).base64EncodedString())
      #expect(Base64.decode(text[...]) == bytes)
    }
  }

  @Test(arguments: [
    "A", "AA", "AAA", "=", "====", "A===", "AA=A", "AAA=AAAA", "AAAA====", "AAAA\n", "AA A",
    "QUI", "QUJ=", "QR==", "AA-_", "AAAÄ",
  ])
  func `other spellings are refused`(text: String) {
    #expect(Base64.decode(Array(text.utf8)[...]) == nil)
  }

  @Test(arguments: ["", "00", "01", "+1", "-1", " 1", "1 ", "0x1", "18446744073709551616", "１"])
  func `other spellings of a number are refused`(text: String) {
    #expect(ASCII.decimal(Array(text.utf8)[...]) == nil)
  }

  @Test func `numbers are read up to the largest`() {
    #expect(ASCII.decimal(Array("0".utf8)[...]) == 0)
    #expect(ASCII.decimal(Array("18446744073709551615".utf8)[...]) == .max)
  }
}
