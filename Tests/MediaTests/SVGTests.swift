import Foundation
import Media
import TestSupport
import Testing

@Suite("An SVG")
struct SVGTests {
  static let packet = String(decoding: PictureSamples.packet(), as: UTF8.self)

  static func file(_ inner: String, root: String = "") -> [UInt8] {
    Array(
      """
      <?xml version="1.0"?>
      <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" 'http://www.w3.org/dtd[>'>
      <!-- a > comment < - with "quotes -->
      <svg xmlns="http://www.w3.org/2000/svg" width="4" title='a > b'\(root)>\(inner)\
      <style><![CDATA[ a > b {} </svg> ]]></style><rect width="4" height="3"/></svg>
      """.utf8)
  }

  private func texts(_ file: MediaFile, _ kind: Slot.Kind) throws -> [String] {
    try file.payloads(kind).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("has its packet with its wrapper, and its store decoded")
  func slots() throws {
    let store = PictureSamples.store()
    let base64 = Data(store).base64EncodedString(options: .lineLength64Characters)
    let file = try MediaFile(
      [0xEF, 0xBB, 0xBF]
        + Self.file(
          "<metadata>\n\(Self.packet)\n"
            + "<m:manifest xmlns:m=\"http://c2pa.org/manifest\">\n\(base64)\n</m:manifest>"
            + "</metadata>"))
    #expect(file.broken == nil && file.remarks.isEmpty)
    #expect(try texts(file, .xmp) == [Self.packet])
    #expect(try file.payloads(.store) == [store])
  }

  @Test("has a packet without a wrapper, under any prefix, or with a malformed header")
  func packets() throws {
    let xmp = "<q:xmpmeta xmlns:q='adobe:ns:meta/'><a/></q:xmpmeta>"
    let rdf = "<RDF xmlns=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>"
    let service = "<?xpacket begin=\"\" id=\"x\"??>\(xmp)<?xpacket end=\"w\"?>"
    let file = try MediaFile(
      Self.file(
        "<metadata>\(xmp)</metadata><g><metadata> \(rdf) </metadata></g>"
          + "<metadata>\(service)</metadata><metadata><?xpacket begin='' id=''?>\(xmp)</metadata>"))
    #expect(file.broken == nil)
    #expect(try texts(file, .xmp) == [xmp, rdf, service, xmp])
  }

  @Test("gives a packet the declarations that stand further out")
  func declarations() throws {
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    let file = try MediaFile(
      Self.file(
        "<metadata><rdf:RDF><cc:Work/></rdf:RDF></metadata>",
        root: " xmlns:rdf=\"\(rdf)\" xmlns:cc='urn:cc' xmlns:unused='urn:no' xmlns:F='urn:no'"))
    #expect(
      try texts(file, .xmp) == [
        "<rdf:RDF xmlns:cc=\"urn:cc\" xmlns:rdf=\"\(rdf)\"><cc:Work/></rdf:RDF>"
      ])
  }

  @Test(
    "is not read where it declares entities, is no drawing or no XML",
    arguments: [
      "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>", "<html><svg></svg></html>", "<svg><g></svg>",
      "<svg></svg></svg>", "<svg a=b/>", "<svg a='<'/>", "<svg/><svg/>", "<svg><!--", "<svg><",
      "<svg><!ELEMENT a></svg>", "<svg xmlns='",
    ])
  func refused(text: String) throws {
    let file = try MediaFile(Array(text.utf8))
    #expect(file.format == .svg || file.format == .unknown)
    guard file.format == .svg else { return }
    #expect(file.broken != nil)
    #expect(throws: MediaError.self) { try file.plan([SlotEdit(.xmp, PictureSamples.packet())]) }
  }

