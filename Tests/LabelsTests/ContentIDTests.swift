import Labels
import TestSupport
import Testing

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
}
