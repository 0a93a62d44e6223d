import Synchronization

/// Drafts that were read or saved lately, so that one is not read out of its JSON for every page.
///
/// A draft holds as long as storage says that no draft was changed since, in any process
/// (``PrivateStore/draftChanges``); else storage is asked, and a draft is known again by its bytes.
final class DraftMemo: Sendable {
  private struct Kept {
    var drafts: [String: (draft: Draft, changes: UInt64?)] = [:]
    var bytes = 0
  }

  /// How many stored bytes are kept; when more are due, all are given up and read anew.
  private static let limit = 16 << 20

  private let kept = Mutex(Kept())

  /// The draft of an id, where no draft was changed since.
  func draft(_ id: String, changes: UInt64) -> Draft? {
    guard let known = kept.withLock({ $0.drafts[id] }), known.changes == changes else { return nil }
    return known.draft
  }

  /// The draft of an id, where it is the one that has this revision and these bytes.
  func draft(_ id: String, revision: Int, body: [UInt8]) -> Draft? {
    guard let known = last(id), known.revision == revision, known.body == body else { return nil }
    return known
  }

  /// The draft of an id that was kept last, whether it still holds or not.
  func last(_ id: String) -> Draft? { kept.withLock { $0.drafts[id]?.draft } }

  /// Keeps a draft; `changes` is what storage says as long as it holds.
  func keep(_ draft: Draft, _ id: String, changes: UInt64?) {
    kept.withLock { kept in
      if kept.bytes + draft.body.count > Self.limit { kept = Kept() }
      kept.bytes += draft.body.count
      if let old = kept.drafts.updateValue((draft, changes), forKey: id) {
        kept.bytes -= old.draft.body.count
      }
    }
  }

  /// Drafts that were erased, or are gone.
  func forget(_ ids: [String]) {
    kept.withLock { kept in
      for id in ids {
        if let old = kept.drafts.removeValue(forKey: id) { kept.bytes -= old.draft.body.count }
      }
    }
  }
}
