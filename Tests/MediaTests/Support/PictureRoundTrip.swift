import Foundation
import Media
import TestSupport
import Testing

/// Writes slots into pictures that another program made, and has other programs read them.
enum PictureRoundTrip {
  /// Makes pictures with ImageMagick, writes the edits, and expects the slots read back, the same
  /// pixels, and no warning that was not there before.
  static func check(
    making samples: [String: [String]], edits: [SlotEdit], pixels: Bool = true
  ) async throws {
    let folder = try TemporaryDirectory()
    for (name, arguments) in samples {
      try await PictureTools.run("convert", arguments + [name], in: folder.url)
    }
    try await check(samples.keys.sorted().map { folder.file($0) }, edits: edits, pixels: pixels)
  }

  /// The same with pictures that are there.
  static func check(_ files: [URL], edits: [SlotEdit], pixels: Bool = true) async throws {
    let folder = try TemporaryDirectory()
    var written: [URL] = []
    for url in files {
      let file = try MediaFile(reading: try FileSource(path: url.path))
      #expect(file.broken == nil, "\(url.lastPathComponent)")
      let plan = try file.plan(edits)
      let target = folder.file(url.lastPathComponent)
      try FileWriter.write(plan, to: target.path, existing: .refuse)
      let new = try MediaFile(reading: try FileSource(path: target.path))
      #expect(new.broken == nil && new.format == file.format)
      for edit in edits {
        #expect(
          try new.payloads(edit.kind).first == edit.payload, "\(url.lastPathComponent) \(edit.kind)"
        )
        #expect(new.slots(edit.kind).first?.extent == plan.placements[edit.kind])
      }
      written.append(target)
    }
    let before = try await PictureTools.warnings(files)
    let after = try await PictureTools.warnings(written)
    #expect(after == before, "exiftool")
    #expect(after.count == files.count)
    guard pixels else { return }
    let old = try await PictureTools.pixels(files)
    #expect(try await PictureTools.pixels(written) == old, "Pillow")
    #expect(old.count == files.count && old.allSatisfy { !$0.hasPrefix("cannot") })
  }
}
