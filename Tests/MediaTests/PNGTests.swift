import Foundation
import Media
import TestSupport
import Testing

/// A PNG put together from chunks.
enum PNGSample {
  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.bigEndian(data.count, width: 4)
    writer.append(type)
    writer.append(data)
    writer.bigEndian(Deflate.checksum(writer.bytes[4...]), width: 4)
    return writer.bytes
  }

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  static let header = chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  /// One grey point.
  static let pixels = chunk("IDAT", zlib([0, 128]))
  static let end = chunk("IEND", [])

  static func file(_ before: [UInt8]..., behind: [UInt8] = [], after: [UInt8] = []) -> [UInt8] {
    signature + header + before.flatMap { $0 } + pixels + behind + end + after
  }

  /// A stream of zlib with one stored block.
  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append([0x78, 0x01, 0x01])
    writer.littleEndian(bytes.count, width: 2)
    writer.littleEndian(~bytes.count, width: 2)
    writer.append(bytes)
    var (low, high) = (1, 0)
    for byte in bytes {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    writer.bigEndian(high << 16 | low, width: 4)
    return writer.bytes
  }

  /// The packet of a real service, with its malformed header, around a label.
  static func servicePacket(_ fields: [(String, String)]) -> [UInt8] {
    let label = fields.map { "&quot;\($0.0)&quot;:&quot;\($0.1)&quot;" }.joined(separator: ",")
    return Array(
      ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"??>"
        + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        + "<rdf:Description rdf:about=\"\" "
        + "xmlns:TC260=\"http://www.tc260.org.cn/ns/AIGC/1.0/\">"
        + "<TC260:AIGC>{\(label)}</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>"
        + "<?xpacket end=\"w\"?>").utf8)
  }
}

@Suite("A PNG")
struct PNGTests {
  @Test("has packets and texts in each of the three chunks, EXIF and a store, before and behind")
  func slots() throws {
    let packet = PictureSamples.packet()
    let keyword = Array("XML:com.adobe.xmp\0".utf8)
    let label = Array(#"{"AIGC":{"Label":"1"}}"#.utf8)
    let aigc = Array("AIGC\0".utf8)
    let store = PictureSamples.store()
    let bytes = PNGSample.file(
      PNGSample.chunk("iTXt", keyword + [0, 0, 0, 0] + packet),
      PNGSample.chunk(
        "iTXt", keyword + [1, 0] + Array("en\0".utf8) + [0] + PNGSample.zlib(packet)),
      PNGSample.chunk("tEXt", keyword + packet),
      PNGSample.chunk("zTXt", keyword + [0] + PNGSample.zlib(packet)),
      PNGSample.chunk("tEXt", aigc + label), PNGSample.chunk("caBX", store),
      behind: PNGSample.chunk("zTXt", aigc + [0] + PNGSample.zlib(label))
        + PNGSample.chunk("iTXt", aigc + [0, 0, 0, 0] + label)
        + PNGSample.chunk("tEXt", Array("Software\0it".utf8))
        + PNGSample.chunk("eXIf", TIFFSample.exif(comment: Array("UNICODE\0".utf8))),
      after: Array("AIGC\(String(decoding: label, as: UTF8.self))".utf8))
    let file = try MediaFile(bytes)
    #expect(file.broken == nil)
    #expect(file.remarks.map(\.rule) == ["png.afterEnd"])
    #expect(try file.payloads(.xmp) == Array(repeating: packet, count: 4))
    #expect(try file.payloads(.text(key: "AIGC")) == Array(repeating: label, count: 3))
    #expect(try file.payloads(.text(key: "Software")) == [Array("it".utf8)])
    #expect(try file.payloads(.store) == [store])
    #expect(try file.payloads(.exif(tag: 0x9286)) == [Array("UNICODE\0".utf8)])
    #expect(try file.payloads(.stray) == [label])
  }

  @Test("is told of a wrong checksum, a second store and a stream that does not inflate")
  func remarks() throws {
    var text = PNGSample.chunk("tEXt", Array("AIGC\0{}".utf8))
    text[text.count - 1] ^= 1
    let store = PNGSample.chunk("caBX", PictureSamples.store())
    let file = try MediaFile(
      PNGSample.file(
        text, store, store, PNGSample.chunk("zTXt", Array("AIGC\0\0xxxx".utf8))))
    #expect(
      file.remarks.map(\.rule) == ["png.chunk.crc", "media.store.several", "png.text.deflate"])
    #expect(file.slots.count == 3)
  }

