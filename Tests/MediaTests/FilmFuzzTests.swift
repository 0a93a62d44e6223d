import Foundation
import Media
import TestSupport
import Testing

@Suite("Fuzz: films")
struct FilmFuzzTests {
  /// Reads a file in every way, and makes every edit; anything but a trap is an answer.
  ///
  /// - Returns: How many plans were made.
  @discardableResult
  private func answer(_ bytes: [UInt8]) throws -> Int {
    let file = try MediaFile(reading: BytesSource(bytes))
    for slot in file.slots { _ = try file.payload(of: slot) }
    _ = file.remarks.map(\.sentence) + [file.broken.map { "\($0)" } ?? ""]
    var plans = 0
    let edits = [
      SlotEdit(.text(key: "AIGC"), FilmSamples.label), SlotEdit(.xmp, FilmSamples.packet),
      SlotEdit(.store, FilmSamples.store),
    ]
    for edit in edits.map({ [$0] }) + [edits] {
      // A damaged file may be refused; where it is not, the plan is a file that reads back.
      guard let plan = try? file.plan(edit) else { continue }
      plans += 1
      let new = try plan.output.bytes(in: 0..<plan.size, of: "all")
      let again = try MediaFile(reading: BytesSource(new))
      #expect(again.slots.count <= again.limits.slots)
    }
    return plans
  }

  /// Small files with something of everything.
  private static let seeds: [(name: String, bytes: [UInt8])] = {
    let metadata = Boxes.box(
      "meta",
      [0, 0, 0, 0]
        + Boxes.box("hdlr", [UInt8](repeating: 0, count: 8) + Array("mdta".utf8))
        + Boxes.box(
          "keys", [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12] + Array("mdtaAIGC".utf8))
        + Boxes.box(
          "ilst",
          Boxes.number(30, 4) + [0, 0, 0, 1]
            + Boxes.box("data", [0, 0, 0, 1, 0, 0, 0, 0] + Array("{old}".utf8) + [0])))
    let freeform = Boxes.box(
      "meta",
      Boxes.box("hdlr", [UInt8](repeating: 0, count: 8) + Array("mdir".utf8))
        + Boxes.box(
          "ilst",
          Boxes.box(
            "----",
            Boxes.box("mean", [0, 0, 0, 0] + Array("com".utf8))
              + Boxes.box("name", [0, 0, 0, 0] + Array("AIGC".utf8))
              + Boxes.box("data", [0, 0, 0, 1, 0, 0, 0, 0, 0x7B]))))
    let fragments =
      Boxes.box(
        "sidx",
        [UInt8](repeating: 0, count: 20) + [0, 0, 0, 1, 0, 0, 0, 40]
          + [UInt8](repeating: 0, count: 8))
      + Boxes.box(
        "moof",
        Boxes.box(
          "traf",
          Boxes.box("tfhd", [0, 0, 0, 1, 0, 0, 0, 1] + Boxes.number(400, 8))
            + Boxes.box("trun", [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9])))
      + Boxes.box(
        "mfra",
        Boxes.box(
          "tfra",
          [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 1, count: 11)))
    let film =
      Boxes.fileType
      + Boxes.film(
        chunks: [100, 900],
        more: Boxes.box("udta", metadata + freeform + Boxes.box("XMP_", [0x3C])))
      + Boxes.box("free", [UInt8](repeating: 0, count: 40)) + Boxes.box("mdat", [1, 2, 3])
      + fragments
    return [
      ("film", film), ("picture", PictureSample.heif),
      ("Matroska", MatroskaSample.bytes), ("Flash", FlashSample.bytes),
    ]
  }()

