import Foundation
import Media

@testable import Register

/// Small valid files of every kind, made up in code.
enum MadeEvidence {
  // MARK: PNG

  static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let named = Array(type.utf8) + content
    return big(UInt32(content.count)) + named + big(Deflate.checksum(named[...]))
  }

  static func header(width: UInt32 = 2, height: UInt32 = 3, rest: [UInt8] = [8, 2, 0, 0, 0])
    -> [UInt8]
  {
    chunk("IHDR", big(width) + big(height) + rest)
  }

  static func png(
    width: UInt32 = 2, height: UInt32 = 3, extra: [UInt8] = [], data: [UInt8] = [1, 2, 3]
  ) -> [UInt8] {
    PNGInspection.signature + header(width: width, height: height) + extra + chunk("IDAT", data)
      + chunk("IEND", [])
  }

  // MARK: JPEG

  static func segment(_ code: UInt8, _ content: [UInt8]) -> [UInt8] {
    [0xFF, code] + big(UInt16(content.count + 2)) + content
  }

  static func jpeg(
    width: UInt16 = 4, height: UInt16 = 5, extra: [UInt8] = [],
    data: [UInt8] = [1, 0xFF, 0x00, 2, 0xFF, 0xD0, 3]
  ) -> [UInt8] {
    [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8)) + extra
      + segment(0xC0, [8] + big(height) + big(width) + [1, 1, 0x11, 0])
      + segment(0xDA, [1, 1, 0, 0, 63, 0]) + data + [0xFF, 0xD9]
  }

  // MARK: PDF

  static func pdf(pages: Int = 1, catalog: String = "", trailer: String = "", end: String = "")
    -> [UInt8]
  {
    var text = "%PDF-1.7\n1 0 obj\n<</Type /Catalog/Pages 2 0 R\(catalog)>>\nendobj\n"
    let kids = (0..<pages).map { "\($0 + 3) 0 R" }.joined(separator: " ")
    text += "2 0 obj\n<</Type/Pages/Kids[\(kids)]/Count \(pages)>>\nendobj\n"
    for page in 0..<pages {
      text += "\(page + 3) 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
    }
    let place = text.utf8.count
    text += "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R\(trailer)>>\n"
    return Array((text + "startxref\n\(place)\n%%EOF\n\(end)").utf8)
  }

  // MARK: Office

  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  static func relationships(_ items: String) -> String {
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + "\(items)</Relationships>"
  }

  /// A package of a kind: `main` is the type of its main part, `extra` are more parts.
  static func parts(
    _ kind: EvidenceKind, type: String? = nil, outward: String? = nil,
    extra: [(String, [UInt8])] = []
  ) -> [(String, [UInt8])] {
    let (folder, file, root) =
      kind == .docx ? ("word", "document", "document") : ("xl", "workbook", "workbook")
    let main = "\(folder)/\(file).xml"
    let types =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/\(main)\" "
      + "ContentType=\"\(type ?? kind.mediaType + ".main+xml")\"/></Types>"
    let out = outward.map {
      "<Relationship Id=\"r9\" Type=\"\(office)/\($0)\" TargetMode=\"External\" "
        + "Target=\"https://host.example/x\"/>"
    }
    return [
      ("[Content_Types].xml", Array(types.utf8)),
      (
        "_rels/.rels",
        Array(
          relationships(
            "<Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" Target=\"\(main)\"/>"
          ).utf8)
      ),
      (main, Array("<w:\(root) xmlns:w=\"urn:x\"><w:body/></w:\(root)>".utf8)),
      ("\(folder)/_rels/\(file).xml.rels", Array(relationships(out ?? "").utf8)),
    ] + extra
  }

  static func package(
    _ kind: EvidenceKind, type: String? = nil, outward: String? = nil,
    extra: [(String, [UInt8])] = []
  ) throws -> [UInt8] {
    try MadeDocument.archive(parts(kind, type: type, outward: outward, extra: extra))
  }

  static func file(_ kind: EvidenceKind) throws -> [UInt8] {
    switch kind {
    case .pdf: pdf()
    case .png: png()
    case .jpeg: jpeg()
    case .docx, .xlsx: try package(kind)
    }
  }

  static func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}

extension EvidenceInspection {
  /// Looks at bytes that come in pieces of a length.
  static func inspect(_ bytes: [UInt8], pieces: Int = 65_536) throws -> EvidenceVerdict {
    var rest = bytes[...]
    return try inspect { () -> ArraySlice<UInt8>? in
      guard !rest.isEmpty else { return nil }
      defer { rest = rest.dropFirst(pieces) }
      return rest.prefix(pieces)
    }
  }
}
