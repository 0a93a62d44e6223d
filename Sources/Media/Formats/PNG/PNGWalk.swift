/// A chunk of a PNG: length, type, data, checksum (W3C PNG, third edition, section 5.3).
struct PNGChunk: Hashable {
  /// The four letters of the type; what is no ASCII is replaced.
  let type: String
  /// All its bytes.
  let extent: Range<Int>

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
  }

  /// Where the next chunk begins.
  var position: Int { reader.position }

  /// The next chunk; nil behind IEND.
  ///
  /// - Throws: ``MediaError`` where the file ends before IEND, or a length is none.
  mutating func next() throws(MediaError) -> PNGChunk? {
    guard !isDone else { return nil }
    let start = reader.position
    let length = try reader.u32("the next chunk")
    let letters = try reader.bytes(4, "the next chunk")
    let type = String(decoding: letters, as: UTF8.self)
    guard length <= 0x7FFF_FFFF else {
      throw MediaError(.malformed("its length is over 2^31 - 1"), "the chunk \(type)", at: start)
    }
    try reader.skip(Int(length), "the chunk \(type)")
    try reader.skip(4, "the chunk \(type)")
    isDone = type == "IEND"
    if (type == "IDAT") != isAmongPixels {
      // Chunks of pixels are many and long: only their heads are read.
      isAmongPixels = type == "IDAT"
      let position = reader.position
      reader = SourceReader(
        source, in: position..<source.size, window: isAmongPixels ? 16 : 4096)
    }
    return PNGChunk(type: type, extent: start..<reader.position)
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
