public import Transparency

/// Where a ledger stands: how many events and leaves it holds, and the log's root over the leaves.
///
/// An append names the head that it was decided on; it is committed only if that is still the head
/// (compare-and-swap), so two writers can never both win.
public struct LedgerHead: Hashable, Sendable {
  /// The number of events; the next event's position.
  public var position: Int
  /// The number of leaves; the next leaf's index.
  public var size: UInt64
  /// The Merkle root over the leaves.
  public var root: MerkleHash
  /// The signed checkpoint for this size, as signed.
  public var checkpoint: [UInt8]

  /// A head with these counts; `root` and `checkpoint` have to be those of `size` leaves.
  public init(position: Int, size: UInt64, root: MerkleHash, checkpoint: [UInt8]) {
    self.position = position
    self.size = size
    self.root = root
    self.checkpoint = checkpoint
  }
}

/// What one transaction adds to a ledger.
///
/// Entries are opaque bytes to it.
public struct LedgerBatch: Sendable {
  /// Private records of what happened.
  public var events: [[UInt8]]
  /// Public entries of the log.
  public var leaves: [[UInt8]]
  /// The log's root once the leaves are in.
  public var root: MerkleHash
  /// The signed checkpoint for that root.
  public var checkpoint: [UInt8]
  /// Personal records that the events commit to.
  public var records: [LedgerRecord]
  /// Accounts that the events make known.
  public var accounts: [LedgerAccount]

  /// A batch whose `root` and `checkpoint` are those of the log with the leaves in it.
  public init(
    events: [[UInt8]], leaves: [[UInt8]], root: MerkleHash, checkpoint: [UInt8],
    records: [LedgerRecord] = [], accounts: [LedgerAccount] = []
  ) {
    self.events = events
    self.leaves = leaves
    self.root = root
    self.checkpoint = checkpoint
    self.records = records
    self.accounts = accounts
  }
}

/// An append-only store of events, leaves and checkpoints.
///
/// Events, leaves and the checkpoint of a batch become durable together or not at all. It decides
/// nothing: what an entry means is not its business.
public protocol LedgerStore: Sendable {
  /// The head as committed last, by whichever process.
  func head() throws(LedgerError) -> LedgerHead

  /// A number that is another one whenever anybody but this store has written since the last call:
  /// another program, or another store in this one.
  ///
  /// Much cheaper than ``head()``, and it tells of every change, also of one that is no append.
  func changesOfOthers() throws(LedgerError) -> Int

  /// Adds a batch if `expected` is still the head, and returns the new head, durable.
  ///
  /// Throws ``LedgerError/conflict(expected:found:)`` where somebody else was faster, and
  /// ``LedgerError/storage(_:)`` where the storage failed; after the latter the batch may or may
  /// not have been stored, and only a fresh ``head()`` tells.
  func append(_ batch: LedgerBatch, expecting expected: LedgerHead) throws(LedgerError)
    -> LedgerHead

  /// The leaves of a range of indices, in order.
  func leaves(_ range: Range<UInt64>) throws(LedgerError) -> [[UInt8]]

  /// The events of a range of positions, in order.
  func events(_ range: Range<Int>) throws(LedgerError) -> [[UInt8]]

  /// The sizes for which a checkpoint was signed, within a range, in order.
  func checkpointSizes(_ range: ClosedRange<UInt64>) throws(LedgerError) -> [UInt64]

  /// Settings that were fixed when the ledger was made.
  func instance() throws(LedgerError) -> [UInt8]

  /// A version of a personal record; `nil` where there is none, or where it was erased.
  func record(_ id: String, version: Int) throws(LedgerError) -> LedgerRecord?

  /// The same ledger for the one who decides: what it reads may come from what it holds in memory of
  /// its own appends, without a look at the file.
  var forDeciding: any LedgerStore { get }

  /// The same ledger for the one who compares: what it reads was looked up in the file.
  var forComparing: any LedgerStore { get }

  /// Takes salt and body of every version of some records away, and accounts with their sessions
  /// and tokens, for good.
  ///
  /// The commitments to the records stay, and nothing can be found that fits them.
  func erase(records: [String], accounts: [String]) throws(LedgerError)
}

extension LedgerStore {
  /// A ledger that makes no difference.
  public var forDeciding: any LedgerStore { self }
  /// A ledger that makes no difference.
  public var forComparing: any LedgerStore { self }
}

/// Why a ledger did not do what it was asked.
@nonexhaustive
public enum LedgerError: Error, Hashable, Sendable {
  /// Somebody else appended first.
  case conflict(expected: UInt64, found: UInt64)
  /// Others have held the ledger for longer than anybody waits; nothing was stored.
  case busy(path: String)
  /// There is no ledger at the path.
  case absent(path: String)
  /// There is a ledger at the path already.
  case exists(path: String)
  /// The storage failed; whether the last append was stored is not known.
  case storage(String)
  /// What is stored contradicts itself.
  case damaged(String)
  /// There is an account with that sign-in name already.
  case loginTaken
  /// Somebody else has written over the same draft or account meanwhile.
  case outdated
}

extension LedgerError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .conflict(let expected, let found):
      "the ledger was decided on at size \(expected) and stands at \(found) now"
    case .busy(let path):
      "\(path): other programs are writing to it without a pause; nothing was changed, try again"
    case .absent(let path):
      "there is no register at \(path): make one with 'countermark register import' or "
        + "'countermark demo', or name the right folder with --data"
    case .exists(let path): "there is a register at \(path) already"
    case .storage(let reason):
      "the ledger could not be read or written: \(reason). Nothing that was acknowledged is lost; "
        + "check the disk and start again"
    case .loginTaken: "there is an account with this mail address already: sign in instead"
    case .outdated: "this was changed elsewhere meanwhile; load it again, and nothing is lost"
    case .damaged(let reason):
      "the ledger contradicts itself: \(reason). Do not sign with it; restore a backup and run "
        + "'countermark register recover'"
    }
  }
}
