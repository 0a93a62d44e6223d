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
    let (before, after) = (try await Opinion.probe(path), try await Opinion.probe(new))
    #expect(after.warnings == before.warnings)
    #expect(after.tags.contains(#""AIGC""#), "\(after.tags)")
    if name == "keys.mp4" { #expect(after.tags.contains("before")) }
    if Opinion.hasExiftool, ["keys.mp4", "film.mov", "sound.m4a"].contains(name) {
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
      if round == 2 {
        #expect(try await Opinion.frames(new) == frames)
      }
      label = round == 0 ? label + label : Array(label.prefix(100))
      packet =
        packet.dropLast(19) + Array(repeating: 0x20, count: round == 0 ? 999 : 0)
        + packet.suffix(19)
      store = FilmSamples.store
    }
    if Opinion.hasExiftool, name == "fast.mp4" {
      let after = try await Opinion.exif(new)
      #expect(after.all.contains("a test"), "\(after.all)")
    }
  }

  @Test(
    "shows what the coder left in its first frames",
    arguments: ["fast.mp4", "fragments.mp4", "hevc.mp4"])
  func coder(_ name: String) async throws {
    let path = try await FilmSamples.path(name)
    let found = try #require(try Rewritten.payloads(.userData, of: path).first)
    // The UUIDs of x264 and of x265.
    let uuid: [UInt8] =
      name == "hevc.mp4"
      ? [
        0x2C, 0xA2, 0xDE, 0x09, 0xB5, 0x17, 0x47, 0xDB, 0xBB, 0x55, 0xA4, 0xFE, 0x7F, 0xC2, 0xFC,
        0x4E,
      ]
      : [
        0xDC, 0x45, 0xE9, 0xBD, 0xE6, 0xD9, 0x48, 0xB7, 0x96, 0x2C, 0xD8, 0x20, 0xD9, 0x23, 0xEE,
        0xEF,
      ]
    #expect(found.prefix(16).elementsEqual(uuid))
    #expect(String(decoding: found.dropFirst(16), as: UTF8.self).hasPrefix("x26"))
  }

  @Test("keeps the index of fragments right", arguments: ["fragments.mp4", "dash.mp4"])
  func index(_ name: String) async throws {
    let path = try await FilmSamples.path(name)
    let edits = [
      SlotEdit(.text(key: "AIGC"), FilmSamples.label), SlotEdit(.xmp, FilmSamples.packet),
    ]
    let new = try FileSource(path: try Rewritten.copy(path, edits, in: folder, as: name))
    let tree = BMFFTree(new)
    let fragments = try tree.roots().filter { $0.type == "moof" }
    #expect(fragments.count > 1)
    var entries = 0
    for box in try #require(try tree.boxes(at: "/mfra/tfra")) {
      var reader = SourceReader(new, in: box.body)
      let width = try reader.u8("tfra") == 0 ? 4 : 8
      try reader.skip(11, "tfra")
      for _ in 0..<(try reader.u32("tfra")) {
        try reader.skip(width, "tfra")
        let offset = Int(try reader.bigEndian(width, "tfra"))
        #expect(fragments.contains { $0.range.lowerBound == offset })
        try reader.skip(3, "tfra")
        entries += 1
      }
    }
    #expect(entries > 0)
    if name == "dash.mp4" {
      let box = try #require(try tree.boxes(at: "/sidx")?.first)
      var reader = SourceReader(new, in: box.body)
      try reader.skip(try reader.u8("sidx") == 0 ? 15 : 19, "sidx")
      let width = box.body.count % 12 == 8 ? 8 : 4
      let first = Int(try reader.bigEndian(width, "sidx"))
      #expect(fragments.contains { $0.range.lowerBound == box.range.upperBound + first })
    } else {
      // Each fragment of this one says where it is.
      for (number, fragment) in fragments.enumerated() {
        let header = try #require(
          try tree.boxes(at: "/moof[\(number + 1)]/traf[1]/tfhd")?.first)
        var fields = SourceReader(new, in: header.body)
        try fields.skip(8, "tfhd")
        #expect(Int(try fields.bigEndian(8, "tfhd")) == fragment.range.lowerBound)
      }
    }
  }
}

@Suite("A film of others", .enabled(if: Shared.has("corpus/c2pa")))
struct SharedFilmTests {
  static let films = [
    "gen/fmt-a.mov", "gen/fmt-a.m4a", "gen/fmt-frag.mp4", "gen/update.mp4",
    "gen/merkle-1k-p5-frag.mp4", "gen/merkle-2k-p1-a.mov", "encypher/signed_test.mp4",
    "c2pa-rs/video1.mp4", "c2pa-rs/legacy.mp4", "gen-base/a.mp4",
  ]

