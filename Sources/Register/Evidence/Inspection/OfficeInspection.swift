/// Looks at a word-processing document or a spreadsheet (ISO/IEC 29500, Open Packaging Conventions):
/// whole, of the kind that it says, without macros, and without anything that it would fetch.
enum OfficeInspection {
  /// How much of a package is taken: 32 MiB, 2,000 parts, 64 MiB each, 100 times in all.
  static let limits = ZipArchive.Limits(
    archiveBytes: 32 << 20, entries: 2000, entryBytes: 64 << 20, ratio: 100)
  /// The most bytes that all parts together may inflate to.
  static let inflatedLimit = 512 << 20

  /// The package's kind; `found` says it as soon as it is known, for a refusal that comes later.
  ///
  /// A package is read from its end, so that all of it is held: this is why it is short.
  static func inspect(
    _ reader: inout ContentReader, found: inout EvidenceKind?
  ) throws -> EvidenceKind {
    var bytes: [UInt8] = []
    while let piece = try reader.next() {
      guard bytes.count + piece.count <= limits.archiveBytes else { throw tooLarge }
      bytes += piece
    }
    do {
      let archive = try ZipArchive(bytes, limits: limits)
      let kind = try mainPart(of: archive)
      found = kind
      try inspect(archive, kind)
      return kind
    } catch let error as ArchiveError {
      throw fault(error)
    } catch is WordDocumentError {
      throw ContentFault.damaged("XML有误", "a part of it is not plain XML")
    }
  }

  private static let tooLarge = ContentFault(
    zh: "Office文件最大32 MiB，解压后也有限制；请导出为pdf后上传",
    en: "an Office file has at most 32 MiB, and a limit when inflated; save it as pdf")

  private static func fault(_ error: ArchiveError) -> ContentFault {
    switch error {
    case .tooLarge: tooLarge
    case .truncated, .notAnArchive: .truncated
    case .damaged(_, let reason): .damaged("压缩数据有误", reason)
    default:
      ContentFault(
        zh: "文件的压缩结构可疑，请另存后上传",
        en: "the way in which the file is packed could be read in two ways; save it again")
    }
  }

  /// The kind, by where the main part lies.
  private static func mainPart(of archive: ZipArchive) throws -> EvidenceKind {
    guard archive.entry("[Content_Types].xml") != nil, archive.entry("_rels/.rels") != nil else {
      throw ContentFault(
        zh: "这是ZIP压缩包而不是docx或xlsx，请逐个上传其中的文件",
        en: "this is a ZIP archive and no docx or xlsx; give the files in it one by one")
    }
    if archive.entry("word/document.xml") != nil { return .docx }
    if archive.entry("xl/workbook.xml") != nil { return .xlsx }
    throw ContentFault(
      zh: "这不是docx或xlsx文件，请另存为其中一种或pdf",
      en: "this is neither docx nor xlsx; save it as one of them, or as pdf")
  }

  private static func inspect(_ archive: ZipArchive, _ kind: EvidenceKind) throws {
    guard archive.entries.reduce(0, { $0 + $1.size }) <= inflatedLimit else { throw tooLarge }
    for entry in archive.entries {
      let name = entry.name.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
      if isMacro(name) { throw macros }
      // Every part is inflated once, which alone shows that it is whole and as long as it says.
      let content = try archive.read(entry.name)
      if name.suffix(5).elementsEqual(".rels".utf8) {
        let check = RelationshipCheck()
        try XMLReader.read(content, part: entry.name.shown, handler: check)
        if check.fetches { throw fetches }
      }
    }
    let types = ContentTypeCheck(kind)
    let part = "[Content_Types].xml"
    try XMLReader.read(try archive.read(part), part: part, handler: types)
    if types.hasMacros { throw macros }
    guard types.hasMain else {
      throw ContentFault.damaged("没有正文", "its content types do not name its main part")
    }
    let main = kind == .docx ? "word/document.xml" : "xl/workbook.xml"
    let root = RootCheck()
    try XMLReader.read(try archive.read(main), part: main, handler: root)
    guard root.name == (kind == .docx ? "document" : "workbook") else {
      throw ContentFault.damaged("正文有误", "its main part is of another kind")
    }
  }

  /// Names of parts that hold programs: of Visual Basic, of Excel 4, and controls.
  private static func isMacro(_ name: [UInt8]) -> Bool {
    ["vbaproject", "vbadata", "/macrosheets/", "/activex/"].contains {
      name.firstRange(of: Array($0.utf8)) != nil
    }
  }

  private static let fetches = ContentFault(
    zh: "文件引用了外部模板、图片或工作簿，请断开链接或导出为pdf后上传",
    en: "the file refers to a template, picture or workbook elsewhere; break the link, or save it "
      + "as pdf")

  private static let macros = ContentFault(
    zh: "文件含有宏或控件，请另存为不含宏的docx、xlsx或pdf",
    en: "the file has macros or controls in it; save it without them, or as pdf")
}
