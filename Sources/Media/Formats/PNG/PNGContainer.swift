/// Reads and writes PNG and APNG (W3C PNG, third edition): metadata are chunks.
enum PNGContainer: Container {
  /// The chunk of a C2PA manifest store (C2PA 2.2, A.3.2).
  static let storeType = "caBX"

  /// Reads the heads of all chunks, and the data of those that hold metadata.
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var walk = try PNGWalk(source)
    var stores = 0
    // All deflated texts of a file together may not grow to more than one slot may have.
    var budget = scan.limits.slotBytes
    while let chunk = try walk.next() {
      try scan.step("a chunk", at: chunk.extent.lowerBound)
      if chunk.code == PNGChunk.pixels { continue }
      switch chunk.type {
      case "tEXt", "zTXt", "iTXt":
        try checkSum(of: chunk, source, into: &scan)
        try text(chunk, source, &budget, into: &scan)
      case "eXIf":
        try checkSum(of: chunk, source, into: &scan)
        EXIFReader.scan(source, in: exif(in: chunk, source), place: "eXIf", into: &scan)
      case storeType:
        try checkSum(of: chunk, source, into: &scan)
        stores += 1
        if stores == 2 {
          scan.remark(
            "media.store.several", "the file has more than one manifest store",
            at: chunk.extent.lowerBound)
        }
        scan.found(
          Slot(kind: .store, place: storeType, extent: chunk.extent, payload: chunk.data))
      default: break
      }
    }
    if walk.position < source.size {
      scan.remark(
        "png.afterEnd", "\(source.size - walk.position) bytes stand behind IEND",
        at: walk.position)
      try StrayText.scanTail(source, from: walk.position, place: "behind IEND", into: &scan)
    }
  }

  /// Some writers leave the six letters before the block that belong to JPEG alone.
  static func exif(in chunk: PNGChunk, _ source: any ByteSource) -> Range<Int> {
    let start = chunk.data.lowerBound
    let head = try? source.bytes(in: start..<min(start + 6, chunk.data.upperBound), of: "eXIf")
    return head == Array("Exif\0\0".utf8) ? start + 6..<chunk.data.upperBound : chunk.data
  }

  private static func text(
    _ chunk: PNGChunk, _ source: any ByteSource, _ budget: inout Int, into scan: inout Scan
  ) throws(MediaError) {
    let data = chunk.data
    let head = try source.bytes(
      in: data.lowerBound..<min(data.upperBound, data.lowerBound + PNGText.headLength),
      of: "the chunk \(chunk.type)")
    guard let text = PNGText(chunk.type, head) else {
      scan.remark(
        "png.text.form", "the chunk \(chunk.type) has not the form of its type",
        at: chunk.extent.lowerBound)
      return
    }
    let kind: Slot.Kind =
      text.keyword == PNGText.xmpKeyword ? .xmp : .text(key: text.keyword)
    let place = "\(chunk.type) \(text.keyword)"
    let isProfile = text.keyword.hasPrefix(PNGRawProfile.keyword)
    switch text.text {
    case .plain(let start):
      let plain = data.lowerBound + start..<data.upperBound
      if isProfile, plain.count <= min(budget, scan.limits.slotBytes) {
        budget -= plain.count / 2
        let bytes = try source.bytes(in: plain, of: place)
        if PNGRawProfile.add(bytes, of: chunk, place: place, into: &scan) { return }
      }
      scan.found(
        Slot(
          kind: kind, place: place, extent: chunk.extent,
          payload: plain))
    case .deflated(let start):
      let packed = data.lowerBound + start..<data.upperBound
      let limit = min(budget, scan.limits.slotBytes)
      guard packed.count <= limit else {
        scan.remark(
          "media.slot.tooLarge", "\(place) is deflated and large: it is not read",
          at: chunk.extent.lowerBound)
        return
      }
      let bytes = try source.bytes(in: packed, of: place)
      do {
        let inflated = try Deflate.inflateZlib(bytes[...], atMost: limit)
        budget -= inflated.count
        if isProfile, PNGRawProfile.add(inflated, of: chunk, place: place, into: &scan) { return }
        scan.found(
          Slot(kind: kind, place: place, extent: chunk.extent, payload: .decoded(inflated)))
      } catch {
        // How far it got before it failed is not known.
        budget -= error == .longerThanDeclared ? limit : min(limit, scan.limits.slotBytes / 8)
        scan.remark(
          "png.text.deflate", "\(place) cannot be inflated: \(error)",
          at: chunk.extent.lowerBound)
      }
    }
  }

  /// Compares the checksum of a chunk, piece by piece.
  private static func checkSum(
    of chunk: PNGChunk, _ source: any ByteSource, into scan: inout Scan
  ) throws(MediaError) {
    var sum: UInt32 = 0
    try source.forEachPiece(in: chunk.extent.lowerBound + 4..<chunk.data.upperBound) { buffer in
      sum = Deflate.checksum(Array(buffer)[...], from: sum)
    }
    var reader = SourceReader(
      source, in: chunk.data.upperBound..<chunk.extent.upperBound, window: 16)
    let stated = try reader.u32("the chunk \(chunk.type)")
    guard stated != sum else { return }
    scan.remark(
      "png.chunk.crc", "the checksum of the chunk \(chunk.type) is wrong: its bytes were changed",
      at: chunk.extent.lowerBound)
  }
}
