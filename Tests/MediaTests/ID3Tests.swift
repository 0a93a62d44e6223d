import Foundation
import Media
import TestSupport
import Testing

@Suite("ID3 in MP3 and AAC")
struct ID3Tests {
  /// A tag of the given version with these frames, and a frame of silence behind it.
  static func tag(
    _ version: UInt8, flags: UInt8 = 0, _ body: [UInt8], padding: Int = 0
  ) -> [UInt8] {
    let size = body.count + padding
    return [0x49, 0x44, 0x33, version, 0, flags] + [21, 14, 7, 0].map { UInt8(size >> $0 & 0x7F) }
      + body + [UInt8](repeating: 0, count: padding) + silence
  }

  static let silence: [UInt8] = [0xFF, 0xFB, 0x14, 0xC4] + [UInt8](repeating: 0, count: 100)

  static func frame(_ id: String, _ content: [UInt8], flags: [UInt8] = [0, 0]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(id)
    writer.bigEndian(content.count, width: 4)
    return writer.bytes + flags + content
  }

  static func sample(_ version: String, _ more: String...) async throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    let path = folder.file("a.mp3")
    let child = try Child(
      "/usr/bin/env",
      [
        "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=0.3", "-metadata", "title=x",
        "-id3v2_version", version,
      ] + more + [path.path])
    try await child.wait(timeout: 3600)
    return [UInt8](try Data(contentsOf: path))
  }

  @Test("A frame TXXX is written as the vector has it", arguments: ["3", "4"])
  func vector(version: String) async throws {
    let old = try await Self.sample(version, "-write_id3v1", "1")
    let new = try SoundTools.checked(old, [SlotEdit(SoundTools.aigc, SoundTools.label)])
    let head: [UInt8] =
      version == "4"
      ? [0x54, 0x58, 0x58, 0x58, 0, 0, 1, 0x4A, 0, 0, 3]
      : [0x54, 0x58, 0x58, 0x58, 0, 0, 0, 0xCA, 0, 0, 0]
    let wanted = head + [0x41, 0x49, 0x47, 0x43, 0] + SoundTools.label + [0]
    #expect(new.firstRange(of: wanted) != nil)
    try await SoundTools.expectSame(new, as: old, type: "mp3")
    // What was written with room to spare is changed where it is.
    let file = try MediaFile(reading: BytesSource(new))
    let longer = SlotEdit(SoundTools.aigc, SoundTools.label + SoundTools.label)
    #expect(try file.plan([longer]).changesInPlace != nil)
    let next = try SoundTools.checked(new, [longer], gone: 900)
    #expect(next.count == new.count)
    try await SoundTools.expectSame(next, as: old, type: "mp3")
  }

  @Test(
    "Text, packet and store are written together, and mutagen reads them", arguments: ["3", "4"])
  func all(version: String) async throws {
    let old = try await Self.sample(version)
    let new = try SoundTools.checked(
      old,
      [
        SlotEdit(.text(key: "AIGC"), Array("{\"a\":\"标识\"}".utf8)),
        SlotEdit(.xmp, SoundTools.packet), SlotEdit(.store, SoundTools.store + [0xFF]),
      ])
    try await SoundTools.expectSame(new, as: old, type: "mp3")
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(new), to: "a.mp3").path
    let script = """
      import sys; from mutagen.id3 import ID3; t = ID3(sys.argv[1])
      print(t['TXXX:AIGC'].text[0], t['TIT2'].text[0], len(t['PRIV:XMP:'+''].data) if False else
        [f.owner for f in t.getall('PRIV')], [(f.mime, len(f.data)) for f in t.getall('GEOB')])
      """
    let answer = try await SoundTools.run(SoundTools.python, "-W", "error", "-c", script, path)
    #expect(
      answer.output == "{\"a\":\"标识\"} x ['XMP'] [('application/c2pa', 39)]\n", "\(answer.errors)")
  }

  @Test("A file without a tag gets one, AAC in ADTS too", arguments: ["mp3", "aac"])
  func new(type: String) async throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("a." + type)
    try await SoundTools.run(
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=0.3", "-id3v2_version", "0",
      "-write_id3v1", "0", path.path)
    let old = [UInt8](try Data(contentsOf: path))
    #expect(old[0] == 0xFF)
    let new = try SoundTools.checked(
      old, [SlotEdit(.xmp, SoundTools.packet), SlotEdit(SoundTools.aigc, SoundTools.label)])
    #expect(new.suffix(old.count).elementsEqual(old))
    try await SoundTools.expectSame(new, as: old, type: type)
  }

  @Test("All four encodings of text are read", arguments: 0...3)
  func encodings(encoding: UInt8) throws {
    let text = encoding == 0 ? "naïve" : "naïve 标识 𝄞"
    var content: [UInt8] = [encoding]
    func encoded(_ text: String) -> [UInt8] {
      switch encoding {
      case 0: text.unicodeScalars.map { UInt8($0.value) } + [0]
      case 1: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0, 0]
      case 2: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } + [0, 0]
      default: Array(text.utf8) + [0]
      }
    }
    content += encoded("Prüfung") + encoded(text)
    for version in [3, 4] as [UInt8] {
      let bytes = Self.tag(version, Self.frame("TXXX", content), padding: 40)
      let file = try MediaFile(reading: BytesSource(bytes))
      let slot = try #require(file.slots.first)
      #expect(slot.kind == .text(key: "Prüfung"))
      #expect(try file.payload(of: slot) == Array(text.utf8))
    }
  }

  @Test("Version 2.2 is read, and written in its own frames")
  func old() throws {
    let content = [0] + Array("AIGC".utf8) + [0, 0x7B, 0x7D]
    var writer = ByteWriter()
    writer.append(ascii: "TXX")
    writer.bigEndian(content.count, width: 3)
    let bytes = Self.tag(2, writer.bytes + content, padding: 300)
    let file = try MediaFile(reading: BytesSource(bytes))
    #expect(try file.payload(of: #require(file.slots.first)) == [0x7B, 0x7D])
    let new = try SoundTools.checked(
      bytes,
      [SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.store, SoundTools.store)], gone: 400)
    #expect(new.count == bytes.count)
    #expect(throws: MediaError.self) {
      try SoundTools.written(bytes, SlotEdit(.xmp, SoundTools.packet))
    }
  }

  @Test(
    "An unsynchronized tag is read without its zeros, and written with them", arguments: [3, 4])
  func unsynchronized(version: UInt8) throws {
    let picture = Self.frame("APIC", [0, 0xFF, 0, 0xE1, 0xFF, 0, 0])
    let text = Self.frame("TXXX", [0] + Array("AIGC".utf8) + [0, 0x7B, 0xFF, 0, 0xE5, 0x7D, 0])
    func shrunk(_ frame: [UInt8], by count: UInt8) -> [UInt8] {
      // Before version 2.4 sizes count the bytes without the zeros.
      var frame = frame
      if version == 3 { frame[7] -= count }
      return frame
    }
    let bytes = Self.tag(
      version, flags: 0x80, shrunk(picture, by: 2) + shrunk(text, by: 1), padding: 60)
    let file = try MediaFile(reading: BytesSource(bytes))
    #expect(try file.payload(of: #require(file.slots.first)) == Array("{ÿå}".utf8))
    let new = try SoundTools.checked(
      bytes,
      [SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.store, [0xFF, 0xE0, 0xFF, 0])],
      gone: 200)
    #expect(new.firstRange(of: [0xFF, 0, 0xE0, 0xFF, 0, 0]) != nil)
  }

  @Test("A footer follows the size, and frames that are closed are left with a remark")
  func closed() throws {
    let frames =
      Self.frame("TXXX", [1, 2, 3, 4, 5, 6], flags: [0, 0x08])
      + Self.frame("TXXX", [9, 3] + Array("AIGC".utf8) + [0, 65], flags: [0, 0x40])
    var bytes = Self.tag(4, flags: 0x10, frames)
    let footer = [0x33, 0x44, 0x49] + bytes[3..<10]
    bytes.insert(contentsOf: footer, at: 10 + frames.count)
    let file = try MediaFile(reading: BytesSource(bytes))
    #expect(file.remarks.map(\.rule) == ["id3.frame.closed"])
    #expect(file.slots.map(\.kind) == [SoundTools.aigc])
    let new = try SoundTools.checked(bytes, [SlotEdit(SoundTools.aigc, SoundTools.label)])
    let footerAt = try #require(new.firstRange(of: [0x33, 0x44, 0x49]))
    #expect(new[6..<10] == new[footerAt.lowerBound + 6..<footerAt.lowerBound + 10])
    #expect(footerAt.lowerBound + 10 + Self.silence.count == new.count)
  }

  @Test("APEv2, ID3v1 and several tags are read")
  func others() throws {
    var ape = ByteWriter()
    for (key, value) in [("AIGC", "{}"), ("Title", "x")] {
      ape.littleEndian(value.utf8.count, width: 4)
      ape.zeros(4)
      ape.append(key)
      ape.zeros(1)
      ape.append(value)
    }
    var footer = ByteWriter()
    footer.append(ascii: "APETAGEX")
    footer.littleEndian(2000, width: 4)
    footer.littleEndian(ape.count + 32, width: 4)
    footer.littleEndian(2, width: 4)
    footer.zeros(12)
    var last = Array("TAG".utf8) + [UInt8](repeating: 0, count: 94) + Array("made".utf8)
    last += [UInt8](repeating: 0, count: 128 - last.count)
    let text = Self.frame("TXXX", [3] + Array("AIGC".utf8) + [0, 65])
    let first = Array(Self.tag(3, text).dropLast(Self.silence.count))
    let bytes: [UInt8] = first + Self.tag(4, text) + ape.bytes + footer.bytes + last
    let file = try MediaFile(reading: BytesSource(bytes))
    #expect(
      file.slots.map(\.place) == [
        "ID3v2.3 TXXX", "ID3v2.4 TXXX", "APEv2 AIGC", "APEv2 Title", "ID3v1 comment",
      ])
    #expect(file.remarks.map(\.rule) == ["id3.tags"])
  }

  @Test(
    "The store of another writer is found, and replaced", .enabled(if: Shared.has("corpus/c2pa")))
  func corpus() throws {
    let old = try SoundTools.corpus("gen/fmt-a.mp3")
    let file = try MediaFile(reading: BytesSource(old))
    let slot = try #require(file.slots(.store).first)
    #expect(slot.payload == .ranges([87..<3357]))
    _ = try SoundTools.checked(old, [SlotEdit(.store, SoundTools.store)], gone: 4000)
  }

  @Test("A chunk of a WAVE may hold a tag")
  func chunk() throws {
    let tag = Self.tag(4, Self.frame("TXXX", [3] + Array("AIGC".utf8) + [0, 65])).dropLast(104)
    var bytes: [UInt8] = RIFFTests.wave + Array("id3 ".utf8) + [UInt8(tag.count), 0, 0, 0] + tag
    bytes[4] += UInt8(tag.count + 8)
    let file = try MediaFile(reading: BytesSource(bytes))
    #expect(file.slots.map(\.place) == ["chunk id3/ID3v2.4 TXXX"])
  }
}

@Suite("Fuzz: ID3")
struct ID3FuzzTests {
  @Test("Every bad tag gets an answer", arguments: [2, 3, 4])
  func bad(version: UInt8) throws {
    var fuzz = SoundFuzz()
    let all = [
      SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.xmp, SoundTools.packet),
      SlotEdit(.store, SoundTools.store),
    ]
    var edits = all
    if version == 2 { edits.remove(at: 1) }
    let seed = try SoundTools.written(ID3Tests.tag(version, [], padding: 20), edits)
    fuzz.storm(seed, edits: all, seconds: 0.8)
    let loose = try SoundTools.written(ID3Tests.tag(version, flags: 0x80, [], padding: 20), edits)
    fuzz.storm(loose, edits: all, seconds: 0.4)
    fuzz.report("ID3v2.\(version)")
  }
}
