import Synchronization

/// The port that a server listens on, once it does: told to whoever waits.
final class BoundPort: Sendable {
  private enum State {
    case waiting([CheckedContinuation<Int, any Error>])
    case known(Result<Int, any Error>)
  }

  private let state = Mutex(State.waiting([]))

  /// Tells the outcome; only the first counts.
  func tell(_ result: Result<Int, any Error>) {
    let waiting = state.withLock { state in
      guard case .waiting(let waiting) = state else {
        return [] as [CheckedContinuation<Int, any Error>]
      }
      state = .known(result)
      return waiting
    }
    for continuation in waiting { continuation.resume(with: result) }
  }

  /// Waits for the outcome.
  func value() async throws -> Int {
    try await withCheckedThrowingContinuation { continuation in
      let known: Result<Int, any Error>? = state.withLock { state in
        switch state {
        case .waiting(let waiting):
          state = .waiting(waiting + [continuation])
          return nil
        case .known(let result): return result
        }
      }
      if let known { continuation.resume(with: known) }
    }
  }
}
