import Synchronization
import Transparency

/// What was worked out from one state: the root of its tree, search results and statistics.
///
/// It belongs to that state, so it can never be stale.
final class StateMemo: Sendable {
  /// How many results of searches are kept, and how many hits in all.
  private static let resultLimit = 512
  private static let hitLimit = 2_000_000

  private struct Kept {
    var results: [SearchKey: [SearchHit]] = [:]
    var hits = 0
    var statistics: [TimeView: Statistics] = [:]
    var root: MerkleHash?
  }

  private let kept = Mutex(Kept())

  func root(otherwise hash: () -> MerkleHash) -> MerkleHash {
    if let known = kept.withLock({ $0.root }) { return known }
    let root = hash()
    kept.withLock { $0.root = root }
    return root
  }

  func hits(_ key: SearchKey, otherwise find: () -> [SearchHit]) -> [SearchHit] {
    if let known = kept.withLock({ $0.results[key] }) { return known }
    let found = find()
    kept.withLock { kept in
      if kept.results.count >= Self.resultLimit || kept.hits + found.count > Self.hitLimit {
        kept.results = [:]
        kept.hits = 0
      }
      if found.count <= Self.hitLimit {
        kept.results[key] = found
        kept.hits += found.count
      }
    }
    return found
  }

  func statistics(_ time: TimeView, otherwise count: () -> Statistics) -> Statistics {
    if let known = kept.withLock({ $0.statistics[time] }) { return known }
    let counted = count()
    kept.withLock { kept in
      if kept.statistics.count >= 64 { kept.statistics = [:] }
      kept.statistics[time] = counted
    }
    return counted
  }
}
