import Foundation
import Media
import TestSupport
import Testing

@Suite("A TIFF")
struct TIFFTests {
  static let layouts = [false, true].flatMap { order in
    [false, true].map { TIFFSample(isBigEndian: order, isBig: $0) }
  }

  /// A picture of one point, with what else is wanted in its directory.
  static func picture(
    _ sample: TIFFSample, _ more: [(UInt16, Int, [UInt8])] = []
  ) -> [UInt8] {
    let width = sample.isBig ? 8 : 4
    let start = sample.isBig ? 16 : 8
    func short(_ tag: UInt16, _ value: Int) -> (UInt16, Int, [UInt8]) {
      (tag, 3, sample.number(value, 2))
    }
    func entries(_ strip: Int) -> [(UInt16, Int, [UInt8])] {
      ([
        short(256, 1), short(257, 1), short(258, 8), short(259, 1), short(262, 1),
        (273, sample.isBig ? 16 : 4, sample.number(strip, width)), short(277, 1), short(278, 1),
        (279, 4, sample.number(1, 4)),
      ] + more).sorted { $0.0 < $1.0 }
    }
    let size = sample.directory(at: start, entries(0)).count
    return sample.header(first: start) + sample.directory(at: start, entries(start + size)) + [128]
  }

  @Test("has packet, texts and store in either order of bytes, classic or big", arguments: layouts)
  func slots(sample: TIFFSample) throws {
    let packet = PictureSamples.packet()
    let store = PictureSamples.store()
    let bytes = Self.picture(
      sample,
      [
        (0x010E, 2, Array("a description\0".utf8)), (0x013B, 2, Array("Li\0".utf8)),
        (700, 1, packet), (0xCD41, 7, store), (0x8298, 2, Array("(c) somebody\0".utf8)),
      ])
    let file = try MediaFile(bytes)
    #expect(file.format == .tiff && file.broken == nil && file.remarks.isEmpty)
    #expect(try file.payloads(.xmp) == [packet])
    #expect(try file.payloads(.store) == [store])
    #expect(try file.payloads(.exif(tag: 0x010E)) == [Array("a description\0".utf8)])
    #expect(try file.payloads(.exif(tag: 0x013B)) == [Array("Li\0".utf8)])
    #expect(try file.payloads(.exif(tag: 0x8298)) == [Array("(c) somebody\0".utf8)])
  }

  @Test("is read once where its directories come back to where they were", arguments: layouts)
  func loop(sample: TIFFSample) throws {
    let start = sample.isBig ? 16 : 8
    let type = sample.isBig ? 16 : 4
    let link = sample.number(start, sample.isBig ? 8 : 4)
    let bytes =
      sample.header(first: start)
      + sample.directory(at: start, [(330, type, link), (0x8769, type, link)], next: start)
    let file = try MediaFile(bytes)
    #expect(file.broken == nil)
    #expect(file.remarks.map(\.rule) == Array(repeating: "tiff.directory.loop", count: 3))
  }

  @Test("gets what is new at its end, and only links and counts change", arguments: layouts)
  func writing(sample: TIFFSample) throws {
    let bytes = Self.picture(sample, [(0x010E, 2, Array("text\0".utf8))])
    let packet = PictureSamples.packet()
    let store = PictureSamples.store(301)
    let plan = try MediaFile(bytes).plan([SlotEdit(.store, store), SlotEdit(.xmp, packet)])
    let new = try plan.written
    let width = sample.isBig ? 8 : 4
    #expect(new[..<width] == bytes[..<width])
    #expect(new[(2 * width)..<bytes.count] == bytes[(2 * width)...])
    let file = try MediaFile(new)
    #expect(file.remarks.isEmpty && file.broken == nil)
    #expect(try file.payloads(.xmp) == [packet])
    #expect(try file.payloads(.store) == [store])
    #expect(try file.payloads(.exif(tag: 0x010E)) == [Array("text\0".utf8)])
    #expect(file.slots(.store).first?.extent == plan.placements[.store])
    #expect(file.slots(.xmp).first?.extent == plan.placements[.xmp])
    // A store at the end grows there; one of the same length is written where it is.
    let larger = try file.plan([SlotEdit(.store, PictureSamples.store(1000))])
    #expect(larger.size == new.count + 699)
    #expect(try MediaFile(try larger.written).payloads(.store) == [PictureSamples.store(1000)])
    let same = try file.plan([SlotEdit(.store, PictureSamples.store(301, seed: 2))])
    #expect(same.changesInPlace?.count == 1)
    let other = try file.plan([SlotEdit(.xmp, PictureSamples.packet("another"))])
    let last = try MediaFile(try other.written)
    #expect(try last.payloads(.xmp) == [PictureSamples.packet("another")])
    #expect(try last.payloads(.store) == [store])
  }

