import Media
import TestSupport
import Testing

@testable import Register

@Suite("ZIP archives")
struct ZipArchiveTests {
  private let hello = RawArchive.Entry("a/hello.txt", Array("hello".utf8))

  private func error(_ archive: RawArchive, limits: ZipArchive.Limits = .document) -> ArchiveError?
  {
    error(archive.bytes, limits: limits)
  }

  private func error(_ bytes: [UInt8], limits: ZipArchive.Limits = .document) -> ArchiveError? {
    do throws(ArchiveError) {
      let archive = try ZipArchive(bytes, limits: limits)
      for entry in archive.entries { _ = try archive.read(entry.name) }
      return nil
    } catch {
      return error
    }
  }

  @Test("A stored entry is read as it is")
  func stored() throws {
    let archive = try ZipArchive(RawArchive([hello]).bytes)
    #expect(archive.entries.map(\.name) == ["a/hello.txt"])
    #expect(try archive.read("a/hello.txt") == Array("hello".utf8))
    #expect(throws: ArchiveError.noSuchEntry("b")) { try archive.read("b") }
  }

  @Test("What the writer writes is read back, deflated and streamed", arguments: [0, 1, 70_000])
  func roundTrip(count: Int) throws {
    var generator = SeededRandom()
    let content = (0..<count).map { _ in UInt8.random(in: 0...7, using: &generator) }
    let bytes = try MadeDocument.archive([("one", content), ("folder/两", Array("二".utf8))])
    let archive = try ZipArchive(bytes)
    #expect(archive.entries.map(\.name) == ["one", "folder/两"])
    #expect(try archive.read("one") == content)
    #expect(try archive.read("folder/两") == Array("二".utf8))
    #expect(try MadeDocument.archive([("one", content), ("folder/两", Array("二".utf8))]) == bytes)
  }

  @Test("Bytes before the archive, a comment after it, and folders are passed over")
  func surroundings() throws {
    var archive = RawArchive([RawArchive.Entry("a/", []), hello])
    archive.comment = Array("PK\u{5}\u{6} is no end record here".utf8)
    archive.prefix = [1, 2, 3]
    #expect(try ZipArchive(archive.bytes).entries.map(\.name) == ["a/hello.txt"])
  }

  @Test(
    "Names that could lead out of the archive or be read in two ways are refused",
    arguments: [
      "", "/etc/passwd", "../up", "a/../b", "a/./b", "a//b", "a\\b", "C:x", "a\u{0}b", "a\nb", "..",
      String(repeating: "n", count: 256),
    ])
  func unsafeName(name: String) {
    let error = error(RawArchive([RawArchive.Entry(name, [])]))
    guard case .unsafeName = error else {
      Issue.record("\(name) was taken: \(String(describing: error))")
      return
    }
  }

  @Test("Names that differ only in letter case are one name twice")
  func duplicates() {
    let other = RawArchive.Entry("A/HELLO.TXT", [])
    #expect(error(RawArchive([hello, hello])) == .duplicateName("a/hello.txt"))
    #expect(error(RawArchive([hello, other])) == .duplicateName("A/HELLO.TXT"))
  }

  @Test("Entries that share bytes are refused")
  func overlap() {
    var other = RawArchive.Entry("a/hello.txt", Array("hello".utf8))
    other.name = Array("b".utf8)
    other.localName = hello.name
    other.place = 0
    // The directory names another entry at the same place: headers disagree.
    guard case .malformed = error(RawArchive([hello, other])) else {
      Issue.record("a second name for the same header was taken")
      return
    }
    // An entry whose data hold the whole of another.
    var inner = RawArchive([RawArchive.Entry("in", Array("x".utf8))]).bytes
    inner.removeLast(22 + 46 + 2)
    let outer = RawArchive.Entry("out", inner)
    var hidden = RawArchive.Entry("in", Array("x".utf8))
    hidden.place = 33
    var archive = RawArchive([outer, hidden])
    #expect(error(archive) == .overlappingEntries("out", "in"))
    archive.entries = [outer]
    #expect(error(archive) == nil)
  }

