/// The metadata blocks of a FLAC file (RFC 9639, section 8), and what stands in front of them.
struct FLACBlocks {
  /// One block.
  struct Block: Hashable {
    /// 0 stream information, 1 padding, 2 application, 4 Vorbis comment.
    let type: UInt8
    /// Its four bytes of header.
    let start: Int
    /// What it holds.
    let payload: Range<Int>
    /// Whether the sound comes next.
    let isLast: Bool

    var extent: Range<Int> { start..<payload.upperBound }
  }

  /// Where `fLaC` stands: behind ID3 tags, if any.
  let start: Int
  /// The blocks, at most 65,536.
  private(set) var blocks: [Block] = []

  /// Reads the blocks from `fLaC` on.
  init(_ source: any ByteSource, at start: Int, _ scan: inout Scan) throws(MediaError) {
    self.start = start
    var reader = SourceReader(source, in: start..<source.size, window: 256)
    guard try reader.bytes(4, "the FLAC mark") == Array("fLaC".utf8) else {
      throw MediaError(.malformed("it is not there"), "the FLAC mark", at: start)
    }
    var isLast = false
    while !isLast {
      let place = reader.position
      try scan.step("a FLAC block", at: place)
      guard blocks.count < 65_536 else {
        throw MediaError(
          .tooLarge(value: blocks.count, limit: 65_536), "the number of FLAC blocks", at: place)
      }
      let head = try reader.u32("a FLAC block")
      isLast = head >> 31 == 1
      let type = UInt8(head >> 24 & 0x7F)
      guard type != 127 else {
        throw MediaError(.malformed("its type is not allowed"), "a FLAC block", at: place)
      }
      let length = Int(head & 0xFF_FFFF)
      try reader.skip(length, "a FLAC block of the type \(type)")
      blocks.append(
        Block(type: type, start: place, payload: place + 4..<reader.position, isLast: isLast))
    }
    guard let first = blocks.first, first.type == 0, first.payload.count == 34 else {
      throw MediaError(
        .malformed("the first block has to be the stream information"), "the FLAC file", at: start)
    }
  }

  /// The header of a block.
  static func header(type: UInt8, isLast: Bool, length: Int) throws(MediaError) -> [UInt8] {
    guard length < 1 << 24 else {
      throw MediaError(.tooLarge(value: length, limit: 1 << 24), "a FLAC block", at: 0)
    }
    var writer = ByteWriter()
    writer.append([(isLast ? 0x80 : 0) | type])
    writer.bigEndian(length, width: 3)
    return writer.bytes
  }
}
