import TestSupport
import Testing

@testable import Labels

@Suite("Content ids")
struct ContentIDTests {
  @Test("Later ids sort behind earlier ones, and no two are the same")
  func sortable() {
    var random = SeededRandom()
    var ids: [ContentID] = []
    for millisecond in 0..<500 {
      ids.append(ContentID(milliseconds: 1_790_000_000_000 + Int64(millisecond), using: &random))
    }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == 500)
  }

  @Test("An id has 26 characters, all of them allowed in a label")
  func allowed() {
    var random = SeededRandom()
    for time in [Int64.min, -1, 0, 1, .max] {
      let id = ContentID(milliseconds: time, using: &random)
      #expect(id.text.utf8.count == 26)
      #expect(id.text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
    }
  }

  @Test("Times are written as they are in UTC, over the whole of the calendar")
  func times() {
    let times: [(Int64, String)] = [
      (-62_135_596_800, "0001-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
      (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
      (1_709_251_199, "2024-02-29T23:59:59Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
      (253_402_300_799, "9999-12-31T23:59:59Z"),
    ]
    for (seconds, text) in times { #expect(Timestamp.text(seconds * 1000) == text) }
    #expect(Timestamp.text(.max) == "9999-12-31T23:59:59Z")
    #expect(Timestamp.text(.min) == "0001-01-01T00:00:00Z")
  }
}
