extension PDFContainer {
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var scan = Scan(format: file.format, limits: file.limits)
    let document = try PDFDocument(file.source, &scan)
    guard !document.isEncrypted else {
      throw MediaError(
        .cannotCarry(wayOut: "label it before it is encrypted"), "a mark in an encrypted PDF",
        at: document.start)
    }
    guard case .reference(let number, let generation)? = document.trailer("Root"),
      let root = try document.object(number), let dictionary = root.value.dictionary
    else { throw MediaError(.malformed("it has no catalog"), "the PDF", at: document.start) }
    var revision = try PDFRevision(document)
    var catalog = Edited(dictionary, root.bytes)
    var info = try Edited.info(document)
    for edit in edits {
      try edit.fits(file)
      switch edit.kind {
      case .text(let key) where FrontMatter.isKey(key):
        guard let text = PDFText.string(edit.payload) else {
          throw .noPlace(for: edit, in: "PDF", wayOut: "write it in UTF-8")
        }
        info.set(key, text)
      case .xmp: try write(packet: edit, document, dictionary, &catalog, &revision)
      case .store: try write(store: edit, document, dictionary, &catalog, &revision)
      default: throw .noPlace(for: edit, in: "PDF")
      }
    }
    if info.isChanged {
      let place: (number: Int, generation: Int)
      if case .reference(let number, let generation)? = document.trailer("Info") {
        place = (number, generation)
      } else {
        place = (revision.newNumber(), 0)
      }
      revision.setTrailer("Info", "\(place.number) \(place.generation) R")
      let texts = edits.map(\.kind).filter { if case .text = $0 { true } else { false } }
      revision.add(
        place.number, place.generation, info.bytes, carries: texts.count == 1 ? texts[0] : nil)
    }
    if catalog.isChanged { revision.add(number, generation, catalog.bytes) }
    return try revision.plan(file)
  }

  private static func write(
    packet edit: SlotEdit, _ document: PDFDocument, _ root: PDFDictionary,
    _ catalog: inout Edited, _ revision: inout PDFRevision
  ) throws(MediaError) {
    var place = (number: 0, generation: 0)
    if case .reference(let number, let generation)? = root["Metadata"] {
      place = (number, generation)
    } else {
      place.number = revision.newNumber()
      catalog.set("Metadata", Array("\(place.number) 0 R".utf8))
    }
    revision.add(
      place.number, place.generation, stream: edit.payload, "/Type /Metadata /Subtype /XML",
      carries: .xmp)
  }

  private static func write(
    store edit: SlotEdit, _ document: PDFDocument, _ root: PDFDictionary,
    _ catalog: inout Edited, _ revision: inout PDFRevision
  ) throws(MediaError) {
    let entries = "/Type /EmbeddedFile /Subtype /application#2Fc2pa"
    if let old = try PDFEmbedded.stores(document, root).last {
      revision.add(
        old.number, old.generation, stream: edit.payload, entries, carries: .store)
      return
    }
    let stream = revision.newNumber()
    let specification = revision.newNumber()
    revision.add(stream, 0, stream: edit.payload, entries, carries: .store)
    let name = "(content_credential.c2pa)"
    revision.add(
      specification, 0,
      Array(
        ("<< /Type /Filespec /F \(name) /UF \(name) /AFRelationship /C2PA_Manifest "
          + "/EF << /F \(stream) 0 R /UF \(stream) 0 R >> >>").utf8))
    let reference = Array("\(specification) 0 R".utf8)
    switch root["AF"] {
    case nil: catalog.set("AF", [0x5B] + reference + [0x5D])
    case .array: catalog.extendArray("AF", reference)
    case .reference(let number, let generation):
      guard let object = try document.object(number), object.value.array != nil,
        let start = object.bytes.firstIndex(of: 0x5B)
      else { fallthrough }
      let end = object.extent.count
      revision.add(
        number, generation,
        Array(object.bytes[start..<(end - 1)]) + [0x20] + reference + [0x5D])
    default:
      throw .noPlace(for: edit, in: "a PDF whose list of associated files is not one")
    }
    if root["Names"] == nil {
      catalog.set(
        "Names",
        Array("<< /EmbeddedFiles << /Names [\(name) ".utf8) + reference
          + Array("] >> >>".utf8))
    }
  }

  /// A dictionary in which entries are set, the others staying as they stand.
  struct Edited {
    private(set) var bytes: [UInt8]
    private var dictionary: PDFDictionary
    private(set) var isChanged = false

    init(_ dictionary: PDFDictionary, _ bytes: [UInt8]) {
      self.bytes = Array(bytes[dictionary.range])
      self.dictionary = dictionary
      reread()
    }

    /// The information dictionary, which may stand in the trailer or be missing.
    static func info(_ document: PDFDocument) throws(MediaError) -> Edited {
      for section in document.sections {
        guard let value = section.trailer["Info"] else { continue }
        if case .dictionary(let dictionary) = value { return Edited(dictionary, section.bytes) }
        if let object = try document.resolved(value), let dictionary = object.value.dictionary {
          return Edited(dictionary, object.bytes)
        }
        break
      }
      return Edited(PDFDictionary(entries: [], range: 0..<4), Array("<<>>".utf8))
    }

    private mutating func reread() {
      var parser = PDFParser(bytes + [0x20])
      if let value = try? parser.value(), let new = value.dictionary { dictionary = new }
    }

    mutating func set(_ key: String, _ value: [UInt8]) {
      let entry = Array("/\(key) ".utf8) + value
      if let old = dictionary.entries.last(where: { $0.key == key }) {
        bytes.replaceSubrange(old.range, with: entry)
      } else {
        bytes.insert(contentsOf: [0x0A] + entry + [0x0A], at: bytes.count - 2)
      }
      isChanged = true
      reread()
    }

    mutating func extendArray(_ key: String, _ value: [UInt8]) {
      guard let old = dictionary.entries.last(where: { $0.key == key }) else { return }
      bytes.insert(contentsOf: [0x20] + value, at: old.range.upperBound - 1)
      isChanged = true
      reread()
    }
  }
}