  @Test("keeps a store where it is when it is in the last directory")
  func lastDirectory() throws {
    let sample = TIFFSample(isBigEndian: false)
    let first = Self.picture(sample)
    let start = first.count + first.count % 2
    let size = 2 + 9 * 12
    var bytes = first + Array(repeating: 0, count: start - first.count)
    bytes.replaceSubrange(8 + size..<8 + size + 4, with: sample.number(start, 4))
    bytes += sample.directory(at: start, [(0xCD41, 7, PictureSamples.store())])
    let file = try MediaFile(bytes)
    #expect(file.slots(.store).map(\.place) == ["IFD1 C2PA"])
    let new = try MediaFile(
      try file.plan([
        SlotEdit(.store, PictureSamples.store(500)), SlotEdit(.xmp, PictureSamples.packet()),
      ]).written)
    #expect(new.slots.map(\.place) == ["IFD0 XMP", "IFD1 C2PA"])
    #expect(try new.payloads(.store) == [PictureSamples.store(500)])
  }

  @Test(
    "gets a new packet over the first that is there, even on a later page, and over one that is lost"
  )
  func laterPacket() throws {
    let sample = TIFFSample(isBigEndian: true)
    let start = 8 + 2 + 12 + 4
    func file(_ first: [(UInt16, Int, [UInt8])], _ second: [(UInt16, Int, [UInt8])]) -> [UInt8] {
      sample.header(first: 8) + sample.directory(at: 8, first, next: start)
        + sample.directory(at: start, second)
    }
    let later = try MediaFile(file([(256, 3, [0, 1])], [(700, 1, Array("<x:xmpmeta/>".utf8))]))
    #expect(later.slots.map(\.place) == ["IFD1 XMP"])
    let packet = PictureSamples.packet()
    let new = try MediaFile(try later.plan([SlotEdit(.xmp, packet)]).written)
    #expect(new.slots.map(\.place) == ["IFD1 XMP"])
    #expect(try new.payloads(.xmp) == [packet])
    // The count of the packet's entry says far too much.
    var bytes = file([(700, 1, [1, 2])], [(256, 3, [0, 1])])
    bytes[8 + 2 + 4] = 0x7F
    let lost = try MediaFile(bytes)
    #expect(lost.remarks.map(\.rule) == ["tiff.value.broken"])
    let found = try MediaFile(try lost.plan([SlotEdit(.xmp, packet)]).written)
    #expect(found.remarks.isEmpty)
    #expect(try found.payloads(.xmp) == [packet])
  }

  @Test(
    "is written at its end where a value at the end lies over a directory or belongs to two pages")
  func overlapping() throws {
    let sample = TIFFSample(isBigEndian: true)
    let packet = PictureSamples.packet()
    let size = 2 + 12 + 4
    // Two pages, the second within the value of the first, which goes to the end of the file.
    var bytes = sample.header(first: 8)
    bytes += sample.number(1, 2) + sample.number(700, 2) + sample.number(1, 2)
    bytes += sample.number(size + 40, 4) + sample.number(8 + size, 4) + sample.number(8 + size, 4)
    bytes += sample.directory(at: 8 + size, [(0x010E, 2, [65, 0])])
    bytes += Array(repeating: 32, count: 40)
    let over = try MediaFile(bytes)
    #expect(over.slots.map(\.place) == ["IFD0 XMP", "IFD1 ImageDescription"])
    for edit in [packet, Array(repeating: UInt8(32), count: size + 40)] {
      let new = try MediaFile(try over.plan([SlotEdit(.xmp, edit)]).written)
      #expect(try new.payloads(.xmp) == [edit])
      #expect(try new.payloads(.exif(tag: 0x010E)) == [[65, 0]])
    }
    // Two pages that share one packet: the other one keeps it.
    let entry =
      sample.number(1, 2) + sample.number(700, 2) + sample.number(1, 2)
      + sample.number(40, 4) + sample.number(8 + 2 * size, 4)
    let shared =
      sample.header(first: 8) + entry + sample.number(8 + size, 4) + entry
      + sample.number(0, 4) + Array(repeating: 66, count: 40)
    let pages = try MediaFile(
      try MediaFile(shared).plan([SlotEdit(.xmp, packet)]).written)
    // In the order of the file: the new one is at its end.
    #expect(try pages.payloads(.xmp) == [Array(repeating: 66, count: 40), packet])
  }

