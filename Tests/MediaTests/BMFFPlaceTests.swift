import Foundation
import Media
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Boxes made by hand.
enum Boxes {
  static func box(_ type: StaticString, _ body: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.box(type) { $0.append(body) }
    return writer.bytes
  }

  static func number(_ value: Int, _ width: Int) -> [UInt8] {
    var writer = ByteWriter()
    writer.bigEndian(value, width: width)
    return writer.bytes
  }

  static let fileType = box("ftyp", Array("isom".utf8) + [0, 0, 2, 0] + Array("isommp42".utf8))

  /// A film of one track whose chunks are at `offsets`.
  static func film(
    chunks offsets: [Int], width: Int = 4, more: [UInt8] = [], behind: [UInt8] = []
  ) -> [UInt8] {
    let table =
      [0, 0, 0, 0] + number(offsets.count, 4) + offsets.flatMap { number($0, width) }
    let samples = width == 4 ? box("stco", table) : box("co64", table)
    return box(
      "moov",
      more + box("trak", box("mdia", box("minf", box("stbl", samples)))) + behind)
  }

  /// The entries of the table of chunks in a file.
  static func chunks(in source: any ByteSource) throws -> (type: String, offsets: [Int]) {
    let tree = BMFFTree(source)
    for type in ["stco", "co64"] {
      let path = "/moov/trak/mdia/minf/stbl/\(type)"
      guard let box = try tree.boxes(at: path)?.first else { continue }
      var reader = SourceReader(source, in: box.body)
      try reader.skip(4, "table")
      let count = Int(try reader.u32("table"))
      return (
        type,
        try (0..<count).map { _ in Int(try reader.bigEndian(type == "stco" ? 4 : 8, "table")) }
      )
    }
    return ("", [])
  }
}

@Suite("Where a label goes among boxes")
struct BMFFPlaceTests {
  private let label = SlotEdit(.text(key: "AIGC"), FilmSamples.label)

  private func planned(_ bytes: [UInt8], _ edits: [SlotEdit]) throws -> (WritePlan, [UInt8]) {
    let file = try MediaFile(reading: BytesSource(bytes))
    let plan = try file.plan(edits)
    let new = try plan.output.bytes(in: 0..<plan.size, of: "all")
    let again = try MediaFile(reading: BytesSource(new))
    #expect(again.broken == nil)
    for edit in edits {
      let slot = try #require(again.slots(edit.kind).first)
      #expect(try again.payload(of: slot) == edit.payload)
    }
    return (plan, new)
  }

