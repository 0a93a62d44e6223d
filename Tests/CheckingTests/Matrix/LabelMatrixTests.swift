import Foundation
import Labels
import Media
import TestSupport
import Testing

@testable import Checking

/// Every container: labelled, read, propagated and carried over, with the content and all other metadata
/// what they were before, for every reader.
@Suite(
  "Labels in every container", .serialized,
  .enabled(if: SampleMedia.isPossible, "the programs come with scripts/setup --for test"))
struct LabelMatrixTests {
  static let producer = "001191110108335469089C10001"
  static let another = "001191110000802100433B10001"
  static let platform = "001191110000802100433B20000"

  static func file(_ path: String) throws -> MediaFile {
    try MediaFile(reading: try FileSource(path: path))
  }

  static func reading(_ path: String) throws -> LabelReading { try LabelReading(of: file(path)) }

  static func label(_ number: String, by producer: String = producer) throws -> AIGCLabel {
    try AIGCLabel(
      status: .generated, contentProducer: producer, produceID: number,
      contentPropagator: producer, propagateID: number)
  }

  @Test("A label is written, read, propagated and carried over", arguments: SampleMedia.names)
  func matrix(_ name: String) async throws {
    let sample = try await SampleMedia.sample(name)
    let folder = try TemporaryDirectory()
    let original = sample.url.path
    let content = try await OutsideReaders.content(original)

    // Written.
    let labelled = folder.file("labelled.\(name)").path
    let label = try Self.label("TV-0001")
    let source = try Self.file(original)
    #expect(source.broken == nil)
    _ = try LabelWriter.label(source, with: label).write(to: labelled, like: original)
    let written = try Self.reading(labelled)
    #expect(written.sightings.count == 1)
    #expect(written.label?.label == label)
    #expect(written.label?.standing == .compliant, "\(written.label?.findings ?? [])")

    // Told of by a check.
    let examination = try Examiner().examine(try FileSource(path: labelled))
    #expect(examination.verdict == .generated)
    #expect(examination.producers.map(\.text) == [Self.producer])

    // Labelled again: nothing changes.
    let bytes = FileManager.default.contents(atPath: labelled)
    let again = try LabelWriter.label(try Self.file(labelled), with: label)
    #expect(again.change == .alreadyThere && again.isUnchanged)

    // Another producer's label is refused.
    #expect(throws: LabelError.self) {
      try LabelWriter.label(
        try Self.file(labelled), with: try Self.label("X", by: Self.another))
    }

    // Propagated: the producer's fields stay.
    let propagated = folder.file("propagated.\(name)").path
    let platform = try LabelWriter.Propagator(code: Self.platform, contentID: "P-1")
    _ = try LabelWriter.propagate(try Self.file(labelled), as: platform, milliseconds: 0)
      .write(to: propagated)
    let spread = try #require(try Self.reading(propagated).label)
    #expect(spread[.contentProducer] == Self.producer && spread[.produceID] == "TV-0001")
    #expect(spread[.contentPropagator] == Self.platform && spread[.propagateID] == "P-1")

    // Carried over to a copy that has lost it.
    let carried = folder.file("carried.\(name)").path
    _ = try LabelWriter.carry(from: try Self.file(labelled), to: source).write(to: carried)
    #expect(try Self.reading(carried).label?.label == label)

    // Content and other metadata, for every reader, in all three.
    let copies = [labelled, propagated, carried]
    let complaints = try await OutsideReaders.complaints(original)
    for copy in copies {
      #expect(try await OutsideReaders.content(copy) == content, "\(copy)")
      let new = try await OutsideReaders.complaints(copy).subtracting(complaints)
      #expect(new.isEmpty, "\(copy): \(new)")
    }
    let metadata = try await OutsideReaders.metadata([original] + copies)
    let libraries = try await OutsideReaders.libraries([original] + copies)
    #expect(metadata.count == 4 && libraries.count == 4)
    for index in 1..<metadata.count {
      let change = MetadataChange(from: metadata[0], to: metadata[index], in: name)
      #expect(change.isOnlyTheLabel, "\(copies[index - 1]): \(change)")
      let before = libraries[0]
      let after = libraries[index].filter { key, value in
        before[key] != nil || !(key + value).lowercased().contains("aigc")
      }
      #expect(after == before, "Pillow and mutagen")
    }
    if ["svg", "md"].contains(name) { try expectInsertions(copies, into: original) }

