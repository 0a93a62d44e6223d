import Ledger
public import Transparency

/// The log of a register as its ledger holds it, before anybody has judged it.
///
/// A ``Registrar`` opens only a ledger that agrees with its checkpoint. An audit has to look at one
/// that does not, and say where.
public struct StoredLog: LogReader {
  /// What was fixed when the register was made, as the ledger says.
  public let instance: Instance
  private let store: SQLiteLedger
  private let head: LedgerHead
  private let tree: MerkleTree
  private let anchor: Anchor

  /// Reads the log of a data directory as it stands now; what is recorded later is not seen.
  ///
  /// - Throws: ``RegisterError`` where there is no register, or its file cannot be read at all.
  public init(_ directory: DataDirectory) throws(RegisterError) {
    (store, instance) = try RegisterFile.openStore(directory)
    anchor = Anchor(path: directory.anchor)
    let store = store
    head = try Registrar.attempt { () throws(LedgerError) in try store.head() }
    var tree = MerkleTree()
    while tree.size < head.size {
      let range = tree.size..<min(tree.size + Registrar.portion, head.size)
      let leaves = try Registrar.attempt { () throws(LedgerError) in try store.leaves(range) }
      for bytes in leaves { tree.append(entry: bytes) }
      if UInt64(leaves.count) < range.upperBound - range.lowerBound { break }
    }
    self.tree = tree
  }

  /// The checkpoint that the ledger holds.
  public func checkpoint() async throws -> [UInt8] { head.checkpoint }

  /// The entries that the ledger holds, or the hashes that they lead to: it keeps no tiles.
  public func tile(_ tile: Tile) async throws -> [UInt8] {
    if tile.isEntries {
      guard let start = tile.start, start < head.size else {
        throw LogReadError.notFound(path: tile.path)
      }
      return try EntryBundle(store.leaves(start..<start + UInt64(tile.width))).encoded
    }
    guard let bytes = tree.tile(tile) else { throw LogReadError.notFound(path: tile.path) }
    return bytes
  }

  /// What the anchor beside the ledger says: the newest checkpoint that was published.
  public enum Published: Hashable, Sendable {
    /// There is no anchor here, as beside a backup.
    case unknown
    /// The ledger begins with the so many entries that were published.
    case agrees(size: UInt64)
    /// The ledger is not what was published; the text says in what, and what to do.
    case differs(String)
  }

  /// Compares the ledger with what was published.
  public func compareWithPublished() -> Published {
    let published: Checkpoint
    do {
      guard let read = try anchor.read(key: try VerifierKey(parsing: instance.logKey)) else {
        return .unknown
      }
      published = read
    } catch {
      return .differs("\(error)")
    }
    if published.size > tree.size {
      return .differs(
        "a checkpoint over \(published.size) entries was published, and the ledger holds "
          + "\(tree.size): it looks like a restored backup. Bring it up to what was published with "
          + "'countermark register recover'")
    }
    guard (try? tree.root(at: published.size)) == published.root else {
      return .differs("the first \(published.size) entries are not those that were published")
    }
    return .agrees(size: published.size)
  }
}
