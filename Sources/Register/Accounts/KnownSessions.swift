import Synchronization

/// Sessions that were looked up lately, with the number that storage gave before.
///
/// Where that number is still the same, no session was ended since and no account changed, by whichever
/// process (``PrivateStore/endings``).
final class KnownSessions: Sendable {
  private struct Kept {
    var endings: UInt64 = 0
    var sessions: [[UInt8]: (session: Session, used: Int)] = [:]
  }

  /// How many are kept; when there are more, all are given up and looked up anew.
  private static let limit = 4096

  private let kept = Mutex(Kept())

  /// The session of a hash, and when it was used last as far as is known: it may have been used since.
  func session(_ hash: [UInt8], endings: UInt64) -> (session: Session, used: Int)? {
    kept.withLock { $0.endings == endings ? $0.sessions[hash] : nil }
  }

  func keep(_ session: Session, used: Int, endings: UInt64) {
    kept.withLock { kept in
      // What was ended, or erased with its Person, does not stay in memory.
      if kept.endings != endings || kept.sessions.count >= Self.limit {
        kept = Kept(endings: endings)
      }
      kept.sessions[session.hash] = (session, used)
    }
  }
}
