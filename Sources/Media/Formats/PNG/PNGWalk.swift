/// A chunk of a PNG: length, type, data, checksum (W3C PNG, third edition, section 5.3).
struct PNGChunk: Hashable {
  /// The four letters of the type as a number, the first letter the most significant byte.
  let code: UInt32
  /// All its bytes.
  let extent: Range<Int>

  /// `IDAT`: a piece of the pixels.
  static let pixels: UInt32 = 0x4944_4154
  /// `IEND`: the last one.
  static let end: UInt32 = 0x4945_4E44

  /// The four letters of the type; what is no text is replaced.
  var type: String {
    String(decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: code >> $0) }, as: UTF8.self)
  }

  /// The bytes between type and checksum.
  var data: Range<Int> { extent.lowerBound + 8..<extent.upperBound - 4 }
}

/// Goes from chunk to chunk of a PNG.
struct PNGWalk {
  /// The eight bytes that every PNG begins with.
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private let source: any ByteSource
  private var reader: SourceReader
  private var isDone = false
  private var isAmongPixels = false

  /// Starts behind the signature.
  init(_ source: any ByteSource) throws(MediaError) {
    self.source = source
    reader = SourceReader(source)
    guard try reader.bytes(8, "the signature of the PNG") == Self.signature else {
      throw MediaError(.malformed("it has not the signature"), "the PNG", at: 0)
    }
    position = reader.position
  }

  /// Where the next chunk begins.
  private(set) var position: Int

  /// The next chunk; nil behind IEND.
  ///
  /// - Throws: ``MediaError`` where the file ends before IEND, or a length is none.
  mutating func next() throws(MediaError) -> PNGChunk? {
    guard !isDone else { return nil }
    let start = position
    let head = try isAmongPixels ? headAlone() : headInWindow()
    let length = Int(head >> 32)
    let code = UInt32(truncatingIfNeeded: head)
    let room = source.size - start - 12
    guard length <= 0x7FFF_FFFF, length <= room else {
      let what = "the chunk \(PNGChunk(code: code, extent: start..<start).type)"
      throw length > 0x7FFF_FFFF
        ? MediaError(.malformed("its length is over 2^31 - 1"), what, at: start)
        : MediaError(.truncated, what, at: start + 8)
    }
    position = start + 12 + length
    isDone = code == PNGChunk.end
    let isPixels = code == PNGChunk.pixels
    if isAmongPixels, !isPixels { reader = SourceReader(source, in: position..<source.size) }
    isAmongPixels = isPixels
    return PNGChunk(code: code, extent: start..<position)
  }

  /// Length and type of the next chunk, out of a window: chunks of metadata are small.
  private mutating func headInWindow() throws(MediaError) -> UInt64 {
    try reader.seek(to: position, "the next chunk")
    return try reader.bigEndian(8, "the next chunk")
  }

  /// Length and type of the next chunk by themselves.
  ///
  /// Chunks of pixels are many and long. A call for eight bytes costs half of what copying 8 kB does, so
  /// nothing is gained by larger reads; and the heads are all read, since a chunk may stand among them.
  private func headAlone() throws(MediaError) -> UInt64 {
    var head: UInt64 = 0
    let count = try withUnsafeMutableBytes(of: &head) { (buffer) throws(MediaError) -> Int in
      try source.read(at: position, into: buffer)
    }
    guard count == 8 else { throw MediaError(.truncated, "the next chunk", at: position) }
    return UInt64(bigEndian: head)
  }
}

/// Makes chunks.
enum PNGChunkWriter {
  /// A chunk with its length and checksum.
  static func chunk(_ type: StaticString, _ data: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.bigEndian(data.count, width: 4)
    writer.append(ascii: type)
    writer.append(data)
    writer.bigEndian(Deflate.checksum(writer.bytes[4...]), width: 4)
    return writer.bytes
  }
}
