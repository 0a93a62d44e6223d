/// What went wrong in the test harness itself, as opposed to the thing under test.
public struct HarnessError: Error, CustomStringConvertible {
  /// What, where, and what to do.
  public let description: String

  /// An error that says this.
  public init(_ description: String) { self.description = description }
}