  @Test("Encryption, ZIP64, several volumes and other compressions are refused")
  func unsupported() {
    var encrypted = hello
    encrypted.flags = 1
    #expect(error(RawArchive([encrypted])) == .unsupported("encryption"))
    var large = hello
    large.size = .max
    #expect(error(RawArchive([large])) == .unsupported("ZIP64"))
    var extra = hello
    extra.extra = [1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(error(RawArchive([extra])) == .unsupported("ZIP64"))
    var bzip = hello
    bzip.method = 12
    #expect(error(RawArchive([bzip])) == .unsupported("compression method 12"))
    var volumes = RawArchive([hello])
    volumes.volume = 1
    #expect(error(volumes) == .unsupported("several volumes"))
    var locator = RawArchive([hello])
    locator.locator = true
    #expect(error(locator) == .unsupported("ZIP64"))
  }

  @Test("A header that says other things than the directory is refused")
  func disagreement() {
    var renamed = hello
    renamed.localName = Array("a/h3llo.txt".utf8)
    guard case .malformed = error(RawArchive([renamed])) else {
      Issue.record("two names were taken")
      return
    }
    var two = hello
    two.size = 4
    guard case .malformed = error(RawArchive([two])) else {
      Issue.record("two lengths were taken")
      return
    }
    var offset = RawArchive([hello])
    offset.declaredOffset = 1
    guard case .malformed = error(offset) else {
      Issue.record("a directory elsewhere was taken")
      return
    }
    var more = RawArchive([hello])
    more.declaredEntries = 2
    #expect(error(more) == .truncated(what: "its directory"))
  }

  @Test("Content that does not match its checksum or its length is refused")
  func damage() throws {
    var wrong = hello
    wrong.checksum ^= 1
    #expect(
      error(RawArchive([wrong]))
        == .damaged(entry: "a/hello.txt", reason: "its checksum does not match"))
    let collected = ByteCollector()
    try Deflater().deflate(Array(repeating: 7, count: 1000)[...], last: true) {
      collected.append($0)
    }
    var short = RawArchive.Entry("z", collected.bytes)
    short.method = 8
    short.checksum = Deflate.checksum(Array(repeating: 7, count: 1000)[...])
    short.size = 1000
    #expect(error(RawArchive([short])) == nil)
    short.size = 999
    #expect(
      error(RawArchive([short]))
        == .damaged(entry: "z", reason: "it inflates to more than declared"))
    short.size = 1001
    #expect(
      error(RawArchive([short]))
        == .damaged(entry: "z", reason: "it inflates to less than declared"))
    short.size = 1000
    short.content += [0]
    short.stored += 1
    #expect(error(RawArchive([short])) == .damaged(entry: "z", reason: "bytes follow its data"))
    short.content.removeLast(4)
    short.stored -= 4
    #expect(
      error(RawArchive([short])) == .damaged(entry: "z", reason: "its data end too early"))
  }

  @Test("Limits on bytes, entries, inflated length and ratio hold before anything is inflated")
  func limits() throws {
    let small = ZipArchive.Limits(archiveBytes: 1000, entries: 2, entryBytes: 100, ratio: 10)
    let entries = (0..<3).map { RawArchive.Entry("\($0)", []) }
    #expect(
      error(RawArchive(entries), limits: small)
        == .tooLarge(what: "entries in the archive", value: 3, limit: 2))
    #expect(
      error([UInt8](repeating: 0, count: 1001), limits: small)
        == .tooLarge(what: "bytes of the archive", value: 1001, limit: 1000))
    var long = hello
    long.method = 8
    long.size = 101
    #expect(
      error(RawArchive([long]), limits: small)
        == .tooLarge(what: "bytes of a/hello.txt when inflated", value: 101, limit: 100))
    // A bomb: 100 MB of zeros in 100 kB.
    let bomb = try MadeDocument.archive([("zeros", [UInt8](repeating: 0, count: 60 << 20))])
    guard case .tooLarge("bytes when inflated", 62_914_560, _) = error(bomb) else {
      Issue.record("a bomb was taken")
      return
    }
    // A declared length that deflate could never reach is not even allocated.
    var claim = hello
    claim.method = 8
    claim.size = 1 << 20
    #expect(
      error(RawArchive([claim]))
        == .damaged(entry: "a/hello.txt", reason: "it inflates to less than declared"))
  }

  @Test("An archive cut off anywhere is refused with a reason")
  func truncated() throws {
    let bytes = try MadeList.document([MadeList.cells(1)]).bytes()
    for length in 0..<bytes.count {
      #expect(error(Array(bytes[..<length])) != nil, "cut at \(length)")
    }
    #expect(error([]) == .notAnArchive)
    #expect(error(Array("PK".utf8)) == .notAnArchive)
    #expect(error(Array(bytes[..<100])) == .truncated(what: "its entries, before its directory"))
  }
}
