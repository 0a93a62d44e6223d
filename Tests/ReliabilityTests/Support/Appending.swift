import Foundation
import Register
import TestSupport

/// Starting appenders on a data directory of a test's own.
struct Appending {
  let folder: TemporaryDirectory
  let directory: DataDirectory

  init() throws {
    folder = try TemporaryDirectory()
    directory = DataDirectory(folder.path + "/register")
  }

  /// The program's arguments.
  func arguments(writer: Int = 0, turns: Int) -> [String] {
    [directory.path, "\(writer)", "\(turns)"]
  }

  /// Starts an appender and does not wait.
  func start(writer: Int = 0, turns: Int = 0) throws -> Child {
    try Child(Built.path(of: "appender"), arguments(writer: writer, turns: turns))
  }

  /// Starts an appender through another program, which is given the appender's command line after
  /// its own arguments.
  func start(under program: String, _ arguments: [String], turns: Int) throws -> Child {
    try Child(
      program, arguments + [Built.path(of: "appender")] + self.arguments(turns: turns))
  }
}

/// Runs something that waits for other programs on a thread of its own, so that tests which fill
/// the shared threads do not make it late.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
{
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}

extension Child {
  /// Waits on this thread until the appender has written that many lines, or has ended; the first
  /// says that its register is open.
  func waitFor(lines: Int) {
    while end == nil, output.count(where: { $0 == 0x0A }) < lines { pause(milliseconds: 1) }
  }

  /// Kills it, and waits on this thread until it is gone.
  func killHere() throws {
    kill()
    _ = try waitHere()
  }
}

/// Stops this thread for a while.
func pause(milliseconds: Int) { usleep(UInt32(clamping: milliseconds * 1_000)) }

/// A budget of time that a test spends, and what it has to get done however slow the machine is.
struct Budget {
  private let end: ContinuousClock.Instant
  private var left: Int

  /// That many seconds, multiplied by the effort, from now on.
  init(seconds: Double, atLeast rounds: Int) {
    end = ContinuousClock.now + .seconds(seconds * Effort.factor)
    left = rounds
  }

  /// Whether there is to be another round.
  mutating func goesOn() -> Bool {
    left -= 1
    return left >= 0 || ContinuousClock.now < end
  }
}
