#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Reading of an open file at a place, to the end of what is asked for.
enum PositionedRead {
  /// Reads into `buffer` from `offset` on; tries again where a signal interrupts.
  ///
  /// - Returns: How many bytes were read: fewer than asked for only at the end.
  /// - Throws: ``MediaError`` with the system's reason.
  static func read(
    _ descriptor: Int32, at offset: Int, into buffer: UnsafeMutableRawBufferPointer, path: String
  ) throws(MediaError) -> Int {
    guard offset >= 0, let base = buffer.baseAddress else { return 0 }
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
      if count < 0 {
        if errno == EINTR { continue }
        throw MediaError(.system(operation: "read", code: errno), path, at: offset + done)
      }
      if count == 0 { break }
      done += count
    }
    return done
  }
}
