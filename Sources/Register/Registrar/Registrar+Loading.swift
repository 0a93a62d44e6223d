import Ledger
import Record
import Transparency

/// Reading what the ledger holds into a state, and comparing it with what was signed and published.
extension Registrar {
  /// The public state up to a head, whose root and signature have to be those of the entries.
  static func load(
    _ state: RegisterState, to head: LedgerHead, from store: any LedgerStore, origin: String,
    _ key: VerifierKey
  ) throws(RegisterError) -> RegisterState {
    let leaves = try allLeaves(store, from: state.tree.size, upTo: head.size)
    let next: RegisterState
    do throws(LeafError) { next = try state.applying(leaves) } catch {
      throw .leaf(index: state.tree.size, error)
    }
    guard next.tree.size == head.size, next.tree.root == head.root else {
      throw .damaged(
        "its \(next.tree.size) entries do not hash to the root that the ledger's head names")
    }
    do {
      let note = try SignedNote(parsing: head.checkpoint)
      _ = try note.open(with: [key])
      let checkpoint = try Checkpoint(parsing: note)
      guard checkpoint.hasOrigin(origin), checkpoint.size == head.size,
        checkpoint.root == head.root
      else { throw RegisterError.damaged("the signed checkpoint is not that of the entries") }
    } catch let error as RegisterError {
      throw error
    } catch {
      throw .damaged("the signed checkpoint does not hold: \(error)")
    }
    return next
  }

  /// The stored leaves of a range, none of them missing.
  static func allLeaves(
    _ store: any LedgerStore, from start: UInt64 = 0, upTo end: UInt64
  ) throws(RegisterError) -> [[UInt8]] {
    var leaves: [[UInt8]] = []
    var at = start
    while at < end {
      let range = at..<min(at + portion, end)
      leaves += try attempt { () throws(LedgerError) in try store.leaves(range) }
      at = range.upperBound
      try check(count: UInt64(leaves.count), of: start..<at)
    }
    return leaves
  }

  /// Compares the ledger with the anchor: one that is behind it was restored from a backup, and
  /// signing would fork the log.
  static func compare(
    _ anchor: Anchor, _ state: RegisterState, _ key: VerifierKey, _ data: String
  ) throws(RegisterError) {
    guard let published = try anchor.read(key: key) else {
      throw .refusesToSign(
        reason: "\(anchor.path), the newest published checkpoint, is missing", data: data)
    }
    guard published.size <= state.tree.size else {
      throw .refusesToSign(
        reason: "a checkpoint over \(published.size) entries was published, and the ledger holds "
          + "\(state.tree.size): it looks like a restored backup",
        data: data)
    }
    guard (try? state.tree.root(at: published.size)) == published.root else {
      throw .refusesToSign(
        reason: "the first \(published.size) entries are not those that were published",
        data: data)
    }
  }
}