  @Test("are cut off, turned, put to extremes and damaged, and get an answer")
  func damage() throws {
    for seed in Self.seeds { #expect(try answer(seed.bytes) > 0, "\(seed.name) whole") }
    let damage = Damage(to: Self.seeds.map(\.bytes))
    var plans = 0
    let count = damage.spend(seconds: 6) { bytes, number in
      do { plans += try answer(bytes) } catch { Issue.record("\(error), number \(number)") }
    }
    print("films: \(count), \(plans) plans")
  }

  @Test("made by ffmpeg are damaged, and get an answer", .enabled(if: FilmSamples.isThere))
  func damagedFilms() async throws {
    var films: [[UInt8]] = []
    for name in [
      "fast.mp4", "dash.mp4", "film.mov", "hevc.mp4", "film.mkv", "film.webm", "seekable.flv",
      "picture.avif",
    ] {
      films.append(try await FilmSamples.bytes(name))
    }
    var plans = 0
    let damage = Damage(to: films)
    let count = damage.spend(seconds: 3) { bytes, number in
      do { plans += try answer(bytes) } catch { Issue.record("\(error), number \(number)") }
    }
    print("films of ffmpeg: \(count), \(plans) plans")
  }

  @Test("are nested a hundred thousand deep, and get an answer")
  func nesting() throws {
    let depth = 100_000
    var cases = 0
    for type in ["moov", "meta", "ilst", "uuid"] {
      var bytes = Boxes.fileType
      for level in 0..<depth {
        bytes += Boxes.number((depth - level) * 8, 4) + Array(type.utf8)
      }
      try answer(bytes)
      let inside = Boxes.fileType + Boxes.box("moov", Array(bytes.dropFirst(24)))
      try answer(inside)
      let tree = BMFFTree(BytesSource(inside))
      let path = "/moov" + String(repeating: "/\(type)", count: 1000)
      #expect(try tree.boxes(at: path)?.isEmpty == true)
      cases += 2
    }
    for id in [[0x73, 0x73], [0x67, 0xC8], [0x12, 0x54, 0xC3, 0x67], [0xA0], [0xBB]] as [[UInt8]] {
      var bytes = MatroskaSample.header + [0x18, 0x53, 0x80, 0x67, 0xFF]
      if id.count < 4 { bytes += [0x12, 0x54, 0xC3, 0x67] + Self.size(depth * 8 + 16) }
      if id == [0x67, 0xC8] { bytes += [0x73, 0x73] + Self.size(depth * (id.count + 4)) }
      for level in 0..<depth { bytes += id + Self.size((depth - level - 1) * (id.count + 4)) }
      try answer(bytes)
      cases += 1
    }
    for marker in [3, 8, 0x0A, 0x10] as [UInt8] {
      var data: [UInt8] = [2, 0, 10] + Array("onMetaData".utf8) + [3]
      for _ in 0..<depth {
        switch marker {
        case 3: data += [0, 1, 0x61, 3]
        case 8: data += [0, 1, 0x61, 8, 0, 0, 0, 1]
        case 0x0A: data += data.count < 20 ? [0, 1, 0x61, 0x0A, 0, 0, 0, 1] : [0x0A, 0, 0, 0, 1]
        default: data += [0, 1, 0x61, 0x10, 0, 1, 0x61]
        }
      }
      try answer(FlashSample.file([data]))
      cases += 1
    }
    print("nested films: \(cases) cases, \(depth) deep")
  }

  private static func size(_ size: Int) -> [UInt8] { Boxes.number(size | 1 << 28, 4) }
}

/// A film of Matroska made by hand.
enum MatroskaSample {
  static let header: [UInt8] =
    [0x1A, 0x45, 0xDF, 0xA3, 0x8B, 0x42, 0x82, 0x88] + Array("matroska".utf8)

  static func element(_ id: [UInt8], _ data: [UInt8]) -> [UInt8] {
    id + Boxes.number(data.count | 1 << 14, 2) + data
  }

  static let bytes: [UInt8] = {
    let seek = element(
      [0x11, 0x4D, 0x9B, 0x74],
      element(
        [0x4D, 0xBB],
        element([0x53, 0xAB], [0x12, 0x54, 0xC3, 0x67]) + element([0x53, 0xAC], [80])))
    let tag = element(
      [0x73, 0x73],
      element([0x63, 0xC0], [])
        + element(
          [0x67, 0xC8],
          element([0x45, 0xA3], Array("AIGC".utf8)) + element([0x44, 0x87], Array("{old}".utf8))))
    let cluster = element([0x1F, 0x43, 0xB6, 0x75], element([0xE7], [0]) + element([0xA7], [60]))
    let cues = element(
      [0x1C, 0x53, 0xBB, 0x6B],
      element([0xBB], element([0xB3], [0]) + element([0xB7], element([0xF1], [200]))))
    return header
      + element(
        [0x18, 0x53, 0x80, 0x67],
        seek + element([0xEC], [UInt8](repeating: 0, count: 40))
          + element([0x12, 0x54, 0xC3, 0x67], element([0xBF], [0, 0, 0, 0]) + tag) + cluster + cues)
  }()
}

/// A Flash video made by hand.
enum FlashSample {
  static func file(_ scripts: [[UInt8]]) -> [UInt8] {
    var bytes = Array("FLV".utf8) + [1, 1, 0, 0, 0, 9, 0, 0, 0, 0]
    for data in scripts {
      bytes += [18] + Boxes.number(data.count, 3) + [UInt8](repeating: 0, count: 7) + data
      bytes += Boxes.number(11 + data.count, 4)
    }
    return bytes + [9, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x17, 0, 0, 0, 12]
  }

  static let bytes: [UInt8] = {
    func name(_ text: String) -> [UInt8] { Boxes.number(text.utf8.count, 2) + Array(text.utf8) }
    let positions: [UInt8] =
      name("filepositions") + [0x0A, 0, 0, 0, 1, 0]
      + Boxes.number(Int(Double(80).bitPattern), 8)
    let data: [UInt8] =
      [2] + name("onMetaData") + [8, 0, 0, 0, 3]
      + name("AIGC") + [2] + name("{old}") + name("filesize") + [0]
      + Boxes.number(Int(Double(100).bitPattern), 8)
      + name("keyframes") + [3] + positions + [0, 0, 9, 0, 0, 9]
    return file([data])
  }()
}
