import Foundation
import Media
import TestSupport
import Testing

@Suite("A film of Matroska", .enabled(if: FilmSamples.isThere))
struct MatroskaTests {
  static let films = ["film.mkv", "tagged.mkv", "film.webm", "live.webm"]
  static let mkvmerge = "/usr/bin/mkvmerge"
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  /// What mkvmerge and mkvinfo say; nil where they are not there.
  private func opinion(_ path: String) async throws -> String? {
    guard FileManager.default.isExecutableFile(atPath: Self.mkvmerge) else { return nil }
    let json = try await Opinion.run(Self.mkvmerge, ["-J", path])
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let elements = try await Opinion.run("/usr/bin/mkvinfo", ["-v", "-v", "-c", path])
    let wrong = elements.split(separator: "\n").filter {
      $0.contains("Error") || $0.contains("unknown element") || $0.contains("mismatch")
        || $0.contains("INVALID")
    }
    return "\(object?["warnings"] ?? "none") \(object?["errors"] ?? "none") \(wrong)"
  }

  @Test("takes a label, then a longer and a shorter one, and stays the same film", arguments: films)
  func label(_ name: String) async throws {
    let path = try await FilmSamples.path(name)
    let frames = try await Opinion.frames(path)
    let probe = try await Opinion.probe(path)
    let before = try await opinion(path)
    let labels = [
      FilmSamples.label, FilmSamples.label + FilmSamples.label, Array(FilmSamples.label.prefix(99)),
    ]
    var new = path
    for (round, label) in labels.enumerated() {
      let edit = SlotEdit(.text(key: "AIGC"), label)
      new = try Rewritten.copy(new, [edit], in: folder, as: "\(round)-\(name)")
      #expect(try Rewritten.payloads(.text(key: "AIGC"), of: new) == [label])
      guard round != 1 else { continue }
      #expect(try await Opinion.frames(new) == frames)
      #expect(try await opinion(new) == before)
      let after = try await Opinion.probe(new)
      #expect(after.warnings == probe.warnings)
      #expect(after.tags.contains(#""AIGC""#), "\(after.tags)")
      if name == "tagged.mkv" {
        #expect(after.tags.lowercased().contains(#""note": "before"#), "\(after.tags)")
      }
    }
  }
}

@Suite("Where a label goes among elements")
struct MatroskaPlaceTests {
  private let label = SlotEdit(.text(key: "AIGC"), FilmSamples.label)

  private static func element(_ id: [UInt8], _ data: [UInt8]) -> [UInt8] {
    MatroskaSample.element(id, data)
  }

  private static let cluster = element(
    [0x1F, 0x43, 0xB6, 0x75],
    element([0xE7], [0]) + element([0xA3], [UInt8](repeating: 7, count: 99)))

  /// A film whose index has numbers as narrow as can be; nothing before the film is free.
  private static func film(void: Int?, between: Int = 0, crc: Bool = false) -> [UInt8] {
    func head(_ cues: Int, _ clusters: [Int]) -> [UInt8] {
      element(
        [0x11, 0x4D, 0x9B, 0x74],
        (crc ? element([0xBF], [0, 0, 0, 0]) : [])
          + element(
            [0x4D, 0xBB],
            element([0x53, 0xAB], [0x1C, 0x53, 0xBB, 0x6B])
              + element([0x53, 0xAC], Boxes.number(cues, 2))))
        + (void.map { element([0xEC], [UInt8](repeating: 0, count: $0)) } ?? [])
    }
    func point(_ cluster: Int) -> [UInt8] {
      element(
        [0xBB],
        element([0xB3], [0])
          + element(
            [0xB7],
            element([0xF7], [1]) + element([0xF1], Boxes.number(cluster, cluster > 255 ? 2 : 1))))
    }
    let start = head(0, []).count
    let filler = element([0xEC], [UInt8](repeating: 0, count: between))
    let second = start + cluster.count + filler.count
    let cues = second + cluster.count
    return MatroskaSample.header
      + element(
        [0x18, 0x53, 0x80, 0x67],
        head(cues, []) + cluster + filler + cluster
          + element([0x1C, 0x53, 0xBB, 0x6B], point(start) + point(second)))
  }

