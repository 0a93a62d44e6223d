/// Puts frames into an ID3v2 tag, into its padding where they fit, or makes a tag.
enum ID3Writing {
  /// How much room a tag gets that has to grow, so that the next edit need not move anything.
  private static let reserve = 1024
  /// How much room a tag gets at least: exiftool takes a large last frame without ten bytes behind it
  /// for one of a wrong size.
  private static let least = 16

  /// The splices that put `edits` into the first tag of a range, or a new tag at its beginning.
  ///
  /// The range is where tags may stand: the file, or a chunk's payload. A tag that has to grow gets
  /// room for later with `grows`.
  static func splices(
    _ edits: [SlotEdit], for file: MediaFile, in range: Range<Int>, grows: Bool
  ) throws(MediaError) -> [Splice] {
    var scan = Scan(format: file.format, limits: file.limits)
    for edit in edits { try edit.fits(file) }
    guard
      let tag = try ID3Tag(
        file.source, at: range.lowerBound, limit: range.upperBound, into: &scan)
    else { return try newTag(edits, at: range.lowerBound, grows: grows) }
    return try splices(edits, into: tag, file, grows: grows)
  }

  private static func newTag(
    _ edits: [SlotEdit], at offset: Int, grows: Bool
  ) throws(MediaError) -> [Splice] {
    var frames: [(SlotEdit, [UInt8])] = []
    for edit in edits {
      // A store has to be as long whatever is in it, and other readers want it as it is.
      frames.append((edit, try frame(edit, version: 4, plain: edit.kind == .store)))
    }
    let room = grows ? reserve : least
    let size = frames.reduce(room) { $0 + $1.1.count }
    try check(size, at: offset)
    var splices = [Splice(at: offset, [0x49, 0x44, 0x33, 4, 0, 0] + ID3Tag.syncsafe(size))]
    for (edit, frame) in frames {
      splices.append(Splice(at: offset, frame, carries: edit.kind))
    }
    return splices + [Splice(at: offset, [UInt8](repeating: 0, count: room))]
  }

  private static func check(_ size: Int, at offset: Int) throws(MediaError) {
    guard size < 1 << 28 else {
      throw MediaError(.tooLarge(value: size, limit: 1 << 28), "the ID3 tag", at: offset)
    }
  }

  private static func splices(
    _ edits: [SlotEdit], into tag: ID3Tag, _ file: MediaFile, grows: Bool
  ) throws(MediaError) -> [Splice] {
    try checkExtendedHeader(tag)
    let raw =
      tag.isUnsynchronized
      ? try file.source.bytes(in: tag.range.lowerBound + 10..<tag.bodyEnd, of: "the ID3 tag")
      : []
    func place(_ offset: Int) -> Int {
      guard tag.isUnsynchronized else { return offset }
      return tag.range.lowerBound + 10 + Unsynchronization.place(of: offset, in: raw)
    }
    var splices: [Splice] = []
    var delta = 0
    let framesEnd = place(tag.framesEnd)
    for edit in edits {
      var bytes = try frame(edit, version: tag.version, plain: tag.flags & 0x80 == 0)
      if tag.isUnsynchronized { bytes = Unsynchronization.done(bytes) }
      var target = framesEnd..<framesEnd
      for frame in tag.frames {
        if let kind = try ID3Reader.kind(of: frame, in: tag, file.limits), kind?.kind == edit.kind,
          !frame.id.hasPrefix("COM")
        {
          target = place(frame.extent.lowerBound)..<place(frame.extent.upperBound)
          break
        }
      }
      delta += bytes.count - target.count
      splices.append(Splice(target, with: bytes, carries: edit.kind))
    }
    var padding = tag.bodyEnd - framesEnd
    var reserve = grows ? reserve : least
    if try !isZero(framesEnd..<tag.bodyEnd, of: file.source) {
      // What looks like room is something else, and stays.
      padding = 0
      reserve = 0
    }
    var size = tag.bodyEnd - tag.range.lowerBound - 10
    if delta > max(0, padding - 10) || tag.hasFooter {
      // All the room goes, and some comes.
      let room = tag.hasFooter ? 0 : reserve
      let gone = tag.hasFooter ? 0 : padding
      splices.append(
        Splice(framesEnd..<framesEnd + gone, with: [UInt8](repeating: 0, count: room)))
      size += delta - gone + room
    } else if delta > 0 {
      splices.append(Splice(framesEnd..<framesEnd + delta, with: [UInt8]()))
    } else if delta < 0 {
      splices.append(Splice(at: framesEnd, [UInt8](repeating: 0, count: -delta)))
    }
    try check(size, at: tag.range.lowerBound)
    if size != tag.bodyEnd - tag.range.lowerBound - 10 {
      let field = tag.range.lowerBound + 6
      splices.append(Splice(field..<field + 4, with: ID3Tag.syncsafe(size)))
      if tag.hasFooter {
        splices.append(
          Splice(tag.bodyEnd + 6..<tag.bodyEnd + 10, with: ID3Tag.syncsafe(size)))
      }
    }
    return splices
  }

