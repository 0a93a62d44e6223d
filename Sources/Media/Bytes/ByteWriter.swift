/// Puts numbers and bytes one after the other, and lengths in front of what they measure.
package struct ByteWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// Nothing written yet.
  package init() {}

  /// How many bytes were written so far.
  package var count: Int { bytes.count }

  /// Writes bytes.
  package mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

  /// Writes a text in UTF-8.
  package mutating func append(_ text: String) { bytes += text.utf8 }

  /// Writes a text that has only ASCII, such as the type of a chunk.
  package mutating func append(ascii text: StaticString) {
    text.withUTF8Buffer { bytes += $0 }
  }

  /// Writes the lowest `width` bytes of a number, the most significant first.
  package mutating func bigEndian(_ value: some BinaryInteger, width: Int) {
    for place in (0..<width).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place)))
    }
  }

  /// Writes the lowest `width` bytes of a number, the least significant first.
  package mutating func littleEndian(_ value: some BinaryInteger, width: Int) {
    for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }

  /// Writes zeros.
  package mutating func zeros(_ count: Int) { bytes += repeatElement(0, count: count) }

  /// Writes over bytes that were written before, from `offset` on.
  package mutating func overwrite(at offset: Int, with more: [UInt8]) {
    for (place, byte) in more.enumerated() where offset + place < bytes.count {
      bytes[offset + place] = byte
    }
  }

  /// Writes a box of the ISO base media format: its length of four bytes, its type, what `body` writes.
  package mutating func box(_ type: StaticString, _ body: (inout ByteWriter) -> Void) {
    let start = bytes.count
    zeros(4)
    append(ascii: type)
    body(&self)
    var length = ByteWriter()
    length.bigEndian(bytes.count - start, width: 4)
    overwrite(at: start, with: length.bytes)
  }
}
