import Foundation

/// How long a test that can go on for ever goes on.
///
/// The normal run gives every such test a fixed budget; `make soak` sets `COUNTERMARK_EFFORT` to
/// multiply it. A test prints what it got through, so that a budget spent on nothing shows.
public enum Effort {
  /// How many times the normal budget: 1 unless `COUNTERMARK_EFFORT` says otherwise.
  public static let factor: Double =
    ProcessInfo.processInfo.environment["COUNTERMARK_EFFORT"].flatMap(Double.init)
    .map { min(max($0, 0.01), 100_000) } ?? 1

  /// Runs `body` again and again until the budget is spent, and at least once.
  ///
  /// - Parameters:
  ///   - seconds: The budget of a normal run.
  ///   - body: One round.
  /// - Returns: How many rounds there were.
  @discardableResult
  public static func spend(seconds: Double, _ body: () throws -> Void) rethrows -> Int {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds * factor)
    var rounds = 0
    repeat {
      try body()
      rounds += 1
    } while clock.now < end
    return rounds
  }

  /// A normal count, multiplied by the effort and never less than 1.
  public static func times(_ normal: Int) -> Int { max(1, Int(Double(normal) * factor)) }
}
