import Foundation
import Labels
import Media
import Rules
import TestSupport
import Testing

@Suite("Labelling real files", .enabled(if: Samples.canMake))
struct LabelWriterTests {
  private static let code = "00119144030008867405X210001"
  private static let platform = "001191110102MACQD9K64020001"
  private static let now: Int64 = 1_795_000_000_000

  private func file(_ bytes: [UInt8]) throws -> MediaFile {
    try MediaFile(reading: BytesSource(bytes))
  }

  private func label(_ id: String = "id-1", status: AIGCLabel.Status = .generated) throws
    -> AIGCLabel
  {
    try AIGCLabel(status: status, contentProducer: Self.code, produceID: id)
  }

  private func labelled(_ kind: Samples.Kind, _ label: AIGCLabel) throws -> [UInt8] {
    let bytes = try #require(Samples.bytes(kind))
    return try LabelWriter.label(try file(bytes), with: label).bytes(limit: 1 << 24)
  }

  private func kind(_ format: MediaFormat) throws -> Samples.Kind {
    try #require(Samples.all.first { $0.format == format })
  }

  @Test("Every format carries the label and gives it back", arguments: Samples.all)
  func everyFormat(kind: Samples.Kind) throws {
    guard let bytes = Samples.bytes(kind) else { return }
    let before = try file(bytes)
    #expect(before.format == kind.format)
    #expect(try LabelReading(of: before).sightings.isEmpty)
    let label = try label()
    let plan = try LabelWriter.label(before, with: label)
    #expect(plan.change == .added)
    #expect(plan.label.standing == .compliant, "\(plan.label.findings)")
    let after = try file(try plan.bytes(limit: 1 << 24))
    let reading = try LabelReading(of: after)
    #expect(reading.sightings.map(\.label.source) == [label.bytes()])
    // A second time nothing is left to do.
    let again = try LabelWriter.label(after, with: label)
    #expect(again.change == .alreadyThere)
    #expect(again.isUnchanged)
  }

  @Test(
    "On the disk, what is decoded stays what it was, and so does the mode",
    arguments: Samples.all.filter {
      [.png, .jpeg, .webP, .mp4, .matroska, .wav, .mp3, .flac].contains($0.format)
    })
  func onDisk(kind: Samples.Kind) throws {
    guard let bytes = Samples.bytes(kind) else { return }
    let folder = try TemporaryDirectory()
    let path = folder.url.appending(path: kind.name).path
    try Data(bytes).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let hash = Samples.decoded(path)
    let source = try FileSource(path: path)
    let outcome = try LabelWriter.label(MediaFile(reading: source), with: try label())
      .write(over: path)
    #expect(outcome.label.label == (try label()))
    #expect(Samples.decoded(path) == hash)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    // The platform's part comes on top, and the producer's fields stay byte for byte.
    let platform = try LabelWriter.Propagator(code: Self.platform, contentID: "p-1")
    let second = try LabelWriter.propagate(
      MediaFile(reading: try FileSource(path: path)), as: platform, milliseconds: Self.now)
    _ = try second.write(over: path)
    let reading = try LabelReading(of: MediaFile(reading: try FileSource(path: path)))
    let found = try #require(reading.sightings.first?.label)
    #expect(reading.sightings.count == 1)
    #expect(found[.contentProducer] == Self.code)
    #expect(found[.contentPropagator] == Self.platform)
    #expect(found[.propagateID] == "p-1")
    #expect(Samples.decoded(path) == hash)
  }

