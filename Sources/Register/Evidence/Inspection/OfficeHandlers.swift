/// Finds out whether a package would fetch something from elsewhere when it is opened.
final class RelationshipCheck: XMLHandler {
  /// Whether there is a relationship outwards that is not a link to be followed by hand.
  private(set) var fetches = false

  func begin(
    _ name: String, namespace: String, attributes: [String: String]
  ) throws(WordDocumentError) {
    guard name == "Relationship", let mode = attributes["TargetMode"],
      mode.utf8.map({ $0 | 0x20 }).elementsEqual("external".utf8)
    else { return }
    // A link waits for a reader to follow it; a template, a frame or a picture is fetched at once.
    let type = attributes["Type"] ?? ""
    if !type.utf8.suffix(10).elementsEqual("/hyperlink".utf8) { fetches = true }
  }

  func end() throws(WordDocumentError) {}
  func characters(_ text: String) throws(WordDocumentError) {}
}

/// Reads the list of content types: whether the main part is of its kind, and whether any part holds
/// macros.
final class ContentTypeCheck: XMLHandler {
  private let part: String
  private let type: String
  /// Whether the main part has the type that belongs to it.
  private(set) var hasMain = false
  /// Whether a part has a type of documents with macros.
  private(set) var hasMacros = false

  init(_ kind: EvidenceKind) {
    part = kind == .docx ? "/word/document.xml" : "/xl/workbook.xml"
    type = kind.mediaType + ".main+xml"
  }

  func begin(
    _ name: String, namespace: String, attributes: [String: String]
  ) throws(WordDocumentError) {
    guard let found = attributes["ContentType"] else { return }
    let lowered = found.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    for word in ["macroenabled", "vbaproject", "macrosheet", "controlproperties", "activex"] {
      if lowered.firstRange(of: Array(word.utf8)) != nil { hasMacros = true }
    }
    // A default for all parts with the ending xml would do as well, but no program writes that.
    if name == "Override", attributes["PartName"] == part, found == type { hasMain = true }
  }

  func end() throws(WordDocumentError) {}
  func characters(_ text: String) throws(WordDocumentError) {}
}

/// Reads a part to its end and keeps the name of its outermost element.
final class RootCheck: XMLHandler {
  private(set) var name: String?

  func begin(
    _ name: String, namespace: String, attributes: [String: String]
  ) throws(WordDocumentError) {
    if self.name == nil { self.name = name }
  }

  func end() throws(WordDocumentError) {}
  func characters(_ text: String) throws(WordDocumentError) {}
}
