import Foundation
import Media
import TestSupport
import Testing

/// A GIF put together from blocks.
enum GIFSample {
  static let screen: [UInt8] = [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
  static let image: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0]
  static let loop: [UInt8] = [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3, 1, 0, 0, 0]

  static func file(
    _ version: String = "89a", _ blocks: [UInt8]..., behind: [UInt8] = [0x3B], after: [UInt8] = []
  ) -> [UInt8] {
    Array("GIF\(version)".utf8) + screen + blocks.flatMap { $0 } + image + behind + after
  }

  static let magic: [UInt8] = [1] + (0...255).reversed() + [0]

  static func xmp(_ packet: [UInt8]) -> [UInt8] {
    [0x21, 0xFF, 11] + Array("XMP DataXMP".utf8) + packet + magic
  }

  static func store(_ bytes: [UInt8]) -> [UInt8] {
    [0x21, 0xFF, 11] + Array("C2PA_GIF".utf8) + [1, 0, 0] + subBlocks(bytes)
  }

  static func subBlocks(_ bytes: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bytes.count, by: 255).flatMap { start in
      let end = min(start + 255, bytes.count)
      return [UInt8(end - start)] + bytes[start..<end]
    } + [0]
  }
}

@Suite("A GIF")
struct GIFTests {
  @Test("has a packet with its trailer or in sub-blocks, comments, a store of sub-blocks")
  func slots() throws {
    let packet = PictureSamples.packet()
    let store = PictureSamples.store(1000)
    let comment = Array(repeating: UInt8(65), count: 300)
    let file = try MediaFile(
      GIFSample.file(
        "89a", GIFSample.loop, GIFSample.store(store), GIFSample.xmp(packet),
        behind: [0x21, 0xFE] + GIFSample.subBlocks(comment) + [0x21, 0xFF, 11]
          + Array("XMP DataXMP".utf8) + GIFSample.subBlocks(packet) + [0x3B],
        after: Array(#"AIGC{"Label":"1"}"#.utf8)))
    #expect(file.broken == nil)
    #expect(file.slots.map(\.kind) == [.store, .xmp, .text(key: ""), .xmp, .stray])
    #expect(try file.payloads(.xmp) == [packet, packet])
    #expect(try file.payloads(.store) == [store])
    #expect(try file.payloads(.text(key: "")) == [comment])
    #expect(file.remarks.map(\.rule) == ["gif.xmp.trailer"])
  }

  @Test("is read where its trailer is missing, and says so")
  func withoutTrailer() throws {
    let file = try MediaFile(GIFSample.file("89a", GIFSample.xmp([65]), behind: []))
    #expect(file.broken == nil && file.slots.count == 1)
    #expect(file.remarks.map(\.rule) == ["gif.trailer.missing"])
  }

  @Test("takes extensions behind the one for playing, and becomes 89a")
  func writing() throws {
    let packet = PictureSamples.packet()
    let store = PictureSamples.store(700)
    let bytes = GIFSample.file("87a", GIFSample.loop)
    let plan = try MediaFile(bytes).plan([SlotEdit(.store, store), SlotEdit(.xmp, packet)])
    let new = try plan.written
    #expect(
      new
        == GIFSample.file(
          "89a", GIFSample.loop, GIFSample.xmp(packet), GIFSample.store(store)))
    let file = try MediaFile(new)
    #expect(file.remarks.isEmpty)
    #expect(file.slots.allSatisfy { plan.placements[$0.kind] == $0.extent })
    let again = try file.plan([SlotEdit(.xmp, [65]), SlotEdit(.store, [66])]).written
    #expect(
      again == GIFSample.file("89a", GIFSample.loop, GIFSample.xmp([65]), GIFSample.store([66])))
  }

  @Test("refuses a packet that would end too early, and a text")
  func refusing() throws {
    let file = try MediaFile(GIFSample.file())
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.xmp, [65, 0])]) }
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.text(key: "AIGC"), [65])]) }
  }

  @Test("has parts by the names of C2PA that cover every byte")
  func parts() throws {
    let file = try MediaFile(
      GIFSample.file("89a", GIFSample.store([1]), GIFSample.loop, after: [0, 0]))
    let parts = try file.parts()
    #expect(
      parts.map(\.name) == ["GIF89a", "LSD", "C2PA", "21FF", "2C", "TBID", "3B", "c2pa.after"])
    #expect(parts[1].range == 6..<19)
  }

  @Test(
    "is read by others as before, with the same pixels",
    .enabled(if: PictureTools.has("convert", "exiftool", "python"), "needs its tools"))
  func others() async throws {
    try await PictureRoundTrip.check(
      making: [
        "a.gif": ["-size", "97x61", "plasma:red-blue"],
        "moving.gif": [
          "-delay", "10", "-loop", "0", "-size", "40x40", "plasma:", "xc:red", "plasma:",
        ],
      ],
      edits: [
        SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store(90_000)),
      ])
  }
}

@Suite("Fuzz: a GIF")
struct GIFFuzzTests {
  @Test("gets an answer however it is damaged")
  func damaged() throws {
    var damage = PictureDamage(edits: [
      [SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store())]
    ])
    let rich = GIFSample.file(
      "89a", GIFSample.loop, GIFSample.store(PictureSamples.store(80)),
      GIFSample.xmp(Array("<x/>".utf8)),
      behind: [0x21, 0xFE] + GIFSample.subBlocks(Array("comment".utf8)) + [0x3B])
    try damage.spend(seconds: 1.5, on: [rich, GIFSample.file("87a")], named: "GIF")
  }

  @Test("is not taken apart into more pieces than a store can have")
  func crumbs() throws {
    let crumbs =
      [0x21, 0xFE] + Array(repeating: [1, 65] as [UInt8], count: 400_000).joined() + [0]
    let file = try MediaFile(GIFSample.file("89a", crumbs, GIFSample.xmp([65])))
    #expect(file.remarks.map(\.rule) == ["gif.subBlocks.tooMany"])
    #expect(file.slots.map(\.kind) == [.xmp])
  }
}
