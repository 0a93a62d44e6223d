/// A file that is yet to be written: pieces of the old one and new bytes, one after the other.
///
/// The plan can be read like a file, before a byte is written (``output``): a reader looks at it, a
/// signer hashes it, and only then does it go to the disk, in one pass.
package struct WritePlan: Sendable {
  /// The old file.
  package let source: any ByteSource
  /// The stretches of the new file, in order; none is empty, and neighbouring copies are one.
  package let pieces: [Piece]
  /// Where each piece begins in the new file; one more than there are pieces: the last is the size.
  let starts: [Int]
  /// Where the slots that were written are in the new file, wrapping included.
  package let placements: [Slot.Kind: Range<Int>]

  /// The old file with each splice's range replaced.
  ///
  /// - Parameters:
  ///   - source: The old file.
  ///   - splices: In any order. Splices at the same place keep the order that they are given in.
  /// - Throws: ``MediaError/Reason/malformed(_:)`` where two overlap or one leaves the file.
  package init(_ source: any ByteSource, _ splices: [Splice]) throws(MediaError) {
    let ordered = splices.enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }.map(\.element)
    var pieces: [Piece] = []
    var starts = [0]
    var placements: [Slot.Kind: Range<Int>] = [:]
    var size = 0
    func put(_ piece: Piece) {
      guard piece.count > 0 else { return }
      size += piece.count
      if case .copy(let range) = piece, case .copy(let last)? = pieces.last,
        last.upperBound == range.lowerBound
      {
        pieces[pieces.count - 1] = .copy(last.lowerBound..<range.upperBound)
        starts[starts.count - 1] = size
      } else {
        pieces.append(piece)
        starts.append(size)
      }
    }
    var position = 0
    for splice in ordered {
      guard splice.range.lowerBound >= position, splice.range.upperBound <= source.size else {
        throw MediaError(
          .malformed("two of its structures overlap, or one leaves the file"), "the file",
          at: splice.range.lowerBound)
      }
      put(.copy(position..<splice.range.lowerBound))
      let start = size
      for piece in splice.pieces { put(piece) }
      if let kind = splice.carries { placements[kind] = start..<size }
      position = splice.range.upperBound
    }
    put(.copy(position..<source.size))
    self.source = source
    self.pieces = pieces
    self.starts = starts
    self.placements = placements
  }

  /// How many bytes the new file has.
  package var size: Int { starts.last ?? 0 }

  /// The new file, to be read before it is written.
  package var output: PlannedSource { PlannedSource(self) }

  /// What has to be written over the old file where it is, in ascending order, where nothing moves; nil
  /// where something does.
  package var changesInPlace: [(offset: Int, bytes: [UInt8])]? {
    guard size == source.size else { return nil }
    var changes: [(offset: Int, bytes: [UInt8])] = []
    for (piece, start) in zip(pieces, starts) {
      switch piece {
      case .copy(let range): guard range.lowerBound == start else { return nil }
      case .bytes(let bytes): changes.append((start, bytes))
      case .offsets, .pages: return nil
      }
    }
    return changes
  }
}