  @Test("does not grow beyond what offsets of four bytes reach")
  func tooLarge() throws {
    /// A classic TIFF with four gigabytes of nothing behind it.
    struct Sparse: ByteSource {
      let head: BytesSource
      let size = Int(UInt32.max) - 100
      func read(
        at offset: Int, into buffer: UnsafeMutableRawBufferPointer
      ) throws(MediaError) -> Int {
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        _ = try head.read(at: offset, into: buffer)
        return min(buffer.count, max(0, size - offset))
      }
    }
    let classic = TIFFSample(isBigEndian: true)
    let file = try MediaFile(reading: Sparse(head: BytesSource(Self.picture(classic))))
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.xmp, PictureSamples.packet())]) }
    let big = TIFFSample(isBigEndian: true, isBig: true)
    let other = try MediaFile(reading: Sparse(head: BytesSource(Self.picture(big))))
    let plan = try other.plan([SlotEdit(.xmp, PictureSamples.packet())])
    #expect(
      try MediaFile(reading: plan.output).payloads(.xmp) == [PictureSamples.packet()])
  }

  @Test(
    "is read by others as before, with the same pixels",
    .enabled(if: PictureTools.has("convert", "exiftool", "tiffinfo", "python"), "needs its tools"))
  func others() async throws {
    let folder = try TemporaryDirectory()
    let samples: [(String, [String])] = [
      ("little.tif", ["-size", "40x30", "plasma:", "-define", "tiff:endian=lsb"]),
      ("big.tif", ["-size", "40x30", "plasma:", "-define", "tiff:endian=msb"]),
      ("packed.tif", ["-size", "40x30", "plasma:", "-compress", "lzw"]),
      ("tiled.tif", ["-size", "90x80", "plasma:", "-define", "tiff:tile-geometry=32x32"]),
      ("pages.tif", ["-size", "40x30", "plasma:", "-size", "20x20", "xc:red"]),
      ("eight.tif", ["-size", "40x30", "plasma:", "TIFF64:eight.tif"]),
    ]
    for (name, arguments) in samples {
      let last = arguments.last?.hasPrefix("TIFF64:") == true ? [] : [name]
      try await PictureTools.run("convert", arguments + last, in: folder.url)
    }
    let files = samples.map { folder.file($0.0) }
    let edits = [
      SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store(90_001)),
    ]
    try await PictureRoundTrip.check(files, edits: edits)
    for url in files {
      let before = try await PictureTools.run("tiffinfo", [url.path])
      let plan = try MediaFile(reading: try FileSource(path: url.path)).plan(edits)
      try FileWriter.write(plan, to: url.path, existing: .replace)
      let after = try await PictureTools.run("tiffinfo", [url.path])
      #expect(complaints(after) == complaints(before), "tiffinfo \(url.lastPathComponent)")
      #expect(after.contains("photoshop:Headline") || after.contains("XMLPacket"))
    }
  }

  /// What tiffinfo warns of, but for the tag that it has no name for.
  private func complaints(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter {
      ($0.contains("Warning") || $0.contains("rror")) && !$0.contains("52545 (0xcd41)")
    }
  }
}

@Suite("An EXIF block")
struct EXIFTests {
  @Test("gives its texts in either order of bytes", arguments: [true, false])
  func texts(isBigEndian: Bool) throws {
    let comment = Array(#"ASCII\#0\#0\#0{"AIGC": {"Label":"1"}}"#.utf8)
    let block = TIFFSample.exif(comment: comment, isBigEndian: isBigEndian)
    let file = try MediaFile(PNGSample.file(PNGSample.chunk("eXIf", block)))
    #expect(file.slots.map(\.place) == ["eXIf UserComment"])
    #expect(try file.payloads(.exif(tag: 0x9286)) == [comment])
  }

  @Test("is a remark where it is broken, and does not keep the file from being read")
  func broken() throws {
    let block = TIFFSample.exif(comment: Array(repeating: 65, count: 40))
    for length in 0..<block.count {
      let cut = PNGSample.chunk("eXIf", Array(block[..<length]))
      let file = try MediaFile(
        PNGSample.file(cut, PNGSample.chunk("tEXt", Array("AIGC\0{}".utf8))))
      #expect(file.broken == nil)
      #expect(file.slots(.text(key: "AIGC")).count == 1)
      #expect(!file.remarks.isEmpty || file.slots(.exif(tag: 0x9286)).count == 1)
    }
  }
}

@Suite("Fuzz: a TIFF")
struct TIFFFuzzTests {
  @Test("gets an answer however it is damaged", arguments: TIFFTests.layouts)
  func damaged(sample: TIFFSample) throws {
    var damage = PictureDamage(edits: [
      [SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store())]
    ])
    let rich = TIFFTests.picture(
      sample,
      [(0x010E, 2, Array("description\0".utf8)), (700, 1, PictureSamples.packet())])
    try damage.spend(
      seconds: 0.5, on: [rich, TIFFTests.picture(sample)],
      named: "TIFF \(sample.isBigEndian ? "MM" : "II") \(sample.isBig ? "big" : "classic")")
  }

  @Test("is not walked for ever where its directories are a tower or a crowd")
  func tower() throws {
    let sample = TIFFSample(isBigEndian: true)
    var tower = sample.header(first: 8)
    for _ in 0..<100_000 {
      let start = tower.count
      tower += sample.directory(at: start, [(330, 4, sample.number(start + 18, 4))])
    }
    let deep = try MediaFile(tower)
    #expect(deep.remarks.map(\.rule) == ["tiff.directory.depth"])
    // Every byte is the beginning of a directory that points to all others.
    let crowd = sample.header(first: 8) + Array(repeating: 1, count: 200_000)
    let file = try MediaFile(crowd)
    #expect(file.slots.isEmpty)
  }
}
