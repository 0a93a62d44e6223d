/// Bytes in memory as a source.
public struct BytesSource: ByteSource {
  /// The bytes.
  public let bytes: [UInt8]

  /// A source of these bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many bytes there are.
  public var size: Int { bytes.count }

  /// Copies bytes from `offset` on.
  public func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    guard offset >= 0, offset < bytes.count else { return 0 }
    let count = min(buffer.count, bytes.count - offset)
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[offset..<offset + count]))
    }
    return count
  }
}
