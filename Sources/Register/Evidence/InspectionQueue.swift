import Synchronization

/// Lets a few inspections of files run at once, and some wait: each takes a process, and up to half
/// a gigabyte for a package that is packed tightly.
///
/// Whoever would be too far back is refused at once, rather than after the browser gave up.
public final class InspectionQueue: Sendable {
  private let atOnce: Int
  private let waiting: Int

  private struct State {
    var running = 0
    var waiters: [CheckedContinuation<Bool, Never>] = []
  }

  private let state = Mutex(State())

  /// Lets so many run at once, and so many wait.
  public init(atOnce: Int, waiting: Int) {
    self.atOnce = max(1, atOnce)
    self.waiting = max(0, waiting)
  }

  /// How many run, and how many wait, at this moment.
  public var load: (running: Int, waiting: Int) {
    state.withLock { ($0.running, $0.waiters.count) }
  }

  /// Runs `body` when it is its turn.
  ///
  /// - Parameters:
  ///   - busy: What is thrown where too many wait.
  ///   - body: The inspection.
  /// - Returns: What `body` returns.
  /// - Throws: `busy`, and what `body` throws.
  public func inTurn<Value: Sendable, Failure: Error>(
    orElse busy: Failure, _ body: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let isIn = await withCheckedContinuation { waiter in
      let answer: Bool? = state.withLock { state in
        guard state.running >= atOnce else {
          state.running += 1
          return true
        }
        guard state.waiters.count < waiting else { return false }
        state.waiters.append(waiter)
        return nil
      }
      if let answer { waiter.resume(returning: answer) }
    }
    guard isIn else { throw busy }
    defer { leave() }
    return try await body()
  }

  /// Hands the place on to whoever has waited longest.
  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      guard !state.waiters.isEmpty else {
        state.running -= 1
        return nil
      }
      return state.waiters.removeFirst()
    }
    next?.resume(returning: true)
  }
}
