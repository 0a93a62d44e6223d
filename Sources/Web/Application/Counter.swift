import Synchronization

/// A number that only grows, shared.
final class Counter: Sendable {
  private let sum = Mutex(0)

  /// The sum of all that was added.
  var value: Int { sum.withLock { $0 } }

  func add(_ count: Int) { sum.withLock { $0 += count } }
}
