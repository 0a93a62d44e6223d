import Foundation
import Rules
import TestSupport
import Testing

@testable import Register

@Suite("What a file of evidence is")
struct EvidenceInspectionTests {
  private func refusal(_ bytes: [UInt8]) throws -> (EvidenceKind?, String)? {
    guard case .refused(let kind, let wording) = try EvidenceInspection.inspect(bytes) else {
      return nil
    }
    #expect(!wording.zh.isEmpty && !wording.en.isEmpty)
    return (kind, wording.en)
  }

  private func expect(
    _ bytes: [UInt8], _ kind: EvidenceKind?, says word: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try refusal(bytes)
    #expect(found != nil, "taken", sourceLocation: location)
    #expect(found?.0 == kind, sourceLocation: location)
    #expect(found?.1.contains(word) == true, "\(found?.1 ?? "")", sourceLocation: location)
  }

  @Test(
    "A whole file of each kind is taken, in whatever pieces it comes", arguments: [1, 3, 65_536])
  func whole(pieces: Int) throws {
    for kind in EvidenceKind.allCases {
      let verdict = try EvidenceInspection.inspect(MadeEvidence.file(kind), pieces: pieces)
      let facts =
        switch kind {
        case .pdf: EvidenceFacts(pages: 1)
        case .png: EvidenceFacts(width: 2, height: 3)
        case .jpeg: EvidenceFacts(width: 4, height: 5)
        case .docx, .xlsx: EvidenceFacts()
        }
      #expect(verdict == .accepted(kind, facts))
    }
  }

  @Test("A file that is cut off anywhere is refused")
  func truncated() throws {
    for kind in EvidenceKind.allCases {
      let bytes = try MadeEvidence.file(kind)
      // A PDF may go without the line end at its end.
      for count in 0..<bytes.count - (kind == .pdf ? 1 : 0) {
        let verdict = try EvidenceInspection.inspect(Array(bytes[..<count]))
        guard case .refused = verdict else {
          Issue.record("\(kind), \(count) of \(bytes.count) bytes: taken")
          return
        }
      }
    }
  }

  @Test("A picture's structure, size and end are checked")
  func pictures() throws {
    var bytes = MadeEvidence.png()
    bytes[bytes.count - 17] ^= 1
    try expect(bytes, .png, says: "checksum")
    try expect(MadeEvidence.png(width: 0), .png, says: "no size")
    try expect(MadeEvidence.png(width: 1 << 20, height: 1 << 20), .png, says: "million pixels")
    try expect(MadeEvidence.png() + [0], .png, says: "second one")
    try expect(MadeEvidence.png() + MadeEvidence.pdf(), .png, says: "second one")
    try expect(MadeEvidence.png(extra: MadeEvidence.header()), .png, says: "order")
    try expect(
      MadeEvidence.png(extra: MadeEvidence.chunk("ABCD", [])), .png, says: "no standard knows")
    let wrongDepth = PNGInspection.signature + MadeEvidence.header(rest: [3, 2, 0, 0, 0])
    try expect(wrongDepth, .png, says: "header")
    let noData =
      PNGInspection.signature + MadeEvidence.header() + MadeEvidence.chunk("IEND", [])
    try expect(noData, .png, says: "order")

    try expect(MadeEvidence.jpeg(height: 0), .jpeg, says: "no size")
    try expect(MadeEvidence.jpeg(width: 65_000, height: 65_000), .jpeg, says: "million pixels")
    try expect(MadeEvidence.jpeg() + MadeEvidence.pdf(), .jpeg, says: "second one")
    try expect(MadeEvidence.jpeg(extra: [0xFF, 0xE1, 0, 1]), .jpeg, says: "too short")
    try expect(MadeEvidence.jpeg(extra: [0xFF, 0xD9]), .jpeg, says: "order")
    // A camera's second picture, with padding between the two, is no harm.
    #expect(try refusal(MadeEvidence.jpeg() + [0, 0] + MadeEvidence.jpeg()) == nil)
    // Long coded data full of bytes that begin a marker.
    let data = [[UInt8]](repeating: [0xFF, 0x00, 0xFF, 0xD3], count: 50_000).flatMap { $0 }
    #expect(try refusal(MadeEvidence.jpeg(data: data)) == nil)
  }

  @Test("A PDF in a picture's metadata makes the picture refused")
  func polyglots() throws {
    let pdf = MadeEvidence.pdf()
    try expect(MadeEvidence.png(extra: MadeEvidence.chunk("tEXt", pdf)), .png, says: "second one")
    try expect(
      MadeEvidence.jpeg(extra: MadeEvidence.segment(0xFE, pdf)), .jpeg, says: "second one")
    try expect(pdf + (try MadeEvidence.package(.docx)), .pdf, says: "second one")
  }

