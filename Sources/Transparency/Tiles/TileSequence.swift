/// The tiles of a tree, or those that are new when it grows, one after the other: nothing is
/// built up in memory, so a checkpoint that claims 2^63 leaves costs nothing.
public struct TileSequence: Sequence, Sendable {
  /// Which tiles to walk.
  enum Kind: Sendable { case hashes, entries }

  let kind: Kind
  let old: UInt64
  let size: UInt64

  /// Walks the tiles from the lowest level to the highest, from left to right.
  public func makeIterator() -> Iterator {
    Iterator(sequence: self)
  }

  /// The walk over the tiles.
  public struct Iterator: IteratorProtocol {
    private let sequence: TileSequence
    private var level = 0
    private var index: UInt64

    init(sequence: TileSequence) {
      self.sequence = sequence
      self.index = sequence.old / UInt64(Tile.fullWidth)
    }

    /// The next tile, nil after the last.
    public mutating func next() -> Tile? {
      while level < (sequence.kind == .entries ? 1 : 8) {
        let before = Tile.hashes(level: level, size: sequence.old)
        let after = Tile.hashes(level: level, size: sequence.size)
        // Each level stands above a full tile of the one below; an unchanged one stays so above.
        guard after > before else { return nil }
        let tile =
          sequence.kind == .entries
          ? Tile.entries(index: index, size: sequence.size)
          : Tile.hashes(level: level, index: index, size: sequence.size)
        if let tile {
          index += 1
          return tile
        }
        level += 1
        index = Tile.hashes(level: level, size: sequence.old) / UInt64(Tile.fullWidth)
      }
      return nil
    }
  }
}

extension Tile {
  /// The hash tiles of a tree of `size` leaves that a tree of `old` leaves does not have in the
  /// same width: every full tile, and at most one partial tile a level.
  public static func hashes(from old: UInt64 = 0, to size: UInt64) -> TileSequence {
    TileSequence(kind: .hashes, old: old, size: size)
  }

  /// The entry bundles of a tree of `size` leaves that a tree of `old` leaves does not have in
  /// the same width.
  public static func entries(from old: UInt64 = 0, to size: UInt64) -> TileSequence {
    TileSequence(kind: .entries, old: old, size: size)
  }
}
