/// Reads and writes FLAC (RFC 9639).
///
/// A store is written as C2PA 2.2 has it, into an ID3 tag in front; one in an application block, which
/// others write, is read and replaced where it stands.
enum FLACContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    let front = try ID3Reader.scan(source, in: 0..<source.size, place: "", into: &scan)
    let all = try FLACBlocks(source, at: front.end, &scan)
    for block in all.blocks {
      switch block.type {
      case 2: try takeApplication(block, source, into: &scan)
      case 4:
        var reader = SourceReader(source, in: block.payload, window: 1024)
        let comment = try VorbisComment(&reader, &scan)
        let start = block.payload.lowerBound
        for entry in comment.entries {
          scan.found(
            Slot(
              kind: .text(key: entry.key), place: "VORBIS_COMMENT \(entry.key)",
              extent: entry.range.moved(by: start), payload: entry.value.moved(by: start)))
        }
      default: break
      }
    }
    let end = all.blocks.last?.payload.upperBound ?? source.size
    try scan.tolerating("flac.end", at: end) { (scan) throws(MediaError) in
      try APETag.scan(source, after: end, into: &scan)
    }
  }

  private static func takeApplication(
    _ block: FLACBlocks.Block, _ source: any ByteSource, into scan: inout Scan
  ) throws(MediaError) {
    guard try isStore(block, source) else { return }
    scan.found(
      Slot(
        kind: .store, place: "APPLICATION c2pa", extent: block.extent,
        payload: block.payload.lowerBound + 4..<block.payload.upperBound))
  }

  private static func isStore(
    _ block: FLACBlocks.Block, _ source: any ByteSource
  ) throws(MediaError) -> Bool {
    guard block.type == 2, block.payload.count >= 4 else { return false }
    let id = block.payload.lowerBound..<block.payload.lowerBound + 4
    return try source.bytes(in: id, of: "a FLAC block") == Array("c2pa".utf8)
  }

  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var scan = Scan(format: file.format, limits: file.limits)
    let front = try ID3Reader.scan(file.source, in: 0..<file.source.size, place: "", into: &scan)
    let all = try FLACBlocks(file.source, at: front.end, &scan)
    var texts: [SlotEdit] = []
    var splices: [Splice] = []
    for edit in edits {
      try edit.fits(file)
      guard edit.kind == .store else {
        texts.append(edit)
        continue
      }
      var application: FLACBlocks.Block?
      for block in all.blocks where try isStore(block, file.source) { application = block }
      if let application {
        let payload = Array("c2pa".utf8) + edit.payload
        let header = try FLACBlocks.header(
          type: 2, isLast: application.isLast, length: payload.count)
        splices.append(Splice(application.extent, with: header + payload, carries: .store))
      } else {
        splices += try ID3Writing.splices(
          [edit], for: file, in: 0..<max(front.end, 10), grows: false)
      }
    }
    if !texts.isEmpty { splices += try write(texts, all, file) }
    return try WritePlan(file.source, splices.settled(in: file.source))
  }

  private static func write(
    _ texts: [SlotEdit], _ all: FLACBlocks, _ file: MediaFile
  ) throws(MediaError) -> [Splice] {
    guard let index = all.blocks.firstIndex(where: { $0.type == 4 }) else {
      return try newComment(texts, all)
    }
    let block = all.blocks[index]
    var scan = Scan(format: file.format, limits: file.limits)
    var reader = SourceReader(file.source, in: block.payload, window: 1024)
    let comment = try VorbisComment(&reader, &scan)
    var splices = try comment.splices(texts, in: "a FLAC file").map {
      Splice($0.range.moved(by: block.payload.lowerBound), with: $0.pieces, carries: $0.carries)
    }
    let delta = splices.reduce(0) { sum, splice in
      sum + splice.pieces.reduce(0) { $0 + $1.count } - splice.range.count
    }
    guard delta != 0 else { return splices }
    let header = try FLACBlocks.header(
      type: 4, isLast: block.isLast, length: block.payload.count + delta)
    splices.append(Splice(block.start..<block.start + 4, with: header))
    // Padding takes up the difference, so that the sound stays where it is.
    for padding in all.blocks[index...] where padding.type == 1 {
      let length = padding.payload.count - delta
      guard length >= 0, length < 1 << 24 else { continue }
      let header = try FLACBlocks.header(type: 1, isLast: padding.isLast, length: length)
      if delta > 0 {
        splices.append(Splice(padding.start..<padding.start + 4 + delta, with: header))
      } else {
        let zeros = [UInt8](repeating: 0, count: -delta)
        splices.append(Splice(padding.start..<padding.start + 4, with: header + zeros))
      }
      break
    }
    return splices
  }

  private static func newComment(
    _ texts: [SlotEdit], _ all: FLACBlocks
  ) throws(MediaError) -> [Splice] {
    guard let first = all.blocks.first else { return [] }
    let vendor = "countermark"
    var body = ByteWriter()
    body.littleEndian(vendor.utf8.count, width: 4)
    body.append(vendor)
    body.littleEndian(0, width: 4)
    var reader = SourceReader(BytesSource(body.bytes))
    var scan = Scan(format: .flac, limits: .standard)
    let empty = try VorbisComment(&reader, &scan)
    let inner = try WritePlan(
      BytesSource(body.bytes), empty.splices(texts, in: "a FLAC file"))
    let bytes = try inner.output.bytes(in: 0..<inner.size, of: "a comment")
    let header = try FLACBlocks.header(type: 4, isLast: first.isLast, length: bytes.count)
    var splices = [Splice(at: first.payload.upperBound, header + bytes)]
    if first.isLast { splices.append(Splice(first.start..<first.start + 1, with: [first.type])) }
    return splices
  }
}

extension Range<Int> {
  /// The same range further on.
  func moved(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
