import Synchronization

/// Drafts that were read or saved lately, so that one is not read out of its JSON for every page.
///
/// Storage is asked each time, and a draft is known again by its bytes: what another process has saved
/// is never missed.
final class DraftMemo: Sendable {
  private struct Kept {
    var drafts: [String: Draft] = [:]
    var bytes = 0
  }

  /// How many stored bytes are kept; when more are due, all are given up and read anew.
  private static let limit = 16 << 20

  private let kept = Mutex(Kept())

  /// The draft of an id, where it is the one that has this revision and these bytes.
  func draft(_ id: String, revision: Int, body: [UInt8]) -> Draft? {
    guard let known = kept.withLock({ $0.drafts[id] }), known.revision == revision,
      known.body == body
    else { return nil }
    return known
  }

  /// The draft of an id that was kept last, whether it still holds or not.
  func last(_ id: String) -> Draft? { kept.withLock { $0.drafts[id] } }

  func keep(_ draft: Draft, _ id: String) {
    kept.withLock { kept in
      if kept.bytes + draft.body.count > Self.limit { kept = Kept() }
      kept.bytes += draft.body.count
      if let old = kept.drafts.updateValue(draft, forKey: id) { kept.bytes -= old.body.count }
    }
  }

  /// Drafts that were erased, or are gone.
  func forget(_ ids: [String]) {
    kept.withLock { kept in
      for id in ids {
        if let old = kept.drafts.removeValue(forKey: id) { kept.bytes -= old.body.count }
      }
    }
  }
}
