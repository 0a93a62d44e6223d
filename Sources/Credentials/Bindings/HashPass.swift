internal import Media

/// One walk over a file that feeds several hashes at once, with one buffer.
struct HashPass {
  /// The bytes of the buffer: what reads fastest (docs/benchmarks.md).
  static let pieceSize = 65_536

  private(set) var streams: [HashStream] = []
  private let written: WrittenContent?

  /// A walk over a file of which that is known.
  init(knowing written: WrittenContent? = nil) { self.written = written }

  /// Adds a hash; its place in ``streams`` is the result.
  mutating func add(_ stream: HashStream) -> Int {
    streams.append(written?.finished(stream) ?? stream)
    return streams.count - 1
  }

  /// The first byte that any of the hashes still wants.
  private var next: Int? {
    var next: Int?
    for stream in streams {
      if let wanted = stream.next { next = min(next ?? wanted, wanted) }
    }
    return next
  }

  /// Reads every byte that any of the hashes wants, once.
  ///
  /// - Throws: ``MediaError`` where the file cannot be read, or is shorter than it was.
  mutating func run(over source: any ByteSource) throws(MediaError) {
    guard next != nil else { return }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(HashPass.pieceSize, max(1, source.size)), alignment: 64)
    defer { buffer.deallocate() }
    var position = 0
    while let wanted = next {
      // A stream that wants what was passed already could never be served.
      guard wanted >= position else { break }
      position = wanted
      var end = position
      for stream in streams { end = max(end, stream.end ?? end) }
      let count = min(buffer.count, end - position)
      let read = try source.read(
        at: position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
      guard read > 0 else { throw MediaError(.truncated, "the file", at: position) }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<read])
      for index in streams.indices { streams[index].feed(piece, at: position) }
      position += read
    }
  }
}
