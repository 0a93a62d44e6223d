/// Writes a text of an EXIF block anew: behind what is there, so that nothing in the block moves
/// (offsets count from its beginning, and a maker's note may have some that nobody else understands).
enum EXIFWriting {
  /// The block with another value of a tag of text.
  ///
  /// The bytes of the old value are set to zero, unless another entry has them too.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - block: Where the block stands, from its "II" or "MM" on.
  ///   - edit: The tag and its new value.
  ///   - old: Where the old value stands.
  /// - Returns: The bytes of the new block.
  /// - Throws: ``MediaError`` where the block is broken, or has no such entry.
  static func block(
    _ source: any ByteSource, in block: Range<Int>, with edit: SlotEdit, over old: Range<Int>
  ) throws(MediaError) -> [UInt8] {
    let layout = try TIFFLayout(source, in: block)
    guard case .exif(let tag) = edit.kind, !layout.isBig, block.count <= 1 << 24 else {
      throw MediaError(
        .cannotCarry(wayOut: "put the text into XMP"), "a text in this EXIF", at: block.lowerBound)
    }
    var scan = Scan(format: .tiff, limits: .standard)
    var found: TIFFEntry?
    var users = 0
    try TIFFWalk(source: source, layout: layout).each(into: &scan) {
      (directory, _, _) throws(MediaError) in
      for entry in directory.entries {
        if let value = entry.value, value.overlaps(old) { users += 1 }
        if entry.tag == tag, entry.value == old, found == nil { found = entry }
      }
    }
    guard let found else {
      throw MediaError(
        .malformed("the entry of the text is not there"), "the EXIF", at: block.lowerBound)
    }
    var bytes = try source.bytes(in: block, of: "the EXIF")
    func put(_ new: [UInt8], at place: Int) {
      let start = place - block.lowerBound
      bytes.replaceSubrange(start..<start + new.count, with: new)
    }
    if users == 1 { put([UInt8](repeating: 0, count: old.count), at: old.lowerBound) }
    if bytes.count.isMultiple(of: 2) == false { bytes.append(0) }
    put(layout.bytes(edit.payload.count, width: 4), at: found.place + 4)
    put(layout.bytes(bytes.count, width: 4), at: found.place + 8)
    return bytes + edit.payload
  }

  /// The slot that an edit of a text in EXIF writes over.
  ///
  /// - Throws: ``MediaError/Reason/cannotCarry(wayOut:)`` where there is none: a new text goes into XMP.
  static func slot(of edit: SlotEdit, in file: MediaFile) throws(MediaError) -> Range<Int> {
    let slot = file.slots.first { $0.kind == edit.kind }
    guard edit.payload.count > 4, case .ranges(let ranges)? = slot?.payload, ranges.count == 1
    else {
      throw MediaError(
        .cannotCarry(wayOut: "put the text into XMP"), "a new text in the EXIF of a file", at: 0)
    }
    return ranges[0]
  }
}
