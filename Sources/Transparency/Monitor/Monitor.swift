/// Watches a log: remembers the last checkpoint that it saw and proves, from the log's own tiles,
/// that each later one continues it.
public struct Monitor: Sendable {
  private let reader: any LogReader
  private let policy: TrustPolicy?
  private let store: any CheckpointStore

  /// A monitor of the log behind `reader`.
  ///
  /// With a policy, a checkpoint counts only if the policy accepts it. Without one no signature is
  /// checked: a rewrite is still seen, but it cannot be proved to others.
  public init(reader: any LogReader, policy: TrustPolicy?, store: any CheckpointStore) {
    self.reader = reader
    self.policy = policy
    self.store = store
  }

  /// Reads the log once and compares it with what is remembered.
  ///
  /// Everything the log does is reported; this throws only where the store fails.
  public func check() async throws -> MonitorReport {
    let note: SignedNote
    let checkpoint: Checkpoint
    do {
      note = try SignedNote(parsing: try await reader.checkpoint())
      checkpoint = try policy?.verify(note).checkpoint ?? Checkpoint(parsing: note)
      if checkpoint.size == 0, checkpoint.root != .emptyRoot {
        return .unreadable(reason: "The checkpoint has no entries and not the empty root.")
      }
    } catch {
      return .unreadable(reason: "\(error)")
    }
    return try await compare(note, checkpoint)
  }

  private func compare(
    _ note: SignedNote, _ checkpoint: Checkpoint
  ) async throws -> MonitorReport {
    while true {
      let remembered = try store.latest(origin: checkpoint.origin)
      guard let remembered else {
        // A root that the tiles do not lead to is not worth remembering.
        if let reason = await unfounded(checkpoint) { return .unreadable(reason: reason) }
        if try keep(note, over: nil, origin: checkpoint.origin) { return .first(checkpoint) }
        continue
      }
      let old = try Checkpoint(parsing: remembered)
      let report = await judge(old: old, oldNote: remembered, new: checkpoint, newNote: note)
      switch report {
      case .grown:
        // Another monitor on the same store may have moved on meanwhile: compare again.
        guard try keep(note, over: remembered, origin: checkpoint.origin) else { continue }
      case .rewritten, .rolledBack:
        try store.keepEvidence(origin: checkpoint.origin, notes: [remembered, note])
      case .first, .unchanged, .unreadable:
        break
      }
      return report
    }
  }

  /// Replaces what is remembered, if it is still `expected`.
  private func keep(_ note: SignedNote, over expected: SignedNote?, origin: String) throws -> Bool {
    try store.update(origin: origin) { current in
      current == expected ? (note, true) : (nil, false)
    }
  }

  private func judge(
    old: Checkpoint, oldNote: SignedNote, new: Checkpoint, newNote: SignedNote
  ) async -> MonitorReport {
    if new.size == old.size {
      return new.root == old.root
        ? .unchanged(new)
        : .rewritten(
          old: oldNote, new: newNote,
          reason: "two different trees of \(new.size) entries were signed.")
    }
    let (small, large) = new.size > old.size ? (old, new) : (new, old)
    let root: MerkleHash
    do {
      root = try await TileProver(reader: reader).root(at: small.size, under: large)
    } catch {
      // A log that was set back need not serve the tiles of its larger self.
      return new.size > old.size
        ? .unreadable(reason: "\(error)")
        : .rolledBack(old: oldNote, new: newNote, prefix: .unknown)
    }
    guard root == small.root else {
      return .rewritten(
        old: oldNote, new: newNote,
        reason: "the tree of \(large.size) entries does not begin with the \(small.size) entries"
          + " signed before.")
    }
    return new.size > old.size
      ? .grown(old: old, new: new)
      : .rolledBack(old: oldNote, new: newNote, prefix: .same)
  }

  /// Why the tiles do not lead to a checkpoint's root; nil where they do.
  private func unfounded(_ checkpoint: Checkpoint) async -> String? {
    do {
      _ = try await TileProver(reader: reader).root(at: checkpoint.size, under: checkpoint)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
