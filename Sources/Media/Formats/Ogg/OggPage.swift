/// One page of an Ogg file (RFC 3533, section 6).
struct OggPage: Hashable {
  /// The first byte of `OggS`.
  let start: Int
  /// 1 goes on with a packet, 2 begins a stream, 4 ends one.
  let type: UInt8
  /// The position of the last packet that ends on it; all ones where none does.
  let granule: UInt64
  /// Which stream it belongs to.
  let serial: UInt32
  /// Its number in the stream.
  let sequence: UInt32
  /// The lengths of its segments: 255 goes on, less ends a packet.
  let segments: [UInt8]

  /// Where the segments begin.
  var payloadStart: Int { start + 27 + segments.count }
  /// Where the next page begins.
  var end: Int { payloadStart + segments.reduce(0) { $0 + Int($1) } }
  /// Whether its last packet ends on it.
  var endsPacket: Bool { segments.last.map { $0 < 255 } ?? false }

  /// Reads the page where the reader is; nil where none is there.
  init?(_ reader: inout SourceReader, _ scan: inout Scan) throws(MediaError) {
    start = reader.position
    guard let head = try reader.peek(min(27, reader.remaining)),
      head.prefix(4).elementsEqual("OggS".utf8)
    else { return nil }
    try scan.step("an Ogg page", at: start)
    try reader.skip(4, "an Ogg page")
    guard try reader.u8("an Ogg page") == 0 else {
      throw MediaError(.unsupported("another version"), "an Ogg page", at: start)
    }
    type = try reader.u8("an Ogg page")
    granule = try reader.littleEndian(8, "an Ogg page")
    serial = try reader.u32LE("an Ogg page")
    sequence = try reader.u32LE("an Ogg page")
    try reader.skip(4, "an Ogg page")
    let count = Int(try reader.u8("an Ogg page"))
    segments = try reader.bytes(count, "an Ogg page")
    try reader.skip(segments.reduce(0) { $0 + Int($1) }, "an Ogg page")
  }

  /// A page that is yet to be written, with its checksum.
  static func bytes(
    type: UInt8, granule: UInt64, serial: UInt32, sequence: UInt32, segments: ArraySlice<UInt8>,
    payload: ArraySlice<UInt8>
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(ascii: "OggS")
    writer.append([0, type])
    writer.littleEndian(granule, width: 8)
    writer.littleEndian(serial, width: 4)
    writer.littleEndian(sequence, width: 4)
    writer.zeros(4)
    writer.append([UInt8(truncatingIfNeeded: segments.count)])
    writer.append(segments)
    writer.append(payload)
    var sum = ByteWriter()
    sum.littleEndian(OggChecksum.of(writer.bytes), width: 4)
    writer.overwrite(at: 22, with: sum.bytes)
    return writer.bytes
  }
}

/// The checksum of a page: polynomial 04C11DB7, from zero, nothing reflected (RFC 3533, section 6).
enum OggChecksum {
  private static let table: [UInt32] = (0..<256).map { index in
    var value = UInt32(index) << 24
    for _ in 0..<8 { value = value & 0x8000_0000 != 0 ? value << 1 ^ 0x04C1_1DB7 : value << 1 }
    return value
  }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    bytes.reduce(0) { $0 << 8 ^ table[Int($0 >> 24) ^ Int($1)] }
  }
}
