import Ledger
import Record

extension Registrar {
  /// Takes records, drafts and accounts away.
  static func erase(_ erasure: Erasure, _ store: any LedgerStore) throws(RegisterError) {
    if let store = store as? any PrivateStore {
      var drafts = erasure.drafts
      for prefix in erasure.draftsBeginning {
        drafts += try attempt { () throws(LedgerError) in
          try store.draftIDs(beginning: prefix)
        }
      }
      for draft in drafts {
        try attempt { () throws(LedgerError) in try store.deleteDraft(draft) }
      }
    }
    try attempt { () throws(LedgerError) in
      try store.erase(records: erasure.records, accounts: erasure.accounts)
    }
  }

  /// The same, and out of memory as well.
  nonisolated func erase(_ erasure: Erasure) throws(RegisterError) {
    try Self.erase(erasure, store)
    drafts.forget(erasure.drafts)
  }

  /// The private state after the events up to a head.
  ///
  /// `size` is that of the log where the events begin: each says how many entries it made public.
  static func load(
    _ state: CaseState, from start: Int, size: UInt64, to head: LedgerHead,
    from store: any LedgerStore
  ) throws(RegisterError) -> CaseState {
    var state = state
    var at = start
    var size = size
    while at < head.position {
      let range = at..<min(at + Int(portion), head.position)
      let events = try attempt { () throws(LedgerError) in try store.events(range) }
      guard events.count == range.count else {
        throw .damaged(
          "of the events \(range.lowerBound) to \(range.upperBound - 1), "
            + "\(range.count - events.count) are missing")
      }
      for (offset, stored) in events.enumerated() {
        let event = try Event(parsing: stored, position: at + offset)
        state.apply(event, firstLeaf: size)
        size += UInt64(clamping: event.leaves)
      }
      at = range.upperBound
    }
    return state
  }
}

extension CaseState {
  /// Applies an event; one that concerns no case changes nothing.
  mutating func apply(_ event: Event, firstLeaf: UInt64) {
    if let body = event.body { apply(body, of: event, firstLeaf: firstLeaf) }
  }
}

extension Decision {
  /// The events that tell of it: one where it concerns no case, otherwise one for each fact.
  ///
  /// The first accounts for the leaves.
  func events(actor: String, at now: Moment) -> [Event] {
    if facts.isEmpty {
      return [Event(kind: kind, actor: actor, at: now, subject: subject, leaves: leaves.count)]
    }
    return facts.enumerated().map { place, fact in
      Event(
        fact.event, actor: actor, at: now, leaves: place == 0 ? leaves.count : 0,
        records: fact.records.map(\.reference))
    }
  }
}
