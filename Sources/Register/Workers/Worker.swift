#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The worker's side: a process that limits itself, takes its input from standard input, answers on
/// standard output and ends.
public enum Worker {
  /// Exit codes of a worker.
  enum ExitCode {
    /// The answer on standard output is the result.
    static let done: Int32 = 0
    /// The answer on standard output says why the input is refused.
    static let refused: Int32 = 65
    /// It was called wrongly, or could not limit itself, or could not read or write.
    static let failed: Int32 = 70
  }

  /// Every kind of work that a worker of this program does.
  public static let jobs: [WorkerJob] = [ListWorker.job, EvidenceWorker.job]

  /// Does the work that `arguments` name, `NAME [LIMIT=NUMBER...]`, and gives the exit code with
  /// which the process must end now.
  ///
  /// Limits that are set stay set: nothing else can be done in this process afterwards.
  public static func serve(_ arguments: [String], jobs: [WorkerJob] = jobs) -> Int32 {
    guard let job = jobs.first(where: { $0.name == arguments.first }) else {
      return ExitCode.failed
    }
    do {
      let limits = try job.limits.updated(by: arguments.dropFirst())
      try limits.apply()
      let input = WorkerInput(descriptor: STDIN_FILENO, limit: limits.inputBytes)
      switch try answer(job, to: input) {
      case .done(let answer): return write(answer) ? ExitCode.done : ExitCode.failed
      case .refused(let answer): return write(answer) ? ExitCode.refused : ExitCode.failed
      case nil: return ExitCode.failed
      }
    } catch {
      return ExitCode.failed
    }
  }

  private static func answer(
    _ job: WorkerJob, to input: WorkerInput
  ) throws(WorkerInput.Fault) -> WorkerJob.Answer? {
    switch job.work {
    case .whole(let work):
      var bytes: [UInt8] = []
      while let piece = try input.next() { bytes += piece }
      return work(bytes)
    case .stream(let work): return work(input)
    case .file(let work): return work(STDIN_FILENO)
    }
  }

  private static func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
        #else
          Darwin.write(STDOUT_FILENO, $0.baseAddress, $0.count)
        #endif
      }
      guard count >= 0 else {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
