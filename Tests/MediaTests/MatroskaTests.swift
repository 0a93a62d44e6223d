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
    let warnings = try await Opinion.warnings(path)
    let before = try await opinion(path)
    let labels = [
      FilmSamples.label, FilmSamples.label + FilmSamples.label, Array(FilmSamples.label.prefix(99)),
    ]
    var new = path
    for (round, label) in labels.enumerated() {
      let edit = SlotEdit(.text(key: "AIGC"), label)
      new = try Rewritten.copy(new, [edit], in: folder, as: "\(round)-\(name)")
      #expect(try Rewritten.payloads(.text(key: "AIGC"), of: new) == [label])
      #expect(try await Opinion.frames(new) == frames)
      #expect(try await Opinion.warnings(new) == warnings)
      #expect(try await opinion(new) == before)
      let tags = try await Opinion.tags(new)
      #expect(tags.contains(#""AIGC""#), "\(tags)")
      if name == "tagged.mkv" {
        #expect(tags.lowercased().contains(#""note": "before"#), "\(tags)")
      }
    }
  }
}
