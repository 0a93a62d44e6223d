/// Reads and writes AIFF and AIFF-C: chunks as RIFF has them, the most significant byte first.
///
/// Texts go into the chunk `ID3 `, a packet of XMP into `APPL` (XMP specification, part 3).
enum AIFFContainer: Container {
  static func scan(_ source: any ByteSource, into scan: inout Scan) throws(MediaError) {
    var walker = try AIFFWalker(source, &scan)
    while let chunk = try walker.next(&scan) {
      switch chunk.id {
      case "ID3 ", "id3 ":
        try scan.tolerating("aiff.id3", at: chunk.start) { (scan) throws(MediaError) in
          try ID3Reader.scan(source, in: chunk.payload, place: "chunk ID3", into: &scan)
        }
      case "APPL" where try isPacket(chunk, source):
        scan.found(
          Slot(
            kind: .xmp, place: "chunk APPL XMP", extent: chunk.extent,
            payload: chunk.payload.lowerBound + 4..<chunk.payload.upperBound))
      case "NAME", "AUTH", "(c) ", "ANNO", "AIGC":
        scan.found(
          Slot(
            kind: .text(key: chunk.id), place: "chunk \(chunk.id)", extent: chunk.extent,
            payload: chunk.payload))
      default: break
      }
    }
  }

  private static func isPacket(
    _ chunk: AIFFWalker.Chunk, _ source: any ByteSource
  ) throws(MediaError) -> Bool {
    guard chunk.payload.count >= 4 else { return false }
    let signature = chunk.payload.lowerBound..<chunk.payload.lowerBound + 4
    return try source.bytes(in: signature, of: "the chunk APPL") == Array("XMP ".utf8)
  }

  static func plan(_ edits: [SlotEdit], for file: MediaFile) throws(MediaError) -> WritePlan {
    var scan = Scan(format: file.format, limits: file.limits)
    var walker = try AIFFWalker(file.source, &scan)
    var tag: AIFFWalker.Chunk?
    var packet: AIFFWalker.Chunk?
    while let chunk = try walker.next(&scan) {
      if chunk.id == "ID3 " || chunk.id == "id3 ", tag == nil { tag = chunk }
      if chunk.id == "APPL", packet == nil, try isPacket(chunk, file.source) { packet = chunk }
    }
    var splices: [Splice] = []
    if walker.lacksPad { splices.append(Splice(at: walker.chunksEnd, [0])) }
    let texts = edits.filter { $0.kind != .xmp }
    for edit in edits {
      try edit.fits(file)
      switch edit.kind {
      case .text, .xmp: break
      default: throw .noPlace(for: edit, in: "AIFF")
      }
    }
    if !texts.isEmpty {
      splices += try write(texts, into: tag, at: walker.chunksEnd, file)
    }
    for edit in edits where edit.kind == .xmp {
      let payload = Array("XMP ".utf8) + edit.payload
      let chunk = header("APPL", payload.count) + payload
      if let packet {
        splices.append(Splice(packet.extent, with: chunk, carries: .xmp))
        splices += pad(packet, payload.count)
      } else {
        splices.append(Splice(at: walker.chunksEnd, chunk, carries: .xmp))
        if payload.count % 2 == 1 { splices.append(Splice(at: walker.chunksEnd, [0])) }
      }
    }
    let size = splices.reduce(walker.end - 8) { sum, splice in
      sum + splice.pieces.reduce(0) { $0 + $1.count } - splice.range.count
    }
    guard size <= Int(UInt32.max) else {
      throw MediaError(
        .cannotCarry(wayOut: "convert it to RF64"), "more than 4 GB in an AIFF file", at: 0)
    }
    if size != walker.declaredSize {
      var writer = ByteWriter()
      writer.bigEndian(size, width: 4)
      splices.append(Splice(4..<8, with: writer.bytes))
    }
    return try WritePlan(file.source, splices)
  }

  private static func write(
    _ texts: [SlotEdit], into tag: AIFFWalker.Chunk?, at end: Int, _ file: MediaFile
  ) throws(MediaError) -> [Splice] {
    let range = tag?.payload ?? end..<end
    let inner = try ID3Writing.splices(texts, for: file, in: range, grows: false)
    let size = inner.reduce(range.count) { sum, splice in
      sum + splice.pieces.reduce(0) { $0 + $1.count } - splice.range.count
    }
    guard let tag else {
      return [Splice(at: end, header("ID3 ", size))] + inner
        + (size % 2 == 1 ? [Splice(at: end, [0])] : [])
    }
    guard size != range.count else { return inner }
    let field = Splice(tag.start + 4..<tag.start + 8, with: Array(header("ID3 ", size)[4...]))
    return inner + [field] + pad(tag, size)
  }

  private static func header(_ id: String, _ size: Int) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(id)
    writer.bigEndian(size, width: 4)
    return writer.bytes
  }

  /// The pad byte of a chunk that gets another size.
  private static func pad(_ chunk: AIFFWalker.Chunk, _ size: Int) -> [Splice] {
    let old = chunk.payload.upperBound..<chunk.end
    return old.count == size % 2
      ? [] : [Splice(old, with: [UInt8](repeating: 0, count: size % 2))]
  }
}

/// Walks the chunks of an AIFF file.
struct AIFFWalker {
  struct Chunk: Hashable {
    let id: String
    let start: Int
    let payload: Range<Int>
    /// Behind the pad byte, where there is one.
    let end: Int

    var extent: Range<Int> { start..<payload.upperBound }
  }

  private var reader: SourceReader
  /// What the form says of its size.
  let declaredSize: Int
  /// Where the form ends.
  private(set) var end: Int
  /// Where the last chunk ends.
  private(set) var chunksEnd: Int
  /// Whether the last chunk has no pad byte and should have one.
  private(set) var lacksPad = false

  init(_ source: any ByteSource, _ scan: inout Scan) throws(MediaError) {
    reader = SourceReader(source, window: 256)
    try reader.skip(4, "the AIFF form")
    declaredSize = Int(try reader.u32("the AIFF form"))
    try reader.skip(4, "the AIFF form")
    end = declaredSize + 8
    if end > source.size || end < 12 {
      scan.remark("aiff.size", "the form has another size than it says", at: 0)
      end = source.size
    } else if end < source.size {
      scan.remark(
        "aiff.bytesAfter", "\(source.size - end) bytes stand behind the end of the form", at: end)
    }
    chunksEnd = 12
  }

  mutating func next(_ scan: inout Scan) throws(MediaError) -> Chunk? {
    guard end - reader.position >= 8 else { return nil }
    let start = reader.position
    let id = String(decoding: try reader.bytes(4, "a chunk"), as: UTF8.self)
    let size = Int(try reader.u32("the chunk \(id)"))
    try scan.step("the chunk \(id)", at: start)
    try reader.skip(size, "the chunk \(id)")
    let payload = start + 8..<reader.position
    end = max(end, payload.upperBound)
    lacksPad = size % 2 == 1
    if lacksPad, reader.position < end {
      try reader.skip(1, "a pad byte")
      lacksPad = false
    }
    chunksEnd = reader.position
    return Chunk(id: id, start: start, payload: payload, end: reader.position)
  }
}
