extension BMFFScanner {
  /// Finds XMP and EXIF among the items of a picture (ISO/IEC 23008-12, annex A.2).
  mutating func pictureItems(
    _ information: BMFFBox, locations: BMFFBox, data: BMFFBox?, place: String
  ) throws(MediaError) {
    guard let range = try tree.childRange(of: information) else { return }
    var entries = BMFFBoxes(source, in: range)
    var wanted: [UInt32: BMFFItemEntry] = [:]
    while let box = try entries.next() {
      try scan.step("the box infe", at: box.range.lowerBound)
      guard let entry = try BMFFItemEntry(box, in: source), entry.kind != .other,
        wanted.count < 8
      else { continue }
      wanted[entry.id] = wanted[entry.id] ?? entry
    }
    guard !wanted.isEmpty else { return }
    // Of items that are listed twice the first counts.
    var left = Set(wanted.keys)
    let table = try BMFFItemLocations(
      locations, in: source, steps: scan.limits.structures,
      isWanted: { left.remove($0) != nil })
    for item in table.items {
      guard let entry = wanted[item.id] else { continue }
      let name = entry.kind == .xmp ? "mime application/rdf+xml" : "Exif"
      guard let ranges = table.ranges(of: item, idat: data, in: source), let first = ranges.first
      else {
        scan.remark(
          "bmff.item.location", "the item \(item.id) (\(name)) is not where it is said to be",
          at: locations.range.lowerBound)
        continue
      }
      if entry.kind == .xmp {
        scan.found(
          Slot(
            kind: .xmp, place: "\(place) item \(item.id) \(name)", extent: first,
            payload: .ranges(ranges)))
      } else if ranges.count == 1 {
        try exif(in: first, place: "\(place) item \(item.id) Exif")
      } else {
        scan.remark(
          "bmff.item.split", "the item \(item.id) (Exif) stands in pieces and is not read",
          at: first.lowerBound)
      }
    }
  }

  /// Reads an `Exif` item: the distance to the TIFF header, then TIFF.
  private mutating func exif(in range: Range<Int>, place: String) throws(MediaError) {
    guard range.count > 12 else { return }
    let head = try source.bytes(in: range.lowerBound..<range.lowerBound + 4, of: place)
    let distance = head.reduce(0) { $0 << 8 | Int($1) }
    guard distance <= range.count - 12 else {
      scan.remark(
        "bmff.exif.distance", "\(place) says that it begins behind its end", at: range.lowerBound)
      return
    }
    EXIFReader.scan(
      source, in: range.lowerBound + 4 + distance..<range.upperBound, place: place, into: &scan)
  }
}

/// An entry in the list of a picture's items (the box `infe`, ISO/IEC 14496-12, 8.11.6).
struct BMFFItemEntry {
  enum Kind: Hashable { case xmp, exif, other }

  let id: UInt32
  let kind: Kind

  /// Reads an entry; nil where it is none.
  init?(_ box: BMFFBox, in source: any ByteSource) throws(MediaError) {
    guard box.type == "infe" else { return nil }
    let body = box.body
    let bytes = try source.bytes(
      in: body.lowerBound..<min(body.upperBound, body.lowerBound + 512), of: "the box infe")
    guard bytes.count >= 12 else { return nil }
    let wide = bytes[0] == 3 ? 4 : 2
    id = bytes[4..<4 + wide].reduce(0) { $0 << 8 | UInt32($1) }
    var texts = bytes[min(bytes.count, 4 + wide + 2)...]
    var type = Array("mime".utf8)
    if bytes[0] >= 2 {
      type = Array(texts.prefix(4))
      texts = texts.dropFirst(4)
    }
    let parts = texts.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    switch String(decoding: type, as: UTF8.self) {
    case "Exif": kind = .exif
    case "mime" where parts.count > 1 && parts[1].elementsEqual("application/rdf+xml".utf8):
      kind = .xmp
    default: kind = .other
    }
  }
}
