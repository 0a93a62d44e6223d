internal import Media

/// The directory of a ZIP archive as far as a hash needs it (APPNOTE 6.3.10, 4.3).
struct ZIPDirectory {
  /// A member: from its local header to the end of its data and data descriptor.
  struct Member {
    let name: [UInt8]
    let range: Range<Int>
    /// Where its checksum stands in the directory.
    let checksum: Range<Int>
  }

  /// Where the store is kept (C2PA, A.6.3).
  static let storePath = Array("META-INF/content_credential.c2pa".utf8)

  let members: [Member]
  /// From the first header of the directory to the end of the file.
  let range: Range<Int>

  private static let memberLimit = 100_000

  init(_ source: any ByteSource) throws(MediaError) {
    let size = source.size
    let tailStart = max(0, size - 65_557)
    let tail = try source.bytes(in: tailStart..<size, of: "the end of the archive")
    guard let end = ZIPDirectory.lastEnd(in: tail) else {
      throw MediaError(.malformed("no end record"), "the archive", at: size)
    }
    func number(_ place: Int, _ width: Int) -> Int {
      tail[place..<place + width].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    var count = number(end + 10, 2)
    var start = number(end + 16, 4)
    if count == 0xFFFF || start == 0xFFFF_FFFF {
      // ZIP64: a locator stands before the end record.
      guard end >= 20, tail[end - 20..<end - 16].elementsEqual([0x50, 0x4B, 0x06, 0x07]) else {
        throw MediaError(.malformed("no ZIP64 record"), "the archive", at: tailStart + end)
      }
      let place = number(end - 12, 7)
      guard place >= 0, place <= size - 56 else {
        throw MediaError(.truncated, "the ZIP64 record", at: place)
      }
      var reader = SourceReader(source, in: place + 32..<place + 56)
      count = Int(exactly: try reader.littleEndian(8, "the ZIP64 record")) ?? .max
      _ = try reader.littleEndian(8, "the ZIP64 record")
      start = Int(exactly: try reader.littleEndian(8, "the ZIP64 record")) ?? .max
    }
    guard start <= size, count <= ZIPDirectory.memberLimit else {
      throw MediaError(
        .tooLarge(value: count, limit: ZIPDirectory.memberLimit), "the directory",
        at: tailStart + end)
    }
    range = start..<size
    var reader = SourceReader(source, in: start..<tailStart + end)
    var members: [Member] = []
    for _ in 0..<count { members.append(try ZIPDirectory.member(&reader, source)) }
    self.members = members
  }

  /// The directory without the checksum of the store.
  ///
  /// The store is not complete when the directory is hashed. C2PA (A.6.2.2) has its checksum be 0, which
  /// unpackers take for damage; the reference engine writes the true one and leaves its four bytes
  /// out of the hash.
  var rangesWithoutChecksum: [Range<Int>] {
    guard let store = members.last(where: { $0.name == ZIPDirectory.storePath }) else {
      return [range]
    }
    return [
      range.lowerBound..<store.checksum.lowerBound, store.checksum.upperBound..<range.upperBound,
    ]
  }

  private static func lastEnd(in tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    return (0...tail.count - 22).reversed().first {
      tail[$0] == 0x50 && tail[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 0x05, 0x06])
    }
  }

  private static func member(
    _ reader: inout SourceReader, _ source: any ByteSource
  ) throws(MediaError) -> Member {
    let what = "a header of the directory"
    let start = reader.position
    guard try reader.u32(what) == 0x504B_0102 else {
      throw MediaError(.malformed("no header where one should be"), what, at: start)
    }
    try reader.skip(4, what)
    let flags = Int(try reader.littleEndian(2, what))
    try reader.skip(6, what)
    let checksum = reader.position..<reader.position + 4
    try reader.skip(4, what)
    var packed = Int(try reader.littleEndian(4, what))
    let unpacked = Int(try reader.littleEndian(4, what))
    let nameLength = Int(try reader.littleEndian(2, what))
    let extraLength = Int(try reader.littleEndian(2, what))
    let commentLength = Int(try reader.littleEndian(2, what))
    try reader.skip(8, what)
    var local = Int(try reader.littleEndian(4, what))
    let name = try reader.bytes(nameLength, what)
    let extra = try reader.bytes(extraLength, what)
    try reader.skip(commentLength, what)
    let isLong = packed == 0xFFFF_FFFF || local == 0xFFFF_FFFF || unpacked == 0xFFFF_FFFF
    if isLong {
      var fields = wide(extra)[...]
      if unpacked == 0xFFFF_FFFF { fields = fields.dropFirst() }
      if packed == 0xFFFF_FFFF { packed = fields.popFirst() ?? .max }
      if local == 0xFFFF_FFFF { local = fields.popFirst() ?? .max }
    }
    guard local <= source.size - 30 else { throw MediaError(.truncated, what, at: start) }
    var header = SourceReader(source, in: local..<source.size, window: 64)
    try header.skip(26, "a local header")
    let lengths =
      Int(try header.littleEndian(2, "a local header"))
      + Int(try header.littleEndian(2, "a local header"))
    try header.skip(lengths, "a local header")
    try header.skip(packed, "a member")
    if flags & 0x08 != 0 {
      // A data descriptor, with or without its signature.
      let hasSignature = try header.peek(4) == [0x50, 0x4B, 0x07, 0x08]
      try header.skip((isLong ? 20 : 12) + (hasSignature ? 4 : 0), "a data descriptor")
    }
    return Member(name: name, range: local..<header.position, checksum: checksum)
  }

  /// The numbers of the ZIP64 field.
  private static func wide(_ extra: [UInt8]) -> [Int] {
    var place = 0
    while place + 4 <= extra.count {
      let id = Int(extra[place]) | Int(extra[place + 1]) << 8
      let length = Int(extra[place + 2]) | Int(extra[place + 3]) << 8
      let body = place + 4..<min(extra.count, place + 4 + length)
      if id == 1 {
        return stride(from: body.lowerBound, to: body.upperBound - 7, by: 8).map { start in
          extra[start..<start + 7].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
      }
      place = body.upperBound
    }
    return []
  }
}
