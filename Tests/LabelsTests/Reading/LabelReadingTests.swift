import Foundation
import Media
import TestSupport
import Testing

@testable import Labels

@Suite("Labels and marks as they are seen in the wild")
struct LabelReadingTests {
  private func reading(_ bytes: [UInt8]) throws -> LabelReading {
    try LabelReading(of: MediaFile(reading: BytesSource(bytes)))
  }

  @Test("The PNG of Doubao reads with its chunk and packet as they are")
  func doubao() throws {
    let json = Vectors.seven(
      producer: "001191110102MACQD9K64010000", id: "cc75f5e99aae4210960acb722f10974e")
    let reading = try reading(Building.png([Building.packet(Vectors.doubao(json))]))
    let sighting = try #require(reading.sightings.first)
    #expect(sighting.label.standing == .compliant)
    #expect(sighting.label.findings.map(\.rule) == [.propagation])
    #expect(sighting.offset == 33)
    #expect(sighting.place.contains("iTXt"))
  }

  @Test("A label behind the picture is found as one before it")
  func late() throws {
    let packet = Building.packet(Vectors.doubao(Vectors.j))
    #expect(try reading(Building.png([], late: [packet])).sightings.count == 1)
  }

  @Test("The text AIGC of Qwen reads; the wrapped form is what Annex B has there")
  func qwen() throws {
    let inner = try reading(Building.png([Building.text("AIGC", Vectors.j)]))
    #expect(inner.sightings.first?.label.findings.contains { $0.rule == .wrapper } == true)
    let wrapped = try reading(
      Building.png([Building.text("AIGC", #"{"AIGC":\#(Vectors.j)}"#)]))
    let label = try #require(wrapped.sightings.first?.label)
    #expect(!label.findings.contains { $0.rule == .wrapper || $0.rule == .place })
    #expect(label.label?.text() == Vectors.j)
  }

  @Test("The user comments of Tencent and Honor read, with either code of characters")
  func userComment() throws {
    let wrapped = #"{"AIGC": \#(Vectors.j)}"#
    let wide = wrapped.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for value in [
      Array("ASCII\0\0\0".utf8) + Array(wrapped.utf8), Array("UNICODE\0".utf8) + wide,
      [UInt8](repeating: 0, count: 8) + Array(wrapped.utf8),
    ] {
      let reading = try reading(Building.jpeg(exif: 0x9286, value))
      let sighting = try #require(reading.sightings.first)
      #expect(sighting.carrier == .exif(tag: 0x9286))
      #expect(sighting.label.label?.text() == Vectors.j)
      #expect(!sighting.label.findings.contains { $0.rule == .place })
      // It is extended there: a second label is none of the answers.
      let file = try MediaFile(
        reading: BytesSource(Building.jpeg(exif: 0x9286, value)))
      let platform = try LabelWriter.Propagator(code: "p", contentID: "1")
      let plan = try LabelWriter.propagate(file, as: platform, milliseconds: 0)
      #expect(plan.place == sighting.place)
    }
  }

  @Test("The private marks of Douyin and Tencent are marks and no labels")
  func privateMarks() throws {
    let douyin =
      #"{"data":{"product":"aweme","aigc_info":"{\"aigc_type\":1,\"is_sticker_aigc\":0}"}}"#
    let first = try reading(Building.jpeg(exif: 0x010E, Array(douyin.utf8) + [0]))
    #expect(first.sightings.isEmpty)
    #expect(first.marks.map(\.kind) == [.douyin])
    #expect(first.marks.first?.weight == .neutral)
    let tencent = #"{"ServiceProvider":"腾讯云","ServiceUser":"1","Time":"2","ContentId":"3"}"#
    let second = try reading(Building.jpeg(exif: 0x010E, Array(tencent.utf8) + [0]))
    #expect(second.sightings.isEmpty)
    #expect(second.marks.map(\.kind) == [.tencent])
  }

  @Test("A bare key AIGC is reported and is no label; the property is one that is malformed")
  func bareKey() throws {
    let text = try reading(Building.png([Building.text("AIGC", "1")]))
    #expect(text.sightings.isEmpty)
    #expect(text.findings.map(\.rule) == [.bareKey])
    let property = try reading(Building.png([Building.packet(Vectors.doubao("1"))]))
    #expect(property.sightings.first?.label.standing == .present)
  }

  @Test("The packet of Midjourney in a plain text chunk says that a model made it")
  func midjourney() throws {
    let packet = """
      <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
      xmlns:iptcExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" iptcExt:DigitalSourceType=\
      "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF>\
      </x:xmpmeta><?xpacket end="w"?>
      """
    let reading = try reading(Building.png([Building.text("XML:com.adobe.xmp", packet)]))
    #expect(reading.marks.map(\.kind) == [.sourceType])
    #expect(reading.marks.first?.weight == .states)
  }

  @Test("Two labels are reported even when they agree, and a contradiction names the fields")
  func duplicates() throws {
    let packet = Building.packet(Vectors.doubao(Vectors.j))
    let same = try reading(Building.png([packet, Building.text("AIGC", Vectors.j)]))
    #expect(same.findings.map(\.rule) == [.duplicateLabel])
    let other = Vectors.seven(producer: "kling", id: "TV-0001")
    let different = try reading(Building.png([packet, Building.text("AIGC", other)]))
    #expect(different.findings.map(\.rule) == [.duplicateLabel, .contradiction])
    #expect(different.findings.last?.sentence.contains("ContentProducer") == true)
    #expect(different.isContradictory)
    let file = try MediaFile(
      reading: BytesSource(Building.png([packet, Building.text("AIGC", other)])))
    let label = try AIGCLabel(status: .generated, contentProducer: "kling", produceID: "1")
    #expect(throws: LabelError.self) { try LabelWriter.label(file, with: label) }
  }

  @Test("A label at a place that no guide names is found and says so")
  func elsewhere() throws {
    let reading = try reading(Building.png([Building.text("Comment", Vectors.j)]))
    let label = try #require(reading.sightings.first?.label)
    #expect(label.findings.contains { $0.rule == .place })
    #expect(label.standing == .wellFormed)
  }

  @Test("Generators' parameters are a trace, and an ordinary text is nothing")
  func parameters() throws {
    let reading = try reading(
      Building.png([
        Building.text("parameters", "a cat, Steps: 20, Sampler: Euler"),
        Building.text("Comment", "prompt and workflow of my day"),
      ]))
    #expect(reading.marks.map(\.kind) == [.parameters])
    #expect(reading.marks.first?.weight == .suggests)
  }

  @Test("A file with more labels than are taken says that it was not read to its end")
  func many() throws {
    let text = Building.text("AIGC", #"{"Label":"1"}"#)
    let few = try reading(Building.png([text, text]))
    #expect(few.isComplete)
    let many = try reading(Building.png([[UInt8]](repeating: text, count: 300)))
    #expect(!many.isComplete)
    #expect(many.sightings.count == 256)
  }

  @Test("A packet that breaks off still gives the label that came before")
  func broken() throws {
    let packet = Vectors.doubao(Vectors.j)
    let cut = String(packet.dropLast(60))
    let reading = try reading(Building.png([Building.packet(cut)]))
    let label = try #require(reading.sightings.first?.label)
    #expect(label.label?.text() == Vectors.j)
    #expect(label.findings.contains { $0.rule == .packet })
    #expect(reading.findings.contains { $0.rule == .packet })
  }
}

@Suite("Marks in films", .enabled(if: Samples.canMake))
struct FilmMarkTests {
  @Test("The SEI message of Kling is found in the film that carries it")
  func kling() throws {
    let folder = try TemporaryDirectory()
    let path = folder.file("a.mp4").path
    let made = Samples.run(
      "ffmpeg",
      [
        "-v", "error", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=1", "-c:v",
        "libx264", "-bsf:v",
        "h264_metadata=sei_user_data=91ca6061-4aee-3854-8614-2d5f73f4ae2e+kling-ai", path,
      ])
    // Not every ffmpeg has the coder.
    guard made.status == 0 else { return }
    let reading = try LabelReading(of: MediaFile(reading: try FileSource(path: path)))
    let mark = try #require(reading.marks.first { $0.kind == .kling })
    #expect(mark.weight == .states)
    #expect(mark.value == "kling-ai")
  }
}