  @Test(
    "A label of another producer is never written over", arguments: [MediaFormat.png, .mp4, .wav])
  func anotherProducer(format: MediaFormat) throws {
    let bytes = try labelled(try kind(format), try label())
    let other = try AIGCLabel(status: .generated, contentProducer: "kling", produceID: "id-1")
    #expect(throws: LabelError.anotherProducer(found: Self.code)) {
      try LabelWriter.label(try file(bytes), with: other)
    }
    #expect(throws: LabelError.anotherProducer(found: Self.code)) {
      try LabelWriter.correct(try file(bytes), to: other, milliseconds: Self.now)
    }
  }

  @Test("No label is lowered", arguments: [MediaFormat.jpeg, .flac])
  func lowering(format: MediaFormat) throws {
    let bytes = try labelled(try kind(format), try label())
    for status in [AIGCLabel.Status.possiblyGenerated, .suspected] {
      let less = try label(status: status)
      #expect(throws: LabelError.lowers(from: .generated, to: status)) {
        try LabelWriter.label(try file(bytes), with: less)
      }
      #expect(throws: LabelError.lowers(from: .generated, to: status)) {
        try LabelWriter.correct(try file(bytes), to: less, milliseconds: Self.now)
      }
    }
    let platform = try LabelWriter.Propagator(code: Self.platform, contentID: "p")
    let plan = try LabelWriter.propagate(
      try file(bytes), as: platform, basis: .suspected, milliseconds: Self.now)
    #expect(plan.label.status == .generated)
  }

  @Test("A file without a label gets 2 or 3 from a platform, and an error without a ground")
  func platform() throws {
    let bytes = try #require(Samples.bytes(try kind(.mp3)))
    let platform = try LabelWriter.Propagator(code: Self.platform, contentID: "p-9")
    #expect(throws: LabelError.noLabel) {
      try LabelWriter.propagate(try file(bytes), as: platform, milliseconds: Self.now)
    }
    for (basis, status) in [
      (LabelWriter.Basis.declared, AIGCLabel.Status.possiblyGenerated), (.suspected, .suspected),
    ] {
      let plan = try LabelWriter.propagate(
        try file(bytes), as: platform, basis: basis, milliseconds: Self.now)
      #expect(plan.label.status == status)
      #expect(plan.label[.contentProducer] == "")
      #expect(plan.label[.contentPropagator] == Self.platform)
    }
  }

  @Test(
    "Another platform's part is written over only where it stays as an earlier label",
    arguments: [MediaFormat.png, .mp4, .wav, .mp3, .matroska])
  func secondPlatform(format: MediaFormat) throws {
    let first = try LabelWriter.Propagator(code: Self.platform, contentID: "p-1")
    let second = try LabelWriter.Propagator(code: "another", contentID: "p-2")
    let bytes = try labelled(try kind(format), try label())
    let once = try LabelWriter.propagate(try file(bytes), as: first, milliseconds: Self.now)
      .bytes(limit: 1 << 24)
    #expect(throws: LabelError.anotherPropagator(found: Self.platform)) {
      try LabelWriter.propagate(try file(once), as: second, milliseconds: Self.now)
    }
    let plan = try LabelWriter.propagate(
      try file(once), as: second, keepingEarlier: true, milliseconds: Self.now)
    let after = try file(try plan.bytes(limit: 1 << 24))
    let earlier = try LabelReading.earlierLabels(of: after)
    #expect(earlier.count == 1)
    #expect(earlier.first?.contains(Self.platform) == true)
    #expect(try LabelReading(of: after).sightings.count == 1)
  }

  @Test(
    "A correction keeps the earlier values, word for word",
    arguments: [MediaFormat.jpeg, .png, .mp4, .m4a, .avi, .flac, .ogg])
  func correction(format: MediaFormat) throws {
    var bytes = try labelled(try kind(format), try label("wrong"))
    for id in ["better", "right"] {
      let plan = try LabelWriter.correct(try file(bytes), to: try label(id), milliseconds: Self.now)
      #expect(plan.change == .corrected)
      bytes = try plan.bytes(limit: 1 << 24)
    }
    let after = try file(bytes)
    #expect(
      try LabelReading.earlierLabels(of: after)
        == [try label("wrong").text(), try label("better").text()])
    let reading = try LabelReading(of: after)
    #expect(reading.sightings.map(\.label.source) == [try label("right").bytes()])
    #expect(reading.marks.map(\.kind) == [.earlierLabels])
  }

  @Test("Labels come over from one format to another, byte for byte")
  func carrying() throws {
    let kinds = Samples.all.filter { Samples.bytes($0) != nil }
    for (place, from) in kinds.enumerated() {
      let to = kinds[(place + 1) % kinds.count]
      let source = try file(try labelled(from, try label()))
      let target = try #require(Samples.bytes(to))
      let plan = try LabelWriter.carry(from: source, to: try file(target))
      #expect(plan.label.source == (try label()).bytes(), "\(from.name) to \(to.name)")
      let after = try file(try plan.bytes(limit: 1 << 24))
      let again = try LabelWriter.carry(from: source, to: after)
      #expect(again.change == .alreadyThere)
      let others = try file(
        try labelled(to, try AIGCLabel(status: .generated, contentProducer: "x", produceID: "y")))
      #expect(throws: LabelError.self) { try LabelWriter.carry(from: source, to: others) }
    }
  }

  @Test("Profiles write what they name beside the label, and ask for what is missing")
  func profiles() throws {
    let facts = LabelFacts(
      provider: "Example Ltd", system: "Painter", systemVersion: "7.1", milliseconds: Self.now)
    let uri = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    for format in [MediaFormat.png, .jpeg, .mp4, .wav] {
      let bytes = try #require(Samples.bytes(try kind(format)))
      for id in ["eu", "us-ca", "all"] {
        let profile = try #require(LabelProfile.builtIn(id))
        let plan = try LabelWriter.label(
          try file(bytes), with: try label(), profile: profile, facts: facts)
        let reading = try LabelReading(of: try file(try plan.bytes(limit: 1 << 24)))
        #expect(reading.marks.contains { $0.kind == .sourceType && $0.value == uri })
        #expect(reading.marks.contains { $0.kind == .system && $0.value == "Painter" })
        #expect(reading.sightings.count == 1)
      }
      let california = try #require(LabelProfile.builtIn("us-ca"))
      #expect(throws: LabelError.self) {
        try LabelWriter.label(
          try file(bytes), with: try label(), profile: california,
          facts: LabelFacts(provider: "Example Ltd"))
      }
    }
    // A container without a place for XMP says so.
    let flac = try #require(Samples.bytes(try kind(.flac)))
    #expect(throws: LabelError.self) {
      try LabelWriter.label(
        try file(flac), with: try label(), profile: LabelProfile.builtIn("eu"), facts: facts)
    }
  }

  @Test("A plan writes over its own file only, and over nothing with a new one")
  func foreignFile() throws {
    let folder = try TemporaryDirectory()
    let bytes = try #require(Samples.bytes(try kind(.png)))
    let own = try folder.write(Data(bytes), to: "own.png").path
    let other = try folder.write(Data(bytes), to: "other.png").path
    let plan = try LabelWriter.label(
      MediaFile(reading: try FileSource(path: own)), with: try label())
    #expect(throws: LabelError.self) { try plan.write(over: other) }
    #expect(throws: LabelError.self) { try plan.write(to: other) }
    #expect(try Data(contentsOf: URL(filePath: other)) == Data(bytes))
    #expect(try plan.write(to: folder.file("new.png").path).way == .copied)
    #expect(try Data(contentsOf: URL(filePath: own)) == Data(bytes))
    // What is there in its final form is not touched again.
    _ = try plan.write(over: own)
    let again = try LabelWriter.label(
      MediaFile(reading: try FileSource(path: own)), with: try label())
    #expect(try again.write(over: own).way == .untouched)
  }

  @Test("A label of the same producer for other content, or another signature, is not replaced")
  func otherContent() throws {
    let bytes = try labelled(try kind(.png), try label("one"))
    #expect(throws: LabelError.differs(.produceID, found: "one")) {
      try LabelWriter.label(try file(bytes), with: try label("two"))
    }
    // What is empty is filled, and what is filled stays.
    let signed = try AIGCLabel(
      status: .generated, contentProducer: Self.code, produceID: "one", reservedCode1: "abc",
      contentPropagator: "else", propagateID: "x")
    let plan = try LabelWriter.label(try file(bytes), with: signed)
    #expect(plan.change == .merged)
    #expect(plan.label[.reservedCode1] == "abc")
    #expect(plan.label[.contentPropagator] == Self.code)
    let again = try AIGCLabel(
      status: .generated, contentProducer: Self.code, produceID: "one", reservedCode1: "abd")
    let merged = try plan.bytes(limit: 1 << 24)
    #expect(throws: LabelError.differs(.reservedCode1, found: "abc")) {
      try LabelWriter.label(try file(merged), with: again)
    }
  }

  @Test("What cannot carry a label says the way out, and a sidecar is one")
  func sidecar() throws {
    let folder = try TemporaryDirectory()
    let path = folder.url.appending(path: "a.bmp").path
    #expect(
      Samples.run(
        "ffmpeg",
        ["-v", "error", "-f", "lavfi", "-i", "testsrc=size=8x8", "-frames:v", "1", path]
      ).status == 0)
    let file = try MediaFile(reading: try FileSource(path: path))
    #expect(throws: LabelError.self) { try LabelWriter.label(file, with: try label()) }
    #expect(try Sidecar.read(beside: path) == nil)
    let sighting = try LabelWriter.sidecar(beside: path, with: try label())
    #expect(sighting.label.label == (try label()))
    #expect(try Sidecar.read(beside: path)?.reading.sightings == [sighting])
    #expect(throws: LabelError.self) {
      try LabelWriter.sidecar(beside: path, with: try label("other"))
    }
  }
}
