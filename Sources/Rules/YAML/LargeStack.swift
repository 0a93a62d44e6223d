import Foundation

/// Runs recursive work that is bounded in depth, but not by the stack of whatever thread calls.
enum LargeStack {
  /// 1,000 levels of the YAML parser took under 2 MB where it was compiled without optimization.
  private static let byteCount = 16 * 1024 * 1024

  /// Runs the work on a thread of its own and waits for it.
  static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result {
    let slot = Slot<Result>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      slot.result = work()
      done.signal()
    }
    thread.stackSize = byteCount
    thread.start()
    done.wait()
    return slot.result ?? work()
  }

  /// Written by one thread before the semaphore, read by the other after it.
  private final class Slot<Result>: @unchecked Sendable {
    var result: Result?
  }
}
