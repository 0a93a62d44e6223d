import Foundation
import Media
import TestSupport
import Testing

@Suite("A Flash video", .enabled(if: FilmSamples.isThere))
struct FLVTests {
  static let films = ["film.flv", "seekable.flv", "bare.flv"]
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  @Test("takes a label, then a longer and a shorter one, and stays the same film", arguments: films)
  func label(_ name: String) async throws {
    let path = try await FilmSamples.path(name)
    let frames = try await Opinion.frames(path)
    let probe = try await Opinion.probe(path)
    let labels = [
      FilmSamples.label, Array(repeating: 0x61, count: 900), Array(FilmSamples.label.prefix(99)),
    ]
    var new = path
    for (round, label) in labels.enumerated() {
      let edit = SlotEdit(.text(key: "AIGC"), label)
      new = try Rewritten.copy(new, [edit], in: folder, as: "\(round)-\(name)")
      #expect(try Rewritten.payloads(.text(key: "AIGC"), of: new) == [label])
      guard round != 1 else { continue }
      #expect(try await Opinion.frames(new) == frames)
      let after = try await Opinion.probe(new)
      #expect(after.warnings == probe.warnings)
      #expect(after.tags.contains(#""AIGC""#))
    }
  }

  @Test("takes a text that is too long for a length of two bytes")
  func long() async throws {
    let text = [UInt8](repeating: 0x62, count: 70_000)
    let path = try await FilmSamples.path("film.flv")
    let edit = SlotEdit(.text(key: "note"), text)
    let new = try Rewritten.copy(path, [edit], in: folder, as: "new.flv")
    #expect(try Rewritten.payloads(.text(key: "note"), of: new) == [text])
    #expect(throws: MediaError.self) {
      try Rewritten.copy(
        path, [SlotEdit(.text(key: "note"), [UInt8](repeating: 0, count: 1 << 24))], in: folder,
        as: "never.flv")
    }
  }

  @Test("states its size and the places of its key frames anew")
  func positions() async throws {
    let path = try await FilmSamples.path("seekable.flv")
    let edit = SlotEdit(.text(key: "AIGC"), FilmSamples.label)
    let new = try Rewritten.copy(path, [edit], in: folder, as: "new.flv")
    let bytes = Array(try Data(contentsOf: URL(filePath: new)))
    func number(behind name: String, skipping: Int = 1) throws -> Int {
      let place = try #require(bytes.firstRange(of: Array(name.utf8))).upperBound + skipping
      return Int(
        Double(bitPattern: bytes[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) }))
    }
    #expect(try number(behind: "filesize") == bytes.count)
    // An array of numbers: marker, count, and a marker before each. There are two key frames.
    for index in 0..<2 {
      let place = try number(behind: "filepositions", skipping: 6 + 9 * index)
      #expect(bytes[place] == 9, "a tag with film")
      #expect(bytes[place + 11] >> 4 == 1, "a key frame")
    }
    // What the guide of the label and the test vector say of the bytes.
    let vector: [UInt8] = [0, 4] + Array("AIGC".utf8) + [2, 0, 0xC3] + FilmSamples.label
    #expect(bytes.firstRange(of: vector) != nil)
  }
}
