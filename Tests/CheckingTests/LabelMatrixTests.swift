import Foundation
import Labels
import Media
import TestSupport
import Testing

@testable import Checking

/// Every container: labelled, read, propagated and carried over, with the content what it was before.
@Suite(
  "Labels in every container", .serialized,
  .enabled(if: SampleMedia.isPossible, "ffmpeg and ImageMagick come with scripts/setup --for test"))
struct LabelMatrixTests {
  static let producer = "001191110108335469089C10001"
  static let platform = "001191110000802100433B20000"

  /// What an independent decoder makes of a file: the hash of every frame and sample.
  static func content(_ path: String) async throws -> String {
    if path.hasSuffix("big.tif") {
      // ffmpeg reads no BigTIFF.
      let run = try await Tool.run("convert", [path, "-depth", "8", "rgb:-"])
      #expect(run.code == 0 && run.output.count == 96 * 64 * 3, "\(path): \(run.errorText)")
      return run.output.base64EncodedString()
    }
    let run = try await Tool.run(
      "ffmpeg",
      ["-v", "error", "-i", path, "-map", "0", "-f", "streamhash", "-hash", "sha256", "-"])
    #expect(run.code == 0, "\(path): \(run.errorText)")
    return run.text
  }

  /// What independent readers complain about.
  static func complaints(_ path: String) async throws -> [String] {
    var complaints: [String] = []
    let probe = try await Tool.run("ffprobe", ["-v", "warning", path])
    complaints += probe.errorText.split(separator: "\n").map { line in
      // Addresses of this run's memory stand in brackets.
      "ffprobe: " + line.replacing(/\ @ 0x[0-9a-f]+/, with: "")
    }
    if Tool.has("exiftool") {
      let tool = try await Tool.run("exiftool", ["-s3", "-a", "-Warning", "-Error", path])
      complaints += tool.text.split(separator: "\n").map { "exiftool: \($0)" }
    }
    return complaints.map { $0.replacingOccurrences(of: path, with: "FILE") }
      // That ffmpeg does not read XMP in WebP is no fault of the file.
      .filter { !$0.contains("skipping unsupported chunk: XMP") }
  }

  static func reading(_ path: String) throws -> LabelReading {
    try LabelReading(of: try MediaFile(reading: try FileSource(path: path)))
  }

  static func label(_ number: String) throws -> AIGCLabel {
    try AIGCLabel(
      status: .generated, contentProducer: producer, produceID: number,
      contentPropagator: producer, propagateID: number)
  }

  @Test("A label is written, read, propagated and carried over", arguments: SampleMedia.names)
  func matrix(_ name: String) async throws {
    let sample = try await SampleMedia.sample(name)
    let folder = try TemporaryDirectory()
    let original = sample.url.path
    let content = try await Self.content(original)
    let complaints = Set(try await Self.complaints(original))

    // Written.
    let labelled = folder.file("labelled.\(name)").path
    let label = try Self.label("TV-0001")
    let source = try MediaFile(reading: try FileSource(path: original))
    #expect(source.broken == nil)
    _ = try LabelWriter.label(source, with: label).write(to: labelled, like: original)
    let written = try Self.reading(labelled)
    #expect(written.sightings.count == 1)
    #expect(written.label?.label == label)
    #expect(written.label?.standing == .compliant, "\(written.label?.findings ?? [])")
    #expect(try await Self.content(labelled) == content)
    let after = Set(try await Self.complaints(labelled))
    #expect(after.subtracting(complaints).isEmpty, "\(after.subtracting(complaints))")

    // Told of by a check.
    let examination = try Examiner().examine(try FileSource(path: labelled))
    #expect(examination.verdict == .generated)
    #expect(examination.producers.map(\.text) == [Self.producer])

    // Labelled again: nothing changes.
    let bytes = FileManager.default.contents(atPath: labelled)
    let again = try LabelWriter.label(
      try MediaFile(reading: try FileSource(path: labelled)), with: label)
    #expect(again.change == .alreadyThere && again.isUnchanged)

    // Another producer's label is refused.
    #expect(throws: LabelError.self) {
      try LabelWriter.label(
        try MediaFile(reading: try FileSource(path: labelled)),
        with: try AIGCLabel(
          status: .generated, contentProducer: "001191110000802100433B10001", produceID: "X"))
    }

    // Propagated: the producer's fields stay.
    let propagated = folder.file("propagated.\(name)").path
    let platform = try LabelWriter.Propagator(code: Self.platform, contentID: "P-1")
    _ = try LabelWriter.propagate(
      try MediaFile(reading: try FileSource(path: labelled)), as: platform, milliseconds: 0
    ).write(to: propagated)
    let spread = try #require(try Self.reading(propagated).label)
    #expect(spread[.contentProducer] == Self.producer && spread[.produceID] == "TV-0001")
    #expect(spread[.contentPropagator] == Self.platform && spread[.propagateID] == "P-1")
    #expect(try await Self.content(propagated) == content)

    // Carried over to a copy that has lost it.
    let carried = folder.file("carried.\(name)").path
    _ = try LabelWriter.carry(
      from: try MediaFile(reading: try FileSource(path: labelled)), to: source
    ).write(to: carried)
    #expect(try Self.reading(carried).label?.label == label)
    #expect(try await Self.content(carried) == content)

    // Written over itself: the same file, and nothing beside it.
    let path = folder.file("over.\(name)").path
    try FileManager.default.copyItem(atPath: original, toPath: path)
    _ = try LabelWriter.label(
      try MediaFile(reading: try FileSource(path: path)), with: label
    ).write(over: path)
    #expect(FileManager.default.contents(atPath: path) == bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
  }
}
