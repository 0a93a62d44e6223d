internal import Media

/// A ZIP archive, read through its central directory and nothing else.
///
/// An archive in which two honest readers could see different things is refused: duplicate names,
/// overlapping data, local headers that contradict the directory, names with tricks. Encryption,
/// ZIP64 and several volumes are refused as well; no office document needs them.
public struct ZipArchive: Sendable {
  /// How much of an archive is taken.
  public struct Limits: Hashable, Sendable {
    /// The most bytes of the archive itself.
    public var archiveBytes: Int
    /// The most entries.
    public var entries: Int
    /// The most bytes of one entry when inflated.
    public var entryBytes: Int
    /// How many times its own length all entries together may inflate to; not asked of archives
    /// that inflate to less than a mebibyte.
    public var ratio: Int

    /// Limits on an archive.
    public init(archiveBytes: Int, entries: Int, entryBytes: Int, ratio: Int) {
      self.archiveBytes = archiveBytes
      self.entries = entries
      self.entryBytes = entryBytes
      self.ratio = ratio
    }

    /// For an office document: 32 MiB, 1,000 entries, 64 MiB each, 100 times in all.
    ///
    /// The longest official list has 0.3 MiB, 29 entries, 6 MiB and 26 times.
    public static let document = Limits(
      archiveBytes: 32 << 20, entries: 1000, entryBytes: 64 << 20, ratio: 100)
  }

  /// One entry, as the central directory describes it.
  public struct Entry: Hashable, Sendable {
    /// The name, with `/` between folders.
    public let name: String
    /// The length when inflated.
    public let size: Int
    let isDeflated: Bool
    let checksum: UInt32
    let localHeader: Int
    let data: Range<Int>
  }

  /// The entries in the order of the directory; folders are left out.
  public let entries: [Entry]
  private let bytes: [UInt8]
  private let places: [String: Int]

  /// Reads the directory and checks it; no entry is inflated yet.
  public init(_ bytes: [UInt8], limits: Limits = .document) throws(ArchiveError) {
    self.bytes = bytes
    let reader = ZipDirectoryReader(bytes: bytes, limits: limits)
    let all = try reader.entries()
    self.entries = all.filter { $0.name.utf8.last != 0x2F }
    var places: [String: Int] = [:]
    for (place, entry) in entries.enumerated() { places[entry.name] = place }
    self.places = places
  }

  /// The entry of that name, letter case included.
  public func entry(_ name: String) -> Entry? { places[name].map { entries[$0] } }

  /// The inflated bytes of an entry, checked against its checksum.
  public func read(_ name: String) throws(ArchiveError) -> [UInt8] {
    guard let entry = entry(name) else { throw .noSuchEntry(name.shown) }
    let stored = bytes[entry.data]
    let content: [UInt8]
    if entry.isDeflated {
      do {
        content = try Deflate.inflate(stored, to: entry.size)
      } catch {
        throw .damaged(entry: name.shown, reason: error.words)
      }
    } else {
      content = Array(stored)
    }
    guard Deflate.checksum(content[...]) == entry.checksum else {
      throw .damaged(entry: name.shown, reason: "its checksum does not match")
    }
    return content
  }
}

extension Deflate.Fault {
  /// What is wrong, as part of a sentence.
  var words: String {
    switch self {
    case .outOfMemory: "no memory to inflate it"
    case .badStream: "it is not a deflate stream"
    case .endsEarly: "its data end too early"
    case .longerThanDeclared: "it inflates to more than declared"
    case .shorterThanDeclared: "it inflates to less than declared"
    case .trailingBytes: "bytes follow its data"
    }
  }
}
