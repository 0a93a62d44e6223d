/// The frame of an ID3v2 tag.
struct ID3Frame: Hashable {
  /// Its three or four letters.
  let id: String
  /// Header and content, in the source that the tag's frames are read from.
  let extent: Range<Int>
  /// The content, behind what the flags put in front of it.
  let content: Range<Int>
  /// Whether zeros were put behind bytes of ones (ID3v2.4 structure, section 6.1).
  let unsynchronized: Bool
  /// Why the content is not read: compressed or encrypted.
  let closed: String?
}

/// An ID3v2 tag: versions 2.2, 2.3 and 2.4.
struct ID3Tag {
  /// The version behind the point: 2, 3 or 4.
  let version: UInt8
  /// The flags of the header.
  let flags: UInt8
  /// The whole tag in the file, footer included.
  let range: Range<Int>
  /// Where frames and padding end in the file; a footer comes behind.
  let bodyEnd: Int
  /// What the frames are read from: the file, or the body with its zeros taken out (2.2, 2.3).
  let frameSource: any ByteSource
  /// Where the frames begin in the source of frames.
  private(set) var framesStart: Int
  /// Where the last frame ends in the source of frames; behind it comes padding.
  private(set) var framesEnd: Int
  /// The frames, at most 65,536 of them.
  private(set) var frames: [ID3Frame] = []
  /// The extended header in the source of frames.
  private(set) var extendedHeader: Range<Int>?

  /// Whether the whole body has zeros put in, so that frames are not in the file as they are.
  var isUnsynchronized: Bool { version < 4 && flags & 0x80 != 0 }
  /// Whether a copy of the header stands at the end.
  var hasFooter: Bool { range.upperBound != bodyEnd }
  /// How many bytes the header of a frame has.
  var frameHeader: Int { version == 2 ? 6 : 10 }

  /// The most of an unsynchronized body that is taken into memory.
  private static let bodyLimit = 8 << 20

  /// Reads the tag that begins at `start`; nil where there is none.
  ///
  /// - Throws: ``MediaError`` where there is one and it is broken.
  init?(
    _ source: any ByteSource, at start: Int, limit: Int, into scan: inout Scan
  ) throws(MediaError) {
    guard limit - start >= 10 else { return nil }
    let head = try source.bytes(in: start..<start + 10, of: "the ID3 tag")
    guard head.starts(with: Array("ID3".utf8)), head[3] < 0xFF, head[4] < 0xFF else { return nil }
    guard (2...4).contains(head[3]) else {
      throw MediaError(.unsupported("version 2.\(head[3])"), "the ID3 tag", at: start)
    }
    guard head[6...9].allSatisfy({ $0 < 0x80 }) else {
      throw MediaError(.malformed("its length has a bit too many"), "the ID3 tag", at: start)
    }
    let size = head[6...9].reduce(0) { $0 << 7 | Int($1) }
    version = head[3]
    flags = head[5]
    bodyEnd = start + 10 + size
    let footer = version == 4 && flags & 0x10 != 0 ? 10 : 0
    range = start..<bodyEnd + footer
    guard range.upperBound <= limit else {
      throw MediaError(.truncated, "the ID3 tag", at: start)
    }
    if version == 2, flags & 0x40 != 0 {
      throw MediaError(.unsupported("the compression of version 2.2"), "the ID3 tag", at: start)
    }
    if version < 4, flags & 0x80 != 0 {
      guard size <= ID3Tag.bodyLimit else {
        throw MediaError(
          .tooLarge(value: size, limit: ID3Tag.bodyLimit), "the unsynchronized ID3 tag", at: start)
      }
      let raw = try source.bytes(in: start + 10..<bodyEnd, of: "the ID3 tag")
      frameSource = BytesSource(Unsynchronization.undone(raw))
      framesStart = 0
    } else {
      frameSource = source
      framesStart = start + 10
    }
    framesEnd = framesStart
    try read(&scan)
  }

  private var frameLimit: Int { isUnsynchronized ? frameSource.size : bodyEnd }

  private mutating func read(_ scan: inout Scan) throws(MediaError) {
    var reader = SourceReader(frameSource, in: framesStart..<frameLimit, window: 1024)
    if version > 2, flags & 0x40 != 0 { try readExtendedHeader(&reader) }
    framesEnd = reader.position
    while let frame = try next(&reader, &scan) {
      guard frames.count < 65_536 else {
        throw MediaError(
          .tooLarge(value: frames.count, limit: 65_536), "the ID3 tag", at: range.lowerBound)
      }
      frames.append(frame)
      framesEnd = reader.position
    }
  }

  private mutating func readExtendedHeader(_ reader: inout SourceReader) throws(MediaError) {
    let what = "the extended header of the ID3 tag"
    let start = reader.position
    var size = Int(try reader.u32(what))
    if version == 4 {
      size = try syncsafe(UInt32(size), what, at: start)
      guard size >= 6 else { throw MediaError(.malformed("it is too short"), what, at: start) }
      size -= 4
    }
    try reader.skip(size, what)
    extendedHeader = start..<reader.position
    framesStart = reader.position
  }

  private func syncsafe(
    _ value: UInt32, _ what: String, at offset: Int
  ) throws(MediaError) -> Int {
    guard value & 0x8080_8080 == 0 else {
      throw MediaError(.malformed("its length has a bit too many"), what, at: offset)
    }
    return ID3Tag.fromSyncsafe(value)
  }

