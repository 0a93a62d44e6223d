import Media
import TestSupport
import Testing

@testable import Credentials

@Suite("Hashes are made in one walk over the file")
struct BindingTests {
  @Test("Several hashes over one walk are what each would be alone")
  func oneWalk() throws {
    var random = SeededRandom()
    let bytes = random.bytes(300_000)
    var pass = HashPass()
    let all = pass.add(HashStream(.sha256, [.range(0..<bytes.count), .cut]))
    let parts = pass.add(
      HashStream(
        .sha384,
        [
          .literal([1, 2]), .range(5..<70_000), .range(70_001..<70_001), .range(80_000..<299_999),
          .cut,
        ]))
    let blocks = pass.add(HashStream(.sha512, [.blocks(10..<290_011, size: 1000)]))
    let empty = pass.add(HashStream(.sha256, [.cut]))
    try pass.run(over: BytesSource(bytes))
    #expect(pass.streams[all].digests == [ContentHash.sha256.digest(of: bytes)])
    let joined = [1, 2] + bytes[5..<70_000] + bytes[80_000..<299_999]
    #expect(pass.streams[parts].digests == [ContentHash.sha384.digest(of: joined)])
    let wanted = stride(from: 10, to: 290_011, by: 1000).map {
      ContentHash.sha512.digest(of: bytes[$0..<min($0 + 1000, 290_011)])
    }
    #expect(pass.streams[blocks].digests == wanted)
    #expect(pass.streams[empty].digests == [ContentHash.sha256.digest(of: [])])
  }

  @Test("A hash that is known is taken where the very same bytes are asked for, and nowhere else")
  func written() throws {
    var random = SeededRandom()
    let bytes = random.bytes(1000)
    let steps: [HashStream.Step] = [.range(0..<400), .literal([7]), .range(500..<1000), .cut]
    let known = WrittenContent(.sha256, steps, digests: [[1, 2, 3]])
    var pass = HashPass(knowing: known)
    let same = pass.add(HashStream(.sha256, steps))
    // Nothing is read: there is nothing.
    try pass.run(over: BytesSource([]))
    #expect(pass.streams[same].digests == [[1, 2, 3]])
    let others: [(ContentHash, [HashStream.Step], [UInt8])] = [
      (.sha384, steps, bytes[0..<400] + [7] + bytes[500...]),
      (.sha256, [.range(0..<1000), .cut], bytes),
      (
        .sha256, [.range(0..<400), .literal([8]), .range(500..<1000), .cut],
        bytes[0..<400] + [8] + bytes[500...]
      ),
      (
        .sha256, [.range(0..<400), .literal([7]), .range(500..<999), .cut],
        bytes[0..<400] + [7] + bytes[500..<999]
      ),
    ]
    for (algorithm, steps, hashed) in others {
      var pass = HashPass(knowing: known)
      let other = pass.add(HashStream(algorithm, steps))
      try pass.run(over: BytesSource(bytes))
      #expect(pass.streams[other].digests == [algorithm.digest(of: hashed)])
    }
    // From 400 to 499 nothing is hashed, so that it may be written over.
    func covers(_ place: Int, _ old: [UInt8], _ new: [UInt8]) -> Bool {
      WrittenContent.covers(steps, at: place, old, replacedBy: new)
    }
    let old = Array(bytes[400..<500])
    #expect(covers(400, old, random.bytes(100)))
    #expect(covers(399, Array(bytes[399..<501]), [bytes[399]] + random.bytes(100) + [bytes[500]]))
    #expect(!covers(399, Array(bytes[399..<500]), [~bytes[399]] + old))
    #expect(!covers(400, Array(bytes[400...500]), old + [~bytes[500]]))
    #expect(!covers(400, old, old + [0]))
  }

