/// The absolute offsets of a file that are in no long table: those of fragments, of indexes, of the items
/// of a picture and of a credential.
struct BMFFOffsets {
  private let editor: BMFFEditor
  private let source: any ByteSource
  private let tree: BMFFTree
  private let shift: OffsetShift
  private var result: [Splice] = []

  init(_ editor: BMFFEditor, shift: OffsetShift) {
    self.editor = editor
    self.source = editor.source
    self.tree = editor.tree
    self.shift = shift
  }

  /// All that has to be written anew.
  func splices() throws(MediaError) -> [Splice] {
    var copy = self
    var roots = BMFFBoxes(source, window: 16)
    while let box = try roots.next() {
      switch box.type {
      case "moov":
        for child in try tree.children(of: box) {
          if child.type == "meta" { try copy.locations(child) }
          guard child.type == "trak", let meta = try tree.child("meta", of: child) else { continue }
          try copy.locations(meta)
        }
      case "meta" where !editor.writesLocations: try copy.locations(box)
      case "moof": try copy.fragment(box)
      case "mfra":
        for child in try tree.children(of: box) where child.type == "tfra" {
          try copy.fragmentIndex(child)
        }
      case "sidx": try copy.segmentIndex(box)
      case "uuid" where box.userType == BMFFUserType.c2pa: try copy.credential(box)
      default: break
      }
    }
    return copy.result
  }

  /// Adds a number where it has changed.
  private mutating func put(
    _ value: Int, width: Int, over old: UInt64, at offset: Int, in box: BMFFBox
  ) throws(MediaError) {
    guard Int(exactly: old) != value else { return }
    guard value >= 0, width == 8 || value < 1 << (8 * width) else {
      throw MediaError(
        .unsupported("an offset of \(width) bytes, which no longer reaches"),
        "the box \(box.type)", at: box.range.lowerBound)
    }
    guard result.count < 200_000 else {
      throw MediaError(
        .tooLarge(value: result.count + 1, limit: 200_000), "the list of offsets of fragments",
        at: box.range.lowerBound)
    }
    var writer = ByteWriter()
    writer.bigEndian(value, width: width)
    result.append(Splice(offset..<offset + width, with: writer.bytes))
  }

  /// Where an offset of the old file is now; one that is beyond any file stays.
  private func moved(_ offset: UInt64) -> Int? { Int(exactly: offset).map { shift.moved($0) } }

  private mutating func fragment(_ moof: BMFFBox) throws(MediaError) {
    for traf in try tree.children(of: moof) where traf.type == "traf" {
      guard let box = try tree.child("tfhd", of: traf) else { continue }
      let header = try BMFFFragmentHeader(box, in: source)
      guard let base = header.base, let place = header.basePlace, let value = moved(base) else {
        continue
      }
      try put(value, width: 8, over: base, at: place.lowerBound, in: box)
    }
  }

  /// The box `tfra` (ISO/IEC 14496-12, 8.8.10).
  private mutating func fragmentIndex(_ box: BMFFBox) throws(MediaError) {
    var reader = SourceReader(source, in: box.body)
    let what = "the box tfra"
    let width = try reader.u8(what) == 0 ? 4 : 8
    try reader.skip(7, what)
    let lengths = try reader.u32(what)
    let tail = (0..<3).reduce(0) { $0 + Int(lengths >> UInt32(2 * $1) & 3) + 1 }
    let count = Int(try reader.u32(what))
    guard count <= reader.remaining / (2 * width + tail) else {
      throw MediaError(.truncated, what, at: box.range.lowerBound)
    }
    for _ in 0..<count {
      try reader.skip(width, what)
      let place = reader.position
      let offset = try reader.bigEndian(width, what)
      if let value = moved(offset) {
        try put(value, width: width, over: offset, at: place, in: box)
      }
      try reader.skip(tail, what)
    }
  }

  /// The box `sidx` (ISO/IEC 14496-12, 8.16.3), whose first offset counts from its own end.
  private mutating func segmentIndex(_ box: BMFFBox) throws(MediaError) {
    var reader = SourceReader(source, in: box.body)
    let what = "the box sidx"
    let width = try reader.u8(what) == 0 ? 4 : 8
    try reader.skip(11 + width, what)
    let place = reader.position
    let first = try reader.bigEndian(width, what)
    try reader.skip(2, what)
    let count = Int(try reader.u16(what))
    let anchor = box.range.upperBound
    guard let distance = Int(exactly: first), distance <= source.size - anchor else { return }
    var position = anchor + distance
    try put(
      shift.moved(position) - shift.moved(anchor - 1) - 1, width: width, over: first, at: place,
      in: box)
    for index in 0..<count {
      let place = reader.position
      let field = try reader.u32(what)
      let size = Int(field & 0x7FFF_FFFF)
      guard size > 0, size <= source.size - position else { return }
      // What is put in between two segments belongs to the one before it.
      let end =
        index == count - 1 ? shift.moved(position + size - 1) + 1 : shift.moved(position + size)
      let value = end - shift.moved(position)
      guard value <= 0x7FFF_FFFF else {
        throw MediaError(
          .unsupported("a segment of more than two gigabytes"), what, at: box.range.lowerBound)
      }
      try put(
        value | Int(field & 0x8000_0000), width: 4, over: UInt64(field), at: place, in: box)
      position += size
      try reader.skip(8, what)
    }
  }

  private mutating func credential(_ box: BMFFBox) throws(MediaError) {
    guard !editor.changes.contains(where: { $0.range == box.range }),
      let place = try BMFFStoreBox(box, in: source)?.merkleOffset
    else { return }
    var reader = SourceReader(source, in: place, window: 16)
    let offset = try reader.bigEndian(8, "the C2PA box")
    guard offset != 0, let value = moved(offset) else { return }
    try put(value, width: 8, over: offset, at: place.lowerBound, in: box)
  }

  /// The table of items in a `meta` box.
  private mutating func locations(_ meta: BMFFBox) throws(MediaError) {
    guard let box = try tree.child("iloc", of: meta) else { return }
    var table = try BMFFItemLocations(box, all: source)
    let idat = try tree.child("idat", of: meta)
    table.relocate(shift, idat: idat)
    let bytes = try table.encoded(in: box)
    guard bytes.count == box.body.count else {
      throw MediaError(
        .malformed("there is something behind its items"), "the box iloc", at: box.range.lowerBound)
    }
    if try source.bytes(in: box.body, of: "the box iloc") != bytes {
      result.append(Splice(box.body, with: bytes))
    }
  }
}
