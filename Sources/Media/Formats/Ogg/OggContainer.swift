/// Reads and writes the comments of Ogg: Vorbis, Opus, FLAC, Speex and Theora in it.
enum OggContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var walker = OggWalker(source)
    while let header = try walker.next(&scan) {
      if header.coding == .store {
        // C2PA 2.3: a stream of its own whose first packet begins with 00 "c2pa".
        scan.found(
          Slot(
            kind: .store, place: "stream c2pa",
            extent: header.first, payload: header.first.lowerBound + 5..<header.first.upperBound))
        continue
      }
      guard let (packet, comment) = try comment(of: header, source, &scan) else { continue }
      for entry in comment.entries {
        let start = header.coding.commentStart
        let whole = packet.places(of: entry.range.moved(by: start))
        guard let first = whole.first, let last = whole.last else { continue }
        scan.found(
          Slot(
            kind: .text(key: entry.key), place: "\(header.coding.name) \(entry.key)",
            extent: first.lowerBound..<last.upperBound,
            payload: .ranges(packet.places(of: entry.value.moved(by: start)))))
      }
    }
  }

  /// The comment of a stream; nil where its packet begins with something else.
  static func comment(
    of header: OggHeader, _ source: any ByteSource, _ scan: inout Scan
  ) throws(MediaError) -> (packet: RangesSource, comment: VorbisComment)? {
    guard let ranges = header.packets.first, header.whole > 0 else { return nil }
    let packet = RangesSource(source, ranges)
    var reader = SourceReader(packet, window: 1024)
    let mark = header.coding.commentMark
    let at = ranges.first?.lowerBound ?? 0
    var head = try reader.peek(min(mark.count, packet.size)) ?? []
    if header.coding == .flac, let first = head.first { head = [first & 0x7F] }
    guard head == mark else {
      throw MediaError(.malformed("it is not there"), "the comment of an Ogg stream", at: at)
    }
    do {
      try reader.skip(header.coding.commentStart, "the comment")
      return (packet, try VorbisComment(&reader, &scan))
    } catch {
      // A place in the packet is no place in the file.
      throw MediaError(error.reason, error.what, at: at)
    }
  }

  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    for edit in edits { try edit.fits(file) }
    var scan = Scan(format: file.format, limits: file.limits)
    var walker = OggWalker(file.source)
    var chosen: (OggHeader, RangesSource, VorbisComment)?
    while let header = try walker.next(&scan) {
      guard [.vorbis, .opus, .flac, .speex].contains(header.coding) || chosen == nil,
        let (packet, comment) = try comment(of: header, file.source, &scan)
      else { continue }
      let isSound = header.coding != .theora
      let has = comment.entries.contains { entry in
        edits.contains { $0.kind == .text(key: entry.key) }
      }
      if chosen == nil || has || (isSound && chosen?.0.coding == .theora) {
        chosen = (header, packet, comment)
      }
      if has { break }
    }
    guard let (header, packet, comment) = chosen else {
      throw MediaError(
        .cannotCarry(wayOut: "put the mark into a sidecar"),
        "a text in an Ogg file without comment",
        at: 0)
    }
    return try OggWriting.plan(edits, header, packet, comment, file)
  }
}
