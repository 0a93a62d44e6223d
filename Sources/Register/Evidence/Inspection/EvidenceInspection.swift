import Rules

/// Looks at a file of a stranger's: what it is by its content, and whether it is whole and plain.
///
/// To be run in a worker process only. What it promises is little, and all of it is cheap: the
/// structure holds from the first byte to the last, the size is sane, nothing that acts on its own
/// was seen. It is no search for malware; that is ``MalwareScanner``'s.
enum EvidenceInspection {
  /// How many pixels a picture may have: an A3 page scanned at 600 dots an inch has half of them.
  static let pixelLimit = 150_000_000

  /// Looks at the file whose pieces `source` gives.
  ///
  /// - Throws: What `source` throws.
  static func inspect(
    _ source: @escaping () throws -> ArraySlice<UInt8>?
  ) throws -> EvidenceVerdict {
    var reader = ContentReader(source)
    var kind: EvidenceKind?
    do {
      let head = Array(try reader.peek(headLength))
      kind = try sniff(head)
      switch kind {
      case .pdf: return .accepted(.pdf, try PDFInspection.inspect(&reader))
      case .png:
        try refusePDF(in: head)
        return .accepted(.png, try PNGInspection.inspect(&reader))
      case .jpeg:
        try refusePDF(in: head)
        return .accepted(.jpeg, try JPEGInspection.inspect(&reader))
      case .docx, .xlsx, nil:
        let kind = try OfficeInspection.inspect(&reader, found: &kind)
        return .accepted(kind, EvidenceFacts())
      }
    } catch let fault as ContentFault {
      return .refused(kind, fault.wording)
    }
  }

  /// How far into a file programs look for the beginning of a PDF.
  private static let headLength = 1024

  /// What the first bytes say; `nil` for a ZIP archive, which has to be opened to know.
  private static func sniff(_ head: [UInt8]) throws(ContentFault) -> EvidenceKind? {
    if head.isEmpty { throw ContentFault(zh: "文件是空的", en: "the file is empty") }
    if head.starts(with: "%PDF-".utf8) { return .pdf }
    if head.starts(with: PNGInspection.signature) { return .png }
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return nil }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw ContentFault(
        zh: "这是旧版或加密的Office文件，请另存为不加密的docx、xlsx或pdf",
        en: "this is an old or an encrypted Office file; save it as docx, xlsx or pdf, without a "
          + "password")
    }
    throw ContentFault(
      zh: "这不是pdf、png、jpg、docx或xlsx文件，请用其中一种格式导出",
      en: "this is no pdf, png, jpg, docx or xlsx file; save it as one of them")
  }

  private static func refusePDF(in head: [UInt8]) throws(ContentFault) {
    if head.firstRange(of: Array("%PDF-".utf8)) != nil { throw .ambiguous }
  }

  /// The facts of a picture, where its size is one that can be shown.
  static func picture(width: Int, height: Int) throws(ContentFault) -> EvidenceFacts {
    guard width > 0, height > 0 else {
      throw .damaged("图片没有尺寸", "the picture has no size")
    }
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, pixels <= pixelLimit else {
      throw ContentFault(
        zh: "图片超过\(pixelLimit / 1_000_000)百万像素，请缩小后上传",
        en: "the picture has more than \(pixelLimit / 1_000_000) million pixels; make it smaller")
    }
    return EvidenceFacts(width: width, height: height)
  }
}
