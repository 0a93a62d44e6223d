/// Why a worker process did not do its work.
///
/// What it found wrong with its input is no error of this kind, but its answer.
@nonexhaustive
public enum WorkerError: Error, Hashable, Sendable {
  /// The program could not be started.
  case notStarted(String)
  /// It was not done in time, and was ended.
  case timedOut(Duration)
  /// It wrote more than it may, and was ended.
  case outputTooLong(limit: Int)
  /// It was ended by a signal: out of memory or of processor time, or a fault of ours.
  case signalled(Int32)
  /// It ended with an exit code that no worker gives.
  case exited(Int32)
  /// The task that waited for it was cancelled, and it was ended.
  case cancelled
  /// It answered with something that is no answer to this work.
  case unreadableAnswer(String)
  /// It was called in a way that it does not know.
  case usage(String)
  /// The system refused to limit it; the text says in what.
  case unlimited(String)
}

extension WorkerError: CustomStringConvertible {
  /// What happened and what to do.
  public var description: String {
    switch self {
    case .notStarted(let reason):
      "the worker process could not be started (\(reason)); check the installation"
    case .timedOut(let limit):
      "the worker process was not done after \(limit.components.seconds) seconds and was ended: "
        + "the file takes too long to read; refused"
    case .outputTooLong(let limit):
      "the worker process wrote more than \(limit) bytes and was ended; the file is refused"
    case .signalled(let signal):
      "the worker process was ended by signal \(signal): the file needs more memory or processor "
        + "time than any list, or sets off a fault; refused"
    case .exited(let code):
      "the worker process ended with code \(code) and without an answer; the file is refused"
    case .cancelled: "the work was cancelled before it was done"
    case .unreadableAnswer(let reason):
      "the worker process answered with something unreadable (\(reason)); check that it is the "
        + "same version as this program"
    case .usage(let reason): "a worker was called wrongly: \(reason)"
    case .unlimited(let what):
      "the system does not let the worker limit its \(what), so that it reads nothing"
    }
  }
}
