import Foundation
import Media
import TestSupport
import Testing

@Suite("WAVE, AVI and WebP")
struct RIFFTests {
  static let wave: [UInt8] = {
    var writer = ByteWriter()
    writer.append(ascii: "RIFF")
    writer.littleEndian(44, width: 4)
    writer.append(ascii: "WAVEfmt ")
    writer.littleEndian(16, width: 4)
    for (value, width) in [(1, 2), (1, 2), (8000, 4), (16000, 4), (2, 2), (16, 2)] {
      writer.littleEndian(value, width: width)
    }
    writer.append(ascii: "data")
    writer.littleEndian(8, width: 4)
    writer.zeros(8)
    return writer.bytes
  }()

  @Test("A WAVE gets the chunk AIGC as the vector has it, byte for byte")
  func vector() async throws {
    let new = try SoundTools.checked(Self.wave, [SlotEdit(SoundTools.aigc, SoundTools.label)])
    #expect(new.count == 256)
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(new), to: "a.wav").path
    let sum = try await SoundTools.run("sha256sum", path).output.prefix(64)
    #expect(sum == "b885d858e4f511a23c7a97d89c24656699dc3c78757bc58dff3c6c515b1935e5")
  }

  @Test("A label replaces a label, and a store stays the last chunk, with its pad byte outside")
  func replacing() throws {
    let store = SlotEdit(.store, SoundTools.store + [1])
    let one = try SoundTools.checked(Self.wave, [store])
    let two = try SoundTools.checked(one, [SlotEdit(SoundTools.aigc, SoundTools.label)])
    let three = try SoundTools.checked(
      two, [SlotEdit(SoundTools.aigc, [1, 2, 3, 4]), SlotEdit(.xmp, SoundTools.packet)], gone: 240)
    let file = try MediaFile(reading: BytesSource(three))
    #expect(file.slots.map(\.kind) == [SoundTools.aigc, .xmp, .store])
    #expect(file.slots.last?.extent.upperBound == three.count - 1)
    #expect(
      try file.parts().map(\.name) == ["WAVE", "fmt ", "data", "AIGC", "_PMX", "C2PA"])
    #expect(try file.parts().last?.range.upperBound == three.count)
    #expect(three[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) } == three.count - 8)
  }

  @Test("A label of the same length changes a WAVE where it is")
  func inPlace() throws {
    let one = try SoundTools.written(Self.wave, SlotEdit(SoundTools.aigc, SoundTools.label))
    let file = try MediaFile(reading: BytesSource(one))
    let plan = try file.plan([SlotEdit(SoundTools.aigc, SoundTools.label.reversed())])
    #expect(plan.changesInPlace?.count == 1)
  }

  @Test(
    "Bytes behind the end of the form are kept, with a remark, and a size that is wrong is put right"
  )
  func odd() throws {
    let after = Self.wave + Array("and more that is no form".utf8)
    let file = try MediaFile(reading: BytesSource(after))
    #expect(file.remarks.map(\.rule) == ["riff.bytesAfter"])
    #expect(try file.parts().map(\.name) == ["WAVE", "fmt ", "data", "c2pa.after"])
    let new = try SoundTools.checked(after, [SlotEdit(SoundTools.aigc, SoundTools.label)])
    #expect(new.suffix(24) == after.suffix(24))
    var piped = Self.wave
    for place in [4, 5, 6, 7, 40, 41, 42, 43] { piped[place] = 0xFF }
    let endless = try SoundTools.checked(piped, [SlotEdit(SoundTools.aigc, SoundTools.label)])
    #expect(endless.suffix(16) == piped.suffix(16))
    var short = Self.wave
    short[4] = 36
    #expect(
      try SoundTools.checked(short, [SlotEdit(SoundTools.aigc, SoundTools.label)])
        == SoundTools.written(Self.wave, SlotEdit(SoundTools.aigc, SoundTools.label)))
  }

  @Test("RF64 keeps its sizes in ds64")
  func large() async throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("a.wav").path
    try await SoundTools.run(
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=0.1", "-rf64", "always", path)
    let old = [UInt8](try Data(contentsOf: folder.file("a.wav")))
    #expect(old.starts(with: Array("RF64".utf8)))
    let new = try SoundTools.checked(old, [SlotEdit(SoundTools.aigc, SoundTools.label)])
    let after = try folder.write(Data(new), to: "b.wav").path
    #expect(new[20..<28].reversed().reduce(0) { $0 << 8 | Int($1) } == new.count - 8)
    #expect(try await SoundTools.decoded(after) == SoundTools.decoded(path))
    #expect(try await SoundTools.complaints(after) == SoundTools.complaints(path))
  }

  @Test("Labelled, WAVE and AVI decode as before, and other readers do not complain")
  func others() async throws {
    let folder = try TemporaryDirectory()
    let wave = folder.file("a.wav").path
    try await SoundTools.run(
      "sox", "-n", "-b", "16", "-r", "22050", wave, "synth", "0.2", "sine", "440")
    let film = folder.file("a.avi").path
    try await SoundTools.run(
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=d=0.4:s=64x48", "-f", "lavfi", "-i",
      "sine=d=0.4", "-metadata", "title=x", film)
    for (path, name) in [(wave, "wav"), (film, "avi")] {
      let old = [UInt8](try Data(contentsOf: URL(filePath: path)))
      let new = try SoundTools.checked(
        old,
        [
          SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.xmp, SoundTools.packet),
          SlotEdit(.store, SoundTools.store),
        ], gone: 400)
      try await SoundTools.expectSame(new, as: old, type: name)
    }
  }

  @Test("An AVI takes the label where there is room, and no frame moves")
  func film() async throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("a.avi").path
    try await SoundTools.run(
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=d=0.4:s=64x48", path)
    let old = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let file = try MediaFile(reading: BytesSource(old))
    let edit = SlotEdit(SoundTools.aigc, SoundTools.label)
    #expect(try file.plan([edit]).changesInPlace != nil)
    // Smaller, larger, and too large for the room.
    var current = try SoundTools.checked(old, [edit], gone: 250)
    for length in [40, 400, 3000, 3001, 17] {
      let text = [UInt8](repeating: 0x41, count: length)
      current = try SoundTools.checked(current, [SlotEdit(SoundTools.aigc, text)], gone: 3200)
      try await SoundTools.expectSame(current, as: old, type: "avi")
      let place = try #require(old.firstRange(of: Array("movi".utf8)))
      #expect(current.firstRange(of: Array("movi".utf8)) == place)
    }
  }

  @Test("Texts are found in a list behind an OpenDML film's last frames, and stay there")
  func openDML() throws {
    func chunk(_ id: String, _ payload: [UInt8]) -> [UInt8] {
      var writer = ByteWriter()
      writer.append(id)
      writer.littleEndian(payload.count, width: 4)
      writer.append(payload)
      return writer.bytes
    }
    let frames = chunk("LIST", Array("movi".utf8) + chunk("00dc", [1, 2, 3, 4]))
    let one = chunk("RIFF", Array("AVI ".utf8) + chunk("LIST", Array("hdrl".utf8)) + frames)
    let two = chunk("RIFF", Array("AVIX".utf8) + frames)
    let new = try SoundTools.checked(one + two, [SlotEdit(SoundTools.aigc, SoundTools.label)])
    #expect(new.starts(with: one))
    #expect(
      try MediaFile(reading: BytesSource(new)).parts().map(\.name)
        == ["AVI ", "hdrl", "movi", "AVIX", "movi", "INFO"])
    let again = try SoundTools.checked(new, [SlotEdit(SoundTools.aigc, [65, 66])], gone: 220)
    #expect(again.count == one.count + two.count + 24)
  }

  @Test("WebP gets VP8X with the picture's size, and keeps its pixels", arguments: [true, false])
  func picture(lossless: Bool) async throws {
    let folder = try TemporaryDirectory()
    let source = folder.file("a.png").path
    let path = folder.file("a.webp").path
    try await SoundTools.run(
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=37x23,format=rgba", "-frames:v", "1",
      source)
    if lossless {
      try await SoundTools.run("cwebp", "-quiet", "-lossless", source, "-o", path)
    } else {
      try await SoundTools.run("cwebp", "-quiet", source, "-o", path)
    }
    let old = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(old[12..<15].elementsEqual("VP8".utf8))
    for edits in [
      [SlotEdit(.xmp, SoundTools.packet)], [SlotEdit(.store, SoundTools.store)],
      [SlotEdit(.xmp, SoundTools.packet), SlotEdit(.store, SoundTools.store)],
    ] {
      let new = try SoundTools.checked(old, edits)
      let after = try folder.write(Data(new), to: "b.webp").path
      let info = try await SoundTools.run("webpinfo", after).output
      #expect(info.contains("Canvas size 37 x 23"))
      #expect(info.contains("No error detected"))
      try await SoundTools.expectSame(new, as: old, type: "webp")
      let pillow = try await SoundTools.run(
        SoundTools.python, "-W", "error", "-c",
        "import sys; from PIL import Image; i = Image.open(sys.argv[1]); i.load(); print(i.size)",
        after)
      #expect(pillow.output == "(37, 23)\n", "\(pillow.errors)")
    }
  }

  @Test(
    "The stores of other writers are found", .enabled(if: Shared.has("corpus/c2pa")),
    arguments: ["gen/fmt-a.wav", "gen/fmt-vp8x.webp", "c2pa-python/sample1_signed.wav"])
  func corpus(path: String) throws {
    let old = try SoundTools.corpus(path)
    let file = try MediaFile(reading: BytesSource(old))
    let slot = try #require(file.slots(.store).first)
    #expect(try file.payload(of: slot)[4..<8].elementsEqual("jumb".utf8))
    #expect(try file.parts().last?.name == "C2PA")
    _ = try SoundTools.checked(old, [SlotEdit(.store, SoundTools.store)], gone: 100_000)
  }

  @Test("EXIF of a WebP is read, with the mark of a JPEG and without", arguments: [true, false])
  func exif(marked: Bool) throws {
    let text = Array("ASCII\0\0\0{}".utf8)
    var block = ByteWriter()
    block.append([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x86, 0x92, 7, 0])
    block.littleEndian(text.count, width: 4)
    block.littleEndian(26, width: 4)
    block.zeros(4)
    block.append(text)
    let payload = (marked ? Array("Exif\0\0".utf8) : []) + block.bytes
    let bytes =
      Array("RIFF".utf8) + [UInt8(payload.count + 12), 0, 0, 0] + Array("WEBPEXIF".utf8)
      + [UInt8(payload.count), 0, 0, 0] + payload
    let file = try MediaFile(reading: BytesSource(bytes))
    #expect(file.slots.map(\.kind) == [.exif(tag: 0x9286)])
    #expect(try file.payload(of: #require(file.slots.first)) == text)
  }

  @Test("Lists nested a thousand deep are left alone", .enabled(if: Shared.has("corpus/c2pa")))
  func nested() throws {
    let old = try SoundTools.corpus("c2pa-rs/riff_bomb_1000.wav")
    let file = try MediaFile(reading: BytesSource(old))
    #expect(file.remarks.contains { $0.rule == "riff.depth" })
    _ = try SoundTools.checked(old, [SlotEdit(SoundTools.aigc, SoundTools.label)])
  }
}

@Suite("Fuzz: RIFF")
struct RIFFFuzzTests {
  @Test("Every bad WAVE, AVI and WebP gets an answer")
  func bad() throws {
    var fuzz = SoundFuzz()
    let all = [
      SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.xmp, SoundTools.packet),
      SlotEdit(.store, SoundTools.store),
    ]
    let wave = try SoundTools.written(RIFFTests.wave, all)
    fuzz.storm(wave, edits: all)
    var film = wave
    film.replaceSubrange(8..<12, with: Array("AVI ".utf8))
    fuzz.storm(film, edits: all)
    let picture: [UInt8] =
      Array("RIFF".utf8) + [40, 0, 0, 0] + Array("WEBPVP8 ".utf8) + [10, 0, 0, 0, 0x30, 1, 0]
      + [0x9D, 1, 0x2A, 8, 0, 8, 0] + Array("EXIF".utf8) + [1, 0, 0, 0, 77, 0]
    fuzz.storm(picture, edits: all)
    fuzz.report("RIFF")
  }
}
