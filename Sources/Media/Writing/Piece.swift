/// A stretch of a file that is yet to be written.
package enum Piece: Hashable, Sendable {
  /// The bytes of a range of the old file.
  case copy(Range<Int>)
  /// New bytes.
  case bytes([UInt8])
  /// A table of absolute offsets in the old file, each moved to where its byte is now, so that a table
  /// of any length is rewritten while it streams.
  case offsets(OffsetTable)
  /// Pages of an Ogg stream, each with its number moved, and with the checksum that goes with it.
  case pages(OggRenumbering)

  /// How many bytes the piece has.
  package var count: Int {
    switch self {
    case .copy(let range): range.count
    case .bytes(let bytes): bytes.count
    case .offsets(let table): table.count
    case .pages(let pages): pages.range.count
    }
  }
}

/// A table of absolute offsets: where it is in the old file and how it is written.
package struct OffsetTable: Hashable, Sendable {
  /// The order of bytes in an entry.
  package enum Order: Hashable, Sendable { case bigEndian, littleEndian }

  /// The table in the old file; a whole number of entries.
  package let range: Range<Int>
  /// How many bytes an entry has there: 4 or 8.
  package let width: Int
  /// How many bytes an entry gets: 8 where four no longer do.
  package let newWidth: Int
  /// The order of bytes, the same in both.
  package let order: Order
  /// Where things went.
  package let shift: OffsetShift

  /// A table with entries of `width` bytes that get `newWidth`.
  package init(range: Range<Int>, width: Int, newWidth: Int, order: Order, shift: OffsetShift) {
    self.range = range
    self.width = max(1, width)
    self.newWidth = max(1, newWidth)
    self.order = order
    self.shift = shift
  }

  /// How many bytes the new table has.
  package var count: Int { range.count / width * newWidth }

  /// The new bytes of the entries `entries`, counted from 0.
  func bytes(of entries: Range<Int>, from source: any ByteSource) throws(MediaError) -> [UInt8] {
    let start = range.lowerBound + entries.lowerBound * width
    let old = try source.bytes(in: start..<start + entries.count * width, of: "a table of offsets")
    guard width <= 8, newWidth <= 8 else { return old }
    return [UInt8](unsafeUninitializedCapacity: entries.count * newWidth) { buffer, count in
      old.withUnsafeBufferPointer { old in
        for entry in 0..<entries.count {
          var value: UInt64 = 0
          for place in 0..<width {
            let index = order == .bigEndian ? place : width - 1 - place
            value = value << 8 | UInt64(old[entry * width + index])
          }
          let moved = Int(exactly: value).map { shift.moved($0) } ?? Int(truncatingIfNeeded: value)
          for place in 0..<newWidth {
            let index = order == .bigEndian ? newWidth - 1 - place : place
            buffer[entry * newWidth + index] = UInt8(truncatingIfNeeded: moved >> (8 * place))
          }
        }
      }
      count = entries.count * newWidth
    }
  }
}
