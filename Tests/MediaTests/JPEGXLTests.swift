import Foundation
import Media
import TestSupport
import Testing

/// A JPEG XL put together from boxes.
enum JPEGXLSample {
  static let head: [UInt8] =
    [0, 0, 0, 12] + Array("JXL ".utf8) + [0x0D, 0x0A, 0x87, 0x0A, 0, 0, 0, 20]
    + Array("ftypjxl ".utf8) + [0, 0, 0, 0] + Array("jxl ".utf8)

  static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.bigEndian(content.count + 8, width: 4)
    writer.append(type)
    writer.append(content)
    return writer.bytes
  }

  static let picture = box("jxlc", [0xFF, 0x0A, 1, 2, 3])

  static func file(_ before: [UInt8]..., behind: [UInt8] = []) -> [UInt8] {
    head + before.flatMap { $0 } + picture + behind
  }
}

@Suite("A JPEG XL")
struct JPEGXLTests {
  @Test("has its packet, EXIF texts and store in boxes, of whatever length they are written")
  func slots() throws {
    let packet = PictureSamples.packet()
    let store = PictureSamples.store()
    let exif = TIFFSample.exif(comment: Array("ASCII\0\0\0x".utf8))
    let other = JPEGXLSample.box("jumb", JPEGXLSample.box("jumd", Array(repeating: 0, count: 20)))
    let file = try MediaFile(
      JPEGXLSample.file(
        JPEGXLSample.box("Exif", [0, 0, 0, 2, 9, 9] + exif), other, store,
        behind: [0, 0, 0, 0] + Array("xml ".utf8) + packet))
    #expect(file.broken == nil && file.remarks.isEmpty)
    #expect(file.slots.map(\.kind) == [.exif(tag: 0x9286), .store, .xmp])
    #expect(try file.payloads(.xmp) == [packet])
    #expect(try file.payloads(.store) == [store])
  }

  @Test("says that a box is packed, and takes no second packet beside it")
  func packed() throws {
    let file = try MediaFile(
      JPEGXLSample.file(JPEGXLSample.box("brob", Array("xml ".utf8) + [1, 2, 3])))
    #expect(file.remarks.map(\.rule) == ["jxl.brob"])
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.xmp, PictureSamples.packet())]) }
    #expect(throws: Never.self) { try file.plan([SlotEdit(.store, PictureSamples.store())]) }
  }

  @Test("takes boxes before the picture, over the first that is there")
  func writing() throws {
    let packet = PictureSamples.packet()
    let store = PictureSamples.store()
    let plan = try MediaFile(JPEGXLSample.file()).plan([
      SlotEdit(.store, store), SlotEdit(.xmp, packet),
    ])
    #expect(
      try plan.written == JPEGXLSample.file(JPEGXLSample.box("xml ", packet), store))
    let again = try MediaFile(try plan.written).plan([
      SlotEdit(.xmp, [65]), SlotEdit(.store, PictureSamples.store(100)),
    ])
    #expect(
      try again.written
        == JPEGXLSample.file(JPEGXLSample.box("xml ", [65]), PictureSamples.store(100)))
  }

  @Test("cannot carry anything as a bare codestream, and says which way out there is")
  func bare() throws {
    let file = try MediaFile([0xFF, 0x0A, 1, 2, 3])
    #expect(file.format == .jpegXLCodestream)
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.xmp, PictureSamples.packet())]) }
  }

  @Test(
    "is read by others as before, with the same pixels",
    .enabled(
      if: PictureTools.has("convert", "cjxl", "djxl", "exiftool", "python"), "needs its tools"))
  func others() async throws {
    let folder = try TemporaryDirectory()
    try await PictureTools.run(
      "convert", ["-size", "97x61", "plasma:red-blue", "a.png"], in: folder.url)
    try await PictureTools.run(
      "convert", ["a.png", "-quality", "80", "a.jpg"], in: folder.url)
    for name in ["a.png", "a.jpg"] {
      try await PictureTools.run(
        "cjxl", [name, "\(name).jxl", "--container=1"], in: folder.url)
    }
    let files = [folder.file("a.png.jxl"), folder.file("a.jpg.jxl")]
    let edits = [
      SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store(90_000)),
    ]
    try await PictureRoundTrip.check(files, edits: edits, pixels: false)
    var pictures: [URL] = []
    for (index, url) in files.enumerated() {
      try await PictureTools.run("djxl", [url.path, "old\(index).png"], in: folder.url)
      let plan = try MediaFile(reading: try FileSource(path: url.path)).plan(edits)
      try FileWriter.write(plan, to: url.path, existing: .replace)
      try await PictureTools.run("djxl", [url.path, "new\(index).png"], in: folder.url)
      pictures += [folder.file("old\(index).png"), folder.file("new\(index).png")]
    }
    let pixels = try await PictureTools.pixels(pictures)
    #expect(pixels.count == 4 && pixels[0] == pixels[1] && pixels[2] == pixels[3])
    #expect(!pixels[0].hasPrefix("cannot"))
  }
}

@Suite("Fuzz: a JPEG XL")
struct JPEGXLFuzzTests {
  @Test("gets an answer however it is damaged")
  func damaged() throws {
    var damage = PictureDamage(edits: [
      [SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store())]
    ])
    let rich = JPEGXLSample.file(
      JPEGXLSample.box("Exif", [0, 0, 0, 0] + TIFFSample.exif(comment: [1, 2, 3, 4, 5])),
      PictureSamples.store(80), JPEGXLSample.box("xml ", Array("<x/>".utf8)),
      behind: JPEGXLSample.box("brob", Array("Exif".utf8)))
    try damage.spend(seconds: 1, on: [rich, JPEGXLSample.file()], named: "JPEG XL")
  }
}