  @Test("says that a store is not Base64, or is there twice")
  func remarks() throws {
    func manifest(_ text: String) -> String {
      "<metadata><m:manifest xmlns:m=\"http://c2pa.org/manifest\">\(text)</m:manifest></metadata>"
    }
    let file = try MediaFile(
      Self.file(manifest("QUJD") + manifest("&#65;") + manifest("QQ==Q") + manifest("Q<b/>")))
    #expect(try texts(file, .store) == ["ABC"])
    #expect(
      file.remarks.map(\.rule) == ["media.store.several"]
        + Array(repeating: "svg.store.base64", count: 3))
  }

  static let documents: [String] = [
    "<svg/>", "<svg></svg>", "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" />",
    "<svg xmlns:c2pa='urn:other'><g/></svg>",
    "<svg xmlns:c2pa=\"http://c2pa.org/manifest\"><metadata/></svg>",
    "<svg><metadata>text</metadata><metadata/></svg>", "<svg><g><metadata/></g></svg>",
    String(decoding: file("<title>a</title>"), as: UTF8.self),
  ]

  @Test("takes a packet and a store, and keeps every other byte", arguments: documents)
  func writing(document: String) throws {
    let store = PictureSamples.store(1000)
    let old = Array(document.utf8)
    let file = try MediaFile(old)
    let plan = try file.plan([SlotEdit(.store, store), SlotEdit(.xmp, PictureSamples.packet())])
    let new = try MediaFile(try plan.written)
    #expect(new.broken == nil && new.remarks.isEmpty)
    #expect(try texts(new, .xmp) == [Self.packet])
    #expect(try new.payloads(.store) == [store])
    #expect(new.slots.allSatisfy { plan.placements[$0.kind] == $0.extent })
    for piece in plan.pieces {
      if case .bytes(let bytes) = piece { #expect(!bytes.isEmpty) }
    }
    let copied = plan.pieces.reduce(0) { sum, piece in
      if case .copy(let range) = piece { sum + range.count } else { sum }
    }
    #expect(old.count - copied <= 2)
    // Once more, over what is there.
    let declared = Array("<?xml version=\"1.0\"?>\n".utf8) + PictureSamples.packet("another")
    let again = try MediaFile(
      try new.plan([SlotEdit(.xmp, declared), SlotEdit(.store, PictureSamples.store())]).written)
    #expect(try again.payloads(.xmp) == [PictureSamples.packet("another")])
    #expect(try again.payloads(.store) == [PictureSamples.store()])
  }

  @Test("fills an element for a store that is empty")
  func emptyManifest() throws {
    let file = try MediaFile(
      Array("<svg><m:manifest xmlns:m=\"http://c2pa.org/manifest\"/></svg>".utf8))
    let new = try MediaFile(try file.plan([SlotEdit(.store, PictureSamples.store())]).written)
    #expect(try new.payloads(.store) == [PictureSamples.store()])
  }

  @Test(
    "is read by others as before",
    .enabled(if: PictureTools.has("exiftool", "python"), "needs its tools"))
  func others() async throws {
    let folder = try TemporaryDirectory()
    let files = try Self.documents.filter { $0.contains("<rect") }.enumerated().map {
      try folder.write(Data($0.element.utf8), to: "\($0.offset).svg")
    }
    try await PictureRoundTrip.check(
      files,
      edits: [SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store())],
      pixels: false)
    // A parser of others: Python's, with namespaces.
    let plan = try MediaFile(reading: try FileSource(path: files[0].path)).plan([
      SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store()),
    ])
    try FileWriter.write(plan, to: files[0].path, existing: .replace)
    let script = """
      import sys, base64, xml.etree.ElementTree as tree
      root = tree.parse(sys.argv[1]).getroot()
      svg = "{http://www.w3.org/2000/svg}"
      print([child.tag for child in root])
      print(len(base64.b64decode(root.find(f"{svg}metadata/{{http://c2pa.org/manifest}}manifest").text)))
      print(root.find(f".//{{http://ns.adobe.com/photoshop/1.0/}}Headline").text)
      """
    let text = try await PictureTools.run("python", ["-c", script, files[0].path])
    #expect(text.contains("}metadata', ") && text.contains("\n300\na title\n"))
  }
}

@Suite("Fuzz: an SVG")
struct SVGFuzzTests {
  @Test("gets an answer however it is damaged")
  func damaged() throws {
    var damage = PictureDamage(edits: [
      [SlotEdit(.xmp, PictureSamples.packet()), SlotEdit(.store, PictureSamples.store())]
    ])
    let base64 = Data(PictureSamples.store(60)).base64EncodedString()
    let rich = SVGTests.file(
      "<metadata><?xpacket begin='' id=''?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"></x:xmpmeta>"
        + "<?xpacket end='w'?><c2pa:manifest>\(base64)</c2pa:manifest></metadata>",
      root: " xmlns:c2pa=\"http://c2pa.org/manifest\"")
    try damage.spend(
      seconds: 1.5, on: [rich, Array("<svg><metadata/></svg>".utf8)], named: "SVG")
  }

  @Test("is not followed into a tower of elements, a crowd of namespaces or a name without end")
  func towers() throws {
    let deep = Array(String(repeating: "<svg>", count: 100_000).utf8)
    #expect(try MediaFile(deep).broken != nil)
    let many = (0..<1000).map { "<svg xmlns:a\($0)='b'>" }.joined()
    #expect(try MediaFile(Array(many.utf8)).broken != nil)
    let long = "<svg " + String(repeating: "x", count: 1_000_000) + "='1'/>"
    #expect(try MediaFile(Array(long.utf8)).broken != nil)
  }
}
