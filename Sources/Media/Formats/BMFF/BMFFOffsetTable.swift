/// A table of absolute offsets in the box of a film: where the chunks of a track are (`stco`, `co64`), or
/// its auxiliary information (`saio`).
struct BMFFOffsetTable {
  /// The box and those around it, from the root inwards.
  let path: [BMFFBox]
  let entries: Range<Int>
  let width: Int
  /// How wide an entry becomes.
  var newWidth: Int
  /// What else changes where entries become wider: the type, or the version.
  private let wider: Splice
  /// The largest entry of a narrow table, once it was looked for.
  private(set) var largest = 0

  /// The table as it is written anew.
  func splices(_ shift: OffsetShift) -> [Splice] {
    guard !entries.isEmpty || newWidth != width else { return [] }
    let table = OffsetTable(
      range: entries, width: width, newWidth: newWidth, order: .bigEndian, shift: shift)
    let splice = Splice(entries, with: [.offsets(table)])
    return newWidth == width ? [splice] : [wider, splice]
  }

  /// Looks for the largest entry, streaming.
  mutating func findLargest(in source: any ByteSource) throws(MediaError) {
    guard width == 4 else { return }
    var largest: UInt32 = 0
    try source.forEachPiece(in: entries) { (buffer) throws(MediaError) in
      for place in stride(from: 0, to: buffer.count - 3, by: 4) {
        largest = max(
          largest, UInt32(bigEndian: buffer.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
      }
    }
    self.largest = Int(largest)
  }

  /// The tables of all tracks.
  ///
  /// - Throws: ``MediaError`` where the film has something in it whose offsets are not known here.
  static func all(
    in layout: BMFFLayout, of tree: BMFFTree
  ) throws(MediaError) -> [BMFFOffsetTable] {
    if let type = layout.fileType, type.body.count >= 4,
      try tree.source.bytes(
        in: type.body.lowerBound..<type.body.lowerBound + 4, of: "the box ftyp")
        == Array("crx ".utf8)
    {
      throw MediaError(
        .unsupported("offsets of the camera's maker"), "a file of the brand crx",
        at: type.range.lowerBound)
    }
    guard let film = layout.film else { return [] }
    var tables: [BMFFOffsetTable] = []
    for track in try tree.children(of: film) {
      if track.type == "cmov" {
        throw MediaError(
          .unsupported("compression"), "the box moov", at: track.range.lowerBound)
      }
      guard track.type == "trak", let media = try tree.child("mdia", of: track),
        let information = try tree.child("minf", of: media),
        let sampleTable = try tree.child("stbl", of: information),
        try isInThisFile(information, of: tree)
      else { continue }
      let path = [film, track, media, information, sampleTable]
      for box in try tree.children(of: sampleTable) {
        if let table = try BMFFOffsetTable(box, inside: path, of: tree) { tables.append(table) }
        guard tables.count <= 10_000 else {
          throw MediaError(
            .tooLarge(value: tables.count, limit: 10_000), "the list of tables of offsets",
            at: box.range.lowerBound)
        }
      }
    }
    return tables
  }

  /// Whether a track's samples are in the file itself (the box `dref`, ISO/IEC 14496-12, 8.7.2).
  private static func isInThisFile(
    _ information: BMFFBox, of tree: BMFFTree
  ) throws(MediaError) -> Bool {
    guard let data = try tree.child("dinf", of: information),
      let references = try tree.child("dref", of: data)
    else { return true }
    var isInside: Set<Bool> = []
    for entry in try tree.children(of: references) {
      // An alias that was never resolved says nothing; only a flag that says "elsewhere" and a text
      // that says where count.
      let flags = try tree.fullBox(entry)?.flags ?? 1
      isInside.insert(flags & 1 != 0 || entry.body.count <= 4)
    }
    guard isInside.count < 2 else {
      throw MediaError(
        .unsupported("samples partly in other files"), "the box dref",
        at: references.range.lowerBound)
    }
    return isInside.first ?? true
  }

  private init?(
    _ box: BMFFBox, inside path: [BMFFBox], of tree: BMFFTree
  ) throws(MediaError) {
    var reader = SourceReader(tree.source, in: box.body, window: 32)
    let what = "the box \(box.type)"
    switch box.type {
    case "stco", "co64":
      try reader.skip(4, what)
      width = box.type == "stco" ? 4 : 8
      let type = box.range.lowerBound + 4
      wider = Splice(type..<type + 4, with: Array("co64".utf8))
    case "saio":
      let head = try reader.u32(what)
      if head & 1 != 0 { try reader.skip(8, what) }
      width = head >> 24 == 0 ? 4 : 8
      wider = Splice(box.body.lowerBound..<box.body.lowerBound + 1, with: [1])
    default: return nil
    }
    let count = Int(try reader.u32(what))
    let available = reader.remaining / width
    guard count <= available else {
      throw MediaError(
        .malformed("it has room for \(available) entries and says \(count)"), what,
        at: box.range.lowerBound)
    }
    self.path = path + [box]
    entries = reader.position..<reader.position + count * width
    newWidth = width
  }
}
