import Synchronization

/// Sessions that were looked up lately, each with the number that storage gave before.
///
/// Where that number is still the same, no session was ended since and no account changed, by whichever
/// process (``PrivateStore/endings``).
final class KnownSessions: Sendable {
  private struct Known {
    let session: Session
    let used: Int
    let endings: UInt64
  }

  /// How many are kept; when there are more, all are given up and looked up anew.
  private static let limit = 4096

  private let kept = Mutex<[[UInt8]: Known]>([:])

  /// The session of a hash, and when it was used last as far as is known: it may have been used since.
  func session(_ hash: [UInt8], endings: UInt64) -> (session: Session, used: Int)? {
    guard let known = kept.withLock({ $0[hash] }), known.endings == endings else { return nil }
    return (known.session, known.used)
  }

  func keep(_ session: Session, used: Int, endings: UInt64) {
    kept.withLock { kept in
      if kept.count >= Self.limit { kept = [:] }
      kept[session.hash] = Known(session: session, used: used, endings: endings)
    }
  }
}
