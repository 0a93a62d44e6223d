import Foundation
import Labels
import Media
import Rules
import TestSupport
import Testing

@testable import Checking

@Suite("A sidecar beside a file")
struct SidecarTests {
  static let label = Result {
    try AIGCLabel(
      status: .generated, contentProducer: "001191110108335469089C10001", produceID: "s-1")
  }

  /// A file that cannot carry a label, with its sidecar.
  static func labelled(in folder: TemporaryDirectory, _ name: String = "film.ts") throws -> String {
    let path = try folder.write(Data([0x47, 1, 2, 3]), to: name).path
    _ = try LabelWriter.sidecar(beside: path, with: try label.get())
    return path
  }

  static func examine(_ path: String) throws -> Examination {
    try Examiner().examine(try FileSource(path: path), sidecarBeside: path)
  }

  @Test("is read with the file, and where the label was found is said")
  func reading() throws {
    let folder = try TemporaryDirectory()
    let path = try Self.labelled(in: folder)
    let examination = try Self.examine(path)
    #expect(examination.verdict == .generated)
    #expect(examination.marks.map(\.place) == ["film.ts.xmp, sidecar TC260:AIGC"])
    #expect(examination.findings.allSatisfy { $0.severity == .remark })
    #expect(examination.producers.map(\.text) == ["001191110108335469089C10001"])
    // The file by itself carries nothing.
    #expect(try Examiner().examine(try FileSource(path: path)).verdict == .noMarkFound)
  }

  @Test("of another content, or of another name, is a trace and no label of the file")
  func unfit() throws {
    let folder = try TemporaryDirectory()
    let path = try Self.labelled(in: folder)
    // Under another name the content still is what it names.
    let other = folder.file("other.ts").path
    try FileManager.default.copyItem(atPath: path, toPath: other)
    try FileManager.default.copyItem(atPath: path + ".xmp", toPath: other + ".xmp")
    #expect(try Self.examine(other).verdict == .generated)
    try Data([0x47, 9]).write(to: URL(filePath: path))
    let changed = try Self.examine(path)
    #expect(changed.verdict == .suspected)
    let finding = try #require(changed.findings.first { $0.rule == "sidecar.otherContent" })
    #expect(finding.severity == .violation)
    #expect(finding.sentence.zh.contains("film.ts.xmp"))
    let packet = ExaminerTests.xmp(
      "<x:AIGC xmlns:x=\"http://www.tc260.org.cn/ns/AIGC/1.0/\">{\"Label\":\"1\"}</x:AIGC>"
        + "<c:RawFileName xmlns:c=\"http://ns.adobe.com/camera-raw-settings/1.0/\">else.ts"
        + "</c:RawFileName>"
    ).text.drop { $0 != "<" }
    try Data(packet.utf8).write(to: URL(filePath: path + ".xmp"))
    let named = try Self.examine(path)
    #expect(named.verdict == .suspected)
    #expect(named.findings.contains { $0.rule == "sidecar.otherFile" })
    // What says nothing of the file it belongs to is taken as what lies there.
    let unsaid = String(packet).replacingOccurrences(of: "else.ts", with: "film.ts")
    try Data(unsaid.utf8).write(to: URL(filePath: path + ".xmp"))
    #expect(try Self.examine(path).verdict == .generated)
  }

  @Test("that cannot be read, or is none, does not keep the file from being read")
  func broken() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data([0x47, 1, 2, 3]), to: "film.ts").path
    try Data("no packet".utf8).write(to: URL(filePath: path + ".xmp"))
    #expect(try Self.examine(path).verdict == .noMarkFound)
    try FileManager.default.removeItem(atPath: path + ".xmp")
    try FileManager.default.createDirectory(
      at: URL(filePath: path + ".xmp"), withIntermediateDirectories: false)
    #expect(try Self.examine(path).findings.map(\.rule) == ["sidecar.unreadable"])
  }
}
