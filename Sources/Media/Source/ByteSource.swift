/// Bytes that can be read at any place: a file, an array, or a file that is yet to be written.
public protocol ByteSource: Sendable {
  /// How many bytes there are.
  var size: Int { get }

  /// Reads into `buffer` from the byte `offset` on.
  ///
  /// - Returns: How many bytes were read: as many as the buffer takes, fewer only at the end.
  /// - Throws: ``MediaError`` with ``MediaError/Reason/system(operation:code:)``.
  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int
}

extension ByteSource {
  /// The bytes of a range, which has to lie within the source.
  ///
  /// The caller bounds its length.
  ///
  /// - Parameters:
  ///   - range: Which bytes.
  ///   - what: The structure that is read, for the error.
  /// - Returns: As many bytes as the range has.
  /// - Throws: ``MediaError``; ``MediaError/Reason/truncated`` where the range leaves the source.
  public func bytes(in range: Range<Int>, of what: @autoclosure () -> String) throws(MediaError)
    -> [UInt8]
  {
    guard range.lowerBound >= 0, range.upperBound <= size else {
      throw MediaError(.truncated, what(), at: range.lowerBound)
    }
    guard !range.isEmpty else { return [] }
    var failure: MediaError?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      do throws(MediaError) {
        count = try self.read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard bytes.count == range.count else {
      throw MediaError(.truncated, what(), at: range.lowerBound)
    }
    return bytes
  }

  /// Walks through a range in pieces of at most `pieceSize` bytes, with one buffer for all of them.
  ///
  /// - Throws: ``MediaError``; ``MediaError/Reason/truncated`` where the source is shorter than it was.
  public func forEachPiece(
    in range: Range<Int>, pieceSize: Int = 65_536,
    _ body: (UnsafeRawBufferPointer) throws(MediaError) -> Void
  ) throws(MediaError) {
    guard !range.isEmpty else { return }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(range.count, max(1, pieceSize)), alignment: 16)
    defer { buffer.deallocate() }
    var offset = range.lowerBound
    while offset < range.upperBound {
      let wanted = min(buffer.count, range.upperBound - offset)
      let count = try read(
        at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      guard count > 0 else { throw MediaError(.truncated, "the file", at: offset) }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += count
    }
  }
}
