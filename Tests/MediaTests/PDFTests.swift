import Foundation
import Media
import TestSupport
import Testing

@Suite("PDF")
struct PDFTests {
  /// A PDF of one page with a cross-reference table.
  static func plain(info: String = "/Title (x)", catalog: String = "", more: [String] = [])
    -> [UInt8]
  {
    let objects =
      [
        "<< /Type /Catalog /Pages 2 0 R \(catalog) >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>", "<< \(info) >>",
      ] + more
    var text = "%PDF-1.7\n%\u{E4}\u{F6}\n"
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let place = String(text.utf8.count)
      table += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += table + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 4 0 R >>\n"
    return Array((text + "startxref\n\(start)\n%%EOF\n").utf8)
  }

  static let all = [
    SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.xmp, SoundTools.packet),
    SlotEdit(.store, SoundTools.store),
  ]

  /// What qpdf and pdfinfo say.
  static func look(_ bytes: [UInt8]) async throws -> (check: String, info: String) {
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(bytes), to: "a.pdf").path
    let check = try await SoundTools.run("qpdf", "--check", path)
    let info = try await SoundTools.run("pdfinfo", "-custom", path)
    return ("\(check.code) \(check.errors)", info.output + info.errors)
  }

  /// The same file in other forms, by qpdf.
  static func remade(_ bytes: [UInt8], _ options: String...) async throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(bytes), to: "a.pdf").path
    let child = try Child("/usr/bin/env", ["qpdf"] + options + [path, folder.file("b.pdf").path])
    try await child.wait(timeout: 3600)
    return [UInt8](try Data(contentsOf: folder.file("b.pdf")))
  }

  @Test(
    "A label is appended as a revision, with a table or a stream as the file has it",
    arguments: ["plain", "streams", "linear"])
  func label(form: String) async throws {
    var old = Self.plain()
    if form == "streams" { old = try await Self.remade(old, "--object-streams=generate") }
    if form == "linear" { old = try await Self.remade(old, "--linearize") }
    let new = try SoundTools.checked(old, [Self.all[0]], gone: 0)
    #expect(new.starts(with: old))
    let seen = try await Self.look(new)
    #expect(seen.check == "0 ")
    #expect(seen.info.contains(String(decoding: SoundTools.label, as: UTF8.self)), "\(seen.info)")
    let again = try SoundTools.checked(
      new, [SlotEdit(SoundTools.aigc, Array("{\"标\":\"(a\\\\b)\"}".utf8))], gone: 0)
    #expect(try await Self.look(again).check == "0 ")
    #expect(try await Self.look(again).info.contains("标"))
    let whole = try SoundTools.checked(again, Self.all, gone: 0)
    #expect(try await Self.look(whole).check == "0 ")
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(whole), to: "a.pdf").path
    let listed = try await SoundTools.run("qpdf", "--list-attachments", path)
    #expect(listed.output.hasPrefix("content_credential.c2pa"))
    let exif = try await SoundTools.run("exiftool", "-validate", "-warning", "-a", path)
    #expect(exif.output.contains(": OK"), "\(exif.output)")
    _ = try SoundTools.checked(whole, Self.all.reversed(), gone: 0)
  }

  @Test("Strings are read in all their forms")
  func strings() throws {
    let cases = [
      ("(a\\(b\\)\\\\\\156\\\nc(d))", "a(b)\\nc(d)"), ("<7b7D>", "{}"), ("<FEFF6807>", "标"),
      ("<EFBBBFE6A087>", "标"), ("(\\\\351)", "\\351"), ("(\\351)", "é"), ("5 0 R", "far"),
    ]
    for (string, text) in cases {
      let bytes = Self.plain(info: "/A#49GC \(string) /N 5", more: ["(far)"])
      let file = try MediaFile(reading: BytesSource(bytes))
      #expect(file.slots.map(\.kind) == [SoundTools.aigc])
      let slot = try #require(file.slots.first)
      #expect(try String(decoding: file.payload(of: slot), as: UTF8.self) == text)
    }
  }

  @Test("A file without an information dictionary gets one; lists of associated files grow")
  func fresh() async throws {
    var text = String(decoding: Self.plain(catalog: "/AF [4 0 R]"), as: UTF8.self)
    text = text.replacingOccurrences(of: "/Info 4 0 R", with: "           ")
    let new = try SoundTools.checked(Array(text.utf8), Self.all, gone: 0)
    #expect(try await Self.look(new).check == "0 ")
    let far = Self.plain(
      catalog: "/AF 5 0 R /Metadata 6 0 R",
      more: [
        "[4 0 R]", "<< /Length 7 0 R >>\nstream\n<x/>\nendstream", "4",
      ])
    let other = try SoundTools.checked(far, Self.all, gone: 0)
    #expect(try await Self.look(other).check == "0 ")
  }

  @Test("An encrypted file is said to be that, and is not labelled")
  func encrypted() async throws {
    let bytes = try await Self.remade(Self.plain(), "--encrypt", "a", "b", "256", "--")
    let file = try MediaFile(reading: BytesSource(bytes))
    #expect(file.remarks.map(\.rule) == ["pdf.encrypted"])
    let error = #expect(throws: MediaError.self) { try file.plan([Self.all[0]]) }
    #expect(error?.description.contains("before it is encrypted") == true)
  }

  @Test("Revisions that point at each other come to an end")
  func loop() throws {
    let bytes = Self.plain()
    var text = String(decoding: bytes, as: UTF8.self)
    let start = try #require(text.range(of: "xref\n0")).lowerBound
    let place = text[..<start].utf8.count
    text = text.replacingOccurrences(of: "/Size 5", with: "/Size 5 /Prev \(place)")
    let file = try MediaFile(reading: BytesSource(Array(text.utf8)))
    #expect(file.broken == nil)
  }

  @Test(
    "Files of other writers are read and labelled", .enabled(if: Shared.has("corpus/c2pa")),
    arguments: [
      ("c2pa-rs/basic.pdf", 0), ("c2pa-rs/basic-attachments.pdf", 0), ("gen-base/a.pdf", 0),
      ("public-testfiles/adobe-20240110-single_manifest_store.pdf", 1),
      ("encypher/x509-es256-pdf.pdf", 1),
    ])
  func corpus(path: String, stores: Int) async throws {
    let old = try SoundTools.corpus(path)
    let file = try MediaFile(reading: BytesSource(old))
    #expect(file.broken == nil)
    #expect(file.slots(.store).count == stores)
    let new = try SoundTools.checked(old, Self.all, gone: 0)
    let before = try await Self.look(old)
    let after = try await Self.look(new)
    #expect(after.check.count <= before.check.count + 2, "\(before.check) \(after.check)")
    #expect(after.info.contains("AIGC"))
  }
}

@Suite("Fuzz: PDF")
struct PDFFuzzTests {
  @Test("Every bad file gets an answer")
  func bad() async throws {
    var fuzz = SoundFuzz()
    let old = PDFTests.plain()
    fuzz.storm(try SoundTools.written(old, PDFTests.all), edits: PDFTests.all, seconds: 1)
    let streams = try await PDFTests.remade(old, "--object-streams=generate")
    fuzz.storm(streams, edits: PDFTests.all, seconds: 1)
    for opening in ["[", "<<", "<</A", "("] {
      let info = "/A " + String(repeating: opening, count: 100_000)
      fuzz.attempt(PDFTests.plain(info: info), edits: PDFTests.all)
    }
    fuzz.report("PDF")
  }
}
