/// Reads and writes TIFF, BigTIFF and what is built on them, DNG among them (TIFF 6.0; DNG 1.7).
enum TIFFContainer: Container {
  /// The tag of a packet of XMP (ISO 16684-3, 1.1.5).
  static let xmpTag: UInt16 = 700
  /// The tag of a C2PA manifest store (C2PA 2.2, A.3.6).
  static let storeTag: UInt16 = 0xCD41

  /// Reads all directories; of their values only those that are metadata have a slot.
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    let layout = try TIFFLayout(source, in: 0..<source.size)
    var stores = 0
    try TIFFWalk(source: source, layout: layout).each(into: &scan) {
      (directory, role, scan) throws(MediaError) in
      for entry in directory.entries where entry.tag == xmpTag || entry.tag == storeTag {
        let isStore = entry.tag == storeTag
        let place = "\(role.name) \(isStore ? "C2PA" : "XMP")"
        guard let value = entry.value else {
          scan.remark(
            "tiff.value.broken", "the value of \(place) is not inside the file", at: entry.place)
          continue
        }
        stores += isStore ? 1 : 0
        if isStore, stores == 2 {
          scan.remark(
            "media.store.several", "the file has more than one manifest store", at: entry.place)
        }
        scan.found(
          Slot(kind: isStore ? .store : .xmp, place: place, extent: value, payload: value))
      }
      EXIFReader.texts(of: directory, place: role.name, into: &scan)
    }
  }

  /// Puts packets and stores over the first that is there, in whatever directory, or into the first
  /// directory.
  ///
  /// What is new stands at the end of the file, and what points to it is changed: nothing else moves,
  /// since all of TIFF is held together by offsets.
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    let layout = try TIFFLayout(file.source, in: 0..<file.source.size)
    var writing = try TIFFWriting(file, layout)
    // The store comes last, so that it can grow when it is written again.
    for edit in edits where edit.kind == .xmp {
      try writing.put(edit, tag: xmpTag, over: writing.packet)
    }
    for edit in edits where edit.kind == .store {
      try writing.put(edit, tag: storeTag, over: writing.store)
    }
    guard edits.allSatisfy({ $0.kind == .xmp || $0.kind == .store }) else {
      throw MediaError(
        .cannotCarry(wayOut: "put the text into XMP"), "a text of its own in a TIFF", at: 0)
    }
    return try WritePlan(file.source, try writing.splices())
  }
}
