/// One member of an archive, as the central directory tells (APPNOTE 6.3, section 4.3.12).
struct ZIPMember: Hashable {
  let name: String
  /// Its header in the central directory.
  let header: Range<Int>
  /// 0 stored, 8 deflated.
  let method: Int
  let flags: Int
  let checksum: UInt32
  /// How long it is in the archive.
  let packed: Int
  /// How long it is when unpacked.
  let size: Int
  /// Where its local header stands in the file.
  let local: Int
}

/// The central directory of a ZIP archive, read from its end (APPNOTE 6.3, section 4.3.16).
struct ZIPDirectory {
  /// The end record.
  private(set) var endRecord: Range<Int>
  /// The headers of the members.
  private(set) var range: Range<Int>
  /// How many bytes stand in front of the archive: places are counted from there.
  private(set) var base: Int
  /// How many members the end record counts.
  private(set) var count: Int
  /// Whether there is a 64-bit end record.
  private(set) var is64 = false

  private let source: any ByteSource

  init(_ source: any ByteSource) throws(MediaError) {
    self.source = source
    let what = "the end of the archive"
    let size = source.size
    let start = max(0, size - 65_557)
    let tail = try source.bytes(in: start..<size, of: what)
    var place = tail.count - 22
    while place >= 0 {
      if tail[place] == 0x50, tail[place + 1] == 0x4B, tail[place + 2] == 5, tail[place + 3] == 6,
        place + 22 + Int(tail[place + 20]) + Int(tail[place + 21]) << 8 <= tail.count
      {
        break
      }
      place -= 1
    }
    guard place >= 0 else { throw MediaError(.truncated, "the archive", at: size) }
    let at = start + place
    var reader = SourceReader(source, in: at..<size, window: 64)
    try reader.skip(8, what)
    try reader.skip(2, what)
    count = Int(try reader.littleEndian(2, what))
    let length = Int(try reader.u32LE(what))
    let offset = Int(try reader.u32LE(what))
    let comment = Int(try reader.littleEndian(2, what))
    endRecord = at..<min(size, at + 22 + comment)
    range = 0..<0
    base = 0
    if let large = try ZIPDirectory.end64(source, before: at) {
      is64 = true
      count = large.count
      try settle(large.length, large.offset, endingAt: large.at)
    } else {
      try settle(length, offset, endingAt: at)
    }
  }

  private mutating func settle(
    _ length: Int, _ offset: Int, endingAt end: Int
  ) throws(MediaError) {
    guard length <= end, offset <= end - length else {
      throw MediaError(
        .malformed("it is said to be where there is no room for it"), "the central directory",
        at: end)
    }
    // What was put in front of an archive moves it without its places being changed.
    let start = end - length
    let signature = try source.bytes(in: offset..<min(offset + 4, end), of: "the directory")
    if length > 0, signature == [0x50, 0x4B, 1, 2] {
      range = offset..<offset + length
    } else {
      range = start..<end
      base = start - offset
    }
  }

  /// The 64-bit end record, where a locator points to one.
  private static func end64(
    _ source: any ByteSource, before end: Int
  ) throws(MediaError) -> (at: Int, count: Int, length: Int, offset: Int)? {
    let what = "the 64-bit end of the archive"
    guard end >= 20 else { return nil }
    var locator = SourceReader(source, in: end - 20..<end, window: 32)
    guard try locator.u32(what) == 0x504B_0607 else { return nil }
    try locator.skip(4, what)
    guard let at = Int(exactly: try locator.littleEndian(8, what)), at <= end - 76 else {
      throw MediaError(.malformed("its place is wrong"), what, at: end - 20)
    }
    var reader = SourceReader(source, in: at..<end, window: 64)
    guard try reader.u32(what) == 0x504B_0606 else {
      throw MediaError(.malformed("it is not there"), what, at: at)
    }
    try reader.skip(28, what)
    guard let count = Int(exactly: try reader.littleEndian(8, what)),
      let length = Int(exactly: try reader.littleEndian(8, what)),
      let offset = Int(exactly: try reader.littleEndian(8, what))
    else { throw MediaError(.malformed("its numbers are too large"), what, at: at) }
    return (at, count, length, offset)
  }

