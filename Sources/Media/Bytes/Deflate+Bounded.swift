internal import CZlib

extension Deflate {
  /// Inflates a stream of raw deflate whose length nobody has said, to at most `limit` bytes.
  ///
  /// Bytes behind the end of the stream are left alone: a checksum stands there.
  ///
  /// - Throws: ``Fault/longerThanDeclared`` where there is more than `limit`.
  package static func inflate(
    _ input: ArraySlice<UInt8>, atMost limit: Int
  ) throws(Fault) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer {
      stream.deinitialize(count: 1)
      stream.deallocate()
    }
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
      throw .outOfMemory
    }
    defer { inflateEnd(stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    var code = Z_OK
    var isLonger = false
    input.withUnsafeBufferPointer { source in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.pointee.avail_in = UInt32(clamping: source.count)
      while code == Z_OK, !isLonger {
        let made = chunk.withUnsafeMutableBufferPointer { buffer in
          stream.pointee.next_out = buffer.baseAddress
          stream.pointee.avail_out = UInt32(buffer.count)
          code = CZlib.inflate(stream, Z_NO_FLUSH)
          return buffer.count - Int(stream.pointee.avail_out)
        }
        output += chunk[..<made]
        isLonger = output.count > limit
      }
    }
    if isLonger { throw .longerThanDeclared }
    guard code == Z_STREAM_END else { throw code == Z_BUF_ERROR ? .endsEarly : .badStream }
    return output
  }

  /// Inflates a stream of zlib (RFC 1950): two bytes of header, raw deflate, a checksum that is not
  /// looked at.
  ///
  /// - Throws: ``Fault``.
  package static func inflateZlib(
    _ input: ArraySlice<UInt8>, atMost limit: Int
  ) throws(Fault) -> [UInt8] {
    let start = input.startIndex
    guard input.count >= 2, input[start] & 0x0F == 8, input[start + 1] & 0x20 == 0,
      (Int(input[start]) << 8 | Int(input[start + 1])) % 31 == 0
    else { throw .badStream }
    return try inflate(input.dropFirst(2), atMost: limit)
  }
}
