extension JPEGContainer {
  /// The most bytes of a packet that one segment holds.
  static let mostXMP = 65_535 - 2 - xmpIdentifier.count

  /// Puts packets into APP1 and stores into APP11, over the first that is there, or behind the segments
  /// that have to come first: APP0, EXIF, and for a store the packet.
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    let layout = try JPEGLayout(file)
    var packets: [Splice] = []
    var texts: [Splice] = []
    var stores: [Splice] = []
    for edit in edits {
      switch edit.kind {
      case .xmp:
        let segment = try segment(ofXMP: edit.payload)
        let old = file.slots.first { $0.kind == .xmp && $0.place == xmpPlace }?.extent
        packets.append(
          Splice(
            old ?? layout.packetPlace..<layout.packetPlace, with: segment, carries: .xmp))
      case .store: stores += try splices(forStore: edit.payload, layout)
      case .exif: texts.append(try segment(withEXIF: edit, file))
      default:
        throw MediaError(
          .cannotCarry(wayOut: "put the text into XMP"), "a text of its own in a JPEG", at: 0)
      }
    }
    let splices = texts + packets + stores
    return try WritePlan(file.source, try layout.movingLaterPictures(splices, in: file.source))
  }

  /// The segment of EXIF with another text, over the one that is there.
  private static func segment(
    withEXIF edit: SlotEdit, _ file: MediaFile
  ) throws(MediaError) -> Splice {
    let old = try EXIFWriting.slot(of: edit, in: file)
    var walk = JPEGWalk(file.source)
    while let segment = try walk.next() {
      guard segment.payload.contains(old.lowerBound) else { continue }
      let start = min(segment.payload.lowerBound + 6, segment.payload.upperBound)
      let block = try EXIFWriting.block(
        file.source, in: start..<segment.payload.upperBound, with: edit, over: old)
      guard block.count <= 65_535 - 2 - 6 else {
        throw MediaError(
          .tooLarge(value: block.count, limit: 65_527), "the EXIF for one segment APP1", at: start)
      }
      var writer = ByteWriter()
      writer.bigEndian(2 + 6 + block.count, width: 2)
      writer.append(try file.source.bytes(in: segment.payload.lowerBound..<start, of: "APP1"))
      writer.append(block)
      return Splice(
        segment.payload.lowerBound - 2..<segment.payload.upperBound, with: writer.bytes,
        carries: edit.kind)
    }
    throw MediaError(.malformed("there is none around the text"), "the segment of EXIF", at: 0)
  }

  private static func segment(ofXMP packet: [UInt8]) throws(MediaError) -> [UInt8] {
    guard packet.count <= mostXMP else {
      throw MediaError(
        .tooLarge(value: packet.count, limit: mostXMP), "the packet of XMP for one segment APP1",
        at: 0)
    }
    var writer = ByteWriter()
    writer.append([0xFF, 0xE1])
    writer.bigEndian(2 + xmpIdentifier.count + packet.count, width: 2)
    writer.append(xmpIdentifier)
    writer.append(packet)
    return writer.bytes
  }

  private static func splices(
    forStore store: [UInt8], _ layout: JPEGLayout
  ) throws(MediaError) -> [Splice] {
    if let old = layout.stores.stores.first {
      let new = try JPEGStores.segments(of: store, number: old.number)
      if old.isContiguous { return [Splice(old.extent, with: new, carries: .store)] }
      return old.pieces.enumerated().map { index, piece in
        Splice(
          piece.extent, with: index == 0 ? new : [], carries: index == 0 ? .store : nil)
      }
    }
    let number = (1...UInt16.max).first { !layout.stores.numbers.contains($0) } ?? 1
    let new = try JPEGStores.segments(of: store, number: number)
    return [Splice(at: layout.storePlace, new, carries: .store)]
  }
}

/// Where things go in a JPEG.
struct JPEGLayout {
  /// Where a packet of XMP is put in: behind APP0 and EXIF.
  private(set) var packetPlace = 2
  /// Where a store is put in: behind APP0, EXIF and XMP.
  private(set) var storePlace = 2
  /// The stores that are there.
  private(set) var stores = JPEGStores()
  /// The index of a file with several pictures, in its segment APP2.
  private(set) var index: JPEGPictureIndex?

  init(_ file: MediaFile) throws(MediaError) {
    var walk = JPEGWalk(file.source)
    var isLeading = true
    var isBeforePacket = true
    while let segment = try walk.next() {
      switch segment.marker {
      case JPEGSegment.startOfImage:
        packetPlace = segment.extent.upperBound
        storePlace = packetPlace
        continue
      case 0xE0: break
      case 0xE1:
        let head = try walk.head(of: segment, 5)
        isBeforePacket = isBeforePacket && head == JPEGContainer.exifIdentifier
      case 0xEB:
        let gap = try segment.gap(in: file.source)
        let own = JPEGSegment(
          marker: segment.marker, extent: segment.own(after: gap), payload: segment.payload)
        stores.take(own, head: try walk.head(of: segment, JPEGStores.headLength))
        isLeading = false
      case 0xE2:
        if index == nil { index = try JPEGPictureIndex(file.source, in: segment.payload) }
        isLeading = false
      default: isLeading = false
      }
      guard isLeading else { continue }
      storePlace = segment.extent.upperBound
      if isBeforePacket { packetPlace = storePlace }
    }
  }

  /// The splices, and one more for the index of later pictures, where what is put in moves those and
  /// not the index.
  func movingLaterPictures(
    _ splices: [Splice], in source: any ByteSource
  ) throws(MediaError) -> [Splice] {
    guard let index else { return splices }
    return splices
      + index.splices(
        under: OffsetShift(splices.sorted { $0.range.lowerBound < $1.range.lowerBound }))
  }
}
