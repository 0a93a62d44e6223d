import Foundation
import Media
import TestSupport
import Testing

@Suite("A film of boxes", .enabled(if: FilmSamples.isThere))
struct BMFFTests {
  static let films = [
    "last.mp4", "fast.mp4", "keys.mp4", "fragments.mp4", "dash.mp4", "film.mov", "hevc.mp4",
    "sound.m4a", "phone.3gp",
  ]
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  @Test("takes a label, and decodes to the same frames for everybody", arguments: films)
  func label(_ name: String) async throws {
    let path = try await FilmSamples.path(name)
    let edit = SlotEdit(.text(key: "AIGC"), FilmSamples.label)
    let new = try Rewritten.copy(path, [edit], in: folder, as: name)
    #expect(try Rewritten.payloads(.text(key: "AIGC"), of: new) == [FilmSamples.label])
    #expect(try await Opinion.frames(new) == Opinion.frames(path))
    #expect(try await Opinion.warnings(new) == Opinion.warnings(path))
    let tags = try await Opinion.tags(new)
    #expect(tags.contains(#""AIGC""#), "\(tags)")
    if name == "keys.mp4" { #expect(tags.contains("before")) }
    if Opinion.hasExiftool {
      let (before, after) = (try await Opinion.exif(path), try await Opinion.exif(new))
      #expect(after.warnings == before.warnings)
      #expect(after.all.contains("TV-0001"), "\(after.all)")
    }
  }

  @Test(
    "takes label, XMP and manifest store at once, then longer and shorter ones", arguments: films)
  func everything(_ name: String) async throws {
    let path = try await FilmSamples.path(name)
    let frames = try await Opinion.frames(path)
    let warnings = try await Opinion.warnings(path)
    var new = path
    var (label, packet, store) = (FilmSamples.label, FilmSamples.packet, FilmSamples.store)
    for round in 0..<3 {
      let edits = [
        SlotEdit(.text(key: "AIGC"), label), SlotEdit(.xmp, packet), SlotEdit(.store, store),
      ]
      new = try Rewritten.copy(new, edits, in: folder, as: "\(round)-\(name)")
      #expect(try Rewritten.payloads(.text(key: "AIGC"), of: new) == [label])
      #expect(try Rewritten.payloads(.xmp, of: new) == [packet])
      #expect(try Rewritten.payloads(.store, of: new) == [store])
      #expect(try await Opinion.frames(new) == frames)
      #expect(try await Opinion.warnings(new) == warnings)
      label = round == 0 ? label + label : Array(label.prefix(100))
      packet =
        packet.dropLast(19) + Array(repeating: 0x20, count: round == 0 ? 999 : 0)
        + packet.suffix(19)
      store = FilmSamples.store
    }
    if Opinion.hasExiftool {
      let after = try await Opinion.exif(new)
      #expect(after.all.contains("a test"), "\(after.all)")
    }
  }
}
