import Hummingbird

/// A page as it is put together from what templates have written, and texts that are escaped here.
struct HTMLWriter {
  private(set) var buffer = ByteBuffer()

  /// Has room for so many bytes before it grows.
  init(capacity: Int = 0) { buffer.reserveCapacity(capacity) }

  /// What was written so far.
  var text: String { String(buffer: buffer) }

  /// Writes a text, escaped as templates escape it.
  mutating func write(_ text: String) { buffer.writeString(HTMLEscape.escape(text)) }

  /// Writes what a template has written.
  mutating func write(written bytes: [UInt8]) { buffer.writeBytes(bytes) }

  /// Writes what a template has written.
  mutating func write(written html: String) { buffer.writeString(html) }
}
