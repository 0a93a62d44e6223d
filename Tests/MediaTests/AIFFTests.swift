import Foundation
import Media
import TestSupport
import Testing

@Suite("AIFF")
struct AIFFTests {
  static func sample(_ type: String) async throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    try await SoundTools.run(
      "sox", "-n", "-b", "16", "a." + type, "synth", "0.1", "sine", "440", in: folder.url)
    return [UInt8](try Data(contentsOf: folder.file("a." + type)))
  }

  @Test("A text goes into an ID3 chunk and a packet into APPL", arguments: ["aiff", "aifc"])
  func both(type: String) async throws {
    let old = try await Self.sample(type)
    let new = try SoundTools.checked(
      old, [SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.xmp, SoundTools.packet)])
    try await SoundTools.expectSame(new, as: old, type: type)
    let again = try SoundTools.checked(
      new, [SlotEdit(SoundTools.aigc, [65, 66, 67]), SlotEdit(.xmp, SoundTools.packet + [32])],
      gone: 500)
    try await SoundTools.expectSame(again, as: old, type: type)
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(again), to: "a." + type).path
    let script = "import sys; from mutagen.aiff import AIFF; print(AIFF(sys.argv[1])['TXXX:AIGC'])"
    let answer = try await SoundTools.run(SoundTools.python, "-W", "error", "-c", script, path)
    #expect(answer.output == "ABC\n", "\(answer.errors)")
  }
}

@Suite("Fuzz: AIFF")
struct AIFFFuzzTests {
  @Test("Every bad file gets an answer")
  func bad() throws {
    var fuzz = SoundFuzz()
    let all = [SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.xmp, SoundTools.packet)]
    let seed: [UInt8] =
      Array("FORM".utf8) + [0, 0, 0, 13] + Array("AIFFNAME".utf8) + [0, 0, 0, 1, 65]
    fuzz.storm(try SoundTools.written(seed, all), edits: all)
    fuzz.storm(seed, edits: all, seconds: 0.3)
    fuzz.report("AIFF")
  }
}