  @Test("is, byte for byte, what the test vector says")
  func vector() throws {
    let (_, new) = try planned(Boxes.fileType + Boxes.film(chunks: []), [label])
    func bytes(_ hex: String) -> [UInt8] {
      let digits = hex.filter { $0 != " " }
      return stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(digits.dropFirst($0).prefix(2), radix: 16)
      }
    }
    #expect(FilmSamples.label.count == 195)
    let handler = bytes(
      "00000021 68646c72 00000000 00000000 6d647461 000000000000000000000000 00")
    let keys = bytes("0000001c 6b657973 00000000 00000001 0000000c 6d647461 41494743")
    let item = bytes("000000db 00000001 000000d3 64617461 00000001 00000000") + FilmSamples.label
    let metadata = Boxes.box(
      "udta",
      Boxes.box("meta", [0, 0, 0, 0] + handler + keys + Boxes.box("ilst", item)))
    #expect(new.suffix(metadata.count).elementsEqual(metadata))
  }

  @Test(
    "is found in a list without keys, under a name of iTunes, in a box of its own, in QuickTime's form"
  )
  func elsewhere() throws {
    func list(_ item: [UInt8], version: [UInt8] = [0, 0, 0, 0], handler: String) -> [UInt8] {
      Boxes.box(
        "meta",
        version + Boxes.box("hdlr", [UInt8](repeating: 0, count: 8) + Array(handler.utf8))
          + Boxes.box("ilst", item))
    }
    let data = Boxes.box("data", [0, 0, 0, 1, 0, 0, 0, 0] + FilmSamples.label)
    let freeform = Boxes.box(
      "----",
      Boxes.box("mean", [0, 0, 0, 0] + Array("com.example".utf8))
        + Boxes.box("name", [0, 0, 0, 0] + Array("AIGC".utf8)) + data)
    let wide = Boxes.box(
      "data", [0, 0, 0, 2, 0, 0, 0, 0] + Array("AIGC".utf16).flatMap { Boxes.number(Int($0), 2) })
    let userData = Boxes.box(
      "udta",
      list(Boxes.box("desc", data), handler: "mdir") + Boxes.box("AIGC", FilmSamples.label)
        + Boxes.box("XMP_", FilmSamples.packet) + [0, 0, 0, 0])
    let old =
      Boxes.fileType
      + Boxes.film(
        chunks: [],
        more: list(freeform, version: [], handler: "mdir") + userData
          + list(Boxes.box("note", wide), handler: "mdir"))
    let file = try MediaFile(reading: BytesSource(old))
    #expect(file.broken == nil && file.remarks.isEmpty)
    #expect(
      file.slots.map(\.kind) == [
        .text(key: "AIGC"), .text(key: ""), .text(key: "AIGC"), .xmp, .text(key: ""),
      ])
    for slot in file.slots where slot.kind != .xmp {
      let bytes = try file.payload(of: slot)
      #expect(bytes == FilmSamples.label || bytes == Array("AIGC".utf8))
    }
    // Each of them is written over where it is; nothing is added beside it.
    for kind in [.text(key: ""), .text(key: "AIGC"), .xmp] as [Slot.Kind] {
      let (_, new) = try planned(old, [SlotEdit(kind, Array("<another/>".utf8))])
      #expect(try MediaFile(reading: BytesSource(new)).slots.count == file.slots.count)
    }
  }

  @Test("moves the offsets of what is behind it, and of nothing else")
  func offsets() throws {
    let film = Boxes.film(chunks: [0, 0, 0])
    let first = Boxes.fileType.count + 8
    let second = Boxes.fileType.count + 16 + film.count + 8
    let old =
      Boxes.fileType + Boxes.box("mdat", [1, 2, 3, 4, 5, 6, 7, 8])
      + Boxes.film(chunks: [first, second, second + 1]) + Boxes.box("mdat", [9, 8])
    let (_, new) = try planned(old, [label])
    let chunks = try Boxes.chunks(in: BytesSource(new)).offsets
    #expect(chunks[0] == first)
    #expect(new[chunks[1]] == 9 && new[chunks[2]] == 8)
  }

  @Test("takes the free space behind the film, inside it and inside its metadata", arguments: 0..<4)
  func free(_ kind: Int) throws {
    let room = Boxes.box("free", [UInt8](repeating: 0, count: 900))
    let data = Boxes.box("mdat", [9, 8])
    let old =
      switch kind {
      case 0: Boxes.fileType + Boxes.film(chunks: [77]) + room + data
      case 1: Boxes.fileType + Boxes.film(chunks: [77], behind: room) + data
      case 2:
        Boxes.fileType
          + Boxes.film(
            chunks: [77], more: Boxes.box("udta", Boxes.box("name", [1]) + room)) + data
      default:
        Boxes.fileType
          + Boxes.film(chunks: [77], more: Boxes.box("udta", []), behind: room) + data
      }
    let (plan, new) = try planned(old, [label])
    let changes = try #require(plan.changesInPlace)
    #expect(changes.reduce(0) { $0 + $1.bytes.count } < 1000)
    #expect(new.count == old.count)
    #expect(new.suffix(10).elementsEqual(old.suffix(10)))
    #expect(try Boxes.chunks(in: BytesSource(new)).offsets == [77])
    // A second one of another length goes to the same place.
    let longer = SlotEdit(label.kind, FilmSamples.label + FilmSamples.label)
    let (again, _) = try planned(new, [longer])
    #expect(again.changesInPlace != nil)
    let (shorter, _) = try planned(new, [SlotEdit(label.kind, Array("{}".utf8))])
    #expect(shorter.changesInPlace != nil)
  }

  @Test(
    "is behind a box that went to the end of the file, which then says how long it is",
    arguments: [true, false])
  func toEnd(_ filmIsLast: Bool) throws {
    var film = Boxes.film(chunks: [24 + 8])
    var data = Boxes.box("mdat", [5, 6, 7])
    // A length of zero.
    if filmIsLast {
      film.replaceSubrange(0..<4, with: [0, 0, 0, 0])
    } else {
      data.replaceSubrange(0..<4, with: [0, 0, 0, 0])
      film = Boxes.film(chunks: [24 + film.count + 8])
    }
    let old = Boxes.fileType + (filmIsLast ? data + film : film + data)
    let edits = [label, SlotEdit(.xmp, FilmSamples.packet), SlotEdit(.store, FilmSamples.store)]
    for edits in [[edits[0]], [edits[1]], edits] {
      let (plan, new) = try planned(old, edits)
      let chunks = try Boxes.chunks(in: BytesSource(new)).offsets
      #expect(new[chunks[0]..<chunks[0] + 3].elementsEqual([5, 6, 7]))
      if let range = plan.placements[.store] {
        let box = try #require(try BMFFTree(BytesSource(new)).roots().dropFirst().first)
        #expect(box.range == range)
      }
    }
  }

  @Test("has no place for a manifest store in a film of old, and says which way out there is")
  func old() throws {
    let film = Boxes.box("mdat", [5, 6, 7]) + Boxes.film(chunks: [8])
    let (_, new) = try planned(film, [label])
    #expect(try Boxes.chunks(in: BytesSource(new)).offsets == [8])
    let file = try MediaFile(reading: BytesSource(film))
    #expect {
      try file.plan([SlotEdit(.store, FilmSamples.store)])
    } throws: {
      "\($0)".contains("put it into a sidecar")
    }
  }

  @Test("gives eight bytes to offsets that four no longer hold")
  func wide() throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("large.mp4").path
    let far = Int(UInt32.max) - 100
    let film = Boxes.film(chunks: [200, far])
    let head = Boxes.fileType + film + Boxes.number(1, 4) + Array("mdat".utf8)
    let size = far + 1000
    let old = head + Boxes.number(size - head.count + 8, 8)
    try Data(old).write(to: URL(filePath: path))
    #expect(truncate(path, off_t(size)) == 0)
    let file = try MediaFile(reading: try FileSource(path: path))
    #expect(file.broken == nil)
    let plan = try file.plan([label])
    let chunks = try Boxes.chunks(in: plan.output)
    let moved = plan.size - size
    #expect(chunks.type == "co64")
    #expect(chunks.offsets == [200 + moved, far + moved])
    #expect(try MediaFile(reading: plan.output).slots.map(\.kind) == [label.kind])
  }

  @Test("does not keep a long table in memory, nor read it at once")
  func memory() throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("long.mp4").path
    // Eight megabytes in a normal run, a hundred in a long one.
    let count = Effort.factor > 1 ? 25_000_000 : 2_000_000
    // A table full of zeros takes no space on the disk. Only the last entry is behind what moves.
    let box = 16 + count * 4
    var head = Boxes.fileType
    for (type, length) in [("moov", 32), ("trak", 24), ("mdia", 16), ("minf", 8), ("stbl", 0)] {
      head += Boxes.number(box + 8 + length, 4) + Array(type.utf8)
    }
    head += Boxes.number(box, 4) + Array("stco".utf8) + [0, 0, 0, 0] + Boxes.number(count, 4)
    let end = head.count + count * 4
    try Data(head).write(to: URL(filePath: path))
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seek(toOffset: UInt64(end - 4))
    try handle.write(contentsOf: Boxes.number(end + 8, 4) + Boxes.box("mdat", [5, 6, 7]))
    try handle.close()
    let before = try peak()
    let watched = WatchedSource(try FileSource(path: path))
    let file = try MediaFile(reading: watched)
    #expect(file.broken == nil)
    let plan = try file.plan([label])
    let held = plan.pieces.reduce(0) {
      if case .bytes(let bytes) = $1 { $0 + bytes.count } else { $0 }
    }
    #expect(held < 1000)
    let new = folder.file("new.mp4").path
    try FileWriter.write(plan, to: new, existing: .replace)
    #expect(watched.largest <= 1 << 18)
    print(
      "a film with \(count * 4) bytes of offsets: largest read \(watched.largest) bytes, peak memory "
        + "of the process grew by \(try peak() - before) kB")
    let again = try MediaFile(reading: try FileSource(path: new))
    #expect(again.slots.map(\.kind) == [label.kind])
    let offset = try again.source.bytes(in: end - 4..<end, of: "the last entry")
    #expect(offset == Boxes.number(plan.size - 3, 4))
  }

  /// The most memory that this process has had, in kB, whatever else runs in it.
  private func peak() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM") })
    return try #require(Int(line.filter(\.isNumber)))
  }
}

/// A source that notes how much is read from it, all in all and at once.
final class WatchedSource: ByteSource, @unchecked Sendable {
  private let source: any ByteSource
  private let lock = NSLock()
  private var counts = (all: 0, largest: 0)

  init(_ source: any ByteSource) { self.source = source }

  var size: Int { source.size }
  var largest: Int { lock.withLock { counts.largest } }
  var all: Int { lock.withLock { counts.all } }

  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    let count = try source.read(at: offset, into: buffer)
    lock.withLock {
      counts.all += count
      counts.largest = max(counts.largest, count)
    }
    return count
  }
}
