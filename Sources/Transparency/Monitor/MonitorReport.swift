/// What a monitor found when it compared a log with what it remembers.
public enum MonitorReport: Hashable, Sendable {
  /// The log is seen for the first time; its checkpoint is remembered from now on.
  case first(Checkpoint)
  /// The log stands where it stood.
  case unchanged(Checkpoint)
  /// The log grew, and begins with all that it held before.
  case grown(old: Checkpoint, new: Checkpoint)
  /// The log no longer holds what it held: both notes are the evidence.
  case rewritten(old: SignedNote, new: SignedNote, reason: String)
  /// The log shows fewer entries than before; those that it shows may or may not be the same.
  case rolledBack(old: SignedNote, new: SignedNote, prefix: Prefix)
  /// The log could not be read or judged, for this reason; nothing is known of it either way.
  case unreadable(reason: String)

  /// What a smaller tree is to the one remembered.
  public enum Prefix: Hashable, Sendable {
    /// The beginning of it: the log shows an old state.
    case same
    /// Not told: the tiles of the larger tree are not served any more.
    case unknown
  }

  /// Whether the log is as it should be.
  public var isGood: Bool {
    switch self {
    case .first, .unchanged, .grown: true
    case .rewritten, .rolledBack, .unreadable: false
    }
  }
}

extension MonitorReport: CustomStringConvertible {
  /// What was found, and what to do about it.
  public var description: String {
    switch self {
    case .first(let checkpoint):
      "First seen: \(checkpoint.origin.shown) with \(checkpoint.size) entries; remembered."
    case .unchanged(let checkpoint):
      "Unchanged: \(checkpoint.origin.shown) with \(checkpoint.size) entries."
    case .grown(let old, let new):
      "Grown: \(new.origin.shown) from \(old.size) to \(new.size) entries, the old ones unchanged."
    case .rewritten(_, _, let reason):
      "REWRITTEN: \(reason) Keep both checkpoints and make them public."
    case .rolledBack(_, _, .same):
      "Rolled back: the log shows an earlier state of itself. If it stays so, its keeper has lost"
        + " entries."
    case .rolledBack(_, _, .unknown):
      "Rolled back: the log shows fewer entries than before, and whether they are the same cannot"
        + " be told. Keep both checkpoints and ask its keeper."
    case .unreadable(let reason):
      "Unreadable: \(reason)"
    }
  }
}
