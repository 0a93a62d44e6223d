import Foundation
import Media
import TestSupport
import Testing

/// A JPEG put together from segments; it is as small as a reader of structure needs it.
enum JPEGSample {
  static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append([0xFF, marker])
    writer.bigEndian(payload.count + 2, width: 2)
    writer.append(payload)
    return writer.bytes
  }

  static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0])
  static let scan =
    segment(0xDB, Array(repeating: 1, count: 65)) + segment(0xDA, [1, 1, 0, 0, 63, 0])
    + [0x12, 0xFF, 0x00, 0xFF, 0xD0, 0x34, 0xFF, 0xFF, 0xD9]

  static func file(_ segments: [UInt8]..., after: [UInt8] = []) -> [UInt8] {
    [0xFF, 0xD8] + jfif + segments.flatMap { $0 } + scan + after
  }

  static func xmp(_ packet: [UInt8]) -> [UInt8] {
    segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + packet)
  }

  static func box(_ store: ArraySlice<UInt8>, number: UInt8, sequence: UInt8) -> [UInt8] {
    segment(0xEB, Array("JP".utf8) + [0, number, 0, 0, 0, sequence] + store)
  }
}

@Suite("A JPEG")
struct JPEGTests {
  @Test("has its packet, its EXIF texts, its comment and its store where they stand")
  func slots() throws {
    let store = PictureSamples.store()
    let exif = TIFFSample.exif(comment: Array("ASCII\0\0\0{\"AIGC\": {}}".utf8))
    let bytes = JPEGSample.file(
      JPEGSample.segment(0xE1, Array("Exif\0\0".utf8) + exif),
      JPEGSample.xmp(PictureSamples.packet()),
      JPEGSample.box(store[...], number: 1, sequence: 1),
      JPEGSample.segment(0xFE, Array("a comment".utf8)))
    let file = try MediaFile(bytes)
    #expect(file.broken == nil && file.remarks.isEmpty)
    #expect(
      file.slots.map(\.kind) == [
        .exif(tag: 0x9286), .xmp, .store, .text(key: ""),
      ])
    #expect(try file.payloads(.exif(tag: 0x9286)) == [Array("ASCII\0\0\0{\"AIGC\": {}}".utf8)])
    #expect(try file.payloads(.xmp) == [PictureSamples.packet()])
    #expect(try file.payloads(.store) == [store])
  }

  @Test("joins a store of several segments, drops the repeated head, leaves boxes of others alone")
  func joining() throws {
    let store = PictureSamples.store(500)
    let head = store[..<8]
    let other = Array("JP".utf8) + [0, 9, 0, 0, 0, 1, 0, 0, 0, 20] + Array("jumbother".utf8)
    let bytes = JPEGSample.file(
      JPEGSample.segment(0xEB, other),
      JPEGSample.box(store[..<200], number: 2, sequence: 1),
      JPEGSample.box(head + store[400...], number: 2, sequence: 3),
      JPEGSample.box(head + store[200..<400], number: 2, sequence: 2))
    let file = try MediaFile(bytes)
    #expect(try file.payloads(.store) == [store])
    #expect(file.remarks.map(\.rule) == ["jpeg.store.order"])
  }

  @Test("joins Extended XMP, and leaves it out where a part is missing")
  func extended() throws {
    let packet = Array("<rdf:RDF>a long packet</rdf:RDF>".utf8)
    func part(_ range: Range<Int>) -> [UInt8] {
      var writer = ByteWriter()
      writer.append("http://ns.adobe.com/xmp/extension/\0")
      writer.append(String(repeating: "A", count: 32))
      writer.bigEndian(packet.count, width: 4)
      writer.bigEndian(range.lowerBound, width: 4)
      writer.append(packet[range])
      return JPEGSample.segment(0xE1, writer.bytes)
    }
    let whole = try MediaFile(JPEGSample.file(part(10..<packet.count), part(0..<10)))
    #expect(try whole.payloads(.xmp) == [packet])
    let broken = try MediaFile(JPEGSample.file(part(10..<packet.count)))
    #expect(broken.slots.isEmpty)
    #expect(broken.remarks.map(\.rule) == ["jpeg.xmp.extension.incomplete"])
  }

  @Test("gives a label that is glued into a segment, between segments or behind the picture")
  func stray() throws {
    let label = #"{"Label":"1","ContentProducer":"a}\"b"}"#
    let bytes = JPEGSample.file(
      JPEGSample.segment(0xE0, Array("JFXX\0AIGC\(label)".utf8)), Array("AIGC\(label)".utf8),
      JPEGSample.segment(0xE4, Array(#"x{"AIGC": \#(label)}y"#.utf8)),
      after: Array("some AIGC: \(label) text".utf8))
    let file = try MediaFile(bytes)
    #expect(
      try file.payloads(.stray).map { String(decoding: $0, as: UTF8.self) } == [
        label, label, #"{"AIGC": \#(label)}"#, label,
      ])
  }

  @Test("keeps what was found before it breaks off, and is not rewritten then")
  func broken() throws {
    let bytes = JPEGSample.file(JPEGSample.xmp(PictureSamples.packet()))
    let cut = try MediaFile(Array(bytes[..<(bytes.count - JPEGSample.scan.count + 10)]))
    #expect(cut.broken != nil)
    #expect(try cut.payloads(.xmp).count == 1)
    #expect(throws: MediaError.self) { try cut.plan([SlotEdit(.xmp, [])]) }
  }

  @Test("takes a packet and a store behind what has to come first, and keeps every other byte")
  func writing() throws {
    let exif = JPEGSample.segment(0xE1, Array("Exif\0\0".utf8) + TIFFSample.exif(comment: [1]))
    let bytes = JPEGSample.file(exif, JPEGSample.segment(0xE2, Array("ICC_PROFILE\0".utf8)))
    let packet = PictureSamples.packet()
    let store = PictureSamples.store(200_000)
    let plan = try MediaFile(bytes).plan([SlotEdit(.store, store), SlotEdit(.xmp, packet)])
    let new = try plan.written
    let start = 2 + JPEGSample.jfif.count + exif.count
    #expect(Array(new[..<start]) == Array(bytes[..<start]))
    #expect(Array(new[start...].prefix(packet.count + 33)) == JPEGSample.xmp(packet))
    #expect(Array(new.suffix(bytes.count - start)) == Array(bytes[start...]))
    let file = try MediaFile(new)
    #expect(file.remarks.isEmpty)
    #expect(try file.payloads(.xmp) == [packet])
    #expect(try file.payloads(.store) == [store])
    #expect(file.slots(.store).map(\.extent) == [plan.placements[.store]])
    // Once more: both are replaced where they are, and nothing is left of the old ones.
    let again = try file.plan([
      SlotEdit(.xmp, PictureSamples.packet("another")), SlotEdit(.store, PictureSamples.store()),
    ])
    let last = try MediaFile(try again.written)
    #expect(try last.payloads(.xmp) == [PictureSamples.packet("another")])
    #expect(try last.payloads(.store) == [PictureSamples.store()])
    #expect(Array(try again.written.suffix(bytes.count - start)) == Array(bytes[start...]))
  }

  @Test("refuses a packet that one segment cannot hold, and a store that is none")
  func refusing() throws {
    let file = try MediaFile(JPEGSample.file())
    let most = 65_535 - 2 - 29
    #expect(throws: Never.self) {
      try file.plan([SlotEdit(.xmp, Array(repeating: 32, count: most))])
    }
    #expect(throws: MediaError.self) {
      try file.plan([SlotEdit(.xmp, Array(repeating: 32, count: most + 1))])
    }
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.store, Array("no".utf8))]) }
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.text(key: "AIGC"), [])]) }
  }

  @Test("has later pictures that are found where they were, whatever is put in before them")
  func laterPictures() throws {
    let index = TIFFSample(isBigEndian: true)
    let entries: [UInt8] =
      Array(repeating: 0, count: 16) + [0, 0, 0, 0, 0, 0, 0, 9]
      + [0, 0, 0x12, 0x34] + [0, 0, 0, 0]
    let mpf = JPEGSample.segment(
      0xE2, Array("MPF\0".utf8) + index.directory([(0xB002, 7, entries)]))
    // The packet stands behind the index, so that its growth moves pictures and not the index.
    let bytes = JPEGSample.file(
      mpf, JPEGSample.xmp([32]), after: Array(repeating: 0, count: 0x2000))
    let packet = PictureSamples.packet()
    let new = try MediaFile(bytes).plan([SlotEdit(.xmp, packet)]).written
    let start = try #require(bytes.firstRange(of: [0, 0, 0x12, 0x34])?.lowerBound)
    let moved = 0x1234 + packet.count - 1
    #expect(Array(new[start..<start + 4]) == [0, 0, UInt8(moved >> 8), UInt8(moved & 0xFF)])
    let same = try MediaFile(bytes).plan([SlotEdit(.store, PictureSamples.store())]).written
    #expect(same.firstRange(of: [0, 0, 0x12, 0x34]) != nil)
  }

  @Test("has parts by the names of the standard that cover every byte")
  func parts() throws {
    let store = PictureSamples.store(100_000)
    let plain = try MediaFile(JPEGSample.file(after: [1, 2]))
    let file = try MediaFile(try plain.plan([SlotEdit(.store, store)]).written)
    let parts = try file.parts()
    #expect(parts.map(\.name) == ["SOI", "APP0", "C2PA", "DQT", "SOS", "EOI", "c2pa.after"])
    #expect(parts.first { $0.name == "C2PA" }?.range == file.slots(.store).first?.extent)
    #expect(parts.last?.range.upperBound == file.source.size)
  }

  @Test(
    "is read by others as before, with the same pixels",
    .enabled(if: PictureTools.has("convert", "exiftool", "python"), "needs its tools"))
  func others() async throws {
    try await PictureRoundTrip.check(
      making: [
        "a.jpg": ["-size", "97x61", "plasma:red-blue", "-quality", "80"],
        "progressive.jpg": ["-size", "64x64", "plasma:", "-interlace", "JPEG"],
        "grey.jpg": ["-size", "33x15", "gradient:", "-colorspace", "Gray"],
        "commented.jpg": ["-size", "20x20", "xc:green", "-set", "comment", "a comment"],
      ],
      edits: [
        SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store(90_000)),
      ])
  }
}

