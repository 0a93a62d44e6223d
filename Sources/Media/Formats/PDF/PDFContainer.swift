/// Reads and writes PDF: texts of the information dictionary (TC260-PG-20258A: `/AIGC`), the packet of
/// XMP, and the C2PA store among the embedded files.
///
/// Writing appends a revision (ISO 32000-1, section 7.5.6): nothing that was there changes.
enum PDFContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    let document = try PDFDocument(source, &scan)
    guard !document.isEncrypted else {
      scan.remark(
        "pdf.encrypted", "the file is encrypted, and its metadata is not read", at: document.start)
      return
    }
    guard let root = try document.resolved(document.trailer("Root"))?.value.dictionary else {
      throw MediaError(.malformed("it has no catalog"), "the PDF", at: document.start)
    }
    try scan.tolerating("pdf.info", at: document.start) { (scan) throws(MediaError) in
      try texts(document, into: &scan)
    }
    try scan.tolerating("pdf.metadata", at: document.start) { (scan) throws(MediaError) in
      guard let packet = try document.resolved(root["Metadata"]) else { return }
      try take(packet, .xmp, "Metadata", document, scan.limits.slotBytes, into: &scan)
    }
    try scan.tolerating("pdf.store", at: document.start) { (scan) throws(MediaError) in
      for file in try PDFEmbedded.stores(document, root) {
        try take(
          file.object, .store, "embedded file", document, scan.limits.storeBytes, into: &scan)
      }
    }
  }

  private static func texts(
    _ document: PDFDocument, into scan: inout Scan
  ) throws(MediaError) {
    guard let info = try document.resolved(document.trailer("Info")),
      let entries = info.value.dictionary?.entries
    else { return }
    for entry in entries.prefix(scan.limits.slots) {
      guard case .string(let bytes)? = try document.resolved(entry.value)?.value else { continue }
      scan.found(
        Slot(
          kind: .text(key: entry.key), place: "Info \(entry.key)", extent: info.extent,
          payload: .decoded(PDFText.utf8(bytes))))
    }
  }

  private static func take(
    _ object: PDFDocument.Object, _ kind: Slot.Kind, _ place: String, _ document: PDFDocument,
    _ limit: Int, into scan: inout Scan
  ) throws(MediaError) {
    guard let dictionary = object.value.dictionary,
      let range = try document.range(of: object, place)
    else { return }
    let extent = object.extent.lowerBound..<range.upperBound
    let filter = dictionary["Filter"]
    if filter == nil || filter == .null || filter?.array?.isEmpty == true {
      scan.found(Slot(kind: kind, place: place, extent: extent, payload: range))
      return
    }
    let bytes = try document.unpacked(
      object, dictionary, limit: min(limit, scan.limits.slotBytes), place)
    scan.found(Slot(kind: kind, place: place, extent: extent, payload: .decoded(bytes)))
  }
}

extension PDFDocument {
  /// Whether strings and streams are encrypted.
  var isEncrypted: Bool {
    guard let value = trailer("Encrypt") else { return false }
    return value != .null
  }
}
