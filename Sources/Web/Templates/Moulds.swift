import Synchronization

/// Moulds that were made once, kept up to a number of bytes.
///
/// The key has to say everything that the mould is made from but for its places.
final class Moulds<Key: Hashable & Sendable>: Sendable {
  private struct Kept {
    var moulds: [Key: Mould] = [:]
    var bytes = 0
  }

  /// What a mould takes besides its bytes, roughly.
  private static var overhead: Int { 512 }

  private let limit: Int
  private let kept = Mutex(Kept())

  /// Keeps at most `limit` bytes; when more are due, all are given up and made anew.
  init(limit: Int) { self.limit = limit }

  /// A memory of its own with those moulds alone whose keys are asked for.
  func filtered(_ isKept: (Key) -> Bool) -> Moulds {
    let other = Moulds(limit: limit)
    for (key, mould) in kept.withLock({ $0.moulds }) where isKept(key) {
      other.keep(mould, for: key)
    }
    return other
  }

  /// The mould of a key, made if it is not there.
  func mould(_ key: Key, make: () -> Mould) -> Mould {
    if let known = self[key] { return known }
    let new = make()
    keep(new, for: key)
    return new
  }

  /// The mould of a key, if it is there.
  subscript(key: Key) -> Mould? { kept.withLock { $0.moulds[key] } }

  /// Keeps a mould; one of the same key is the same.
  func keep(_ mould: Mould, for key: Key) {
    let size = mould.count + Self.overhead
    kept.withLock { kept in
      if kept.bytes + size > limit { kept = Kept() }
      if kept.moulds.updateValue(mould, forKey: key) == nil { kept.bytes += size }
    }
  }
}