  static func fromSyncsafe(_ value: UInt32) -> Int {
    Int(value & 0x7F) | Int(value >> 8 & 0x7F) << 7 | Int(value >> 16 & 0x7F) << 14
      | Int(value >> 24 & 0x7F) << 21
  }

  /// Seven bits a byte, the most significant first.
  static func syncsafe(_ value: Int) -> [UInt8] {
    [21, 14, 7, 0].map { UInt8(value >> $0 & 0x7F) }
  }

  private func next(
    _ reader: inout SourceReader, _ scan: inout Scan
  ) throws(MediaError) -> ID3Frame? {
    let start = reader.position
    let letters = version == 2 ? 3 : 4
    guard reader.remaining >= frameHeader, let head = try reader.peek(frameHeader), head[0] != 0
    else { return nil }
    let id = head[..<letters]
    guard ID3Tag.isName(id) else {
      throw MediaError(
        .malformed("something that is no frame stands among its frames"), "the ID3 tag",
        at: isUnsynchronized ? range.lowerBound : start)
    }
    let name = String(decoding: id, as: UTF8.self)
    try scan.step("the ID3 frame \(name)", at: start)
    try reader.skip(frameHeader, "the ID3 frame")
    let plain = head[letters..<2 * letters].reduce(0) { $0 << 8 | Int($1) }
    let size = version == 4 ? try sizeOf24(plain, reader, name, &scan) : plain
    guard size <= reader.remaining else {
      throw MediaError(.truncated, "the ID3 frame \(name)", at: start)
    }
    try reader.skip(size, "the ID3 frame")
    var extra = 0
    var closed: String?
    var unsynchronized = false
    if version == 3 {
      if head[9] & 0x80 != 0 { (extra, closed) = (extra + 4, "compressed") }
      if head[9] & 0x40 != 0 { (extra, closed) = (extra + 1, "encrypted") }
      if head[9] & 0x20 != 0 { extra += 1 }
    } else if version == 4 {
      if head[9] & 0x40 != 0 { extra += 1 }
      if head[9] & 0x08 != 0 { closed = "compressed" }
      if head[9] & 0x04 != 0 { (extra, closed) = (extra + 1, "encrypted") }
      if head[9] & 0x01 != 0 { extra += 4 }
      unsynchronized = head[9] & 0x02 != 0 || flags & 0x80 != 0
    }
    let content = start + frameHeader + min(extra, size)
    return ID3Frame(
      id: name, extent: start..<reader.position, content: content..<reader.position,
      unsynchronized: unsynchronized, closed: closed)
  }

  /// The size of a frame of version 2.4: seven bits a byte, but some writers use all eight.
  private func sizeOf24(
    _ plain: Int, _ reader: SourceReader, _ name: String, _ scan: inout Scan
  ) throws(MediaError) -> Int {
    let value = UInt32(truncatingIfNeeded: plain)
    let safe = ID3Tag.fromSyncsafe(value)
    guard plain > 127, plain <= reader.remaining else { return safe }
    if value & 0x8080_8080 == 0, try isBoundary(reader, after: safe) { return safe }
    guard try isBoundary(reader, after: plain) else { return safe }
    scan.remark(
      "id3.frame.plainSize", "the size of the ID3 frame \(name) is written as version 2.3 has it",
      at: reader.position - frameHeader)
    return plain
  }

  /// Whether a frame, padding or the end comes `size` bytes further on.
  private func isBoundary(_ reader: SourceReader, after size: Int) throws(MediaError) -> Bool {
    guard size <= reader.remaining else { return false }
    let place = reader.position + size
    let rest = min(4, reader.end - place)
    guard rest == 4 else {
      return try reader.source.bytes(in: place..<place + rest, of: "the ID3 tag").allSatisfy {
        $0 == 0
      }
    }
    let next = try reader.source.bytes(in: place..<place + 4, of: "the ID3 tag")
    return next[0] == 0 || ID3Tag.isName(next[...])
  }

  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    // Some writers end a name of three letters with a space.
    bytes.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x20 }
      && bytes.first != 0x20
  }
}

/// Zeros behind bytes of ones, so that no decoder takes metadata for sound (ID3v2.4, section 6.1).
enum Unsynchronization {
  /// The bytes without the zeros.
  static func undone(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var afterOnes = false
    for byte in bytes {
      if !(afterOnes && byte == 0) { result.append(byte) }
      afterOnes = byte == 0xFF
    }
    return result
  }

  /// The bytes with a zero wherever one is due; one at the end too, if the last byte is all ones.
  static func done(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (place, byte) in bytes.enumerated() {
      result.append(byte)
      guard byte == 0xFF else { continue }
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      if next == 0 || next >= 0xE0 { result.append(0) }
    }
    return result
  }

  /// Which of the `bytes` with zeros holds the byte `offset` of those without.
  static func place(of offset: Int, in bytes: [UInt8]) -> Int {
    var left = offset
    var place = 0
    while place < bytes.count {
      let skip = place > 0 && bytes[place - 1] == 0xFF && bytes[place] == 0
      if !skip {
        if left == 0 { return place }
        left -= 1
      }
      place += 1
    }
    return place
  }
}
