/// A range of the old file, and what comes in its place.
package struct Splice: Hashable, Sendable {
  /// The range that is replaced; empty where something is only put in.
  package let range: Range<Int>
  /// What comes in its place.
  package let pieces: [Piece]
  /// The kind of slot that the pieces are, wrapping included, where they are just that.
  package let carries: Slot.Kind?

  /// Replaces `range` by `pieces`.
  package init(_ range: Range<Int>, with pieces: [Piece], carries: Slot.Kind? = nil) {
    self.range = range
    self.pieces = pieces
    self.carries = carries
  }

  /// Replaces `range` by new bytes.
  package init(_ range: Range<Int>, with bytes: [UInt8], carries: Slot.Kind? = nil) {
    self.init(range, with: [.bytes(bytes)], carries: carries)
  }

  /// Puts new bytes in before the byte `offset`.
  package init(at offset: Int, _ bytes: [UInt8], carries: Slot.Kind? = nil) {
    self.init(offset..<offset, with: [.bytes(bytes)], carries: carries)
  }
}