  @Test("keeps its manifest store and its samples under a label", arguments: films)
  func signed(_ name: String) async throws {
    let path = Shared.url("corpus/c2pa/" + name).path
    let old = try MediaFile(reading: try FileSource(path: path))
    #expect(old.broken == nil)
    let stores = try old.slots(.store).map { try old.payload(of: $0) }
    #expect(stores.isEmpty == name.hasPrefix("gen-base"))
    for store in stores {
      #expect(store[4..<8].elementsEqual("jumb".utf8))
      #expect(store[..<4].reduce(0) { $0 << 8 | Int($1) } == store.count)
    }
    if name.contains("merkle") { #expect(!old.slots(.merkle).isEmpty) }
    let plan = try old.plan([SlotEdit(.text(key: "AIGC"), FilmSamples.label)])
    let new = try MediaFile(reading: plan.output)
    #expect(try new.slots(.store).map { try new.payload(of: $0) } == stores)
    #expect(
      try new.slots(.merkle).map { try new.payload(of: $0) }
        == old.slots(.merkle).map { try old.payload(of: $0) })
    #expect(new.slots.count == old.slots.count + 1)
    let folder = try TemporaryDirectory()
    let target = folder.file("film").path
    try FileWriter.write(plan, to: target, existing: .replace)
    #expect(try await samples(target) == samples(path))
  }

  @Test("is read by its headers alone")
  func touched() throws {
    let source = WatchedSource(
      try FileSource(path: Shared.url("corpus/c2pa/c2pa-rs/video1.mp4").path))
    let file = try MediaFile(reading: source)
    #expect(file.broken == nil)
    print("a film of \(source.size) bytes: \(source.all) bytes of it were read")
    #expect(source.all < 16_384)
  }

  private func samples(_ path: String) async throws -> String {
    try await Opinion.run(
      FilmSamples.ffmpeg,
      ["-v", "error", "-i", path, "-map", "0", "-c", "copy", "-f", "framemd5", "-"])
  }

  @Test("takes a label in its first segment, and says so where it is another")
  func segments() throws {
    let folder = "corpus/c2pa/c2pa-rs-dash/BigBuckBunny_2s"
    let edit = SlotEdit(.text(key: "AIGC"), FilmSamples.label)
    let first = try MediaFile(reading: FileSource(path: Shared.url(folder + "_init.mp4").path))
    let plan = try first.plan([edit])
    #expect(try MediaFile(reading: plan.output).slots(edit.kind).count == 1)
    let second = try MediaFile(reading: FileSource(path: Shared.url(folder + "1.m4s").path))
    #expect(second.broken == nil)
    for kind in [edit.kind, .xmp, .store] {
      #expect {
        try second.plan([SlotEdit(kind, FilmSamples.store)])
      } throws: {
        "\($0)".contains("moov") || "\($0)".contains("sidecar")
      }
    }
  }

  @Test("has the texts of QuickTime's user data, in every form that they are written in")
  func userTexts() throws {
    func text(_ type: [UInt8], _ body: [UInt8]) -> [UInt8] {
      Boxes.number(body.count + 8, 4) + type + body
    }
    func piece(_ text: [UInt8], language: Int) -> [UInt8] {
      Boxes.number(text.count, 2) + Boxes.number(language, 2) + text
    }
    let (comment, name, info) = (
      [0xA9] + Array("cmt".utf8), [0xA9] + Array("nam".utf8),
      [0xA9] + Array("inf".utf8)
    )
    let label = FilmSamples.label
    let wide: [UInt8] = [0xFE, 0xFF] + Array("label".utf8).flatMap { [0, $0] as [UInt8] }
    let data = Boxes.box("data", [0, 0, 0, 1, 0, 0, 0, 0] + label)
    let user = Boxes.box(
      "udta",
      text(comment, piece(label, language: 0) + piece(Array("zwei".utf8), language: 0x55C4))
        + text(name, piece(wide, language: 0x15C7)) + text(info, data)
        + Boxes.box("meta", [0, 0, 0, 0] + text(name, piece(label, language: 0))))
    let file = try MediaFile(Boxes.fileType + Boxes.film(chunks: [200], behind: user))
    #expect(file.broken == nil && file.remarks.isEmpty)
    #expect(
      file.slots.map(\.kind) == [
        .text(key: "©cmt"), .text(key: "©cmt"), .text(key: "©nam"), .text(key: "©inf"),
        .text(key: "©nam"),
      ])
    #expect(
      try file.slots.map { try file.payload(of: $0) } == [
        label, Array("zwei".utf8), Array("label".utf8), label, label,
      ])
    #expect(file.slots.map(\.place)[0] == "moov/udta/©cmt")
    #expect(file.slots.map(\.place)[4] == "moov/udta/meta/©nam")
  }

  @Test("with a broken text in its user data is read as far as that goes")
  func brokenUserText() throws {
    let user = Boxes.box("udta", Boxes.number(14, 4) + [0xA9, 0x63, 0x6D, 0x74, 0, 99, 0, 0, 1, 2])
    let file = try MediaFile(Boxes.fileType + Boxes.film(chunks: [200], behind: user))
    #expect(file.broken == nil)
    #expect(file.remarks.map(\.rule) == ["bmff.metadata.malformed"])
  }
}
