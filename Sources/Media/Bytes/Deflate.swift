internal import CZlib

/// The two directions of raw deflate (RFC 1951) and the checksum of ZIP: the only file that touches
/// zlib's pointers.
package enum Deflate {
  /// Why a deflated stream could not be inflated.
  package enum Fault: Error {
    case outOfMemory
    case badStream
    case endsEarly
    case longerThanDeclared
    case shorterThanDeclared
    case trailingBytes
  }

  /// The most that deflate can grow a byte: 258 bytes from two bits, and block headers.
  package static let greatestRatio = 1032

  /// Inflates `input` to exactly `size` bytes; anything else about the stream is a fault.
  ///
  /// The caller has bounded `size`; a `size` that deflate cannot reach from `input` is refused
  /// before it is allocated.
  package static func inflate(_ input: ArraySlice<UInt8>, to size: Int) throws(Fault) -> [UInt8] {
    guard size <= (input.count + 1) * greatestRatio else { throw .shorterThanDeclared }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer {
      stream.deinitialize(count: 1)
      stream.deallocate()
    }
    let version = ZLIB_VERSION
    guard inflateInit2_(stream, -MAX_WBITS, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .outOfMemory }
    defer { inflateEnd(stream) }
    var code = Z_OK
    var rest = 0
    // One byte more than declared, so that a longer stream shows itself.
    let output = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      input.withUnsafeBufferPointer { source in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.pointee.avail_in = UInt32(source.count)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(size + 1)
        code = CZlib.inflate(stream, Z_FINISH)
        rest = Int(stream.pointee.avail_in)
        count = size + 1 - Int(stream.pointee.avail_out)
      }
    }
    guard code == Z_STREAM_END else {
      if output.count > size { throw .longerThanDeclared }
      throw code == Z_BUF_ERROR ? .endsEarly : .badStream
    }
    guard output.count <= size else { throw .longerThanDeclared }
    guard output.count == size else { throw .shorterThanDeclared }
    guard rest == 0 else { throw .trailingBytes }
    return output
  }

  /// The CRC-32 of ZIP over `bytes`, continued from `crc`.
  package static func checksum(_ bytes: ArraySlice<UInt8>, from crc: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return crc }
      return UInt32(truncatingIfNeeded: crc32_z(UInt(crc), base, buffer.count))
    }
  }
}

/// Deflates a stream piece by piece.
package final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private var chunk = [UInt8](repeating: 0, count: 65_536)

  /// - Throws: ``Deflate/Fault/outOfMemory``.
  package init() throws(Deflate.Fault) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    guard
      deflateInit2_(
        stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
        ZLIB_VERSION, size) == Z_OK
    else { throw .outOfMemory }
  }

  deinit {
    deflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Takes `input` in and hands out what is ready; with `last`, everything, and the stream is at
  /// its end.
  package func deflate(
    _ input: ArraySlice<UInt8>, last: Bool, to sink: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    try input.withUnsafeBufferPointer { source in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.pointee.avail_in = UInt32(source.count)
      repeat {
        let space = chunk.count
        chunk.withUnsafeMutableBufferPointer { buffer in
          stream.pointee.next_out = buffer.baseAddress
          stream.pointee.avail_out = UInt32(space)
          _ = CZlib.deflate(stream, last ? Z_FINISH : Z_NO_FLUSH)
        }
        let made = space - Int(stream.pointee.avail_out)
        if made > 0 { try sink(chunk[..<made]) }
      } while stream.pointee.avail_out == 0
    }
  }
}