  @Test(
    "takes the chunks of real services byte for byte",
    arguments: [
      (
        "001191110102MACQD9K64010000", "cc75f5e99aae4210960acb722f10974e", "", "", 703,
        0xDF26_A429
      ),
      (
        "001191110102MACQD9K64010000", "e3578014edd949debed102781a8c26f7", "", "", 703,
        0xF03A_C87B
      ),
      (
        "00119144030008867405X210001",
        "tos-cn-i-tb4s082cfz/c7fe057c61584857b10c5ad6f5ee96e6", "00119144030008867405X220001",
        "tos-cn-i-tb4s082cfz/c7fe057c61584857b10c5ad6f5ee96e6", 802, 0xAA62_7A4A
      ),
      (
        "00119144030008867405X210001",
        "tos-cn-i-tb4s082cfz/2ef232d44c0c406985fdf6b21c858961", "00119144030008867405X220001",
        "tos-cn-i-tb4s082cfz/2ef232d44c0c406985fdf6b21c858961", 802, 0x09E6_69EB
      ),
    ] as [(String, String, String, String, Int, UInt32)])
  func serviceChunks(
    producer: String, number: String, propagator: String, propagation: String, length: Int,
    checksum: UInt32
  ) throws {
    let packet = PNGSample.servicePacket([
      ("Label", "1"), ("ContentProducer", producer), ("ProduceID", number),
      ("ReservedCode1", ""), ("ContentPropagator", propagator), ("PropagateID", propagation),
      ("ReservedCode2", ""),
    ])
    let new = try MediaFile(PNGSample.file()).plan([SlotEdit(.xmp, packet)]).written
    var expected = ByteWriter()
    expected.bigEndian(length, width: 4)
    expected.append("iTXt")
    expected.append(Array("XML:com.adobe.xmp".utf8) + [0, 0, 0, 0, 0] + packet)
    expected.bigEndian(checksum, width: 4)
    #expect(Array(new[33...].prefix(length + 12)) == expected.bytes)
    #expect(try MediaFile(new).payloads(.xmp) == [packet])
  }

  @Test("takes what is written before the pixels, over the first that is there")
  func writing() throws {
    let packet = PictureSamples.packet()
    let store = PictureSamples.store()
    let edits = [
      SlotEdit(.store, store), SlotEdit(.text(key: "AIGC"), Array("{}".utf8)),
      SlotEdit(.xmp, packet),
    ]
    let bytes = PNGSample.file()
    let plan = try MediaFile(bytes).plan(edits)
    let new = try plan.written
    let start = 33
    let end = bytes.count - start
    #expect(new.prefix(start) == bytes.prefix(start) && new.suffix(end) == bytes.suffix(end))
    let file = try MediaFile(new)
    #expect(file.slots.map(\.kind) == [.xmp, .text(key: "AIGC"), .store])
    #expect(file.slots.allSatisfy { plan.placements[$0.kind] == $0.extent })
    let label = Array(#"{"Label":"生成"}"#.utf8)
    let again = try MediaFile(
      try file.plan([
        SlotEdit(.xmp, [65]), SlotEdit(.text(key: "AIGC"), label), SlotEdit(.store, store),
      ]).written)
    #expect(again.slots.map(\.place) == ["iTXt XML:com.adobe.xmp", "iTXt AIGC", "caBX"])
    #expect(try again.payloads(.text(key: "AIGC")) == [label])
    #expect(again.remarks.isEmpty)
  }

  @Test(
    "has the packet and the EXIF texts of a profile in hexadecimal, and takes a real packet over it"
  )
  func rawProfiles() throws {
    func profile(_ kind: String, _ bytes: [UInt8]) -> [UInt8] {
      let digits = Data(bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      let text =
        "\n\(kind)\n    \(bytes.count)\n\(digits.prefix(36).joined())\n"
        + "\(digits.dropFirst(36).joined())\n"
      return PNGSample.chunk(
        "zTXt", Array("Raw profile type \(kind)\0\0".utf8) + PNGSample.zlib(Array(text.utf8)))
    }
    let packet = PictureSamples.packet()
    let comment = Array("ASCII\0\0\0{}".utf8)
    let exif = Array("Exif\0\0".utf8) + TIFFSample.exif(comment: comment)
    let file = try MediaFile(
      PNGSample.file(
        profile("xmp", packet), profile("exif", exif),
        profile("APP1", Array("http://ns.adobe.com/xap/1.0/\0".utf8) + packet),
        PNGSample.chunk("tEXt", Array("Raw profile type xmp\0\nxmp\n 9\nabcd\n".utf8))))
    #expect(try file.payloads(.xmp) == [packet, packet])
    #expect(try file.payloads(.exif(tag: 0x9286)) == [comment])
    #expect(file.remarks.map(\.rule) == ["png.rawProfile.broken"])
    let new = try MediaFile(try file.plan([SlotEdit(.xmp, [65])]).written)
    #expect(
      new.slots(.xmp).map(\.place) == ["iTXt XML:com.adobe.xmp", "zTXt Raw profile type APP1"])
  }

  @Test(
    "keeps a packet that came from a JPEG through ImageMagick",
    .enabled(if: PictureTools.has("convert"), "needs its tool"))
  func converted() async throws {
    let folder = try TemporaryDirectory()
    try await PictureTools.run("convert", ["-size", "9x9", "xc:red", "a.jpg"], in: folder.url)
    let path = folder.file("a.jpg").path
    let packet = PictureSamples.packet()
    let plan = try MediaFile(reading: try FileSource(path: path)).plan([SlotEdit(.xmp, packet)])
    try FileWriter.write(plan, to: path, existing: .replace)
    for name in ["b.png", "c.tif", "d.jpg"] {
      try await PictureTools.run("convert", ["a.jpg", name], in: folder.url)
      let file = try MediaFile(reading: try FileSource(path: folder.file(name).path))
      #expect(try file.payloads(.xmp) == [packet], "\(name)")
    }
  }

  @Test("refuses a keyword that is none", arguments: ["", " AIGC", "AIGC ", "标识", "a\u{0}b"])
  func keywords(keyword: String) throws {
    let file = try MediaFile(PNGSample.file())
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.text(key: keyword), [65])]) }
    let long = String(repeating: "x", count: 80)
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.text(key: long), [65])]) }
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.text(key: "AIGC"), [0])]) }
  }

  @Test("has parts by its chunk types that cover every byte")
  func parts() throws {
    let file = try MediaFile(
      PNGSample.file(PNGSample.chunk("caBX", PictureSamples.store()), after: [1]))
    #expect(
      try file.parts().map(\.name) == ["PNGh", "IHDR", "C2PA", "IDAT", "IEND", "c2pa.after"])
  }

  @Test(
    "is read by others as before, with the same pixels",
    .enabled(if: PictureTools.has("convert", "exiftool", "python"), "needs its tools"))
  func others() async throws {
    try await PictureRoundTrip.check(
      making: [
        "a.png": ["-size", "97x61", "plasma:red-blue"],
        "palette.png": [
          "-size", "64x64", "plasma:", "-colors", "16", "-define", "png:format=png8",
        ],
        "sixteen.png": ["-size", "33x15", "gradient:", "-depth", "16"],
        "interlaced.png": ["-size", "40x40", "plasma:", "-interlace", "PNG"],
      ],
      edits: [
        SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.text(key: "AIGC"), Array("{}".utf8)),
        SlotEdit(.store, PictureSamples.store(90_000)),
      ])
  }

  @Test(
    "is an animation with the same frames as before",
    .enabled(if: PictureTools.has("ffmpeg", "exiftool", "python"), "needs its tools"))
  func animation() async throws {
    let folder = try TemporaryDirectory()
    try await PictureTools.run(
      "ffmpeg",
      [
        "-v", "error", "-f", "lavfi", "-i", "testsrc=size=48x32:rate=5:duration=1", "-f", "apng",
        "-plays", "0", "a.png",
      ],
      in: folder.url)
    try await PictureRoundTrip.check(
      [folder.file("a.png")],
      edits: [SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store())])
  }
}