  @Test("A row of a tree is the one that is made with all of it in memory")
  func rows() {
    var random = SeededRandom()
    for count in [1, 2, 3, 5, 7, 8, 33, 100] {
      let leaves = (0..<count).map { _ in random.bytes(32) }
      var row = leaves
      var level = 0
      while true {
        var builder = MerkleRowBuilder(.sha256, level: level)
        for leaf in leaves { builder.add(leaf) }
        #expect(builder.finished() == row, "\(count) leaves, level \(level)")
        #expect(
          row.count == 1 && level > 0
            || MerkleRowBuilder.level(of: row.count, leaves: count) == level)
        guard row.count > 1 else { break }
        row = stride(from: 0, to: row.count, by: 2).map { place in
          place + 1 < row.count
            ? ContentHash.sha256.digest(of: row[place] + row[place + 1]) : row[place]
        }
        level += 1
      }
    }
    #expect(MerkleRowBuilder.level(of: 3, leaves: 4) == nil)
  }

  @Test("A leaf with the hashes beside its way leads to its place in the row")
  func climbing() {
    var random = SeededRandom()
    let leaves = (0..<7).map { _ in random.bytes(32) }
    var rows = [leaves]
    while let last = rows.last, last.count > 1 {
      rows.append(
        stride(from: 0, to: last.count, by: 2).map { place in
          place + 1 < last.count
            ? ContentHash.sha256.digest(of: last[place] + last[place + 1]) : last[place]
        })
    }
    for location in 0..<7 {
      var proof: [[UInt8]] = []
      var place = location
      for row in rows.dropLast() {
        let sibling = place ^ 1
        if sibling < row.count { proof.append(row[sibling]) }
        place /= 2
      }
      let found = MerkleRowBuilder.climb(
        .sha256, leaf: leaves[location], location: location, count: 7, proof: proof, level: 3)
      #expect(found?.node == rows.last?.first)
      #expect(found?.place == 0)
    }
  }

  @Test("What is left of a range without others is in order and complete")
  func ranges() {
    #expect(RangeSet.joined([5..<7, 0..<2, 6..<9, 9..<10, 3..<3]) == [0..<2, 5..<10])
    #expect(RangeSet.rest(of: 0..<10, without: [0..<2, 5..<7]) == [2..<5, 7..<10])
    #expect(RangeSet.rest(of: 6..<8, without: [0..<2, 5..<7]) == [7..<8])
    #expect(RangeSet.rest(of: 5..<7, without: [0..<2, 5..<7]) == [])
  }

  @Test("A compressed stream unfolds, the words of the dictionary included")
  func brotli() throws {
    let packed: [UInt8] = [
      0x1B, 0xFA, 0x04, 0xE8, 0x9D, 0x07, 0x76, 0xAC, 0xC3, 0xB2, 0x75, 0x0D, 0xE5, 0xA1, 0x58,
      0x89,
      0x56, 0x46, 0x95, 0x69, 0x6F, 0x74, 0x0D, 0xE2, 0x12, 0x46, 0xB7, 0xCC, 0xDC, 0xC0, 0x09,
      0x17,
      0x30, 0x27, 0x11, 0x26, 0x3A, 0x3C, 0xE0, 0xF9, 0xE2, 0x70, 0x0F, 0xB8, 0x3D, 0x13, 0x46,
      0x2A,
      0x8C, 0x3B, 0xF3, 0x03, 0x96, 0xB4, 0x67, 0x4E, 0xC1, 0x3D, 0x75, 0xBB, 0x78, 0x7E, 0x10,
      0x06,
      0xA3, 0x36, 0xF8, 0x65, 0x10, 0xB6, 0x5B, 0xB3, 0xD1, 0x42, 0x2A, 0x03,
    ]
    let text =
      String(
        repeating: "The manifest of the ingredient is the one that was taken in. ", count: 20)
      + "time of the year, the people and their own, Information"
    #expect(try Brotli.decode(packed[...], limit: 2000).elementsEqual(text.utf8))
    #expect(throws: BrotliError.tooLarge(limit: 1000)) {
      _ = try Brotli.decode(packed[...], limit: 1000)
    }
    #expect(throws: BrotliError.truncated) {
      _ = try Brotli.decode(packed[..<30], limit: 2000)
    }
  }
}
