/// Reads and writes JPEG (ITU-T T.81, JFIF, EXIF): metadata are segments before the first scan.
enum JPEGContainer: Container {
  /// How a segment APP1 with a packet of XMP begins (ISO 16684-3, 1.1.3).
  static let xmpIdentifier = Array("http://ns.adobe.com/xap/1.0/\0".utf8)
  /// The place of a packet in one segment.
  static let xmpPlace = "APP1 XMP"
  /// How a segment APP1 with EXIF begins; the byte behind it may be anything.
  static let exifIdentifier = Array("Exif\0".utf8)

  /// Reads the segments before the first scan, and the end of the file: what stands between are
  /// pixels, which are not touched.
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var walk = JPEGWalk(source)
    var stores = JPEGStores()
    var extended = JPEGExtendedXMP()
    do throws(MediaError) {
      while let segment = try walk.next() {
        try scan.step("a segment", at: segment.extent.lowerBound)
        try look(at: segment, &walk, source, &stores, &extended, into: &scan)
      }
    } catch {
      stores.add(to: &scan)
      extended.add(to: &scan)
      throw error
    }
    stores.add(to: &scan)
    extended.add(to: &scan)
    guard scan.limits.findsStrays else { return }
    // A file that ends as a picture does has nothing behind it, unless that ends so too: a label that is
    // put there, or among the last pixels, is still near the end.
    let last = try source.bytes(
      in: max(walk.position, source.size - 2)..<source.size, of: "the end of the picture")
    try StrayText.scanTail(
      source,
      from: last == [0xFF, JPEGSegment.endOfImage]
        ? max(walk.position, source.size - 16_384) : walk.position,
      place: "after the picture", into: &scan)
  }

  private static func look(
    at segment: JPEGSegment, _ walk: inout JPEGWalk, _ source: any ByteSource,
    _ stores: inout JPEGStores, _ extended: inout JPEGExtendedXMP, into scan: inout Scan
  ) throws(MediaError) {
    let gap = try segment.gap(in: source)
    if let gap {
      scan.remark(
        "jpeg.garbage", "\(gap.count) bytes before \(segment.name) belong to nothing",
        at: gap.lowerBound)
      try StrayText.scan(source, in: gap, place: "before \(segment.name)", into: &scan)
    }
    switch segment.marker {
    case 0xE1:
      let head = try walk.head(of: segment, JPEGExtendedXMP.headLength)
      if head.starts(with: xmpIdentifier) {
        let start = segment.payload.lowerBound + xmpIdentifier.count
        scan.found(
          Slot(
            kind: .xmp, place: xmpPlace, extent: segment.own(after: gap),
            payload: start..<segment.payload.upperBound))
        return
      }
      if head.starts(with: exifIdentifier) {
        let start = min(segment.payload.lowerBound + 6, segment.payload.upperBound)
        EXIFReader.scan(
          source, in: start..<segment.payload.upperBound, place: "APP1 EXIF", into: &scan)
        return
      }
      if head.starts(with: JPEGExtendedXMP.identifier) {
        extended.take(segment, head: head, into: &scan)
        return
      }
    case 0xEB:
      let own = JPEGSegment(
        marker: segment.marker, extent: segment.own(after: gap), payload: segment.payload)
      if stores.take(own, head: try walk.head(of: segment, JPEGStores.headLength)) { return }
    case 0xE2:
      // A colour profile is large and has no text of ours.
      if try walk.head(of: segment, 12).starts(with: "ICC_PROFILE\0".utf8) { return }
    case JPEGSegment.comment:
      scan.found(
        Slot(
          kind: .text(key: ""), place: "COM", extent: segment.own(after: gap),
          payload: segment.payload))
      return
    case 0xE0...0xEF: break
    default: return
    }
    try StrayText.scan(source, in: segment.payload, place: segment.name, into: &scan)
  }
}

extension JPEGSegment {
  /// The bytes before the segment's first FF, where there are any.
  func gap(in source: any ByteSource) throws(MediaError) -> Range<Int>? {
    let header = payload.isEmpty && JPEGSegment.standsAlone(marker) ? 2 : 4
    let before = payload.lowerBound - header - extent.lowerBound
    guard before > 0 else { return nil }
    let bytes = try source.bytes(
      in: extent.lowerBound..<extent.lowerBound + before, of: "the bytes between two segments")
    guard let last = bytes.lastIndex(where: { $0 != 0xFF }) else { return nil }
    return extent.lowerBound..<extent.lowerBound + last + 1
  }

  /// The segment without what stands before it and belongs to nothing.
  func own(after gap: Range<Int>?) -> Range<Int> {
    (gap?.upperBound ?? extent.lowerBound)..<extent.upperBound
  }
}
