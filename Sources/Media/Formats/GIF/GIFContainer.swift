/// Reads and writes GIF (GIF89a; XMP after ISO 16684-3, 1.1.2; C2PA 2.2, A.3.3): metadata are
/// extensions.
enum GIFContainer: Container {
  /// The letters of the extension with a packet of XMP.
  static let xmpLetters = Array("XMP DataXMP".utf8)
  /// The letters of the extension with a manifest store.
  static let storeLetters = Array("C2PA_GIF".utf8) + [1, 0, 0]
  /// What ends a packet, which is not in sub-blocks: a reader that takes its bytes for lengths comes
  /// out at the end of this.
  static let magicTrailer: [UInt8] = [1] + (0...255).reversed() + [0]

  /// Reads all blocks.
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var walk = GIFWalk(source)
    var stores = 0
    // A sub-block may have one byte: so they are counted, over the whole file.
    var budget = scan.limits.storeBytes / 255 &+ 4096
    while let block = try walk.next() {
      try scan.step("a block", at: block.extent.lowerBound)
      switch block.kind {
      case .ext(GIFBlock.commentLabel):
        try subBlocks(.text(key: ""), "comment", of: block, source, &budget, into: &scan)
      case .ext where block.application == xmpLetters:
        try packet(block, source, &budget, into: &scan)
      case .ext where block.application == storeLetters:
        stores += 1
        if stores == 2 {
          scan.remark(
            "media.store.several", "the file has more than one manifest store",
            at: block.extent.lowerBound)
        }
        try subBlocks(.store, "C2PA_GIF", of: block, source, &budget, into: &scan)
      default: break
      }
    }
    if walk.isWithoutTrailer {
      scan.remark("gif.trailer.missing", "the file ends without its trailer", at: walk.position)
    }
    try StrayText.scanTail(source, from: walk.position, place: "behind the trailer", into: &scan)
  }

  private static func packet(
    _ block: GIFBlock, _ source: any ByteSource, _ budget: inout Int, into scan: inout Scan
  ) throws(MediaError) {
    let place = "XMP DataXMP"
    let end = block.extent.upperBound
    if end - block.body >= magicTrailer.count,
      try source.bytes(in: end - magicTrailer.count..<end, of: "the packet") == magicTrailer
    {
      scan.found(
        Slot(
          kind: .xmp, place: place, extent: block.extent,
          payload: block.body..<end - magicTrailer.count))
      return
    }
    // Some put the packet into sub-blocks, like everything else in a GIF.
    scan.remark(
      "gif.xmp.trailer", "the packet of XMP does not end as it has to",
      at: block.extent.lowerBound)
    try subBlocks(.xmp, place, of: block, source, &budget, into: &scan)
  }

  /// Adds a slot whose payload is in sub-blocks.
  private static func subBlocks(
    _ kind: Slot.Kind, _ place: String, of block: GIFBlock, _ source: any ByteSource,
    _ budget: inout Int, into scan: inout Scan
  ) throws(MediaError) {
    guard let ranges = try GIFWalk.subBlocks(of: block, in: source, budget: &budget) else {
      scan.remark(
        "gif.subBlocks.tooMany", "\(place) is in more pieces than are read",
        at: block.extent.lowerBound)
      return
    }
    scan.found(Slot(kind: kind, place: place, extent: block.extent, payload: .ranges(ranges)))
  }

  /// Puts extensions over the first of their kind, or before the first picture, behind the extension
  /// that says how often an animation plays: some players want that one first.
  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    let place = try placeOfNew(in: file.source)
    var packets: [Splice] = []
    var stores: [Splice] = []
    for edit in edits {
      let old = file.slots.first { $0.kind == edit.kind }?.extent ?? place..<place
      switch edit.kind {
      case .xmp:
        packets.append(Splice(old, with: try packetExtension(edit.payload), carries: .xmp))
      case .store:
        stores.append(Splice(old, with: storeExtension(edit.payload), carries: .store))
      default:
        throw MediaError(
          .cannotCarry(wayOut: "put the text into XMP"), "a text of its own in a GIF", at: 0)
      }
    }
    var splices = packets + stores
    let version = try file.source.bytes(in: 4..<5, of: "the GIF header")
    // Extensions came with 89a.
    if version != Array("9".utf8), !edits.isEmpty {
      splices.append(Splice(4..<5, with: Array("9".utf8)))
    }
    return try WritePlan(file.source, splices)
  }

  private static func placeOfNew(in source: any ByteSource) throws(MediaError) -> Int {
    var walk = GIFWalk(source)
    var place = 13
    while let block = try walk.next() {
      switch block.kind {
      case .header: continue
      case .screen: place = block.extent.upperBound
      case .ext
      where block.application.starts(with: "NETSCAPE".utf8)
        || block.application.starts(with: "ANIMEXTS".utf8):
        place = block.extent.upperBound
      default: return place
      }
    }
    return place
  }

  private static func packetExtension(_ packet: [UInt8]) throws(MediaError) -> [UInt8] {
    guard !packet.contains(0) else {
      throw MediaError(
        .malformed("a zero byte would end it too early in a GIF"), "the packet of XMP", at: 0)
    }
    return [0x21, GIFBlock.applicationLabel, 11] + xmpLetters + packet + magicTrailer
  }

  private static func storeExtension(_ store: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append([0x21, GIFBlock.applicationLabel, 11])
    writer.append(storeLetters)
    for start in stride(from: 0, to: store.count, by: 255) {
      let end = min(start + 255, store.count)
      writer.append([UInt8(end - start)])
      writer.append(store[start..<end])
    }
    writer.append([0])
    return writer.bytes
  }

  /// The blocks by the names that C2PA has for them, tables of colours with what they belong to.
  static func parts(of file: MediaFile) throws(MediaError) -> [Part] {
    var walk = GIFWalk(file.source)
    let version = try file.source.bytes(in: 0..<6, of: "the GIF header")
    var parts: [Part] = []
    while let block = try walk.next() {
      guard parts.count < mostParts else {
        throw MediaError(
          .tooLarge(value: parts.count, limit: mostParts), "the list of blocks",
          at: block.extent.lowerBound)
      }
      let name =
        switch block.kind {
        case .header: String(decoding: version, as: UTF8.self)
        case .screen: "LSD"
        case .ext where block.application == storeLetters: "C2PA"
        case .ext(let label):
          "21" + (label < 16 ? "0" : "") + String(label, radix: 16, uppercase: true)
        case .image: "2C"
        case .data: "TBID"
        case .trailer: "3B"
        }
      parts.append(Part(name, block.extent))
    }
    if walk.position < file.source.size {
      parts.append(Part("c2pa.after", walk.position..<file.source.size))
    }
    return parts
  }

  /// The most blocks whose names are listed.
  private static let mostParts = 262_144
}
