import Foundation
import Media
import TestSupport
import Testing

@Suite("Office documents and other archives")
struct ZIPTests {
  /// An archive made by Python's zipfile, of these members.
  static func archive(_ members: [(String, String)], more: String = "") async throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    var script =
      "import zipfile\nz = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED)\n\(more)\n"
    for (name, text) in members {
      script += "z.writestr(\"\(name)\", r'''\(text)''')\n"
    }
    try await SoundTools.run("python3", "-c", script + "z.close()", in: folder.url)
    return [UInt8](try Data(contentsOf: folder.file("a.zip")))
  }

  static let types = (
    "[Content_Types].xml",
    #"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#
  )
  static let relations = (
    "_rels/.rels",
    #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#
  )
  static let document = ("word/document.xml", "<w/>")

  /// What Python finds: bad members, and the properties.
  static func look(_ bytes: [UInt8]) async throws -> String {
    let folder = try TemporaryDirectory()
    let path = try folder.write(Data(bytes), to: "a.docx").path
    let script = """
      import sys, zipfile, xml.dom.minidom as m
      z = zipfile.ZipFile(sys.argv[1])
      print(z.testzip(), sorted(z.namelist()))
      for n in z.namelist(): m.parseString(z.read(n))
      d = m.parseString(z.read('docProps/custom.xml'))
      for p in d.getElementsByTagName('property'):
        print(p.getAttribute('name'), p.getAttribute('pid'), p.firstChild.firstChild.data)
      print('custom.xml' in z.read('[Content_Types].xml').decode(), z.read('_rels/.rels').decode().count('rId2'))
      """
    let answer = try await SoundTools.run("python3", "-c", script, path)
    return answer.output + answer.errors
  }

  @Test("A document gets its first property, with all that a package needs to know of it")
  func first() async throws {
    let old = try await Self.archive([Self.types, Self.relations, Self.document])
    #expect(try MediaFile(reading: BytesSource(old)).format == .officeOpenXML)
    let text = Array(#"{"a":"<标识> & \"x\""}"#.utf8)
    let new = try SoundTools.checked(old, [SlotEdit(SoundTools.aigc, text)], gone: 400)
    #expect(
      try await Self.look(new) == """
        None ['[Content_Types].xml', '_rels/.rels', 'docProps/custom.xml', 'word/document.xml']
        AIGC 2 {"a":"<标识> & \\"x\\""}
        True 1

        """)
    // The next edit writes over the last member.
    let again = try SoundTools.checked(new, [SlotEdit(SoundTools.aigc, text + text)], gone: 800)
    #expect(again.count == new.count + OfficeLength.escaped(text))
    #expect(try await Self.look(again).contains("AIGC 2"))
  }

  enum OfficeLength {
    static func escaped(_ text: [UInt8]) -> Int {
      text.reduce(0) { $0 + ($1 == 0x3C || $1 == 0x3E ? 4 : $1 == 0x26 ? 5 : 1) }
    }
  }

  @Test("Other properties stay, whatever the prefixes are")
  func others() async throws {
    let custom = (
      "docProps/custom.xml",
      #"<p:Properties xmlns:p="u" xmlns:t="v"><!-- > --><p:property fmtid="{}" pid="7" name="a&gt;b"><t:lpwstr>one</t:lpwstr></p:property><p:property pid="9" name="n"><t:i4>4</t:i4></p:property></p:Properties>"#
    )
    let old = try await Self.archive([Self.types, Self.relations, Self.document, custom])
    let file = try MediaFile(reading: BytesSource(old))
    #expect(file.slots.map(\.kind) == [.text(key: "a>b")])
    let new = try SoundTools.checked(old, [SlotEdit(SoundTools.aigc, SoundTools.label)], gone: 900)
    let again = try MediaFile(reading: BytesSource(new))
    #expect(again.slots.map(\.kind) == [.text(key: "a>b"), SoundTools.aigc])
  }

  @Test("A store is a stored member of any archive")
  func store() async throws {
    let old = try await Self.archive([("mimetype", "application/epub+zip"), ("a.xml", "<a/>")])
    #expect(try MediaFile(reading: BytesSource(old)).format == .zip)
    let new = try SoundTools.checked(old, [SlotEdit(.store, SoundTools.store)], gone: 400)
    let again = try SoundTools.checked(new, [SlotEdit(.store, SoundTools.store + [1])], gone: 400)
    #expect(again.count == new.count + 1)
    #expect(throws: MediaError.self) {
      try SoundTools.written(old, SlotEdit(SoundTools.aigc, SoundTools.label))
    }
  }

  @Test(
    "The stores of other writers are found", .enabled(if: Shared.has("corpus/c2pa")),
    arguments: ["gen/fmt-stored.docx", "gen/fmt-stored.epub"])
  func corpus(path: String) throws {
    let old = try SoundTools.corpus(path)
    let file = try MediaFile(reading: BytesSource(old))
    let slot = try #require(file.slots(.store).first)
    #expect(try file.payload(of: slot)[4..<8].elementsEqual("jumb".utf8))
    _ = try SoundTools.checked(old, [SlotEdit(.store, SoundTools.store)], gone: 5000)
  }

  @Test(
    "A member that unpacks to more than a label can have is left packed, and a 64-bit archive is read"
  )
  func bombs() async throws {
    let bomb = try await Self.archive(
      [Self.types, Self.relations], more: "z.writestr('docProps/custom.xml', b'<' * 50_000_000)")
    let file = try MediaFile(reading: BytesSource(bomb))
    #expect(file.remarks.map(\.rule) == ["ooxml.properties"])
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(SoundTools.aigc, [65])]) }
    let large = try await Self.archive(
      [Self.types], more: "zipfile.ZIP_FILECOUNT_LIMIT = 0")
    let read = try MediaFile(reading: BytesSource(large))
    #expect(read.format == .officeOpenXML && read.broken == nil)
    #expect(throws: MediaError.self) { try read.plan([SlotEdit(.store, [65])]) }
  }
}

@Suite("Fuzz: ZIP")
struct ZIPFuzzTests {
  @Test("Every bad archive gets an answer")
  func bad() async throws {
    var fuzz = SoundFuzz()
    let all = [SlotEdit(SoundTools.aigc, SoundTools.label), SlotEdit(.store, SoundTools.store)]
    let old = try await ZIPTests.archive([ZIPTests.types, ZIPTests.relations])
    fuzz.storm(try SoundTools.written(old, all), edits: all, seconds: 2)
    fuzz.storm(old, edits: all, seconds: 0.5)
    fuzz.report("ZIP")
  }

  @Test("An archive that begins with a PDF is an archive, and a PDF may have something in front")
  func formats() throws {
    let pdf = Array("%PDF-1.7\n".utf8)
    let archive = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26) + pdf
    #expect(try MediaFormat(sniffing: BytesSource(archive)) == .zip)
    #expect(try MediaFormat(sniffing: BytesSource(Array("front\n".utf8) + pdf)) == .pdf)
  }
}
