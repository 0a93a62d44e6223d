import Ledger
import Record
import Synchronization
public import Transparency

/// What readers see: a whole state, and the signed checkpoint that stands for it.
public struct Published: Sendable {
  /// Everything that the log says up to the checkpoint.
  public let state: RegisterState
  /// Everything that the events say up to the same moment: never public.
  public let cases: CaseState
  /// The checkpoint of `state`, as signed.
  public let checkpoint: [UInt8]
  /// How many events there are: it tells one state from another.
  public let position: Int
}

/// The one who commits: it checks a command against the state, turns it into events and leaves,
/// signs, and makes all of it durable in one transaction, before anybody is told.
///
/// Any number of registrars, in any number of processes, may work on one ledger: an append names
/// the head that it was decided on, and whoever loses reads on and decides anew.
public actor Registrar {
  /// What was fixed when the register was made.
  public nonisolated let instance: Instance
  private nonisolated let current: Mutex<Published>
  private nonisolated let witnessed = Mutex<(note: SignedNote, checkpoint: Checkpoint)?>(nil)
  nonisolated let store: any LedgerStore
  nonisolated let drafts = DraftMemo()
  private let deciding: any LedgerStore
  let comparing: any LedgerStore
  private let signer: (any NoteSigner)?
  private let anchor: Anchor
  private let queue: WritersQueue
  private nonisolated let verifier: VerifierKey
  private let data: String
  nonisolated let clock: @Sendable () -> Moment
  private let random: @Sendable () -> any RandomNumberGenerator
  private var head: LedgerHead
  /// What this writer knows of the ledger; `nil` where it has to look.
  var known: Known?

  /// How often a command is decided anew after losing to another writer.
  private static let attempts = 64
  /// How many leaves are read at a time.
  static let portion: UInt64 = 4096

  init(
    directory: DataDirectory, instance: Instance, store: any LedgerStore,
    signer: (any NoteSigner)?, now: @escaping @Sendable () -> Moment,
    random: @escaping @Sendable () -> any RandomNumberGenerator = { SystemRandomNumberGenerator() }
  ) throws(RegisterError) {
    self.instance = instance
    self.store = store
    self.deciding = store.forDeciding
    self.comparing = signer == nil ? store : store.forComparing
    self.signer = signer
    self.clock = now
    self.random = random
    self.data = directory.path
    self.anchor = Anchor(path: directory.anchor)
    self.queue = WritersQueue(folder: directory.local)
    do { self.verifier = try VerifierKey(parsing: instance.logKey) } catch {
      throw .damaged("the log's public key in the instance's settings is unreadable: \(error)")
    }
    let head = try Self.attempt { () throws(LedgerError) in try store.head() }
    let state = try Self.load(
      RegisterState(), to: head, from: store, origin: instance.origin, verifier)
    let cases = try Self.load(CaseState(), from: 0, size: 0, to: head, from: store)
    self.head = head
    self.current = Mutex(
      Published(
        state: state, cases: cases, checkpoint: head.checkpoint, position: head.position))
    if signer != nil {
      try Self.compare(anchor, state, verifier, directory.path)
      // Whoever committed last may have ended before it moved the anchor on.
      try anchor.write(head.checkpoint, size: head.size)
      // Whoever recorded that something is erased may have ended before it was.
      let erasure = Erasure.recorded(in: cases)
      if !erasure.isEmpty { try Self.erase(erasure, store) }
    }
  }

  /// The newest state: cheap to take, and safe to keep.
  public nonisolated var published: Published { current.withLock { $0 } }

  /// The stored leaves of a range of indices.
  public nonisolated func leaves(_ range: Range<UInt64>) throws(RegisterError) -> [[UInt8]] {
    try Self.attempt { () throws(LedgerError) in try store.leaves(range) }
  }

  /// Whether a checkpoint was ever signed for a size.
  public nonisolated func hasCheckpoint(size: UInt64) throws(RegisterError) -> Bool {
    try hasCheckpoint(sizes: size...size)
  }

  /// Whether a checkpoint was ever signed for one of these sizes.
  public nonisolated func hasCheckpoint(
    sizes: ClosedRange<UInt64>
  ) throws(RegisterError) -> Bool {
    try Self.attempt { () throws(LedgerError) in try store.checkpointSizes(sizes) }
      .isEmpty == false
  }

  /// The proof that the log holds an entry: a `.tlog-proof` file (C2SP tlog-proof) with the entry's
  /// bytes in `extra`, against the newest checkpoint, with witnesses' cosignatures where there are
  /// any.
  ///
  /// - Throws: ``RegisterError/refused(reason:)`` where the log has no such entry, and
  ///   ``RegisterError/damaged(_:)`` where what is stored is not what was recorded.
  public nonisolated func receipt(index: UInt64) throws(RegisterError) -> [UInt8] {
    let published = published
    let tree = published.state.tree
    guard index < tree.size else {
      throw .refused(reason: "the log has \(tree.size) entries, so there is no entry \(index)")
    }
    let stored = try leaves(index..<index + 1)
    guard let entry = stored.first, MerkleHash.leaf(entry) == tree.leafHash(index) else {
      throw .damaged("entry \(index) of the log is not what was recorded")
    }
    do {
      let witnessed = witnessed.withLock { $0 }.flatMap { index < $0.checkpoint.size ? $0 : nil }
      let note: SignedNote
      if let kept = witnessed?.note {
        note = kept
      } else {
        note = try SignedNote(parsing: published.checkpoint)
      }
      let size = witnessed?.checkpoint.size ?? tree.size
      return try LogProof(
        extra: entry, index: index,
        hashes: tree.inclusionProof(index: index, size: size), checkpoint: note
      ).encoded
    } catch {
      throw .damaged("no receipt for entry \(index) can be made: \(error)")
    }
  }

  /// The newest checkpoint as it is served: with witnesses' cosignatures once they have come.
  public nonisolated var checkpointToServe: [UInt8] {
    let plain = published
    guard let kept = witnessed.withLock({ $0 }), kept.checkpoint.size == plain.state.tree.size
    else { return plain.checkpoint }
    return kept.note.encoded
  }

  /// Keeps a checkpoint of this log that witnesses have cosigned.
  ///
  /// Older ones than the newest kept are passed over.
  public nonisolated func keep(witnessed note: SignedNote) throws(RegisterError) {
    do {
      _ = try note.open(with: [verifier])
      let checkpoint = try Checkpoint(parsing: note)
      guard checkpoint.hasOrigin(instance.origin),
        try published.state.tree.root(at: checkpoint.size) == checkpoint.root
      else { throw RegisterError.refused(reason: "this is not a checkpoint of this log") }
      witnessed.withLock { kept in
        if checkpoint.size >= kept?.checkpoint.size ?? 0 { kept = (note, checkpoint) }
      }
    } catch let error as RegisterError {
      throw error
    } catch {
      throw .refused(reason: "the cosigned checkpoint does not hold: \(error)")
    }
  }

  /// Catches up with what other processes have committed.
  @discardableResult
  public func refresh() throws(RegisterError) -> Published {
    let stored = try Self.attempt { () throws(LedgerError) in try store.head() }
    guard stored != head else { return published }
    let state = published.state
    guard stored.size >= head.size, stored.position >= head.position else {
      throw .refusesToSign(
        reason: "the ledger holds \(stored.size) entries and held \(head.size) a moment ago",
        data: data)
    }
    let next = try Self.load(
      state, to: stored, from: store, origin: instance.origin, verifier)
    let cases = try Self.load(
      published.cases, from: head.position, size: head.size, to: stored, from: store)
    // What readers are about to see is published, whoever committed it. An anchor that cannot be
    // moved on stops no reader; the next command says so.
    if signer != nil { try? anchor.write(stored.checkpoint, size: stored.size) }
    publish(next, cases, stored)
    return published
  }

  /// Carries out a command: all of it, durable and signed, or nothing.
  public func carryOut(
    _ command: Command, actor: Actor = .machine("command")
  ) throws(RegisterError) -> Outcome {
    guard let signer else {
      throw .refused(reason: "this register was opened for reading; it records nothing")
    }
    for _ in 0..<Self.attempts {
      let outcome = try queue.inTurn { () throws(RegisterError) in
        try attempt(command, actor: actor, signer)
      }
      if let outcome { return outcome }
    }
    throw .busy
  }

  /// Decides a command on the newest state and records it; `nil` where somebody else was faster.
  private func attempt(
    _ command: Command, actor: Actor, _ signer: any NoteSigner
  ) throws(RegisterError) -> Outcome? {
    try lookAround()
    let (state, cases) = (published.state, published.cases)
    var context = context(actor)
    let decision = try command.decide(&context)
    if decision.isEmpty {
      try anchor.write(head.checkpoint, size: head.size)
      return decision.outcome
    }
    var encoded: [[UInt8]] = []
    for leaf in decision.leaves {
      do throws(LeafError) { encoded.append(try leaf.encoded()) } catch {
        throw .leaf(index: state.tree.size + UInt64(encoded.count), error)
      }
    }
    let events = decision.events(actor: actor.name, at: context.now)
    var batch = LedgerBatch(
      events: [], leaves: encoded, root: head.root, checkpoint: head.checkpoint,
      records: decision.facts.flatMap(\.records), accounts: decision.accounts)
    for event in events { batch.events.append(try event.encoded()) }
    var next = state
    if !encoded.isEmpty {
      do throws(LeafError) {
        next = try state.applying(encoded, read: decision.leaves)
      } catch { throw .leaf(index: state.tree.size, error) }
      try recheckRightEdge(state.tree, next.tree)
      batch.root = next.tree.root
      batch.checkpoint = try sign(next.tree, signer)
    }
    guard let stored = try appended(batch) else { return nil }
    var nextCases = cases
    var size = state.tree.size
    for event in events {
      nextCases.apply(event, firstLeaf: size)
      size += UInt64(clamping: event.leaves)
    }
    defer { publish(next, nextCases, stored) }
    if let erasure = decision.erasing { try erase(erasure) }
    if !encoded.isEmpty {
      try move(anchor, to: stored, entries: state.tree.size..<next.tree.size)
    }
    return decision.outcome
  }

  /// What a command of an actor is decided from, at this moment.
  func context(_ actor: Actor) -> DecisionContext {
    let (published, deciding) = (published, deciding)
    return DecisionContext(
      state: published.state, cases: published.cases, instance: instance, actor: actor,
      now: clock(),
      record: { (reference) throws(RegisterError) in
        let stored = try Self.attempt { () throws(LedgerError) in
          try deciding.record(reference.id, version: reference.version)
        }
        guard let stored else { throw .notAllowed(.lost(reference.id)) }
        return stored
      }, generator: random())
  }

  /// Appends; where that did not go well, what was known of the ledger counts no more.
  private func appended(_ batch: LedgerBatch) throws(RegisterError) -> LedgerHead? {
    let before = known
    known = nil
    guard let stored = try append(batch) else { return nil }
    known = before
    return stored
  }

  /// Appends, and finds out what became of it where the storage failed half-way.
  ///
  /// Returns `nil` where somebody else was faster.
  private func append(_ batch: LedgerBatch) throws(RegisterError) -> LedgerHead? {
    let expected = head
    do throws(LedgerError) {
      return try store.append(batch, expecting: expected)
    } catch {
      switch error {
      case .conflict: return nil
      case .storage:
        // The error may have come after the batch was stored: only the head tells.
        // Without leaves the root stays what it was, so the events themselves are looked for.
        let place = expected.position..<expected.position + batch.events.count
        if let found = try? store.head(), found.root == batch.root,
          found.checkpoint == batch.checkpoint, found.position == place.upperBound,
          (try? store.events(place)) == batch.events
        {
          return found
        }
        throw .ledger(error)
      default: throw .ledger(error)
      }
    }
  }

  private func publish(_ state: RegisterState, _ cases: CaseState, _ stored: LedgerHead) {
    head = stored
    current.withLock {
      $0 = Published(
        state: state, cases: cases, checkpoint: stored.checkpoint, position: stored.position)
    }
  }

  static func attempt<Value>(
    _ body: () throws(LedgerError) -> Value
  ) throws(RegisterError) -> Value {
    do throws(LedgerError) { return try body() } catch { throw .ledger(error) }
  }
}
