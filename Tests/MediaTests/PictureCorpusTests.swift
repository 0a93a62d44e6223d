import Foundation
import Media
import TestSupport
import Testing

@Suite("Pictures of others, with and without a manifest store")
struct PictureCorpusTests {
  private static let script = Shared.packageRoot.appending(path: "Tests/Python/stores.py").path

  /// All pictures of our formats in the corpus, in the order of their names.
  private static let pictures: [URL] = {
    let folder = Shared.url("corpus/c2pa")
    let endings: Set = ["jpg", "jpeg", "png", "gif", "svg", "tif", "tiff", "dng", "jxl"]
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter {
      endings.contains(URL(filePath: $0).pathExtension.lowercased())
    }.sorted().map { folder.appending(path: $0) }
  }()

  @Test(
    "have the stores that a second reader finds",
    .enabled(if: Shared.has("corpus/c2pa") && PictureTools.has("python"), "needs the corpus"))
  func stores() async throws {
    let folder = try TemporaryDirectory()
    var copies: [URL] = []
    var counts: [Int] = []
    for (index, url) in Self.pictures.enumerated() {
      let file = try MediaFile(reading: try FileSource(path: url.path))
      #expect(file.format != .unknown, "\(url.lastPathComponent)")
      let stores = file.slots(.store)
      counts.append(stores.count)
      for (number, store) in stores.enumerated() {
        copies.append(
          try folder.write(Data(try file.payload(of: store)), to: "\(index)-\(number)"))
      }
    }
    let mine = try await PictureTools.run(
      "python",
      [
        "-c",
        "import hashlib, sys\nfor path in sys.argv[1:]: print(hashlib.sha256(open(path,'rb').read()).hexdigest())",
      ] + copies.map(\.path)
    ).split(separator: "\n").map(String.init)
    let theirs = try await PictureTools.run(
      "python", [Self.script] + Self.pictures.map(\.path)
    ).split(separator: "\n").map(String.init)
    #expect(mine.count == copies.count && theirs.count == Self.pictures.count)
    var rest = mine[...]
    for ((url, count), line) in zip(zip(Self.pictures, counts), theirs) {
      let ours = rest.prefix(count)
      rest = rest.dropFirst(count)
      guard !line.hasPrefix("broken") else {
        print("\(url.lastPathComponent): the second reader stops (\(line)), ours has \(count)")
        continue
      }
      #expect(
        (ours.isEmpty ? "-" : ours.joined(separator: " ")) == line, "\(url.lastPathComponent)")
    }
    print("pictures of others: \(Self.pictures.count), with \(copies.count) stores")
  }

  @Test(
    "take a packet and a store, and other programs see no difference",
    .enabled(
      if: Shared.has("corpus/c2pa") && PictureTools.has("python", "exiftool"), "needs the corpus"))
  func writing() async throws {
    let whole = try Self.pictures.filter {
      let file = try MediaFile(reading: try FileSource(path: $0.path))
      let size = file.source.size
      return file.broken == nil && size < 200_000 && file.format != .svg && file.format != .jpegXL
        && (try? file.plan([SlotEdit(.store, PictureSamples.store())])) != nil
    }
    // One in twelve of many that are alike, chosen by their place; of what is rare all.
    let some = whole.enumerated().filter { offset, url in
      offset % 12 == 0 || !["jpg", "jpeg", "png"].contains(url.pathExtension.lowercased())
    }.map(\.element)
    let folder = try TemporaryDirectory()
    var files: [URL] = []
    for (index, url) in some.enumerated() {
      let target = folder.file("\(index)-\(url.lastPathComponent)")
      try FileManager.default.copyItem(at: url, to: target)
      files.append(target)
    }
    let edits = [
      SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store(70_000)),
    ]
    var before: [URL] = []
    var after: [URL] = []
    for url in files {
      let file = try MediaFile(reading: try FileSource(path: url.path))
      let target = folder.file("new-\(url.lastPathComponent)")
      try FileWriter.write(try file.plan(edits), to: target.path, existing: .refuse)
      let new = try MediaFile(reading: try FileSource(path: target.path))
      #expect(new.broken == nil)
      for edit in edits {
        let payloads = try new.payloads(edit.kind)
        #expect(payloads.first == edit.payload, "\(url.lastPathComponent)")
        #expect(payloads.count == max(1, file.slots(edit.kind).count))
      }
      before.append(url)
      after.append(target)
    }
    let old = try await PictureTools.pixels(before)
    #expect(try await PictureTools.pixels(after) == old)
    let warned = try await PictureTools.warnings(before)
    for (warnings, url) in zip(try await PictureTools.warnings(after), before)
    where !warned.contains(warnings) { Issue.record("\(url.lastPathComponent): \(warnings)") }
    print("pictures of others written: \(files.count)")
  }

  @Test(
    "show the store that was put into them to the engine that everybody uses",
    .enabled(if: Shared.has("corpus/c2pa") && hasEngine, "needs the corpus and c2pa-python"))
  func engine() async throws {
    let folder = try TemporaryDirectory()
    let pairs = [
      ("a.jpg", "alg-es256.jpg", "image/jpeg"), ("a.png", "fmt-a.png", "image/png"),
      ("a.gif", "boxhash-anim.gif", "image/gif"), ("multi.tif", "fmt-multi.tif", "image/tiff"),
      ("a.svg", "fmt-a.svg", "image/svg+xml"), ("a.jxl", "fmt-a.jxl", "image/jxl"),
    ]
    let corpus = Shared.url("corpus/c2pa")
    var arguments: [String] = []
    for (base, signed, type) in pairs {
      let donor = try MediaFile(
        reading: try FileSource(path: corpus.appending(path: "gen/\(signed)").path))
      let store = try donor.payload(of: try #require(donor.slots(.store).first))
      let file: MediaFile
      if type == "image/png" {
        file = try MediaFile(PNGSample.file())
      } else {
        let path = corpus.appending(path: "gen-base/\(base)").path
        file = try MediaFile(reading: try FileSource(path: path))
      }
      let target = folder.file(base).path
      try FileWriter.write(
        try file.plan([SlotEdit(.store, store)]), to: target, existing: .refuse)
      arguments += [type, target]
    }
    let script = """
      import sys, json, c2pa
      for kind, path in zip(sys.argv[1::2], sys.argv[2::2]):
          try:
              with open(path, "rb") as file:
                  report = json.loads(c2pa.Reader(kind, file).json())
              codes = sorted({row["code"] for row in report.get("validation_status", [])})
              print("found", *codes)
          except Exception as error:
              print("failed", error)
      """
    let lines = try await PictureTools.run("python", ["-c", script] + arguments)
      .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.count == pairs.count)
    // The store was made for another file or place: its binding may fail, and nothing else.
    let expected: Set = [
      "found", "signingCredential.untrusted", "assertion.dataHash.mismatch",
      "assertion.boxesHash.mismatch", "assertion.boxesHash.unknownBox",
    ]
    for (line, pair) in zip(lines, pairs) {
      #expect(line.first == "found", "\(pair.0): \(line)")
      #expect(expected.isSuperset(of: line), "\(pair.0): \(line)")
    }
  }

  private static let hasEngine: Bool = {
    let libraries = Shared.packageRoot.appending(path: ".venv/lib")
    let found = FileManager.default.enumerator(atPath: libraries.path)?
      .contains { ($0 as? String)?.hasSuffix("site-packages/c2pa") == true }
    return found == true
  }()

  @Test(
    "have parts with the names and hashes that their box hash lists",
    .enabled(if: Shared.has("corpus/c2pa") && PictureTools.has("python"), "needs the corpus"),
    arguments: ["gen/boxhash-a.png", "gen/boxhash-anim.gif", "gen/boxhash-prog.jpg"])
  func parts(name: String) async throws {
    let url = Shared.url("corpus/c2pa").appending(path: name)
    let parts = try MediaFile(reading: try FileSource(path: url.path)).parts()
    let lines = parts.map { "\($0.name) \($0.range.lowerBound) \($0.range.upperBound)" }
    let text = try await PictureTools.run(
      "python", [Self.script, "--parts", url.path],
      input: Data(lines.joined(separator: "\n").utf8))
    #expect(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) == parts.count - 1)
  }
}
