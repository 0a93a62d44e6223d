/// Laces the header of a stream anew, on as many pages as before where that can be, so that no other
/// page changes.
enum OggWriting {
  /// The most that the header of a stream is taken into memory with.
  private static let headerLimit = 8 << 20

  static func plan(
    _ edits: [SlotEdit], _ header: OggHeader, _ packet: RangesSource, _ comment: VorbisComment,
    _ file: MediaFile
  ) throws(MediaError) -> WritePlan {
    let at = header.pages.first?.start ?? 0
    guard header.isComplete else {
      throw MediaError(.truncated, "the header of an Ogg stream", at: at)
    }
    for page in header.pages {
      guard page.granule == 0 || page.granule == .max, page.type & 2 == 0 else {
        throw MediaError(
          .unsupported("samples on the pages of the header"), "an Ogg stream", at: page.start)
      }
    }
    let size = header.packets.joined().reduce(0) { $0 + $1.count }
    guard size <= headerLimit else {
      throw MediaError(
        .tooLarge(value: size, limit: headerLimit), "the header of an Ogg stream", at: at)
    }
    var packets: [[UInt8]] = []
    for ranges in header.packets {
      let source = RangesSource(file.source, ranges)
      packets.append(try source.bytes(in: 0..<source.size, of: "the header of an Ogg stream"))
    }
    packets[0] = try edited(edits, header.coding, packet, comment)
    let pages = try laced(packets, header)
    var splices: [Splice] = []
    for (index, page) in header.pages.enumerated() {
      splices.append(
        Splice(page.start..<page.end, with: index == 0 ? Array(pages.joined()) : []))
    }
    if header.pages.count != pages.count {
      var scan = Scan(format: file.format, limits: file.limits)
      let rest = try OggRenumbering(
        from: header.pages.last?.end ?? 0, serial: header.serial,
        by: pages.count - header.pages.count, in: file.source, &scan)
      splices.append(Splice(rest.range, with: [.pages(rest)]))
    }
    return try WritePlan(file.source, splices)
  }

  /// The packet with the comment as it is with the edits made.
  private static func edited(
    _ edits: [SlotEdit], _ coding: OggCoding, _ packet: RangesSource, _ comment: VorbisComment
  ) throws(MediaError) -> [UInt8] {
    let start = coding.commentStart
    let splices = try comment.splices(edits, in: "an Ogg file").map {
      Splice($0.range.moved(by: start), with: $0.pieces, carries: $0.carries)
    }
    let inner = try WritePlan(packet, splices)
    var bytes = try inner.output.bytes(in: 0..<inner.size, of: "the comment of an Ogg stream")
    if coding == .flac {
      // The length of the block, which is the packet.
      guard bytes.count - 4 < 1 << 24 else {
        throw MediaError(.tooLarge(value: bytes.count, limit: 1 << 24), "a FLAC block", at: 0)
      }
      for place in 1...3 {
        bytes[place] = UInt8(truncatingIfNeeded: (bytes.count - 4) >> (8 * (3 - place)))
      }
    }
    return bytes
  }

  /// The pages of a header: as many as before, where that can be.
  private static func laced(
    _ packets: [[UInt8]], _ header: OggHeader
  ) throws(MediaError) -> [[UInt8]] {
    var segments: [UInt8] = []
    for packet in packets {
      segments += repeatElement(255, count: packet.count / 255)
      segments.append(UInt8(packet.count % 255))
    }
    let payload = Array(packets.joined())
    let fewest = (segments.count + 254) / 255
    let count = min(max(fewest, header.pages.count), segments.count)
    guard let first = header.pages.first, let last = header.pages.last else { return [] }
    var pages: [[UInt8]] = []
    var segment = 0
    var place = 0
    for index in 0..<count {
      // Each page behind this one needs at least one segment.
      let end = min(segment + 255, segments.count - (count - 1 - index))
      let table = segments[segment..<end]
      let length = table.reduce(0) { $0 + Int($1) }
      let goesOn = segment > 0 && segments[segment - 1] == 255
      let ends = table.contains { $0 < 255 }
      let type: UInt8 = (goesOn ? 1 : 0) | (index == count - 1 ? last.type & 4 : 0)
      pages.append(
        OggPage.bytes(
          type: type, granule: ends ? 0 : .max, serial: header.serial,
          sequence: first.sequence &+ UInt32(truncatingIfNeeded: index), segments: table,
          payload: payload[place..<place + length]))
      segment = end
      place += length
    }
    return pages
  }
}
