import Foundation
import Media
import TestSupport
import Testing

@Suite("FLAC")
struct FLACTests {
  static let tiny: [UInt8] =
    Array("fLaC".utf8) + [0x80, 0, 0, 34] + [UInt8](repeating: 0, count: 34) + [0xFF, 0xF8, 1, 2]

  static func sample(padding: String) async throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    try await SoundTools.run(
      "sox", "-n", "-b", "16", "-r", "48000", "a.wav", "synth", "0.2", "sine", "440", in: folder.url
    )
    try await SoundTools.run(
      "flac", "-s", "-P", padding, "-T", "title=x", "-o", "a.flac", "a.wav", in: folder.url)
    return [UInt8](try Data(contentsOf: folder.file("a.flac")))
  }

  @Test("A text goes into the comment as the vector has it, into the padding where it fits")
  func text() async throws {
    let old = try await Self.sample(padding: "1000")
    let edit = SlotEdit(SoundTools.aigc, SoundTools.label)
    #expect(try MediaFile(reading: BytesSource(old)).plan([edit]).changesInPlace != nil)
    let new = try SoundTools.checked(old, [edit], gone: 300)
    #expect(new.count == old.count)
    #expect(new.firstRange(of: [0xC8, 0, 0, 0] + Array("AIGC=".utf8) + SoundTools.label) != nil)
    try await SoundTools.expectSame(new, as: old, type: "flac")
    let shorter = try SoundTools.checked(new, [SlotEdit(SoundTools.aigc, [0x7B, 0x7D])], gone: 300)
    #expect(shorter.count == old.count)
    let longer = try SoundTools.checked(
      new, [SlotEdit(SoundTools.aigc, [UInt8](repeating: 65, count: 5000))], gone: 300)
    for file in [shorter, longer] {
      try await SoundTools.expectSame(file, as: old, type: "flac")
      let folder = try TemporaryDirectory()
      let path = try folder.write(Data(file), to: "a.flac").path
      #expect(try await SoundTools.run("flac", "-s", "-t", path).code == 0)
    }
  }

  @Test("A store goes into an ID3 tag in front, and mutagen reads the rest")
  func store() async throws {
    let old = try await Self.sample(padding: "0")
    let new = try SoundTools.checked(
      old,
      [SlotEdit(.store, SoundTools.store), SlotEdit(SoundTools.aigc, SoundTools.label)], gone: 300)
    #expect(new.starts(with: Array("ID3".utf8)))
    try await SoundTools.expectSame(new, as: old, type: "flac")
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(new), to: "a.flac").path
    #expect(try await SoundTools.run("flac", "-s", "-t", path).code == 0)
    let script = """
      import sys; from mutagen.flac import FLAC; t = FLAC(sys.argv[1])
      print(t['AIGC'][0] == sys.argv[2], t['title'])
      """
    let answer = try await SoundTools.run(
      SoundTools.python, "-c", script, path, String(decoding: SoundTools.label, as: UTF8.self))
    #expect(answer.output == "True ['x']\n", "\(answer.errors)")
    let again = try SoundTools.checked(new, [SlotEdit(.store, [1, 2, 3])], gone: 200)
    #expect(again.count == new.count)
  }

  @Test("A file without a comment gets one, and a store in an application block stays there")
  func blocks() throws {
    let new = try SoundTools.checked(Self.tiny, [SlotEdit(SoundTools.aigc, SoundTools.label)])
    #expect(new[4] == 0)
    #expect(new.suffix(4) == Self.tiny.suffix(4))
    var other = Self.tiny
    other[4] = 0
    other.insert(contentsOf: [0x82, 0, 0, 6] + Array("c2paXY".utf8), at: 42)
    let replaced = try SoundTools.checked(other, [SlotEdit(.store, SoundTools.store)])
    #expect(replaced.starts(with: Array("fLaC".utf8)))
  }

  @Test("The store of another writer is found", .enabled(if: Shared.has("corpus/c2pa")))
  func corpus() throws {
    let old = try SoundTools.corpus("gen/fmt-a.flac")
    let file = try MediaFile(reading: BytesSource(old))
    #expect(file.slots(.store).first?.payload == .ranges([63..<3334]))
    _ = try SoundTools.checked(old, [SlotEdit(.store, SoundTools.store)], gone: 4000)
  }
}

@Suite("Fuzz: FLAC")
struct FLACFuzzTests {
  @Test("Every bad file gets an answer")
  func bad() throws {
    var fuzz = SoundFuzz()
    let all = [SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.store, SoundTools.store)]
    fuzz.storm(try SoundTools.written(FLACTests.tiny, all), edits: all)
    var padded = FLACTests.tiny
    padded[4] = 0
    padded.insert(contentsOf: [0x81, 0, 0, 60] + [UInt8](repeating: 0, count: 60), at: 42)
    fuzz.storm(try SoundTools.written(padded, [all[0]]), edits: all, seconds: 0.6)
    fuzz.report("FLAC")
  }
}
