import Foundation
import Labels
import Media
import TestSupport
import Testing

@Suite("A label in EXIF (TC260-PG-20259A, Annex B)")
struct EXIFLabelTests {
  static let code = "001191110108335469089C10001"
  static let platform = "00119144030008867405X220001"
  /// A label as a platform finds it: nobody has spread the content yet.
  static let text =
    #"{"AIGC": {"Label":"1","ContentProducer":"001191110108335469089C10001","ProduceID":"e-1","#
    + #""ReservedCode1":"{\"Type\":\" TC260PG\"}","ContentPropagator":"","PropagateID":"","#
    + #""ReservedCode2":""}}"#

  static func utf16(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }

  @Test(
    "gets the platform's fields where it stands, the producer's byte for byte as they were",
    arguments: [
      Array("ASCII\0\0\0".utf8) + Array(text.utf8),
      [UInt8](repeating: 0, count: 8) + Array(text.utf8),
      Array("UNICODE\0".utf8) + utf16(text), Array("ASCII\0\0\0note ".utf8) + Array(text.utf8),
    ])
  func propagating(comment: [UInt8]) throws {
    let file = try MediaFile(reading: BytesSource(Building.jpeg(exif: 0x9286, comment)))
    let platform = try LabelWriter.Propagator(code: Self.platform, contentID: "p-1")
    let plan = try LabelWriter.propagate(file, as: platform, milliseconds: 0)
    #expect(plan.change == .propagated)
    #expect(plan.place == "APP1 EXIF UserComment")
    let new = try plan.bytes(limit: 1 << 20)
    let reading = try LabelReading(of: MediaFile(reading: BytesSource(new)))
    let label = try #require(reading.sightings.first?.label)
    // One label, and no second one in XMP (GB 45438-2025, 6.1 c).
    #expect(reading.sightings.count == 1)
    #expect(reading.findings.isEmpty)
    #expect(label.notation == .wrapped)
    #expect(label[.contentPropagator] == Self.platform)
    #expect(label[.propagateID] == "p-1")
    let producers = Self.text.utf8.prefix { $0 != UInt8(ascii: "C") }
    #expect(label.source.starts(with: producers))
    let kept = #""ProduceID":"e-1","ReservedCode1":"{\"Type\":\" TC260PG\"}""#
    #expect(label.source.firstRange(of: Array(kept.utf8)) != nil)
    // Again it is there already.
    let again = try LabelWriter.propagate(
      MediaFile(reading: BytesSource(new)), as: platform, milliseconds: 0)
    #expect(again.change == .alreadyThere && again.isUnchanged)
  }

  @Test("is completed by its producer, and carried over to another copy's EXIF")
  func carrying() throws {
    let bare =
      #"{"AIGC": {"Label":"1","ContentProducer":"001191110108335469089C10001","ProduceID":"e-1"}}"#
    let file = try MediaFile(
      reading: BytesSource(
        Building.jpeg(exif: 0x9286, Array("ASCII\0\0\0".utf8) + Array(bare.utf8))))
    let signed = Self.text.replacingOccurrences(of: " TC260PG", with: "TC260PG")
    let original = try MediaFile(
      reading: BytesSource(
        Building.jpeg(exif: 0x9286, Array("ASCII\0\0\0".utf8) + Array(signed.utf8))))
    let carried = try LabelWriter.carry(from: original, to: file)
    #expect(carried.change == .merged)
    #expect(carried.label[.reservedCode1] == #"{"Type":"TC260PG"}"#)
    let label = try AIGCLabel(status: .generated, contentProducer: Self.code, produceID: "e-1")
    let merged = try LabelWriter.label(file, with: label)
    #expect(merged.change == .merged)
    #expect(merged.label[.propagateID] == "e-1")
    #expect(merged.label.notation == .wrapped)
  }

  @Test("is left alone where its text is in a code that is not known, or in a text of QuickTime")
  func refused() throws {
    let platform = try LabelWriter.Propagator(code: Self.platform, contentID: "p-1")
    let jis = Array("JIS\u{20}\u{20}\u{20}\u{20}\u{20}".utf8) + Array(Self.text.utf8)
    let file = try MediaFile(reading: BytesSource(Building.jpeg(exif: 0x9286, jis)))
    #expect(try LabelReading(of: file).sightings.count == 1)
    #expect(throws: LabelError.notWritableThere(place: "APP1 EXIF UserComment")) {
      try LabelWriter.propagate(file, as: platform, milliseconds: 0)
    }
  }
}
