/// What a writer has to know of a RIFF file: where the chunks are that it may touch.
struct RIFFLayout {
  /// The form that new chunks go to: the last one, so that nothing moves that an index points to.
  let form: RIFFForm
  /// Chunks that hold a slot, the first of each kind, by their id; `INFO` children as `INFO/id`.
  private(set) var chunks: [String: RIFFChunk] = [:]
  /// The first list of texts in front of the samples.
  private(set) var info: RIFFChunk?
  /// What follows the list of texts directly, where that is room.
  private(set) var roomAfterInfo: RIFFChunk?
  /// Room in front of the samples that is not after the list of texts.
  private(set) var rooms: [RIFFChunk] = []
  /// The chunk whose size is unknown, since it goes on to the end of the file.
  private(set) var endless: RIFFChunk?
  /// The last chunk of the form.
  private(set) var tail: RIFFChunk?
  /// The last chunk that holds a picture or EXIF, of a WebP.
  private(set) var picture: RIFFChunk?

  init(_ file: MediaFile) throws(MediaError) {
    var walker = RIFFWalker(file.source)
    var scan = Scan(format: file.format, limits: file.limits)
    var before: RIFFChunk?
    var samples = false
    while let chunk = try walker.next(&scan) {
      let name = chunk.parent == "INFO" ? "INFO/" + chunk.id : chunk.id
      if RIFFLayout.wanted.contains(name), chunks[name] == nil { chunks[name] = chunk }
      guard chunk.depth == 0 else { continue }
      if chunk.listType == "movi" || chunk.id == "data" { samples = true }
      if !samples, walker.forms == 1 {
        if chunk.listType == "INFO", info == nil { info = chunk }
        if chunk.id == "JUNK" {
          if let before, before == info {
            roomAfterInfo = chunk
          } else if rooms.count < 16 {
            rooms.append(chunk)
          }
        }
      }
      if ["VP8 ", "VP8L", "ALPH", "ANMF", "EXIF", "VP8X", "ICCP"].contains(chunk.id) {
        picture = chunk
      }
      if chunk.isEndless, endless == nil { endless = chunk }
      before = chunk
      tail = chunk
    }
    guard let form = walker.last else {
      throw MediaError(.truncated, "the header of the form", at: 0)
    }
    self.form = form
  }

  private static let wanted: Set<String> = [
    "AIGC", "INFO/AIGC", "C2PA", "_PMX", "XMP ", "VP8X", "VP8 ", "VP8L", "EXIF",
  ]

  /// Where a new chunk goes that need not be the last, and whether a pad byte is missing there.
  var placeForChunk: (offset: Int, needsPad: Bool) {
    if let endless { return (endless.start, false) }
    if let tail, tail.id == "C2PA" { return (tail.start, false) }
    return placeForStore
  }

  /// Where a new store goes: behind everything.
  var placeForStore: (offset: Int, needsPad: Bool) {
    if let endless { return (endless.start, false) }
    return (form.chunksEnd, tail?.lacksPad ?? false)
  }
}

/// Collects the splices of a RIFF form, and sees to the sizes.
struct RIFFSplices {
  private(set) var splices: [Splice] = []
  private let layout: RIFFLayout
  private var padded = false

  init(_ layout: RIFFLayout) { self.layout = layout }

  /// Takes a splice that changes no size of a form that is not counted by ``finish(_:)``.
  mutating func add(_ splice: Splice) { splices.append(splice) }

  /// Puts a new chunk over an old one.
  mutating func replace(_ old: RIFFChunk, id: String, _ payload: [UInt8], carries: Slot.Kind) {
    var writer = ByteWriter()
    writer.riffChunk(id, payload)
    splices.append(Splice(old.extent, with: writer.bytes, carries: carries))
    let pad = old.payload.upperBound..<old.end
    if pad.count != payload.count % 2 {
      splices.append(Splice(pad, with: [UInt8](repeating: 0, count: payload.count % 2)))
    }
  }

  /// Puts a new chunk in.
  mutating func insert(
    _ id: String, _ payload: [UInt8], at place: (offset: Int, needsPad: Bool),
    carries: Slot.Kind?
  ) {
    if place.needsPad, !padded {
      splices.append(Splice(at: place.offset, [0]))
      padded = true
    }
    var writer = ByteWriter()
    writer.riffChunk(id, payload)
    splices.append(Splice(at: place.offset, writer.bytes, carries: carries))
    if payload.count % 2 == 1 { splices.append(Splice(at: place.offset, [0])) }
  }

  /// The plan, with the sizes of the form as they are then.
  mutating func finish(_ file: MediaFile) throws(MediaError) -> WritePlan {
    let form = layout.form
    var size = form.end - form.start - 8
    for splice in splices where splice.range.lowerBound >= form.start {
      size += splice.pieces.reduce(0) { $0 + $1.count } - splice.range.count
    }
    var writer = ByteWriter()
    switch form.sizing {
    case .unknown: break
    case .plain:
      guard size < Int(UInt32.max) else {
        throw MediaError(
          .cannotCarry(wayOut: "convert it to RF64, which has no such limit"),
          "more than 4 GB in a RIFF form", at: form.start)
      }
      writer.littleEndian(size, width: 4)
      try patch(writer.bytes, at: form.start + 4, of: file)
    case .ds64(let payload):
      writer.littleEndian(size, width: 8)
      try patch(writer.bytes, at: payload, of: file)
    }
    return try WritePlan(file.source, splices.settled(in: file.source))
  }

  /// Writes over a field where it says something else.
  private mutating func patch(
    _ bytes: [UInt8], at offset: Int, of file: MediaFile
  ) throws(MediaError) {
    let range = offset..<offset + bytes.count
    if try file.source.bytes(in: range, of: "the size of the form") != bytes {
      splices.append(Splice(range, with: bytes))
    }
  }
}
