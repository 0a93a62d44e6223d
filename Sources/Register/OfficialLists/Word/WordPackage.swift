/// A word-processing document's archive: finds its parts by their relationships, as office programs
/// do, and reads them.
struct WordPackage {
  private let archive: ZipArchive
  private let mainPart: String
  private let relationships: [String: String]

  /// Finds the main part.
  ///
  /// - Throws: ``ArchiveError`` or ``WordDocumentError``.
  init(_ archive: ZipArchive) throws {
    self.archive = archive
    guard archive.entry("_rels/.rels") != nil else {
      throw WordDocumentError.notWordProcessing(found: "a ZIP archive")
    }
    let top = try WordPackage.targets(in: archive, of: "_rels/.rels", folder: "")
    guard let main = top["officeDocument"], archive.entry(main) != nil else {
      throw WordDocumentError.notWordProcessing(found: "an office archive without a main part")
    }
    if main.hasPrefix("xl/") {
      throw WordDocumentError.notWordProcessing(found: "a spreadsheet")
    }
    if main.hasPrefix("ppt/") {
      throw WordDocumentError.notWordProcessing(found: "a presentation")
    }
    self.mainPart = main
    let slash = main.utf8.lastIndex(of: 0x2F)
    let folder = slash.map { String(main[...$0]) } ?? ""
    let file = slash.map { String(main[main.utf8.index(after: $0)...]) } ?? main
    let part = "\(folder)_rels/\(file).rels"
    self.relationships =
      archive.entry(part) == nil
      ? [:] : try WordPackage.targets(in: archive, of: part, folder: folder)
  }

  /// Reads the document.
  ///
  /// - Throws: ``ArchiveError`` or ``WordDocumentError``.
  func document() throws -> WordDocument {
    let styles = WordStyles()
    if let part = part("styles") {
      try XMLReader.read(try archive.read(part), part: part, handler: styles)
    }
    let definitions = WordNumberingDefinitions()
    if let part = part("numbering") {
      try XMLReader.read(try archive.read(part), part: part, handler: definitions)
    }
    let numbering = WordNumbering(definitions: definitions, styles: styles)
    let reader = WordDocumentReader(part: mainPart, numbering: numbering)
    try XMLReader.read(try archive.read(mainPart), part: mainPart, handler: reader)
    return reader.finish()
  }

  private func part(_ kind: String) -> String? {
    relationships[kind].flatMap { archive.entry($0) == nil ? nil : $0 }
  }

  /// The targets of a relationship part by the last word of their type; external ones are left out.
  private static func targets(
    in archive: ZipArchive, of part: String, folder: String
  ) throws -> [String: String] {
    let reader = RelationshipReader(folder: folder)
    try XMLReader.read(try archive.read(part), part: part, handler: reader)
    return reader.targets
  }

  private final class RelationshipReader: XMLHandler {
    let folder: String
    var targets: [String: String] = [:]

    init(folder: String) { self.folder = folder }

    func begin(
      _ name: String, namespace: String, attributes: [String: String]
    ) throws(WordDocumentError) {
      guard name == "Relationship", attributes["TargetMode"] != "External",
        let type = attributes["Type"], let target = attributes["Target"],
        let base = WordNamespace.relationshipTypes.first(where: type.hasPrefix)
      else { return }
      let kind = String(type.dropFirst(base.count))
      let path = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
      if targets[kind] == nil { targets[kind] = path }
    }

    func end() throws(WordDocumentError) {}
    func characters(_ text: String) throws(WordDocumentError) {}
  }
}
