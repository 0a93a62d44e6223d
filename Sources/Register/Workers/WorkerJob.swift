/// A kind of work that is done in a process of its own, because its input comes from strangers.
public struct WorkerJob: Sendable {
  /// What came of the work.
  public enum Answer: Hashable, Sendable {
    /// The result.
    case done([UInt8])
    /// Why the input is refused.
    case refused([UInt8])
  }

  /// The name by which a worker is told what to do.
  public let name: String
  /// What the work may use at most, unless told otherwise.
  public let limits: WorkerLimits
  let work: @Sendable ([UInt8]) -> Answer

  /// A kind of work: input in, answer out, nothing else touched.
  public init(
    name: String, limits: WorkerLimits, work: @escaping @Sendable ([UInt8]) -> Answer
  ) {
    self.name = name
    self.limits = limits
    self.work = work
  }
}