@Suite("Fuzz: a JPEG")
struct JPEGFuzzTests {
  @Test("gets an answer however it is damaged")
  func damaged() throws {
    let store = PictureSamples.store(120)
    var damage = PictureDamage(edits: [
      [SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store())]
    ])
    let rich = JPEGSample.file(
      JPEGSample.segment(0xE1, Array("Exif\0\0".utf8) + TIFFSample.exif(comment: [1, 2, 3, 4, 5])),
      JPEGSample.xmp(Array("<x/>".utf8)),
      JPEGSample.box(store[..<80], number: 2, sequence: 1),
      JPEGSample.box(store[..<8] + store[80...], number: 2, sequence: 2),
      after: Array(#"AIGC{"Label":"1"}"#.utf8))
    try damage.spend(seconds: 1.5, on: [rich, JPEGSample.file()], named: "JPEG")
  }

  @Test("is not read for ever where it is nothing but braces")
  func braces() throws {
    let text = Array(String(repeating: "AIGC{", count: 13_000).utf8)
    let file = try MediaFile(JPEGSample.file(after: text))
    #expect(file.slots.isEmpty)
  }

  @Test("has no more stores than can be told apart, and no more segments than a picture needs")
  func crowds() throws {
    let store = JPEGSample.box(PictureSamples.store(60)[...], number: 1, sequence: 1)
    let many = try MediaFile(JPEGSample.file(Array(Array(repeating: store, count: 500).joined())))
    #expect(many.slots(.store).count == 64)
    #expect(many.remarks.contains { $0.rule == "media.store.several" })
    let empty = JPEGSample.segment(0xE5, [])
    let crowd = try MediaFile(
      JPEGSample.file(Array(Array(repeating: empty, count: 70_000).joined())))
    #expect(crowd.broken?.reason == .tooLarge(value: 65_537, limit: 65_536))
  }
}
