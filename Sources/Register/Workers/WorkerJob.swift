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
  let work: Work

  /// How the work takes its input.
  enum Work: Sendable {
    /// All of it at once.
    case whole(@Sendable ([UInt8]) -> Answer)
    /// Piece by piece, so that memory does not grow with it.
    case stream(@Sendable (WorkerInput) -> Answer?)
    /// As a file that can be read at any place.
    case file(@Sendable (Int32) -> Answer)
  }

  /// A kind of work: input in, answer out, nothing else touched.
  public init(
    name: String, limits: WorkerLimits, work: @escaping @Sendable ([UInt8]) -> Answer
  ) {
    self.name = name
    self.limits = limits
    self.work = .whole(work)
  }

  /// A kind of work on a file: `work` gets the number of its open descriptor, which is its own to
  /// close.
  ///
  /// Nothing of the file is read before.
  public init(
    name: String, limits: WorkerLimits, onFile work: @escaping @Sendable (Int32) -> Answer
  ) {
    self.name = name
    self.limits = limits
    self.work = .file(work)
  }

  /// A kind of work that reads its input piece by piece; no answer means that the input could not be
  /// read.
  init(
    name: String, limits: WorkerLimits, stream: @escaping @Sendable (WorkerInput) -> Answer?
  ) {
    self.name = name
    self.limits = limits
    self.work = .stream(stream)
  }
}
