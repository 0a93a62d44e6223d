/// How a TIFF structure writes its numbers, and what its offsets count from (TIFF 6.0, section 2;
/// BigTIFF).
struct TIFFLayout: Hashable {
  /// The structure in the file; offsets count from its first byte.
  let bounds: Range<Int>
  /// Whether the most significant byte comes first ("MM").
  let isBigEndian: Bool
  /// Whether offsets have eight bytes (BigTIFF).
  let isBig: Bool

  /// How many bytes an offset has.
  var offsetSize: Int { isBig ? 8 : 4 }
  /// How many bytes an entry of a directory has.
  var entrySize: Int { isBig ? 20 : 12 }
  /// How many bytes the count of a directory's entries has.
  var countSize: Int { isBig ? 8 : 2 }
  /// Where in the file the offset of the first directory stands.
  var firstLink: Int { bounds.lowerBound + (isBig ? 8 : 4) }

  /// Reads the header at the start of a range.
  ///
  /// - Throws: ``MediaError`` where there is no TIFF header.
  init(_ source: any ByteSource, in bounds: Range<Int>) throws(MediaError) {
    let start = bounds.lowerBound
    let head = try source.bytes(
      in: start..<min(bounds.upperBound, start + 16), of: "the TIFF header")
    guard head.count >= 8 else { throw MediaError(.truncated, "the TIFF header", at: start) }
    switch (head[0], head[1]) {
    case (0x49, 0x49): isBigEndian = false
    case (0x4D, 0x4D): isBigEndian = true
    default:
      throw MediaError(.malformed("it begins with neither II nor MM"), "the TIFF header", at: start)
    }
    switch isBigEndian ? (head[2], head[3]) : (head[3], head[2]) {
    case (0, 42): isBig = false
    case (0, 43):
      isBig = true
      guard head.count == 16 else { throw MediaError(.truncated, "the TIFF header", at: start) }
      let sizes = isBigEndian ? (head[4], head[5]) : (head[5], head[4])
      guard sizes == (0, 8) else {
        throw MediaError(.malformed("its offsets have not 8 bytes"), "the TIFF header", at: start)
      }
    default:
      throw MediaError(
        .malformed("its number is neither 42 nor 43"), "the TIFF header", at: start)
    }
    self.bounds = bounds
  }

  /// The number that at most eight bytes stand for.
  func number(_ bytes: some BidirectionalCollection<UInt8>) -> UInt64 {
    isBigEndian
      ? bytes.reduce(0) { $0 << 8 | UInt64($1) }
      : bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The bytes of a number.
  func bytes(_ value: some BinaryInteger, width: Int) -> [UInt8] {
    var writer = ByteWriter()
    if isBigEndian {
      writer.bigEndian(value, width: width)
    } else {
      writer.littleEndian(value, width: width)
    }
    return writer.bytes
  }

  /// The bytes of the file from an offset on; nil where they leave the structure.
  func range(at offset: UInt64, count: UInt64) -> Range<Int>? {
    let room = UInt64(bounds.count)
    guard offset <= room, count <= room - offset else { return nil }
    let start = bounds.lowerBound + Int(offset)
    return start..<start + Int(count)
  }

  /// How many bytes a value of a type has; nil for types that nobody has defined.
  static func size(ofType type: UInt16) -> UInt64? {
    switch type {
    case 1, 2, 6, 7: 1
    case 3, 8: 2
    case 4, 9, 11, 13: 4
    case 5, 10, 12, 16, 17, 18: 8
    default: nil
    }
  }
}
