/// Up to 256 consecutive entries as a log serves them: for each a 16-bit big-endian length and
/// the entry's bytes (c2sp.org/tlog-tiles, "Log entries").
public struct EntryBundle: Hashable, Sendable {
  /// The longest entry that a bundle can hold, in bytes.
  public static let maximumEntryLength = 65_535
  /// The longest bundle, in bytes.
  public static let maximumLength = Tile.fullWidth * (2 + maximumEntryLength)

  /// The entries, in the order of the log.
  public let entries: [[UInt8]]

  /// A bundle of these entries; throws where one is too long or there are more than 256.
  public init(_ entries: [[UInt8]]) throws(EntryBundleError) {
    guard entries.count <= Tile.fullWidth else { throw .tooManyEntries(offset: 0) }
    for (position, entry) in entries.enumerated()
    where entry.count > Self.maximumEntryLength {
      throw .entryTooLong(position: position, length: entry.count)
    }
    self.entries = entries
  }

  /// The bundle in `bytes`, all of them.
  ///
  /// Throws where they end inside an entry or hold more than 256; the inverse of `encoded`.
  public init(parsing bytes: [UInt8]) throws(EntryBundleError) {
    var entries: [[UInt8]] = []
    var offset = 0
    while offset < bytes.count {
      guard entries.count < Tile.fullWidth else { throw .tooManyEntries(offset: offset) }
      guard bytes.count - offset >= 2 else {
        throw .truncated(offset: offset, needed: 2, available: bytes.count - offset)
      }
      let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
      offset += 2
      guard bytes.count - offset >= length else {
        throw .truncated(offset: offset, needed: length, available: bytes.count - offset)
      }
      entries.append(Array(bytes[offset..<offset + length]))
      offset += length
    }
    self.entries = entries
  }

  /// The bytes of the bundle.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
    for entry in entries {
      bytes.append(UInt8(truncatingIfNeeded: entry.count >> 8))
      bytes.append(UInt8(truncatingIfNeeded: entry.count))
      bytes += entry
    }
    return bytes
  }
}

/// Why bytes are not an entry bundle, or entries cannot be put into one.
public enum EntryBundleError: Error, Hashable, Sendable {
  /// At `offset`, `needed` bytes must follow and `available` do.
  case truncated(offset: Int, needed: Int, available: Int)
  /// At `offset` a 257th entry begins.
  case tooManyEntries(offset: Int)
  /// The entry at `position` is `length` bytes long, more than 65,535.
  case entryTooLong(position: Int, length: Int)
}

extension EntryBundleError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .truncated(let offset, let needed, let available):
      "The entry bundle ends early: at byte \(offset), \(needed) bytes must follow and"
        + " \(available) do; fetch it again."
    case .tooManyEntries(let offset):
      "The entry bundle holds more than 256 entries (at byte \(offset)); split it by 256."
    case .entryTooLong(let position, let length):
      "Entry \(position) of the bundle is \(length) bytes long; the format allows"
        + " \(EntryBundle.maximumEntryLength): shorten it."
    }
  }
}
