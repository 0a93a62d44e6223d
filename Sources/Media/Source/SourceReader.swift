/// Reads numbers and short texts one after the other from a range of a source.
///
/// It keeps a window of the file, so that many small reads cost few calls, and knows where it is:
/// every error has the byte. A child that was made with ``slice(_:_:)`` cannot read past its parent.
package struct SourceReader {
  package let source: any ByteSource
  /// Where the next byte is read, in the file.
  package private(set) var position: Int
  /// The first byte that is no longer ours.
  package let end: Int

  private var window: [UInt8] = []
  private var windowStart = 0
  private let windowSize: Int
  /// How much the next refill takes: little after a jump, since whoever goes from header to header
  /// wants no more of what lies between, and more and more while reading goes on.
  private var reach: Int
  /// What is taken after a jump.
  private static let afterJump = 64

  /// A reader of the whole source, or of a range of it.
  ///
  /// A range that leaves the source is cut there.
  package init(_ source: any ByteSource, in range: Range<Int>? = nil, window: Int = 4096) {
    let range = (range ?? 0..<source.size).clamped(to: 0..<max(0, source.size))
    self.source = source
    self.position = range.lowerBound
    self.end = range.upperBound
    self.windowSize = max(16, window)
    self.reach = self.windowSize
  }

  /// How many bytes are left.
  package var remaining: Int { end - position }
  /// Whether all was read.
  package var isAtEnd: Bool { position >= end }

  /// Goes to a byte of the file.
  ///
  /// - Throws: ``MediaError/Reason/truncated`` where that is not within this reader's range.
  package mutating func seek(
    to offset: Int, _ what: @autoclosure () -> String
  ) throws(MediaError) {
    guard offset >= 0, offset <= end else {
      throw MediaError(.truncated, what(), at: position)
    }
    position = offset
  }

  /// Goes over `count` bytes without reading them.
  package mutating func skip(
    _ count: Int, _ what: @autoclosure () -> String
  ) throws(MediaError) {
    guard count >= 0, count <= remaining else {
      throw MediaError(.truncated, what(), at: position)
    }
    position += count
  }

  /// A reader of the next `count` bytes; this one goes on behind them.
  package mutating func slice(
    _ count: Int, _ what: @autoclosure () -> String
  ) throws(MediaError) -> SourceReader {
    let start = position
    try skip(count, what())
    var child = SourceReader(source, in: start..<start + count, window: windowSize)
    child.window = window
    child.windowStart = windowStart
    return child
  }

  /// The next `count` bytes.
  ///
  /// The caller has bounded `count`; it is never more than what is left.
  package mutating func bytes(
    _ count: Int, _ what: @autoclosure () -> String
  ) throws(MediaError) -> [UInt8] {
    let start = position
    try skip(count, what())
    if count <= windowSize {
      try load(start, count, what())
      let first = start - windowStart
      return Array(window[first..<first + count])
    }
    return try source.bytes(in: start..<start + count, of: what())
  }

  /// The next `count` bytes without going over them, or nil where fewer are left.
  package mutating func peek(_ count: Int) throws(MediaError) -> [UInt8]? {
    guard count >= 0, count <= remaining else { return nil }
    let start = position
    let bytes = try bytes(count, "the file")
    position = start
    return bytes
  }

  /// The next byte.
  package mutating func u8(_ what: @autoclosure () -> String) throws(MediaError) -> UInt8 {
    guard position < end else { throw MediaError(.truncated, what(), at: position) }
    try load(position, 1, what())
    defer { position += 1 }
    return window[position - windowStart]
  }

  /// The next number of `width` bytes (1 to 8), the most significant first.
  package mutating func bigEndian(
    _ width: Int, _ what: @autoclosure () -> String
  ) throws(MediaError) -> UInt64 {
    let start = position
    try skip(width, what())
    try load(start, width, what())
    var value: UInt64 = 0
    for place in start - windowStart..<start - windowStart + width {
      value = value << 8 | UInt64(window[place])
    }
    return value
  }

  /// The next number of `width` bytes (1 to 8), the least significant first.
  package mutating func littleEndian(
    _ width: Int, _ what: @autoclosure () -> String
  ) throws(MediaError) -> UInt64 {
    let start = position
    try skip(width, what())
    try load(start, width, what())
    var value: UInt64 = 0
    for place in (start - windowStart..<start - windowStart + width).reversed() {
      value = value << 8 | UInt64(window[place])
    }
    return value
  }

  /// The next two bytes, the most significant first.
  package mutating func u16(_ what: @autoclosure () -> String) throws(MediaError) -> UInt16 {
    UInt16(truncatingIfNeeded: try bigEndian(2, what()))
  }

  /// The next four bytes, the most significant first.
  package mutating func u32(_ what: @autoclosure () -> String) throws(MediaError) -> UInt32 {
    UInt32(truncatingIfNeeded: try bigEndian(4, what()))
  }

  /// The next four bytes, the least significant first.
  package mutating func u32LE(_ what: @autoclosure () -> String) throws(MediaError) -> UInt32 {
    UInt32(truncatingIfNeeded: try littleEndian(4, what()))
  }

  /// Sees to it that the window has `count` bytes from `start`.
  private mutating func load(
    _ start: Int, _ count: Int, _ what: @autoclosure () -> String
  ) throws(MediaError) {
    if start >= windowStart, start + count <= windowStart + window.count { return }
    // Many small steps are cheaper with a whole window than with a call for each.
    let isJump = start < windowStart || start - windowStart - window.count > windowSize
    if !window.isEmpty {
      reach = isJump ? min(Self.afterJump, windowSize) : min(reach * 4, windowSize)
    }
    let wanted = min(max(reach, count), source.size - start)
    guard wanted >= count else { throw MediaError(.truncated, what(), at: start) }
    window = try source.bytes(in: start..<start + wanted, of: what())
    windowStart = start
  }
}