    // Written over itself: the same file, and nothing beside it.
    let path = folder.file("over.\(name)").path
    try FileManager.default.copyItem(atPath: original, toPath: path)
    _ = try LabelWriter.label(try Self.file(path), with: label).write(over: path)
    #expect(FileManager.default.contents(atPath: path) == bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
  }

  /// A text stays what it was, byte for byte, but for what was put in at one place.
  private func expectInsertions(_ copies: [String], into original: String) throws {
    let before = [UInt8](try Data(contentsOf: URL(filePath: original)))
    for copy in copies {
      let after = [UInt8](try Data(contentsOf: URL(filePath: copy)))
      let front = zip(before, after).prefix { $0 == $1 }.count
      let back = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count
      #expect(front + back >= before.count, "\(copy)")
    }
  }

  @Test("A target that carries a label is merged or refused", arguments: SampleMedia.names)
  func merging(_ name: String) async throws {
    let sample = try await SampleMedia.sample(name)
    let folder = try TemporaryDirectory()
    let bare = try Self.file(sample.url.path)
    let full = folder.file("full.\(name)").path
    let label = try Self.label("TV-0001")
    _ = try LabelWriter.label(bare, with: label).write(to: full)

    // The same label: nothing to do.
    #expect(
      try LabelWriter.carry(from: Self.file(full), to: Self.file(full)).change == .alreadyThere)

    // A label of the same content that says less is filled, and says what it said.
    let less = folder.file("less.\(name)").path
    let part = try AIGCLabel(
      status: .generated, contentProducer: Self.producer, produceID: "TV-0001",
      contentPropagator: "", propagateID: "")
    _ = try LabelWriter.label(bare, with: part).write(to: less)
    let plan = try LabelWriter.carry(from: Self.file(full), to: Self.file(less))
    #expect(plan.change == .merged)
    _ = try plan.write(over: less)
    let merged = try Self.reading(less)
    #expect(merged.sightings.count == 1 && merged.label?.label == label)
    #expect(
      try await OutsideReaders.content(less) == OutsideReaders.content(sample.url.path), "\(name)")

    // Another producer's, another content's, a lower one: refused, and the file stands as it was.
    let others = [
      try Self.label("TV-0001", by: Self.another), try Self.label("TV-0002"),
      try AIGCLabel(
        status: .suspected, contentProducer: Self.producer, produceID: "TV-0001"),
    ]
    for (index, other) in others.enumerated() {
      let target = folder.file("other\(index).\(name)").path
      _ = try LabelWriter.label(bare, with: other).write(to: target)
      let before = FileManager.default.contents(atPath: target)
      #expect(throws: LabelError.self) {
        try LabelWriter.carry(from: Self.file(full), to: Self.file(target)).write(over: target)
      }
      #expect(FileManager.default.contents(atPath: target) == before)
    }
  }

  @Test("What cannot carry a label says so, with the way out", arguments: SampleMedia.namesOfDumb)
  func dumb(_ name: String) async throws {
    let sample = try await SampleMedia.sample(name)
    let file = try Self.file(sample.url.path)
    #expect(file.format != .unknown && file.broken == nil)
    let label = try Self.label("TV-0001")
    do throws(LabelError) {
      _ = try LabelWriter.label(file, with: label)
      Issue.record("a label was planned")
    } catch {
      guard case .cannotCarry(file.format, let wayOut) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(wayOut.contains("sidecar"))
    }
    // And the way out is one.
    let folder = try TemporaryDirectory()
    let path = folder.file(name).path
    try FileManager.default.copyItem(atPath: sample.url.path, toPath: path)
    _ = try LabelWriter.sidecar(beside: path, with: label)
    #expect(try Sidecar.read(beside: path)?.reading.label?.label == label)
    #expect(try Examiner().examine(try FileSource(path: path)).verdict == .noMarkFound)
  }
}