@Suite("Fuzz: a PNG")
struct PNGFuzzTests {
  @Test("gets an answer however it is damaged")
  func damaged() throws {
    var damage = PictureDamage(edits: [
      [
        SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.text(key: "AIGC"), [65]),
        SlotEdit(.store, PictureSamples.store()),
      ]
    ])
    let packet = Array("<x/>".utf8)
    let keyword = Array("XML:com.adobe.xmp\0".utf8)
    let rich = PNGSample.file(
      PNGSample.chunk("iTXt", keyword + [1, 0, 0, 0] + PNGSample.zlib(packet)),
      PNGSample.chunk("zTXt", Array("AIGC\0\0".utf8) + PNGSample.zlib(packet)),
      PNGSample.chunk("caBX", PictureSamples.store(80)),
      PNGSample.chunk("eXIf", TIFFSample.exif(comment: [1, 2, 3, 4, 5])))
    try damage.spend(seconds: 1.5, on: [rich, PNGSample.file()], named: "PNG")
  }

  @Test("is not inflated beyond what is read of a text")
  func bomb() throws {
    // 20 MB of zeros in 20 KB.
    let deflater = try Deflater()
    var packed: [UInt8] = [0x78, 0x9C]
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    for round in 0..<20 {
      try deflater.deflate(zeros[...], last: round == 19) { packed += $0 }
    }
    let file = try MediaFile(
      PNGSample.file(PNGSample.chunk("zTXt", Array("AIGC\0\0".utf8) + packed)))
    #expect(packed.count < 40_000)
    #expect(file.slots.isEmpty)
    #expect(file.remarks.map(\.rule) == ["png.text.deflate"])
    // A hundred of them are no worse than one.
    let chunk = PNGSample.chunk("zTXt", Array("AIGC\0\0".utf8) + packed)
    let many = try MediaFile(
      PNGSample.file(Array((0..<100).map { _ in chunk }.joined())))
    #expect(many.slots.isEmpty)
    #expect(many.remarks.filter { $0.rule == "png.text.deflate" }.count == 1)
  }
}
