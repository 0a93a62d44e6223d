import Ledger
import Transparency

extension Registrar {
  /// Re-derives the whole log from its stored entries and compares it with what is signed, and
  /// counts the events against the entries: none of either may be missing.
  ///
  /// - Throws: ``RegisterError/damaged(_:)`` with the place.
  public nonisolated func audit() throws(RegisterError) {
    let head = try Self.attempt { () throws(LedgerError) in try store.head() }
    var tree = MerkleTree()
    while tree.size < head.size {
      let range = tree.size..<min(tree.size + Self.portion, head.size)
      let entries = try leaves(range)
      try Self.check(count: UInt64(entries.count), of: range)
      for bytes in entries { tree.append(entry: bytes) }
    }
    guard tree.root == head.root else {
      throw .damaged("the entries do not hash to the signed root")
    }
    try auditEvents(upTo: head)
  }

  private nonisolated func auditEvents(upTo head: LedgerHead) throws(RegisterError) {
    var accounted: UInt64 = 0
    var position = 0
    while position < head.position {
      let range = position..<min(position + Int(Self.portion), head.position)
      let events = try Self.attempt { () throws(LedgerError) in try store.events(range) }
      guard events.count == range.count else {
        throw .damaged(
          "of the events \(range.lowerBound) to \(range.upperBound - 1), \(range.count - events.count) are missing"
        )
      }
      for (offset, bytes) in events.enumerated() {
        let event = try Event(parsing: bytes, position: range.lowerBound + offset)
        for reference in event.records ?? [] { try check(reference) }
        accounted += UInt64(clamping: event.leaves)
      }
      position = range.upperBound
    }
    guard accounted == head.size else {
      throw .damaged("the events speak of \(accounted) entries, and the log has \(head.size)")
    }
  }

  /// What a writer knows of the ledger.
  struct Known {
    /// The ledger's count of what others did to it: while it stays, this writer knows the head.
    let changes: Int
    /// Entries before this one were read back since.
    var readBack: UInt64 = 0
  }

  /// Catches up where anybody else has written since this writer looked last, and forgets then what
  /// it has read back.
  func lookAround() throws(RegisterError) {
    let changes = try Self.attempt { () throws(LedgerError) in try store.changesOfOthers() }
    guard known?.changes != changes else { return }
    try refresh()
    known = Known(changes: changes)
  }

  /// Reads the newest entries again, hashes the right edge anew and compares, before a root over
  /// them is signed: one flipped bit in a leaf ended the log Yeti 2022 for good.
  ///
  /// Each entry is read back once after it was stored, and all of the newest tile whenever anybody
  /// else has written to the ledger since. What a disk does to entries that lie there untouched is
  /// found by the audit, at the start and daily: reading them here would give the system's cache.
  func recheckRightEdge(_ tree: MerkleTree, _ next: MerkleTree) throws(RegisterError) {
    let edge = tree.size - tree.size % UInt64(Tile.fullWidth)
    let start = max(edge, min(known?.readBack ?? 0, tree.size))
    var stored: [[UInt8]] = []
    if start < tree.size {
      stored = try Self.attempt { () throws(LedgerError) in
        try comparing.leaves(start..<tree.size)
      }
    }
    try Self.check(count: UInt64(stored.count), of: start..<tree.size)
    for (offset, bytes) in stored.enumerated() {
      let index = start + UInt64(offset)
      guard tree.leafHash(index) == MerkleHash.leaf(bytes) else {
        throw .damaged("entry \(index) of the log is not what was recorded")
      }
    }
    guard next.rehashedRoot() == next.root else {
      throw .damaged("hashes in memory have changed since they were made: suspect the machine")
    }
    known?.readBack = tree.size
  }

  /// That a record is what the event committed to; one that was erased says nothing any more.
  private nonisolated func check(_ reference: RecordReference) throws(RegisterError) {
    let stored = try Self.attempt { () throws(LedgerError) in
      try store.record(reference.id, version: reference.version)
    }
    if let stored, stored.reference.digest != reference.digest {
      throw .damaged(
        "version \(reference.version) of the record \(reference.id) is not what was recorded")
    }
  }

  static func check(count: UInt64, of range: Range<UInt64>) throws(RegisterError) {
    guard count == UInt64(range.count) else {
      throw .damaged(
        "of the entries \(range.lowerBound) to \(range.upperBound - 1) of the log, "
          + "\(UInt64(range.count) - count) are missing")
    }
  }
}
