import Synchronization

/// Answers that were written once, kept up to a number of bytes.
final class ByteCache: Sendable {
  private struct Kept {
    var answers: [Int: [UInt8]] = [:]
    var bytes = 0
  }

  private let limit: Int
  private let kept = Mutex(Kept())

  /// Keeps at most `limit` bytes; when more are due, all are given up and written anew.
  init(limit: Int) { self.limit = limit }

  /// The bytes under a key, written if they are not there.
  func bytes(_ key: Int, write: () -> [UInt8]) -> [UInt8] {
    if let known = kept.withLock({ $0.answers[key] }) { return known }
    let new = write()
    kept.withLock { kept in
      if kept.bytes + new.count > limit { kept = Kept() }
      if kept.answers.updateValue(new, forKey: key) == nil { kept.bytes += new.count }
    }
    return new
  }
}
