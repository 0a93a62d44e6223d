import Foundation
import Synchronization

extension ChildProcess {
  /// Runs the program to its end on a thread of its own, since the tasks' threads must not be
  /// blocked.
  ///
  /// - Throws: What ``run(input:outputLimit:time:isCancelled:)`` does; `cancelled` where this task
  ///   was. The program has ended in any case.
  func runApart(
    input: Input, outputLimit: Int, time: Duration
  ) async throws(WorkerError) -> Ending {
    let flag = Flag()
    let result = await withTaskCancellationHandler {
      await OwnThread.run {
        Result { () throws(WorkerError) in
          try run(
            input: input, outputLimit: outputLimit, time: time,
            isCancelled: { flag.isRaised })
        }
      }
    } onCancel: {
      flag.raise()
    }
    return try result.get()
  }

  /// Says from one task to another thread that it is enough.
  private final class Flag: Sendable {
    private let state = Mutex(false)
    var isRaised: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
  }
}

/// Work that waits for a disk or a process, and so may not hold one of the few threads of the tasks.
enum OwnThread {
  /// Does the work on a thread of its own and gives what came of it.
  static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }
}