  private static func isZero(
    _ range: Range<Int>, of source: any ByteSource
  ) throws(MediaError) -> Bool {
    var isZero = true
    try source.forEachPiece(in: range) { (piece) throws(MediaError) in
      if piece.contains(where: { $0 != 0 }) { isZero = false }
    }
    return isZero
  }

  /// An extended header that holds a checksum of the frames, or counts the padding, would become wrong.
  private static func checkExtendedHeader(_ tag: ID3Tag) throws(MediaError) {
    guard let header = tag.extendedHeader else { return }
    let what = "the extended header of the ID3 tag"
    let bytes = try tag.frameSource.bytes(
      in: header.lowerBound..<min(header.upperBound, header.lowerBound + 10), of: what)
    let isSum =
      tag.version == 3
      ? bytes.count >= 5 && bytes[4] & 0x80 != 0 : bytes.count >= 6 && bytes[5] & 0x20 != 0
    let counts = tag.version == 3 && bytes.count >= 10 && bytes[6...9].contains { $0 != 0 }
    guard !isSum, !counts else {
      throw MediaError(
        .cannotCarry(wayOut: "write the tag anew without an extended header first"),
        "a new frame in an ID3 tag whose extended header counts the old ones",
        at: tag.range.lowerBound)
    }
  }

  /// The frame for an edit.
  ///
  /// Where the tag has not its bytes as they are, what needs it gets zeros.
  private static func frame(
    _ edit: SlotEdit, version: UInt8, plain: Bool
  ) throws(MediaError) -> [UInt8] {
    var content = ByteWriter()
    let name: StaticString
    switch edit.kind {
    case .text(let key) where !key.isEmpty && !key.utf8.contains(0):
      name = version == 2 ? "TXX" : "TXXX"
      let isASCII = (key.utf8.allSatisfy { $0 < 0x80 }) && edit.payload.allSatisfy { $0 < 0x80 }
      if version == 4 {
        content.append([3] + Array(key.utf8) + [0] + edit.payload + [0])
      } else if isASCII {
        content.append([0] + Array(key.utf8) + [0] + edit.payload + [0])
      } else if let text = String(validating: edit.payload, as: UTF8.self) {
        content.append([1] + ID3Text.utf16(key) + [0, 0] + ID3Text.utf16(text) + [0, 0])
      } else {
        throw .noPlace(for: edit, in: "ID3v2.3", wayOut: "write it in UTF-8")
      }
    case .xmp where version > 2:
      name = "PRIV"
      content.append(Array("XMP".utf8) + [0] + edit.payload)
    case .store:
      name = version == 2 ? "GEO" : "GEOB"
      content.append([0] + Array("application/c2pa".utf8) + [0])
      content.append(Array("c2pa".utf8) + [0] + Array("c2pa manifest store".utf8) + [0])
      content.append(edit.payload)
    default: throw .noPlace(for: edit, in: "an ID3v2.\(version) tag")
    }
    var frame = ByteWriter()
    frame.append(ascii: name)
    switch version {
    case 2:
      guard content.count < 1 << 24 else {
        throw MediaError(.tooLarge(value: content.count, limit: 1 << 24), "an ID3 frame", at: 0)
      }
      frame.bigEndian(content.count, width: 3)
      frame.append(content.bytes)
    case 3:
      frame.bigEndian(content.count, width: 4)
      frame.zeros(2)
      frame.append(content.bytes)
    default:
      let safe = plain ? content.bytes : Unsynchronization.done(content.bytes)
      let changed = safe.count != content.count
      try check(safe.count + 4, at: 0)
      frame.append(ID3Tag.syncsafe(safe.count + (changed ? 4 : 0)))
      frame.append(changed ? [0, 3] : [0, 0])
      if changed { frame.append(ID3Tag.syncsafe(content.count)) }
      frame.append(safe)
    }
    return frame.bytes
  }
}
