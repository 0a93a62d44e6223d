import Foundation
import Labels
import Media
import Rules
import TestSupport
import Testing

@Suite("Beside the metadata of other programs", .enabled(if: Samples.hasExifTool))
struct OtherProgramTests {
  /// What exiftool reads of a file, the file's own dates and sizes and the label left out.
  private func others(_ path: String) throws -> [String: String] {
    let output = Samples.run(
      "exiftool", ["-j", "-G1", "-a", "-struct", "-XMP:all", "-EXIF:all", path])
    let list = try JSONSerialization.jsonObject(with: Data(output.output)) as? [[String: Any]]
    var tags: [String: String] = [:]
    for (key, value) in list?.first ?? [:] { tags[key] = "\(value)" }
    return tags.filter {
      !$0.key.hasPrefix("XMP-TC260") && !$0.key.hasPrefix("XMP-iptcExt")
        && !$0.key.hasPrefix("XMP-x:") && $0.key != "SourceFile" && $0.key != "XMP-photoshop:Credit"
    }
  }

  @Test(
    "What exiftool wrote stays, and exiftool reads the label and the fields of IPTC",
    arguments: [MediaFormat.jpeg, .png, .tiff, .mp4])
  func exiftool(format: MediaFormat) throws {
    let kind = try #require(Samples.all.first { $0.format == format })
    guard let bytes = Samples.bytes(kind) else { return }
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(bytes), to: kind.name).path
    let made = Samples.run(
      "exiftool",
      [
        "-q", "-overwrite_original", "-XMP-dc:Title=A \"title\" & more", "-XMP-dc:Subject=one",
        "-XMP-dc:Subject=two", "-XMP-xmp:Rating=3", "-XMP-xmpRights:Marked=true", path,
      ])
    try #require(made.status == 0)
    let before = try others(path)
    #expect(before["XMP-xmp:Rating"] == "3")
    let label = try AIGCLabel(
      status: .generated, contentProducer: "00119144030008867405X210001", produceID: "n-1")
    let outcome = try LabelWriter.label(
      MediaFile(reading: try FileSource(path: path)), with: label,
      profile: LabelProfile.builtIn("all"),
      facts: LabelFacts(
        provider: "Example & Sons", system: "Painter", systemVersion: "7",
        milliseconds: 1_795_000_000_000)
    ).write(over: path)
    #expect(outcome.label.label == label)
    var after = try others(path)
    #expect(after.removeValue(forKey: "XMP-xmp:CreateDate") == "2026:11:18 11:06:40Z")
    #expect(after == before)
    let seen = Samples.run("exiftool", ["-s3", "-XMP-photoshop:Credit", path])
    #expect(String(decoding: seen.output, as: UTF8.self) == "Example & Sons\n")
    let check = Samples.run("exiftool", ["-validate", "-warning", "-a", path])
    let report = String(decoding: check.output, as: UTF8.self)
    #expect(!report.contains("XMP"), "\(report)")
  }

  @Test("A label that exiftool's user wrote as an attribute is found and completed")
  func attribute() throws {
    let folder = try TemporaryDirectory()
    let kind = try #require(Samples.all.first { $0.format == .jpeg })
    let path = try folder.write(Data(try #require(Samples.bytes(kind))), to: "a.jpg").path
    let packet = """
      <x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
      xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' \
      xmlns:tc260='http://www.tc260.org.cn/ns/AIGC/1.0/' tc260:AIGC='{&quot;Label&quot;:&quot;1&quot;,\
      &quot;ContentProducer&quot;:&quot;picwish&quot;,&quot;ProduceID&quot;:&quot;9&quot;}'/></rdf:RDF>\
      </x:xmpmeta>
      """
    let xmp = try folder.write(packet, to: "a.xmp").path
    try #require(
      Samples.run("exiftool", ["-q", "-overwrite_original", "-xmp<=\(xmp)", path]).status == 0)
    let platform = try LabelWriter.Propagator(code: "platform", contentID: "p")
    let outcome = try LabelWriter.propagate(
      MediaFile(reading: try FileSource(path: path)), as: platform, milliseconds: 0
    ).write(over: path)
    #expect(outcome.change == .propagated)
    #expect(outcome.label[.contentProducer] == "picwish")
    #expect(outcome.label[.contentPropagator] == "platform")
    let reading = try LabelReading(of: MediaFile(reading: try FileSource(path: path)))
    #expect(reading.sightings.count == 1)
  }
}
