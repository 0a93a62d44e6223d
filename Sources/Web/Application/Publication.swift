import Register
import Synchronization
import Transparency

/// A published state with what follows from it alone, worked out once.
final class Publication: Sendable {
  let state: RegisterState
  /// The number of entries of its log.
  let size: UInt64
  /// The tag of every answer that the state alone decides.
  let tag: EntityTag
  /// The member `register` of every answer of the API, as JSON.
  let preamble: [UInt8]
  /// Filings with everything that this state says of them, in JSON, by their ordinals.
  let filings = ByteCache(limit: 16 << 20)
  private let events = Mutex<[FeedEvent]?>(nil)

  init(_ state: RegisterState, _ instance: Instance) {
    let root = state.root
    self.state = state
    self.size = state.tree.size
    self.tag = EntityTag(root: root)
    self.preamble = instance.preamble(size: state.tree.size, root: root)
  }

  /// Everything that the feed tells, newest first: gathered when it is first asked for.
  var feedEvents: [FeedEvent] {
    events.withLock { known in
      if let known { return known }
      let gathered = state.feedEvents()
      known = gathered
      return gathered
    }
  }
}

/// The newest publication of a register.
final class Publications: Sendable {
  private let registrar: Registrar
  private let newest: Mutex<Publication>

  init(_ registrar: Registrar) {
    self.registrar = registrar
    newest = Mutex(Publication(registrar.published.state, registrar.instance))
  }

  /// What is published at this moment.
  ///
  /// A log only grows, so its size tells one state from another.
  var current: Publication {
    let state = registrar.published.state
    let known = newest.withLock { $0 }
    if known.size == state.tree.size { return known }
    let next = Publication(state, registrar.instance)
    return newest.withLock { known in
      if next.size > known.size { known = next }
      return next
    }
  }
}
