import Foundation
import Media
import TestSupport
import Testing

@Suite("A picture of boxes")
struct PictureOfBoxesTests {
  private static let python = Shared.packageRoot.appending(path: ".venv/bin/python").path
  private static let hasPython = FileManager.default.isExecutableFile(atPath: python)

  /// Bytes of the items by their numbers, as the table says.
  private func pictureData(_ bytes: [UInt8]) throws -> [UInt8] {
    let tree = BMFFTree(BytesSource(bytes))
    let box = try #require(try tree.boxes(at: "/meta/iloc")?.first)
    var reader = SourceReader(BytesSource(bytes), in: box.body)
    let version = try reader.u8("iloc")
    try reader.skip(version > 0 ? 7 + 2 + 2 + 2 + 2 : 7 + 2 + 2 + 2, "iloc")
    let offset = Int(try reader.u32("iloc"))
    return Array(bytes[offset..<offset + 4])
  }

  @Test(
    "takes XMP and a manifest store, wherever its items are, and keeps its data",
    arguments: [0, 1], [false, true])
  func items(_ version: Int, _ inside: Bool) throws {
    guard version > 0 || !inside else { return }
    for packet in [nil, Array("<x/>".utf8), Array("<x>longer than the other</x>".utf8)] {
      let old = PictureSample.picture(version: version, inside: inside, packet: packet)
      #expect(try pictureData(old) == [0xCA, 0xFE, 0xBA, 0xBE])
      for edits in [
        [SlotEdit(.xmp, FilmSamples.packet)], [SlotEdit(.xmp, Array("<y/>".utf8))],
        [SlotEdit(.store, FilmSamples.store)],
        [SlotEdit(.xmp, FilmSamples.packet), SlotEdit(.store, FilmSamples.store)],
      ] {
        let file = try MediaFile(reading: BytesSource(old))
        #expect(file.broken == nil)
        #expect(
          try file.slots(.xmp).map { try file.payload(of: $0) } == (packet.map { [$0] } ?? []))
        let plan = try file.plan(edits)
        let new = try plan.output.bytes(in: 0..<plan.size, of: "all")
        #expect(try pictureData(new) == [0xCA, 0xFE, 0xBA, 0xBE])
        let again = try MediaFile(reading: BytesSource(new))
        #expect(again.broken == nil)
        for edit in edits {
          #expect(try again.slots(edit.kind).map { try again.payload(of: $0) } == [edit.payload])
        }
        // The zeros, and what is behind the packet in its box.
        if inside { #expect(new.firstRange(of: [7] + Boxes.number(0, 0)) != nil) }
      }
    }
  }

  @Test("refuses a text under a key, and says what to do")
  func text() throws {
    let file = try MediaFile(reading: BytesSource(PictureSample.heif))
    #expect {
      try file.plan([SlotEdit(.text(key: "AIGC"), FilmSamples.label)])
    } throws: { error in
      "\(error)".contains("put it into XMP")
    }
  }

  static let shared = [
    "gen-base/a.heic", "gen/fmt-a.heic", "c2pa-ts/trustnxt-icon.heic", "c2pa-rs/sample1.heif",
    "c2pa-rs/sample1.avif",
  ]

  @Test(
    "of others keeps its pixels for a decoder of others",
    .enabled(if: Shared.has("corpus/c2pa") && hasPython), arguments: shared)
  func pixels(_ name: String) async throws {
    try await check(Shared.url("corpus/c2pa/" + name).path)
  }

  @Test(
    "made by ffmpeg keeps its pixels", .enabled(if: FilmSamples.isThere && hasPython))
  func made() async throws {
    try await check(try await FilmSamples.path("picture.avif"))
  }

  private func check(_ path: String) async throws {
    let folder = try TemporaryDirectory()
    var new = path
    let before = try await decoded(path)
    let warnings = try await Opinion.exif(path).warnings
    for (round, edits) in [
      [SlotEdit(.xmp, FilmSamples.packet)], [SlotEdit(.store, FilmSamples.store)],
      [SlotEdit(.xmp, FilmSamples.packet.dropLast(19) + [0x20] + FilmSamples.packet.suffix(19))],
    ].enumerated() {
      new = try Rewritten.copy(new, edits, in: folder, as: "\(round)")
      for edit in edits {
        #expect(try Rewritten.payloads(edit.kind, of: new).first == edit.payload)
      }
      guard round == 2 else { continue }
      let after = try await decoded(new)
      #expect(after.hash == before.hash)
      #expect(after.xmp.contains("a test"))
      if Opinion.hasExiftool {
        let exif = try await Opinion.exif(new)
        #expect(exif.all.contains("a test"), "\(exif.all)")
        #expect(exif.warnings == warnings)
      }
    }
  }

  /// The hash of the pixels and the XMP that Pillow finds.
  private func decoded(_ path: String) async throws -> (hash: String, xmp: String) {
    let script = """
      import hashlib, sys
      import PIL.Image, pillow_heif
      pillow_heif.register_heif_opener()
      picture = PIL.Image.open(sys.argv[1])
      print(picture.size, hashlib.sha256(picture.convert("RGBA").tobytes()).hexdigest())
      print(picture.info.get("xmp", b"") or b"")
      """
    let output = try await Opinion.run(Self.python, ["-c", script, path])
    let lines = output.split(separator: "\n", maxSplits: 1)
    return (String(lines.first ?? ""), String(lines.dropFirst().first ?? ""))
  }
}
