import Media
import TestSupport
import Testing

@Suite("A search in bytes")
struct ByteSearchTests {
  @Test("finds the first place, of an array and of a slice, and what is not there not")
  func first() {
    let bytes = Array("aabaabaaab".utf8)
    #expect(bytes.firstRange(of: Array("aaab".utf8)) == 6..<10)
    #expect(bytes.firstRange(of: Array("aab".utf8)) == 0..<3)
    #expect(bytes[1...].firstRange(of: Array("aab".utf8)) == 3..<6)
    #expect(bytes[1..<5].firstRange(of: Array("aab".utf8)) == nil)
    #expect(bytes.firstRange(of: bytes) == 0..<10)
    for missing in ["c", "aaaa", "aabaabaaaba", ""] {
      #expect(bytes.firstRange(of: Array(missing.utf8)) == nil, "\(missing)")
    }
    #expect([UInt8]().firstRange(of: [1]) == nil)
  }

  @Test("agrees with the one that compares at every place")
  func agreement() {
    var random = SeededRandom()
    for _ in 0..<500 {
      let bytes = (0..<30).map { _ in UInt8.random(in: 0..<3, using: &random) }
      let wanted = (0..<3).map { _ in UInt8.random(in: 0..<3, using: &random) }
      let place = (0...27).first { bytes[$0..<$0 + 3].elementsEqual(wanted) }
      #expect(bytes.firstRange(of: wanted) == place.map { $0..<$0 + 3 }, "\(random)")
    }
  }
}
