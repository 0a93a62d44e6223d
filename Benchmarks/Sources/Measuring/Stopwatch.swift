#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What some work cost: the time on the wall, and the processor time that the system counts for the
/// whole process, all threads together.
public struct Cost: Sendable {
  /// Nanoseconds on the wall.
  public var wall: Double
  /// Nanoseconds of processor time.
  public var processor: Double

  /// Runs some work and says what it cost.
  public static func of<Value>(_ work: () throws -> Value) rethrows -> (value: Value, cost: Cost) {
    let start = Reading.now
    let value = try work()
    return (value, Reading.now.since(start))
  }

  /// Runs some work and says what it cost.
  public static func of<Value: Sendable>(
    isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Value
  ) async rethrows -> (value: Value, cost: Cost) {
    let start = Reading.now
    let value = try await work()
    return (value, Reading.now.since(start))
  }
}

/// Both clocks at one moment.
private struct Reading {
  let wall: Double
  let processor: Double

  static var now: Reading {
    Reading(wall: read(CLOCK_MONOTONIC), processor: read(CLOCK_PROCESS_CPUTIME_ID))
  }

  func since(_ start: Reading) -> Cost {
    Cost(wall: wall - start.wall, processor: processor - start.processor)
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
