import Testing

@testable import Transparency

@Suite("Tiles")
struct TileTests {
  @Test(
    arguments: [
      ("tile/0/000", 0, 0, 256), ("tile/0/x001/000", 0, 1000, 256),
      ("tile/3/x001/x234/067", 3, 1_234_067, 256), ("tile/63/999.p/255", 63, 999, 255),
      ("tile/0/x018/x446/x744/x073/x709/x551/615.p/1", 0, UInt64.max, 1),
    ] as [(String, Int, UInt64, Int)])
  func `paths name tiles, and tiles their paths`(
    path: String, level: Int, index: UInt64, width: Int
  ) throws {
    let tile = try #require(Tile(level: level, index: index, width: width))
    #expect(tile.path == path)
    #expect(Tile(path: path) == tile)
  }

  @Test func `bundles have paths of their own`() throws {
    let bundle = try #require(Tile(entries: 1000, width: 7))
    #expect(bundle.path == "tile/entries/x001/000.p/7")
    #expect(Tile(path: bundle.path) == bundle)
    #expect(Tile(path: bundle.path) != Tile(level: 0, index: 1000, width: 7))
  }

  @Test(arguments: [
    "", "tile", "tile/", "tile/0", "tile/0/", "/tile/0/000", "tile/0/000/", "tile//000",
    "tile/00/000", "tile/01/000", "tile/64/000", "tile/-1/000", "tile/+1/000", "tile/a/000",
    "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000", "tile/0/x000/000", "tile/0/x000/001",
    "tile/0/001/000", "tile/0/x001/x000", "tile/0/X001/000", "tile/0/x01/000", "tile/0/000.p",
    "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/1/",
    "tile/0/000.p/1/2", "tile/0/.p/1", "tile/0/000.q/1", "tile/0/000/1", "tile/data/000",
    "tile/Entries/000", "tile/0/x018/x446/x744/x073/x709/x551/616",
    "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/０００", "tile/0/000\u{0}", "tile/0/..",
  ])
  func `what is not exactly a path names nothing`(path: String) {
    #expect(Tile(path: path) == nil)
  }

  @Test func `levels and widths out of bounds make no tile`() {
    #expect(Tile(level: -1, index: 0) == nil)
    #expect(Tile(level: 64, index: 0) == nil)
    #expect(Tile(level: 0, index: 0, width: 0) == nil)
    #expect(Tile(level: 0, index: 0, width: 257) == nil)
    #expect(Tile(entries: 0, width: 257) == nil)
  }

  @Test func `a tree of 70,000 has the tiles that the specification counts`() {
    let tiles = Array(Tile.hashes(to: 70_000))
    #expect(tiles.count(where: { $0.level == 0 && !$0.isPartial }) == 273)
    #expect(tiles.filter { $0.level == 0 && $0.isPartial }.map(\.width) == [112])
    #expect(tiles.count(where: { $0.level == 1 && !$0.isPartial }) == 1)
    #expect(tiles.filter { $0.level == 1 && $0.isPartial }.map(\.width) == [17])
    #expect(tiles.filter { $0.level == 2 }.map(\.width) == [1])
    #expect(tiles.count == 273 + 1 + 1 + 1 + 1)
    #expect(Array(Tile.hashes(to: 256)).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
    #expect(Array(Tile.hashes(to: 0)).isEmpty)
    #expect(
      Array(Tile.entries(to: 513)).map(\.path)
        == ["tile/entries/000", "tile/entries/001", "tile/entries/002.p/1"])
  }

  @Test func `growth asks for new tiles only, at most one partial tile a level`() throws {
    var random = Seeded(4)
    for _ in 0..<200 {
      let old = UInt64.random(in: 0...70_000, using: &random)
      let size = old + UInt64.random(in: 0...70_000, using: &random)
      let before = Set(Tile.hashes(to: old))
      let after = Set(Tile.hashes(to: size))
      let new = Array(Tile.hashes(from: old, to: size))
      #expect(Set(new) == after.subtracting(before))
      #expect(new.count == Set(new).count)
      for level in 0..<3 { #expect(new.count(where: { $0.level == level && $0.isPartial }) <= 1) }
      #expect(
        Set(Tile.entries(from: old, to: size))
          == Set(Tile.entries(to: size)).subtracting(Tile.entries(to: old)))
    }
  }

  @Test func `the tiles of the largest tree cost nothing until they are walked`() {
    var walk = Tile.hashes(to: .max).makeIterator()
    #expect(walk.next()?.path == "tile/0/000")
    let partials = (0..<8).compactMap { Tile.partial(level: $0, size: .max) }
    #expect(partials.map(\.width) == [Int](repeating: 255, count: 8))
    #expect(Tile.hashes(level: 8, index: 0, size: .max) == nil)
  }

  @Test func `a tree gives the tiles that it has and no others`() throws {
    let tree = Vectors.tree(513)
    for tile in Tile.hashes(to: 513) {
      let bytes = try #require(tree.tile(tile))
      #expect(bytes.count == tile.maximumLength)
    }
    #expect(tree.tile(try #require(Tile(level: 0, index: 1, width: 9)))?.count == 9 * 32)
    for path in [
      "tile/0/002", "tile/0/002.p/2", "tile/0/003.p/1", "tile/1/000", "tile/1/000.p/3",
      "tile/2/000.p/1", "tile/entries/000", "tile/63/000.p/1",
      "tile/0/x018/x446/x744/x073/x709/x551/615.p/1",
    ] {
      #expect(tree.tile(try #require(Tile(path: path))) == nil, "\(path)")
    }
  }
}

@Suite("Entry bundles")
struct EntryBundleTests {
  @Test func `entries of every length go in and out`() throws {
    let entries = [[], [1], Vectors.entry(1), [UInt8](repeating: 9, count: 65_535)]
    let bundle = try EntryBundle(entries)
    #expect(bundle.encoded.count == entries.reduce(0) { $0 + 2 + $1.count })
    #expect(Array(bundle.encoded[..<5]) == [0, 0, 0, 1, 1])
    #expect(try EntryBundle(parsing: bundle.encoded) == bundle)
    #expect(try EntryBundle(parsing: []).entries.isEmpty)
  }

  @Test func `what does not fit is refused with its place`() throws {
    #expect(throws: EntryBundleError.entryTooLong(position: 1, length: 65_536)) {
      try EntryBundle([[], [UInt8](repeating: 0, count: 65_536)])
    }
    #expect(throws: EntryBundleError.tooManyEntries(offset: 0)) {
      try EntryBundle([[UInt8]](repeating: [], count: 257))
    }
    #expect(throws: EntryBundleError.tooManyEntries(offset: 512)) {
      try EntryBundle(parsing: [UInt8](repeating: 0, count: 514))
    }
    #expect(throws: EntryBundleError.truncated(offset: 2, needed: 2, available: 1)) {
      try EntryBundle(parsing: [0, 0, 0])
    }
    #expect(throws: EntryBundleError.truncated(offset: 2, needed: 256, available: 1)) {
      try EntryBundle(parsing: [1, 0, 7])
    }
  }
}
