/// A file that is yet to be written, read as if it were there.
package struct PlannedSource: ByteSource {
  private let plan: WritePlan

  init(_ plan: WritePlan) { self.plan = plan }

  /// How many bytes the file will have.
  package var size: Int { plan.size }

  /// Reads from `offset` on, from the old file and the new bytes as they alternate.
  package func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    guard offset >= 0, offset < size else { return 0 }
    var done = 0
    var index = piece(at: offset)
    while done < buffer.count, index < plan.pieces.count {
      let start = plan.starts[index]
      let inside = offset + done - start
      let count = min(buffer.count - done, plan.pieces[index].count - inside)
      let target = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + count])
      try read(plan.pieces[index], inside..<inside + count, into: target)
      done += count
      index += 1
    }
    return done
  }

  /// Which piece holds the byte `offset` of the new file.
  private func piece(at offset: Int) -> Int {
    var low = 0
    var high = plan.pieces.count
    while low < high {
      let middle = (low + high) / 2
      if plan.starts[middle + 1] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Reads the bytes `range` of one piece, counted from its first.
  private func read(
    _ piece: Piece, _ range: Range<Int>, into target: UnsafeMutableRawBufferPointer
  ) throws(MediaError) {
    switch piece {
    case .copy(let old):
      let count = try plan.source.read(at: old.lowerBound + range.lowerBound, into: target)
      guard count == range.count else {
        throw MediaError(
          .truncated, "the file, which has become shorter while it was read",
          at: old.lowerBound + range.lowerBound)
      }
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range]))
      }
    case .pages(let pages): try pages.read(range, from: plan.source, into: target)
    case .offsets(let table):
      let width = table.newWidth
      // Entries are made whole, some at a time: a table may be as long as it likes.
      var position = range.lowerBound
      while position < range.upperBound {
        let first = position / width
        let last = min((range.upperBound + width - 1) / width, first + 4096)
        let made = try table.bytes(of: first..<last, from: plan.source)
        let from = position - first * width
        let count = min(made.count - from, range.upperBound - position)
        made.withUnsafeBytes { bytes in
          UnsafeMutableRawBufferPointer(rebasing: target[(position - range.lowerBound)...])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[from..<from + count]))
        }
        position += count
      }
    }
  }
}
