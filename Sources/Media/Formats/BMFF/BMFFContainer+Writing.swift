extension BMFFContainer {
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var editor = try BMFFEditor(file)
    var texts: [(key: String, payload: [UInt8])] = []
    var xmp: [UInt8]?
    var store: [UInt8]?
    for edit in edits {
      switch edit.kind {
      case .text(let key):
        guard file.format != .heif, file.format != .avif else {
          throw MediaError(
            .cannotCarry(wayOut: "put it into XMP"),
            "a text under a key in a picture of the format \(file.format.name)", at: 0)
        }
        texts.removeAll { $0.key == key }
        texts.append((key, edit.payload))
      case .xmp: xmp = edit.payload
      case .store: store = edit.payload
      case .exif, .merkle, .userData, .stray:
        throw MediaError(
          .cannotCarry(wayOut: "put it into XMP, or under a key"),
          "a mark of this kind in a file of the format \(file.format.name)", at: 0)
      }
    }
    if let store { try editor.put(store: store) }
    if !texts.isEmpty { try editor.put(texts: texts) }
    if let xmp {
      try editor.put(
        xmp: xmp, sparing: texts.isEmpty ? nil : editor.layout.film?.range.upperBound)
    }
    return try editor.plan()
  }
}