  /// Where the index and the cues say that things are; each has to be what it is said to be.
  private func check(_ bytes: [UInt8]) throws -> Int {
    let segment = try #require(bytes.firstRange(of: [0x18, 0x53, 0x80, 0x67])).upperBound
    let width = bytes[segment].leadingZeroBitCount + 1
    let data = segment + width
    var found = 0
    for (id, wanted) in [
      ([0x53, 0xAC], [0x1C, 0x53, 0xBB, 0x6B]), ([0xF1], [0x1F, 0x43, 0xB6, 0x75]),
    ] as [([UInt8], [UInt8])] {
      for size in 1...3 {
        for prefix in [id + [0x40, UInt8(size)], id + [UInt8(0x80 | size)]] {
          var from = bytes.startIndex
          while let place = bytes[from...].firstRange(of: prefix) {
            from = place.upperBound
            guard from + size <= bytes.count else { break }
            let value = bytes[from..<from + size].reduce(0) { $0 << 8 | Int($1) }
            guard data + value + 4 <= bytes.count else { continue }
            if bytes[data + value..<data + value + 4].elementsEqual(wanted) { found += 1 }
          }
        }
      }
    }
    return found
  }

  private func planned(_ bytes: [UInt8], _ edit: SlotEdit) throws -> (WritePlan, [UInt8]) {
    let file = try MediaFile(reading: BytesSource(bytes))
    #expect(file.broken == nil)
    let plan = try file.plan([edit])
    let new = try plan.output.bytes(in: 0..<plan.size, of: "all")
    let again = try MediaFile(reading: BytesSource(new))
    #expect(again.broken == nil && again.remarks.isEmpty)
    #expect(try again.slots(edit.kind).map { try again.payload(of: $0) } == [edit.payload])
    return (plan, new)
  }

  @Test("is free space, where there is enough, so that nothing moves")
  func void() throws {
    let old = Self.film(void: 400)
    #expect(try check(old) == 3)
    let (plan, new) = try planned(old, label)
    #expect(plan.changesInPlace != nil)
    #expect(new.count == old.count)
    // The longer and the shorter one stay there as well.
    for payload in [
      FilmSamples.label + [0x20, 0x20], [0x7B, 0x7D], Array(FilmSamples.label.dropLast()),
    ] {
      let (plan, _) = try planned(new, SlotEdit(label.kind, payload))
      #expect(plan.changesInPlace != nil)
    }
  }

  @Test("is behind the film, where the index has room to say so")
  func behind() throws {
    let old = Self.film(void: 40)
    let (plan, new) = try planned(old, label)
    #expect(try check(new) == 3)
    let clusters = try #require(old.firstRange(of: Self.cluster)).lowerBound
    #expect(new[clusters...].starts(with: Self.cluster))
    #expect(plan.pieces.count < 12)
  }

  @Test(
    "is before the film, where there is no room, and every number that gets longer moves others")
  func before() throws {
    // The place of the first cluster no longer fits into one byte.
    for between in [0, 60, 100, 140, 5000] {
      let (_, new) = try planned(Self.film(void: nil, between: between), label)
      #expect(try check(new) == 3, "\(between)")
    }
  }

  @Test("keeps checksums right")
  func checksum() throws {
    for void in [nil, 40] {
      let (_, new) = try planned(Self.film(void: void, crc: true), label)
      let place = try #require(new.firstRange(of: [0x11, 0x4D, 0x9B, 0x74])).upperBound
      let size = Int(new[place] & 0x3F) << 8 | Int(new[place + 1])
      let data = new[place + 2..<place + 2 + size]
      let sum = data.dropFirst(3).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      #expect(sum == Deflate.checksum(data.dropFirst(7)))
    }
  }

  @Test("is found and written in a film of unknown size")
  func unknown() throws {
    let cluster = [0x1F, 0x43, 0xB6, 0x75, 0xFF] + Self.element([0xE7], [0])
    let tags = Self.element(
      [0x12, 0x54, 0xC3, 0x67],
      Self.element(
        [0x73, 0x73],
        Self.element(
          [0x67, 0xC8],
          Self.element([0x45, 0xA3], Array("note".utf8))
            + Self.element([0x44, 0x87], [0x61, 0x62, 0, 0]))))
    let old =
      MatroskaSample.header + [0x18, 0x53, 0x80, 0x67, 0x01] + [UInt8](repeating: 0xFF, count: 7)
      + cluster + cluster + tags
    let file = try MediaFile(reading: BytesSource(old))
    #expect(file.slots.map(\.kind) == [.text(key: "note")])
    #expect(try file.payload(of: file.slots[0]) == Array("ab".utf8))
    let (_, new) = try planned(old, label)
    #expect(try MediaFile(reading: BytesSource(new)).slots.count == 2)
    #expect(new.firstRange(of: [0x67, 0x01] + [UInt8](repeating: 0xFF, count: 7)) != nil)
    // Cut off: what is there is found, and nothing is written.
    let cut = try MediaFile(reading: BytesSource(Array(new.dropLast())))
    #expect(cut.broken != nil)
  }
}
