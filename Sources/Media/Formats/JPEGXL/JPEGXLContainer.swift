/// Reads and writes JPEG XL in the form of boxes (ISO/IEC 18181-2; C2PA 2.2, A.3.4): metadata are boxes
/// before or behind those of the picture.
enum JPEGXLContainer: Container {
  /// Reads the heads of all boxes.
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var walk = JPEGXLWalk(source)
    var stores = 0
    while let box = try walk.next() {
      try scan.step("a box", at: box.extent.lowerBound)
      switch box.type {
      case "xml ":
        scan.found(Slot(kind: .xmp, place: "xml", extent: box.extent, payload: box.content))
      case "Exif":
        guard let range = try exif(in: box, source) else {
          scan.remark(
            "jxl.exif.offset", "the box Exif does not say where its block begins",
            at: box.extent.lowerBound)
          continue
        }
        EXIFReader.scan(source, in: range, place: "Exif", into: &scan)
      case "jumb":
        guard try isStore(box, source) else { continue }
        stores += 1
        if stores == 2 {
          scan.remark(
            "media.store.several", "the file has more than one manifest store",
            at: box.extent.lowerBound)
        }
        // The box is the store: its head belongs to it.
        scan.found(Slot(kind: .store, place: "jumb", extent: box.extent, payload: box.extent))
      case "brob":
        guard let inner = try packedType(of: box, source) else { continue }
        scan.remark(
          "jxl.brob", "the box \(inner) is packed with Brotli, and is not read here",
          at: box.extent.lowerBound)
      default: break
      }
    }
  }

  /// The TIFF structure in a box `Exif`, which begins behind an offset.
  private static func exif(
    in box: JPEGXLBox, _ source: any ByteSource
  ) throws(MediaError) -> Range<Int>? {
    var reader = SourceReader(source, in: box.content, window: 16)
    guard box.content.count >= 4 else { return nil }
    let offset = Int(try reader.u32("the box Exif"))
    guard offset <= reader.remaining else { return nil }
    return reader.position + offset..<box.content.upperBound
  }

  private static func isStore(
    _ box: JPEGXLBox, _ source: any ByteSource
  ) throws(MediaError) -> Bool {
    let end = min(box.extent.upperBound, box.extent.lowerBound + StoreMark.length)
    return StoreMark.begins(
      try source.bytes(in: box.extent.lowerBound..<end, of: "the box jumb")[...])
  }

  /// Which box of metadata is packed in a box `brob`; nil where it is another.
  private static func packedType(
    of box: JPEGXLBox, _ source: any ByteSource
  ) throws(MediaError) -> String? {
    guard box.content.count >= 4 else { return nil }
    let letters = try source.bytes(
      in: box.content.lowerBound..<box.content.lowerBound + 4, of: "the box brob")
    let type = String(decoding: letters, as: UTF8.self)
    return ["xml ", "Exif", "jumb"].contains(type) ? type : nil
  }

  /// Puts boxes over the first of their kind, or before those of the picture.
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var walk = JPEGXLWalk(file.source)
    var place: Int?
    var packed: Set<String> = []
    while let box = try walk.next() {
      if box.type == "jxlc" || box.type == "jxlp", place == nil { place = box.extent.lowerBound }
      if box.type == "brob", let inner = try packedType(of: box, file.source) {
        packed.insert(inner)
      }
    }
    guard let place else {
      throw MediaError(.malformed("it has no picture"), "the JPEG XL", at: 0)
    }
    var packets: [Splice] = []
    var stores: [Splice] = []
    for edit in edits {
      let old = file.slots.first { $0.kind == edit.kind }?.extent
      let range = old ?? place..<place
      switch edit.kind {
      case .xmp:
        // A second packet beside one that nobody here can read would contradict it.
        if old == nil, packed.contains("xml ") {
          throw MediaError(
            .unsupported("a packet of XMP that is packed with Brotli"), "the JPEG XL", at: 0)
        }
        var writer = ByteWriter()
        writer.box("xml ") { $0.append(edit.payload) }
        packets.append(Splice(range, with: writer.bytes, carries: .xmp))
      case .store:
        guard StoreMark.begins(edit.payload[...]),
          edit.payload[..<4].reduce(0, { $0 << 8 | Int($1) }) == edit.payload.count
        else {
          throw MediaError(
            .malformed("it is not one JUMBF box of C2PA with its length in front"),
            "the manifest store to be written", at: 0)
        }
        stores.append(Splice(range, with: edit.payload, carries: .store))
      default:
        throw MediaError(
          .cannotCarry(wayOut: "put the text into XMP"), "a text of its own in a JPEG XL", at: 0)
      }
    }
    return try WritePlan(file.source, packets + stores)
  }
}

/// A box of a JPEG XL.
struct JPEGXLBox: Hashable {
  /// Its four letters.
  let type: String
  /// All its bytes.
  let extent: Range<Int>
  /// What stands behind length and type.
  let content: Range<Int>
}

/// Goes from box to box.
struct JPEGXLWalk {
  private var reader: SourceReader

  init(_ source: any ByteSource) { reader = SourceReader(source, window: 64) }

  /// The next box; nil at the end.
  ///
  /// - Throws: ``MediaError`` where a box leaves the file.
  mutating func next() throws(MediaError) -> JPEGXLBox? {
    guard !reader.isAtEnd else { return nil }
    let start = reader.position
    var length = try reader.bigEndian(4, "a box")
    let type = String(decoding: try reader.bytes(4, "a box"), as: UTF8.self)
    if length == 1 { length = try reader.bigEndian(8, "the box \(type)") }
    let head = reader.position - start
    let content: Int
    if length == 0 {
      // Only the last box may say so: it goes to the end of the file.
      content = reader.remaining
    } else {
      guard length >= UInt64(head) else {
        throw MediaError(
          .malformed("its length is less than its head has"), "the box \(type)", at: start)
      }
      content = Int(clamping: length - UInt64(head))
    }
    let first = reader.position
    try reader.skip(content, "the box \(type)")
    return JPEGXLBox(
      type: type, extent: start..<reader.position, content: first..<reader.position)
  }
}
