/// Walks bytes line by line, remembering where it is so that an error can say so.
struct LineReader {
  let bytes: [UInt8]
  /// Offset of the next line.
  private(set) var offset = 0
  /// Number of the line last returned, from 1; 0 before the first.
  private(set) var line = 0
  /// Offset at which the line last returned begins.
  private(set) var lineStart = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next line without its newline; nil at the end, and where the last line has no newline.
  mutating func next() -> ArraySlice<UInt8>? {
    guard offset < bytes.count, let end = bytes[offset...].firstIndex(of: ASCII.newline) else {
      return nil
    }
    line += 1
    lineStart = offset
    defer { offset = end + 1 }
    return bytes[offset..<end]
  }

  /// Whether every byte has been read.
  var atEnd: Bool { offset == bytes.count }

  /// What has not been read.
  var rest: ArraySlice<UInt8> { bytes[offset...] }
}
