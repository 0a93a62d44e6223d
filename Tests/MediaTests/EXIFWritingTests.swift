import Foundation
import Media
import TestSupport
import Testing

@Suite("A text in EXIF")
struct EXIFWritingTests {
  static let old = Array("ASCII\0\0\0{\"AIGC\": {\"Label\":\"1\"}}".utf8)
  static let new = SlotEdit(
    .exif(tag: 0x9286), Array("ASCII\0\0\0{\"AIGC\": {\"Label\":\"1\",\"ProduceID\":\"x\"}}".utf8))

  /// Files with the text, in each format that takes another.
  static func files(isBigEndian: Bool) -> [[UInt8]] {
    let block = TIFFSample.exif(comment: old, isBigEndian: isBigEndian)
    let mark = Array("Exif\0\0".utf8)
    func riff(_ id: String, _ body: [UInt8]) -> [UInt8] {
      var writer = ByteWriter()
      writer.append(id)
      writer.littleEndian(body.count, width: 4)
      writer.append(body)
      return writer.bytes + (body.count % 2 == 1 ? [0] : [])
    }
    let extended = riff("VP8X", [8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    let picture = riff("VP8L", [0x2F, 0, 0, 0, 0, 0])
    return [
      JPEGSample.file(
        JPEGSample.segment(0xE1, mark + block), JPEGSample.xmp(PictureSamples.packet())),
      PNGSample.file(PNGSample.chunk("eXIf", block)),
      riff("RIFF", Array("WEBP".utf8) + extended + picture + riff("EXIF", block)),
      riff("RIFF", Array("WEBP".utf8) + extended + picture + riff("EXIF", mark + block)),
    ]
  }

  @Test(
    "is replaced where it stands, and nothing else in the block moves", arguments: [true, false])
  func replacing(isBigEndian: Bool) throws {
    for bytes in Self.files(isBigEndian: isBigEndian) {
      let file = try MediaFile(bytes)
      #expect(file.broken == nil && file.remarks.isEmpty)
      #expect(try file.payloads(.exif(tag: 0x9286)) == [Self.old])
      let plan = try file.plan([Self.new])
      let again = try MediaFile(try plan.written)
      #expect(again.format == file.format)
      #expect(again.broken == nil && again.remarks.isEmpty)
      #expect(again.slots.map(\.kind) == file.slots.map(\.kind))
      #expect(try again.payloads(.exif(tag: 0x9286)) == [Self.new.payload])
      #expect(try again.payloads(.xmp) == (try file.payloads(.xmp)))
      // The earlier text is nowhere in the file any more.
      #expect(try plan.written.firstRange(of: Self.old) == nil)
      // And once more, with a packet beside it.
      let both = try again.plan([
        SlotEdit(.xmp, PictureSamples.packet("both")), SlotEdit(.exif(tag: 0x9286), Self.old),
      ])
      let last = try MediaFile(try both.written)
      #expect(last.broken == nil && last.remarks.isEmpty)
      #expect(try last.payloads(.exif(tag: 0x9286)) == [Self.old])
      #expect(try last.payloads(.xmp) == [PictureSamples.packet("both")])
    }
  }

  @Test("is not made where there is none, nor written where no segment can hold it")
  func refused() throws {
    for bytes in [JPEGSample.file(), PNGSample.file()] {
      #expect(throws: MediaError.self) { try MediaFile(bytes).plan([Self.new]) }
    }
    let long = SlotEdit(.exif(tag: 0x9286), Array(repeating: 0x41, count: 65_500))
    #expect(throws: MediaError.self) {
      try MediaFile(Self.files(isBigEndian: true)[0]).plan([long])
    }
  }

  @Test(
    "is read by exiftool as it was written, with everything else as before",
    .enabled(if: PictureTools.has("exiftool", "convert"), "needs its tools"))
  func others() async throws {
    let folder = try TemporaryDirectory()
    for name in ["a.jpg", "a.png", "a.webp"] {
      let path = folder.file(name).path
      _ = try await PictureTools.run(
        "convert", ["-size", "64x48", "plasma:fractal", "-seed", "1", path])
      _ = try await PictureTools.run(
        "exiftool",
        [
          "-q", "-overwrite_original", "-UserComment={\"AIGC\": {\"Label\":\"1\"}}",
          "-EXIF:Artist=Somebody", "-EXIF:Make=Maker", path,
        ])
      let before = try await PictureTools.run("exiftool", ["-j", "-EXIF:all", path])
      let file = try MediaFile(reading: try FileSource(path: path))
      let target = folder.file("new-" + name).path
      try FileWriter.write(try file.plan([Self.new]), to: target, existing: .refuse)
      let after = try await PictureTools.run("exiftool", ["-j", "-EXIF:all", target])
      func fields(_ text: String) throws -> [String: String] {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let first = try #require((object as? [[String: Any]])?.first)
        return first.mapValues { "\($0)" }.filter { $0.key != "SourceFile" }
      }
      var expected = try fields(before)
      #expect(expected["UserComment"] == "{\"AIGC\": {\"Label\":\"1\"}}")
      expected["UserComment"] = "{\"AIGC\": {\"Label\":\"1\",\"ProduceID\":\"x\"}}"
      #expect(try fields(after) == expected, "\(name)")
    }
  }
}
