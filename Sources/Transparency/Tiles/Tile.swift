/// The name of one tile of a log: 256 consecutive hashes of one level, or the entries under 256
/// leaves (c2sp.org/tlog-tiles, v0.1.0).
public struct Tile: Hashable, Sendable {
  /// Hashes or entries in a full tile.
  public static let fullWidth = 256
  /// The highest level that a path may name.
  public static let maximumLevel = 63

  /// 0 for leaf hashes and for entries; each level above holds roots of full tiles below.
  public let level: Int
  /// Number of the tile within its level, from 0.
  public let index: UInt64
  /// How many hashes or entries it has, 1 to 256; below 256 it is a partial tile.
  public let width: Int
  /// Whether it holds entries, not hashes.
  public let isEntries: Bool

  private init(level: Int, index: UInt64, width: Int, isEntries: Bool) {
    self.level = level
    self.index = index
    self.width = width
    self.isEntries = isEntries
  }

  /// A tile of hashes; nil where the level is not 0...63 or the width not 1...256.
  public init?(level: Int, index: UInt64, width: Int = Tile.fullWidth) {
    guard (0...Self.maximumLevel).contains(level), (1...Self.fullWidth).contains(width) else {
      return nil
    }
    self.init(level: level, index: index, width: width, isEntries: false)
  }

  /// A bundle of entries; nil where the width is not 1...256.
  public init?(entries index: UInt64, width: Int = Tile.fullWidth) {
    guard (1...Self.fullWidth).contains(width) else { return nil }
    self.init(level: 0, index: index, width: width, isEntries: true)
  }

  /// Whether it has fewer than 256 hashes or entries.
  public var isPartial: Bool { width < Self.fullWidth }

  /// Stands for a tile that no tree has.
  static let nowhere = Tile(level: 0, index: .max, width: 1, isEntries: false)

  /// The same tile when it is full.
  public var full: Tile {
    Tile(level: level, index: index, width: Self.fullWidth, isEntries: isEntries)
  }

  /// Index, within the level, of the first hash or entry; nil where it does not fit 64 bits.
  public var start: UInt64? {
    let (start, overflowed) = index.multipliedReportingOverflow(by: UInt64(Self.fullWidth))
    return overflowed ? nil : start
  }

  /// The rightmost hash tile of `level` in a tree of `size`, if that one is partial.
  static func partial(level: Int, size: UInt64) -> Tile? {
    let count = hashes(level: level, size: size)
    let width = Int(count % UInt64(fullWidth))
    guard width > 0 else { return nil }
    return Tile(
      level: level, index: count / UInt64(fullWidth), width: width, isEntries: false)
  }

  /// The tile `index` of `level`, in the width that it has in a tree of `size`; nil where that
  /// tree has no such tile.
  public static func hashes(level: Int, index: UInt64, size: UInt64) -> Tile? {
    guard (0...maximumLevel).contains(level) else { return nil }
    let width = width(of: index, in: hashes(level: level, size: size))
    return width.map { Tile(level: level, index: index, width: $0, isEntries: false) }
  }

  /// The entry bundle `index`, in the width that it has in a tree of `size`; nil where that tree
  /// has no such bundle.
  public static func entries(index: UInt64, size: UInt64) -> Tile? {
    width(of: index, in: size).map {
      Tile(level: 0, index: index, width: $0, isEntries: true)
    }
  }

  /// How many hashes a tree of `size` leaves has at tile level `level`: floor(size / 256^level).
  static func hashes(level: Int, size: UInt64) -> UInt64 {
    level < 8 ? size >> UInt64(8 * level) : 0
  }

  private static func width(of index: UInt64, in count: UInt64) -> Int? {
    let (full, rest) = count.quotientAndRemainder(dividingBy: UInt64(fullWidth))
    if index < full { return fullWidth }
    return index == full && rest > 0 ? Int(rest) : nil
  }
}
