internal import Media

/// One walk over a file that feeds several hashes at once, with one buffer.
struct HashPass {
  /// The bytes of the buffer: what reads fastest (see the measurements of the issue).
  static let pieceSize = 65_536

  private(set) var streams: [HashStream] = []

  /// Adds a hash; its place in ``streams`` is the result.
  mutating func add(_ stream: HashStream) -> Int {
    streams.append(stream)
    return streams.count - 1
  }

  /// Reads every byte that any of the hashes wants, once.
  ///
  /// - Throws: ``MediaError`` where the file cannot be read, or is shorter than it was.
  mutating func run(over source: any ByteSource) throws(MediaError) {
    guard streams.contains(where: { $0.next != nil }) else { return }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(HashPass.pieceSize, max(1, source.size)), alignment: 64)
    defer { buffer.deallocate() }
    var position = 0
    while let wanted = streams.compactMap(\.next).min() {
      // A stream that wants what was passed already could never be served.
      guard wanted >= position else { break }
      position = wanted
      let end = streams.compactMap(\.end).max() ?? position
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
