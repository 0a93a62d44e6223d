import Register
import Rules
import Synchronization

/// What waits in one published state on one day, worked out once: all of the queue that does not depend
/// on who looks.
///
/// It belongs to that state, so it can never be stale.
final class Waiting: Sendable {
  /// A case that waits.
  struct Entry: Sendable {
    let application: Application
    let due: DueMark?
    let organization: String
    /// The Person who has it in hand, or has recommended.
    let holder: Identifier?
  }

  /// What was read of records; both can be erased, and then there is another state.
  private struct Names {
    /// What the algorithms are called, with the record that says so.
    var algorithms: [Identifier: (record: RecordReference, name: String)] = [:]
    var persons: [Identifier: String] = [:]
  }

  let position: Int
  let today: Day
  /// The cases, the most urgent first.
  let entries: [Entry]
  /// How many each part holds, but for ``QueueModel/Filter/mine``.
  let counts: [QueueModel.Filter: Int]
  /// How many each Person has in hand.
  let inHand: [Identifier: Int]
  /// Who has a case in hand, or has recommended one.
  let holders: Set<Identifier>
  let spans: [QueueModel.Span: Int]
  /// Mandates and claims that wait.
  let mandates: Int
  /// How many Persons were erased until then.
  private let erased: Int
  /// What pages of any state are put together from.
  let parts: QueueParts
  /// Pages of this state.
  let pages = Moulds<QueueModel.PageKey>(limit: 8 << 20)
  private let names: Mutex<Names>

  /// The queue of a desk.
  ///
  /// - Parameters:
  ///   - desk: One state, and the day.
  ///   - position: How many events the state comes from.
  ///   - previous: What was worked out of the state before: names that still hold are taken over.
  init(_ desk: Desk, position: Int, after previous: Waiting? = nil) {
    self.position = position
    today = desk.today
    var counts: [QueueModel.Filter: Int] = [:]
    var inHand: [Identifier: Int] = [:]
    var spans: [QueueModel.Span: Int] = [:]
    entries = desk.cases.queue(in: desk.calendar, asOf: desk.today).map { application, due in
      let entry = Entry(
        application: application,
        due: due.map { DueMark($0, asOf: desk.today, in: desk.calendar) },
        organization: desk.cases.organization(application.organization)?.name ?? "",
        holder: application.claimedBy.flatMap { desk.cases.account($0)?.person })
      for part in QueueModel.Filter.allCases where part != .mine && part.holds(entry, nil) {
        counts[part, default: 0] += 1
      }
      if let mark = entry.due { spans[QueueModel.Span(mark), default: 0] += 1 }
      if application.status == .submitted, let holder = entry.holder {
        inHand[holder, default: 0] += 1
      }
      return entry
    }
    holders = Set(entries.compactMap(\.holder))
    self.counts = counts
    self.inHand = inHand
    self.spans = spans
    mandates = desk.cases.openMandates.count
    erased = desk.cases.erased.count
    let waiting = Set(entries.map(\.application.id))
    let isLike = previous?.erased == desk.cases.erased.count
    // What was written of a case that waits no longer, or with the name of somebody who is erased now,
    // does not stay in memory.
    parts =
      previous.map { $0.parts.keepingRows { isLike && waiting.contains($0.id) } } ?? QueueParts()
    var names = Names()
    if let known = previous?.names.withLock({ $0 }) {
      for entry in entries {
        let id = entry.application.id
        if let one = known.algorithms[id], one.record == entry.application.submissions.last {
          names.algorithms[id] = one
        }
        if let person = entry.holder, !desk.cases.erased.contains(person) {
          names.persons[person] = known.persons[person]
        }
      }
    }
    self.names = Mutex(names)
  }

  /// How many cases a part holds for a Person.
  func count(of part: QueueModel.Filter, for person: Identifier) -> Int {
    (part == .mine ? inHand[person] : counts[part]) ?? 0
  }

  /// What the algorithm of a case is called; `nil` where its dossier was erased, or cannot be read.
  func algorithm(of application: Application, _ desk: Desk) -> String? {
    if let known = names.withLock({ $0.algorithms[application.id] }) { return known.name }
    guard let record = application.submissions.last,
      let name = desk.dossier(application)?.algorithm
    else { return nil }
    names.withLock { $0.algorithms[application.id] = (record, name) }
    return name
  }

  /// The name of a Person; `nil` where it was erased, or cannot be read.
  func name(of person: Identifier, _ desk: Desk) -> String? {
    if let known = names.withLock({ $0.persons[person] }) { return known }
    guard let name = desk.name(of: person) else { return nil }
    names.withLock { $0.persons[person] = name }
    return name
  }
}

/// What waits in the newest state that was asked for.
final class WaitingMemo: Sendable {
  private let newest = Mutex<Waiting?>(nil)

  /// What waits at a desk; `position` is that of its state.
  func waiting(_ desk: Desk, position: Int) -> Waiting {
    let known = newest.withLock { $0 }
    if let known, known.position == position, known.today == desk.today { return known }
    let next = Waiting(desk, position: position, after: known)
    newest.withLock { known in
      if let old = known, (old.position, old.today) > (next.position, next.today) { return }
      known = next
    }
    return next
  }
}
