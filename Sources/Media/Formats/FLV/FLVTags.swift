/// A tag of a Flash video (FLV, version 10.1, annex E.4): where it is.
struct FLVTag: Hashable, Sendable {
  /// 8 is sound, 9 film, 18 script data.
  let type: UInt8
  /// Header and data, without the length that is repeated behind them.
  let range: Range<Int>

  /// What the tag holds.
  var data: Range<Int> { range.lowerBound + 11..<range.upperBound }
  /// Where the size of the data is written.
  var sizePlace: Range<Int> { range.lowerBound + 1..<range.lowerBound + 4 }

  static let script: UInt8 = 18
}

/// The tags of a file, one after the other.
struct FLVTags {
  private var reader: SourceReader
  /// Where the first tag begins, or would.
  let start: Int
  private let size: Int

  init(_ source: any ByteSource) throws(MediaError) {
    reader = SourceReader(source, window: 16)
    size = source.size
    try reader.skip(5, "the header")
    let header = Int(try reader.u32("the header"))
    guard header >= 9, header <= 4096 else {
      throw MediaError(.malformed("it says that it has \(header) bytes"), "the header", at: 0)
    }
    start = header + 4
    try reader.seek(to: start, "the header")
  }

  /// The first byte that no tag was read from.
  var position: Int { reader.position }

  /// The next tag, or nil at the end.
  ///
  /// - Throws: ``MediaError``; ``MediaError/Reason/truncated`` where a tag is longer than the file.
  mutating func next() throws(MediaError) -> FLVTag? {
    guard !reader.isAtEnd else { return nil }
    let start = reader.position
    let type = try reader.u8("a tag")
    let length = Int(try reader.bigEndian(3, "a tag"))
    try reader.skip(7, "a tag")
    try reader.skip(length, "a tag")
    let tag = FLVTag(type: type & 0x1F, range: start..<start + 11 + length)
    // The last length is missing in some files.
    guard !reader.isAtEnd else { return tag }
    try reader.skip(4, "the length behind a tag")
    return tag
  }
}