  /// Hands out the members one after the other.
  func forEach(
    _ scan: inout Scan, _ body: (ZIPMember, inout Scan) throws(MediaError) -> Void
  ) throws(MediaError) {
    var reader = SourceReader(source, in: range, window: 4096)
    while reader.remaining >= 46 {
      let start = reader.position
      try scan.step("a member of the archive", at: start)
      guard try reader.u32("the directory") == 0x504B_0102 else {
        throw MediaError(
          .malformed("something that is no member stands in it"), "the central directory",
          at: start)
      }
      try body(try member(&reader, start), &scan)
    }
    guard reader.isAtEnd else {
      throw MediaError(
        .malformed("it ends with bytes that are no member"), "the central directory",
        at: reader.position)
    }
  }

  private func member(
    _ reader: inout SourceReader, _ start: Int
  ) throws(MediaError) -> ZIPMember {
    let what = "a member of the archive"
    try reader.skip(4, what)
    let flags = Int(try reader.littleEndian(2, what))
    let method = Int(try reader.littleEndian(2, what))
    try reader.skip(4, what)
    let checksum = try reader.u32LE(what)
    var packed = try reader.littleEndian(4, what)
    var size = try reader.littleEndian(4, what)
    let nameLength = Int(try reader.littleEndian(2, what))
    let extraLength = Int(try reader.littleEndian(2, what))
    let commentLength = Int(try reader.littleEndian(2, what))
    try reader.skip(8, what)
    var local = try reader.littleEndian(4, what)
    let name = String(decoding: try reader.bytes(nameLength, what), as: UTF8.self)
    var extra = try reader.slice(extraLength, what)
    try reader.skip(commentLength, what)
    while extra.remaining >= 4 {
      let id = try extra.littleEndian(2, what)
      let length = Int(try extra.littleEndian(2, what))
      guard length <= extra.remaining else { break }
      var field = try extra.slice(length, what)
      guard id == 1 else { continue }
      if size == 0xFFFF_FFFF, field.remaining >= 8 { size = try field.littleEndian(8, what) }
      if packed == 0xFFFF_FFFF, field.remaining >= 8 { packed = try field.littleEndian(8, what) }
      if local == 0xFFFF_FFFF, field.remaining >= 8 { local = try field.littleEndian(8, what) }
    }
    guard let packed = Int(exactly: packed), let size = Int(exactly: size),
      let local = Int(exactly: local), local <= Int.max - base
    else { throw MediaError(.malformed("its numbers are too large"), what, at: start) }
    return ZIPMember(
      name: name, header: start..<reader.position, method: method, flags: flags,
      checksum: checksum, packed: packed, size: size, local: base + local)
  }

  /// Where a member's bytes stand, and where its local header begins.
  func place(
    of member: ZIPMember
  ) throws(MediaError) -> (extent: Range<Int>, data: Range<Int>) {
    let what = "the member \(member.name)"
    guard member.local <= source.size - 30, member.local >= 0 else {
      throw MediaError(.truncated, what, at: member.header.lowerBound)
    }
    var reader = SourceReader(source, in: member.local..<source.size, window: 64)
    guard try reader.u32(what) == 0x504B_0304 else {
      throw MediaError(.malformed("its local header is not there"), what, at: member.local)
    }
    try reader.skip(22, what)
    let nameLength = Int(try reader.littleEndian(2, what))
    let extraLength = Int(try reader.littleEndian(2, what))
    try reader.skip(nameLength + extraLength, what)
    let start = reader.position
    try reader.skip(member.packed, what)
    return (member.local..<reader.position, start..<reader.position)
  }

  /// A member's bytes, unpacked.
  ///
  /// - Throws: ``MediaError`` where there are more than `limit`, or they are not what the archive says.
  func unpacked(_ member: ZIPMember, limit: Int) throws(MediaError) -> [UInt8] {
    let what = "the member \(member.name)"
    guard member.size <= limit, member.packed <= limit else {
      throw MediaError(
        .tooLarge(value: max(member.size, member.packed), limit: limit), what, at: member.local)
    }
    guard member.flags & 1 == 0 else {
      throw MediaError(.unsupported("encryption"), what, at: member.local)
    }
    let data = try place(of: member).data
    let packed = try source.bytes(in: data, of: what)
    var bytes = packed
    if member.method == 8 {
      do {
        bytes = try Deflate.inflate(packed[...], to: member.size)
      } catch {
        throw MediaError(.malformed("it does not unpack: \(error)"), what, at: member.local)
      }
    } else if member.method != 0 || member.packed != member.size {
      throw MediaError(.unsupported("the method \(member.method)"), what, at: member.local)
    }
    guard Deflate.checksum(bytes[...]) == member.checksum else {
      throw MediaError(.malformed("its checksum is wrong"), what, at: member.local)
    }
    return bytes
  }
}
