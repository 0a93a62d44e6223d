import Record
import Register
import Rules

/// Something that the feed tells: an entry of the log that is not the first print of a row.
struct FeedEvent: Sendable {
  /// The entry's index in the log.
  let index: UInt64
  let leaf: Leaf
  /// The filing that it concerns, by its place in the register; `nil` for a list, and for a notice
  /// about a number that stands in no recorded list.
  let filing: Int?
  /// The tracks that it concerns; none where that is not known.
  let tracks: [Track]
}

extension RegisterState {
  /// Everything that the feed tells, newest first.
  func feedEvents() -> [FeedEvent] {
    var events: [FeedEvent] = []
    for id in listIDs {
      guard let list = list(id) else { continue }
      for copy in list.copies {
        events.append(
          FeedEvent(
            index: copy.index, leaf: .list(copy.header), filing: nil, tracks: [list.track]))
      }
    }
    for ordinal in 0..<filings.count {
      guard let filing = filings[ordinal] else { continue }
      for entry in filing.entries {
        if case .row = entry.leaf { continue }
        let tracks = entry.leaf.row.flatMap { list($0.list)?.track }.map { [$0] }
        events.append(
          FeedEvent(
            index: entry.index, leaf: entry.leaf, filing: ordinal,
            tracks: tracks ?? filing.current.tracks))
      }
    }
    for notice in pendingNotices {
      events.append(FeedEvent(index: notice.index, leaf: notice.leaf, filing: nil, tracks: []))
    }
    return events.sorted { $0.index > $1.index }
  }
}
