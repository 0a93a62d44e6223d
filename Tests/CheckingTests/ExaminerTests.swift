import Foundation
import Labels
import Media
import Rules
import TestSupport
import Testing

@testable import Checking

@Suite("What a file says of itself")
struct ExaminerTests {
  /// A PNG of one pixel with chunks of text in front of its data.
  static func picture(_ texts: [(type: String, text: String)]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    func chunk(_ type: String, _ data: [UInt8]) {
      writer.bigEndian(data.count, width: 4)
      writer.append(type)
      writer.append(data)
      writer.bigEndian(Deflate.checksum((Array(type.utf8) + data)[...]), width: 4)
    }
    chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    for text in texts { chunk(text.type, Array(text.text.utf8)) }
    chunk("IDAT", [0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1])
    chunk("IEND", [])
    return writer.bytes
  }

  static func examine(_ texts: (type: String, text: String)...) throws -> Examination {
    try Examiner().examine(BytesSource(picture(texts)))
  }

  static func xmp(_ properties: String) -> (type: String, text: String) {
    (
      "iTXt",
      "XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
        + "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
        + "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
        + "xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\(properties)"
        + "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
  }

  @Test("The cascade of the law: a label decides, other traces make a suspicion, nothing is real")
  func cascade() throws {
    #expect(try Self.examine().verdict == .noMarkFound)
    for (status, verdict) in [
      ("1", Verdict.generated), ("2", .possiblyGenerated), ("3", .suspected), ("9", .suspected),
    ] {
      let examination = try Self.examine(
        (
          "tEXt",
          "AIGC\0{\"AIGC\":{\"Label\":\"\(status)\",\"ContentProducer\":\"doubao\",\"ProduceID\":\"1\"}}"
        ))
      #expect(examination.verdict == verdict, "\(status)")
    }
    let traced = try Self.examine(
      Self.xmp(
        "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/"
          + "trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"))
    #expect(traced.verdict == .suspected)
    #expect(traced.marks.map(\.kind) == [.sourceType])
    // A camera's picture is no suspicion.
    let taken = try Self.examine(
      Self.xmp(
        "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
          + "</Iptc4xmpExt:DigitalSourceType>"))
    #expect(taken.verdict == .noMarkFound)
  }

  @Test("A text that is called AIGC and says nothing is no label")
  func bare() throws {
    let examination = try Self.examine(("tEXt", "AIGC\0{\"data\":{\"product\":\"aweme\"}}"))
    #expect(examination.verdict == .noMarkFound)
  }

  @Test("Two labels are a finding, with the clause")
  func twice() throws {
    let label = "AIGC\0{\"AIGC\":{\"Label\":\"1\",\"ContentProducer\":\"a\",\"ProduceID\":\"1\"}}"
    let examination = try Self.examine(("tEXt", label), ("tEXt", label))
    let finding = examination.findings.first { $0.rule == "label.file.duplicate" }
    #expect(finding?.clause == "GB 45438-2025 6.1 c)")
    #expect(finding?.sentence.zh.isEmpty == false)
  }

  @Test(
    "The day that a file gives is that of Beijing",
    arguments: [
      ("2026-11-27T12:00:00Z", "2026-11-27"), ("2026-11-27T17:00:00Z", "2026-11-28"),
      ("2026-11-27T12:00:00+08:00", "2026-11-27"), ("2026-11-28T05:00:00+14:00", "2026-11-27"),
      ("2026-11-27T23:00:00-05:00", "2026-11-28"), ("2026-11-27", "2026-11-27"),
      ("2026-11-27T99:99:99Z", "2026-12-01"), ("soon", nil),
    ] as [(String, String?)])
  func day(text: String, day: String?) throws {
    let examination = try Self.examine(Self.xmp("<xmp:CreateDate>\(text)</xmp:CreateDate>"))
    if text.hasPrefix("2026-11-27T99") {
      // No such time; whatever day it is taken for, there is an answer.
      #expect(examination.date != nil)
    } else {
      #expect(examination.date?.day.iso == day)
    }
    #expect(examination.marks.isEmpty)
  }

  @Test("What is handed from one process to another comes out the same")
  func coding() async throws {
    let examination = try Self.examine(
      (
        "tEXt",
        "AIGC\0{\"AIGC\":{\"Label\":\"1\",\"ContentProducer\":\"001191110108335469089C10001\",\"ProduceID\":\"1\"}}"
      ))
    let data = try JSONEncoder().encode(examination)
    #expect(try JSONDecoder().decode(Examination.self, from: data) == examination)
    let report = await CheckReport(file: "a", examination, asking: nil)
    #expect(report.named.map(\.answer) == [.notAsked])
    let again = try JSONDecoder().decode(CheckReport.self, from: try JSONEncoder().encode(report))
    #expect(again == report)
  }
}
