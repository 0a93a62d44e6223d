import Ledger
public import Record
public import Transparency

/// What recovering a register did.
public struct Recovery: Sendable, Hashable {
  /// How many entries the ledger held.
  public let before: UInt64
  /// How many it holds now.
  public let after: UInt64
  /// Whether the anchor was missing and has been made anew.
  public let anchorRenewed: Bool

  /// What cannot be had back from a public copy, in a sentence; `nil` where nothing is missing.
  public var lost: String? {
    after == before
      ? nil
      : "the private events of entries \(before) to \(after - 1) are lost: who gave the commands. "
        + "The entries themselves say when they were recorded"
  }
}

extension RegisterFile {
  /// Brings a ledger that is behind what was published up to it, from a public copy of its log.
  ///
  /// The copy need not be trusted: its checkpoint has to carry this log's own signature, its
  /// entries have to hash to it, and what the ledger and the anchor hold has to be a part of it.
  /// Nothing is signed; the checkpoint that was published is taken over as it is.
  ///
  /// - Throws: ``RegisterError/refused(reason:)`` where the copy does not do, with the reason.
  public static func recover(
    _ directory: DataDirectory, from copy: any LogReader,
    now: @escaping @Sendable () -> Moment = RegisterFile.systemClock
  ) async throws -> Recovery {
    let (store, instance) = try openStore(directory)
    let signer = try directory.readLogKey()
    let key = signer.verifierKey
    guard key.text == instance.logKey else {
      throw RegisterError.local(path: directory.logKey, reason: "this is the key of another log")
    }
    let anchor = Anchor(path: directory.anchor)
    // An anchor that cannot be read tells as little as one that is missing; the copy takes its
    // place.
    let anchored = try? anchor.read(key: key)
    let head = try Registrar.attempt { () throws(LedgerError) in try store.head() }
    let note = try SignedNote(parsing: try await copy.checkpoint())
    _ = try note.open(with: [key])
    let checkpoint = try Checkpoint(parsing: note)
    guard checkpoint.hasOrigin(instance.origin) else {
      throw RegisterError.refused(
        reason: "the copy is of the log \(checkpoint.origin), and this is \(instance.origin)")
    }
    guard checkpoint.size >= anchored?.size ?? 0 else {
      throw RegisterError.refused(
        reason: "the copy ends at \(checkpoint.size) entries, and \(anchored?.size ?? 0) were "
          + "published: name a newer copy")
    }

    var tree = MerkleTree()
    for bytes in try Registrar.allLeaves(store, upTo: head.size) { tree.append(entry: bytes) }
    guard tree.root == head.root else {
      throw RegisterError.damaged("its entries do not hash to the root that its head names")
    }
    var missing: [[UInt8]] = []
    if checkpoint.size > head.size {
      missing = try await entries(head.size..<checkpoint.size, from: copy, size: checkpoint.size)
      for bytes in missing {
        _ = try Leaf(parsing: bytes)
        tree.append(entry: bytes)
      }
    }
    guard try tree.root(at: checkpoint.size) == checkpoint.root else {
      throw RegisterError.refused(
        reason: "the copy and the ledger tell different histories: the entries do not hash to the "
          + "checkpoint of the copy. Keep both, and find out which one was changed")
    }
    if let anchored, try tree.root(at: anchored.size) != anchored.root {
      throw RegisterError.refused(
        reason: "the copy's first \(anchored.size) entries are not those that were published")
    }
    if !missing.isEmpty {
      let event = Event(
        kind: .recovered, actor: "command", at: now(), subject: "\(head.size)",
        leaves: missing.count)
      let batch = LedgerBatch(
        events: [try event.encoded()], leaves: missing, root: checkpoint.root,
        checkpoint: note.encoded)
      _ = try Registrar.attempt { () throws(LedgerError) in
        try store.append(batch, expecting: head)
      }
      try anchor.write(note.encoded, size: checkpoint.size, renewing: anchored == nil)
    } else if anchored == nil {
      try anchor.write(head.checkpoint, size: head.size, renewing: true)
    }
    return Recovery(
      before: head.size, after: max(head.size, checkpoint.size), anchorRenewed: anchored == nil)
  }

  private static func entries(
    _ range: Range<UInt64>, from copy: any LogReader, size: UInt64
  ) async throws -> [[UInt8]] {
    var entries: [[UInt8]] = []
    let width = UInt64(Tile.fullWidth)
    for index in (range.lowerBound / width)...((size - 1) / width) {
      guard let tile = Tile.entries(index: index, size: size) else { continue }
      let bundle = try EntryBundle(parsing: try await copy.tile(tile))
      guard bundle.entries.count == tile.width else {
        throw RegisterError.refused(
          reason: "the copy's \(tile.path) holds \(bundle.entries.count) entries instead of "
            + "\(tile.width)")
      }
      let start = index * width
      entries += bundle.entries.enumerated()
        .filter { start + UInt64($0.offset) >= range.lowerBound }.map(\.element)
    }
    return entries
  }
}
