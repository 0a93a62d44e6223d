import Ledger
import Synchronization
import Transparency

/// A ledger whose storage fails once, at a chosen call, and either before or after it did what it
/// was asked.
final class FaultyStore: LedgerStore {
  /// When the failure comes.
  enum Fault: Hashable, Sendable, CaseIterable {
    /// Nothing was done.
    case notStored
    /// What was asked is done, and the answer is an error all the same.
    case storedAnyway
    /// As `storedAnyway`, and the next call fails as well, so that nobody can tell.
    case storedUnseen
  }

  private struct Plan {
    var fault: Fault
    /// Calls until the failure.
    var left: Int
    var calls = 0
    var appends: [Int] = []
  }

  private let store: any LedgerStore
  private let plan: Mutex<Plan>

  /// Fails at call number `call`, from 0; at none where that is never reached.
  init(_ store: any LedgerStore, _ fault: Fault = .notStored, at call: Int = .max) {
    self.store = store
    plan = Mutex(Plan(fault: fault, left: call))
  }

  /// How many calls there were.
  var calls: Int { plan.withLock { $0.calls } }
  /// Which of them were appends.
  var appends: [Int] { plan.withLock { $0.appends } }

  private func call<Value>(
    _ body: () throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value {
    let (fault, turn) = plan.withLock { plan in
      defer {
        plan.left -= 1
        plan.calls += 1
      }
      return (plan.fault, plan.left)
    }
    let failure = LedgerError.storage("the disk is made to fail")
    switch (fault, turn) {
    case (.notStored, 0), (.storedUnseen, -1): throw failure
    case (.storedAnyway, 0), (.storedUnseen, 0):
      _ = try body()
      throw failure
    default: return try body()
    }
  }

  func record(_ id: String, version: Int) throws(LedgerError) -> LedgerRecord? {
    try call { () throws(LedgerError) in try store.record(id, version: version) }
  }

  func erase(records: [String], accounts: [String]) throws(LedgerError) {
    try call { () throws(LedgerError) in try store.erase(records: records, accounts: accounts) }
  }

  func head() throws(LedgerError) -> LedgerHead {
    try call { () throws(LedgerError) in try store.head() }
  }

  func changesOfOthers() throws(LedgerError) -> Int {
    try call { () throws(LedgerError) in try store.changesOfOthers() }
  }

  func append(
    _ batch: LedgerBatch, expecting expected: LedgerHead
  ) throws(LedgerError) -> LedgerHead {
    plan.withLock { $0.appends.append($0.calls) }
    return try call { () throws(LedgerError) in try store.append(batch, expecting: expected) }
  }

  func leaves(_ range: Range<UInt64>) throws(LedgerError) -> [[UInt8]] {
    try call { () throws(LedgerError) in try store.leaves(range) }
  }

  func events(_ range: Range<Int>) throws(LedgerError) -> [[UInt8]] {
    try call { () throws(LedgerError) in try store.events(range) }
  }

  func checkpointSizes(_ range: ClosedRange<UInt64>) throws(LedgerError) -> [UInt64] {
    try call { () throws(LedgerError) in try store.checkpointSizes(range) }
  }

  func instance() throws(LedgerError) -> [UInt8] {
    try call { () throws(LedgerError) in try store.instance() }
  }
}
