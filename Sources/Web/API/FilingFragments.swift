import Register
import Synchronization

/// Filings as they stand in results, in JSON, written once: searches show the same ones again and
/// again.
///
/// What is written of a filing changes only when the log says something new of it, so a fragment that
/// was written for one state serves later ones as well. Only of filings as they are now; those of
/// earlier times are asked for too seldom.
final class FilingFragments: Sendable {
  private struct Fragment {
    let newestLeaf: UInt64
    let bytes: [UInt8]
  }

  private struct Kept {
    var fragments: [Int: Fragment] = [:]
    var bytes = 0
  }

  /// How many bytes are kept; when more are due, all are given up and written anew.
  private static let limit = 16 << 20

  private let kept = Mutex(Kept())

  init() {}

  /// Writes filings as the elements of an array.
  func write(_ views: [FilingView], to json: inout JSONWriter) {
    let known = kept.withLock { kept in
      views.map { view -> [UInt8]? in
        guard let fragment = kept.fragments[view.ordinal] else { return nil }
        return fragment.newestLeaf == view.newestLeaf ? fragment.bytes : nil
      }
    }
    var new: [(ordinal: Int, fragment: Fragment)] = []
    for (view, bytes) in zip(views, known) {
      if let bytes {
        json.raw(bytes)
      } else {
        var writer = JSONWriter(capacity: 1024)
        writer.filing(view, .now)
        json.raw(writer.bytes)
        new.append((view.ordinal, Fragment(newestLeaf: view.newestLeaf, bytes: writer.bytes)))
      }
    }
    if !new.isEmpty { keep(new) }
  }

  private func keep(_ new: [(ordinal: Int, fragment: Fragment)]) {
    kept.withLock { kept in
      for (ordinal, fragment) in new {
        if kept.bytes + fragment.bytes.count > Self.limit { kept = Kept() }
        kept.bytes += fragment.bytes.count
        if let old = kept.fragments.updateValue(fragment, forKey: ordinal) {
          kept.bytes -= old.bytes.count
        }
      }
    }
  }
}