  @Test(
    "A PDF that is encrypted, or acts on its own in the clear, is refused; names may be disguised")
  func actions() throws {
    try expect(MadeEvidence.pdf(trailer: "/Encrypt 9 0 R"), .pdf, says: "encrypted")
    try expect(MadeEvidence.pdf(trailer: "/#45ncrypt 9 0 R"), .pdf, says: "encrypted")
    try expect(
      MadeEvidence.pdf(catalog: "/OpenAction<</S/JavaScript/JS(x)>>"), .pdf, says: "JavaScript")
    try expect(
      MadeEvidence.pdf(catalog: "/OpenAction<</S/J#61vaScr#69pt/JS(x)>>"), .pdf, says: "JavaScript")
    try expect(MadeEvidence.pdf(catalog: "/AA<</S/Launch>>"), .pdf, says: "program")
    #expect(try refusal(MadeEvidence.pdf(catalog: "/EncryptMetadata true/Launches 1")) == nil)
    try expect(MadeEvidence.pdf(end: "PK"), .pdf, says: "second one")
    try expect(Array("%PDF-1.7\nhello\n%%EOF".utf8), .pdf, says: "cut off")
    try expect(Array("%PDF-1.7\nstartxref\n999\n%%EOF".utf8), .pdf, says: "cross-reference")
    try expect(
      Array("%PDF-1.7\nxref\nstartxref\n99999999999999999999\n%%EOF".utf8), .pdf,
      says: "cross-reference")
  }

  @Test("Pages are counted where they can be, and not guessed elsewhere")
  func pages() throws {
    func pages(_ bytes: [UInt8]) throws -> Int? {
      guard case .accepted(_, let facts) = try EvidenceInspection.inspect(bytes) else { return nil }
      return facts.pages
    }
    #expect(try pages(MadeEvidence.pdf(pages: 12)) == 12)
    #expect(try pages(MadeEvidence.pdf(catalog: "/X<</Type/ObjStm>>")) == nil)
  }

  @Test("An office file with macros, or that fetches something, is refused; a link is no harm")
  func office() throws {
    for kind in [EvidenceKind.docx, .xlsx] {
      let folder = kind == .docx ? "word" : "xl"
      try expect(
        MadeEvidence.package(kind, extra: [("\(folder)/vbaProject.bin", [1])]), kind, says: "macros"
      )
      try expect(
        MadeEvidence.package(kind, extra: [("\(folder)/VBAPROJECT.BIN", [1])]), kind, says: "macros"
      )
      try expect(
        MadeEvidence.package(
          kind, type: "application/vnd.ms-word.document.macroEnabled.main+xml"), kind,
        says: "macros")
      try expect(MadeEvidence.package(kind, outward: "attachedTemplate"), kind, says: "elsewhere")
      try expect(MadeEvidence.package(kind, outward: "image"), kind, says: "elsewhere")
      #expect(try refusal(MadeEvidence.package(kind, outward: "hyperlink")) == nil)
      try expect(MadeEvidence.package(kind, type: "application/xml"), kind, says: "content types")
    }
    try expect(
      MadeEvidence.package(.docx, extra: [("word/activeX/activeX1.xml", [1])]), .docx,
      says: "controls")
    try expect(MadeDocument.archive([("a.txt", [1])]), nil, says: "ZIP archive")
    let doctype = Array("<!DOCTYPE x [<!ENTITY y \"z\">]><w:document/>".utf8)
    let parts = MadeEvidence.parts(.docx).map { $0.0 == "word/document.xml" ? ($0.0, doctype) : $0 }
    try expect(MadeDocument.archive(parts), .docx, says: "XML")
  }

  @Test("A package that inflates without end is refused before it does")
  func bomb() throws {
    let zeros = [UInt8](repeating: 0, count: 48 << 20)
    try expect(
      MadeEvidence.package(.docx, extra: [("word/media/image1.bmp", zeros)]), nil, says: "32 MiB")
    // One that lies about the length of what it holds.
    let stored = [UInt8](repeating: 7, count: 40)
    var entries = MadeEvidence.parts(.docx).map { RawArchive.Entry($0.0, $0.1) }
    var liar = RawArchive.Entry("word/x.bin", stored)
    liar.method = 8
    liar.size = 30_000
    entries.append(liar)
    try expect(RawArchive(entries).bytes, .docx, says: "damaged")
  }

  @Test("What is none of the kinds is refused with what to do")
  func others() throws {
    try expect([], nil, says: "empty")
    try expect(Array("hello".utf8), nil, says: "save it as one of them")
    try expect([0xD0, 0xCF, 0x11, 0xE0, 1], nil, says: "password")
  }

  @Test("The kind of a name is that of its ending, in either case")
  func names() {
    #expect(EvidenceKind(fileName: "a.PDF") == .pdf)
    #expect(EvidenceKind(fileName: "营业执照.jpeg") == .jpeg)
    #expect(EvidenceKind(fileName: "a.b.jpg") == .jpeg)
    for name in ["pdf", ".pdf", "a.pdf ", "a.", "", "a.exe", "a.pdf.exe"] {
      #expect(EvidenceKind(fileName: name) == nil, "\(name)")
    }
  }
}

@Suite("Damaged files of evidence")
struct EvidenceFuzzTests {
  @Test("Every damaged file gets a verdict, the same in whatever pieces it comes")
  func damaged() throws {
    var random = SeededRandom()
    let seeds = try EvidenceKind.allCases.map { try MadeEvidence.file($0) }
    var taken = 0
    let rounds = try Effort.spend(seconds: 3) {
      var bytes = random.damage(seeds.randomElement(using: &random) ?? [])
      if Bool.random(using: &random) { bytes = random.damage(bytes) }
      let verdict = try EvidenceInspection.inspect(bytes)
      if case .accepted = verdict { taken += 1 }
      let again = try EvidenceInspection.inspect(
        bytes, pieces: Int.random(in: 1...40, using: &random))
      #expect(verdict == again, "\(random)")
    }
    print("damaged evidence: \(rounds), taken all the same: \(taken)")
  }
}
