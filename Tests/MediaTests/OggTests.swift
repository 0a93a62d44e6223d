import Foundation
import Media
import TestSupport
import Testing

@Suite("Ogg")
struct OggTests {
  /// A file made by a program of the system from half a second of sound.
  static func sample(_ type: String, comment: String = "title=x") async throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    try await SoundTools.run(
      "sox", "-n", "-b", "16", "-r", "48000", "a.wav", "synth", "0.5", "sine", "440", in: folder.url
    )
    switch type {
    case "ogg":
      try await SoundTools.run(
        "oggenc", "-Q", "-c", comment, "-o", "a.ogg", "a.wav", in: folder.url)
    case "opus":
      try await SoundTools.run(
        "opusenc", "--quiet", "--comment", comment, "a.wav", "a.opus", in: folder.url)
    default:
      try await SoundTools.run(
        "flac", "-s", "--ogg", "-T", comment, "-o", "a.oga", "a.wav", in: folder.url)
    }
    return [UInt8](try Data(contentsOf: folder.file("a." + type)))
  }

  @Test(
    "A text goes into the comment, and other readers read it", arguments: ["ogg", "opus", "oga"])
  func text(type: String) async throws {
    let old = try await Self.sample(type)
    let new = try SoundTools.checked(
      old, [SlotEdit(SoundTools.aigc, SoundTools.label)], gone: 66_000)
    #expect(new.firstRange(of: [0xC8, 0, 0, 0] + Array("AIGC=".utf8) + SoundTools.label) != nil)
    try await SoundTools.expectSame(new, as: old, type: type)
    let again = try SoundTools.checked(
      new, [SlotEdit(SoundTools.aigc, [UInt8](repeating: 65, count: 2000))], gone: 66_000)
    try await SoundTools.expectSame(again, as: old, type: type)
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(again), to: "a." + type).path
    let script = """
      import sys, mutagen; t = mutagen.File(sys.argv[1])
      print(len(t['aigc'][0]), t['title'])
      """
    let answer = try await SoundTools.run(SoundTools.python, "-W", "error", "-c", script, path)
    #expect(answer.output == "2000 ['x']\n", "\(answer.errors)")
  }

  @Test("A comment over several pages is read and written, the pages being as many as before")
  func large() async throws {
    let old = try await Self.sample(
      "ogg", comment: "note=" + String(repeating: "long ", count: 20_000))
    let file = try MediaFile(reading: BytesSource(old))
    let slot = try #require(file.slots(.text(key: "NOTE")).first)
    guard case .ranges(let ranges) = slot.payload else { return #expect(Bool(false)) }
    #expect(ranges.count > 1)
    let new = try SoundTools.checked(
      old, [SlotEdit(SoundTools.aigc, SoundTools.label)], gone: 120_000)
    try await SoundTools.expectSame(new, as: old, type: "ogg")
  }

  @Test("Where the header needs one more page, the pages behind it get new numbers and checksums")
  func renumbered() async throws {
    let old = try await Self.sample("ogg")
    for bytes in [old, old + old] {
      let file = try MediaFile(reading: BytesSource(bytes))
      let edit = SlotEdit(SoundTools.aigc, [UInt8](repeating: 65, count: 200_000))
      let plan = try file.plan([edit])
      let new = try SoundTools.checked(bytes, [edit], gone: bytes.count)
      // Read in pieces of any length it is the same.
      for length in [1, 7, 997] {
        let stretch = new.count - 3000..<new.count - 1000
        for start in stride(from: stretch.lowerBound, to: stretch.upperBound, by: length) {
          let piece = start..<min(new.count, start + length)
          #expect(try plan.output.bytes(in: piece, of: "a stretch") == Array(new[piece]))
        }
      }
      try await SoundTools.expectSame(new, as: bytes, type: "ogg")
      // And fewer pages again.
      let shorter = try SoundTools.checked(new, [SlotEdit(SoundTools.aigc, [65])], gone: new.count)
      try await SoundTools.expectSame(shorter, as: bytes, type: "ogg")
      let folder = try TemporaryDirectory()
      try folder.write(Data(new), to: "a.ogg")
      let check = try await SoundTools.run("ogginfo", "a.ogg", in: folder.url)
      #expect(!check.output.lowercased().contains("hole"), "\(check.output)")
      #expect(check.code == (bytes.count == old.count ? 0 : 1), "\(check.output)")
    }
  }

  @Test("Chained and multiplexed files are read to their end")
  func chained() async throws {
    let one = try await Self.sample("ogg")
    let two = try await Self.sample("opus")
    let first = try SoundTools.written(one, SlotEdit(SoundTools.aigc, SoundTools.label))
    let second = try SoundTools.written(two, SlotEdit(SoundTools.aigc, [0x7B, 0x7D]))
    let file = try MediaFile(reading: BytesSource(first + second))
    #expect(file.slots(SoundTools.aigc).map(\.place) == ["Vorbis AIGC", "OpusTags AIGC"])
    let folder = try TemporaryDirectory()
    let path = folder.file("a.ogv")
    try await SoundTools.run(
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=d=0.2:s=64x48", "-f", "lavfi", "-i",
      "sine=d=0.2", path.path)
    let film = [UInt8](try Data(contentsOf: path))
    let new = try SoundTools.checked(
      film, [SlotEdit(SoundTools.aigc, SoundTools.label)], gone: 66_000)
    try await SoundTools.expectSame(new, as: film, type: "ogv")
  }
}

@Suite("Fuzz: Ogg")
struct OggFuzzTests {
  /// The first pages of a file.
  private static func pages(_ file: [UInt8], _ count: Int) -> [UInt8] {
    var place = 0
    for _ in 0..<count where place + 27 <= file.count {
      let segments = Int(file[place + 26])
      guard place + 27 + segments <= file.count else { break }
      place += 27 + segments + file[(place + 27)...].prefix(segments).reduce(0) { $0 + Int($1) }
    }
    return Array(file.prefix(place))
  }

  @Test("Every bad file gets an answer")
  func bad() async throws {
    var fuzz = SoundFuzz()
    let all = [
      SlotEdit(SoundTools.aigc, SoundTools.label),
      SlotEdit(SoundTools.aigc, [UInt8](repeating: 65, count: 70_000)),
    ]
    for type in ["opus", "ogg", "oga"] {
      let file = try await OggTests.sample(type)
      fuzz.storm(Self.pages(file, 3), edits: [all[0]])
      fuzz.storm(Self.pages(file, 3), edits: [all[1]], seconds: 0.5)
    }
    fuzz.report("Ogg")
  }
}
