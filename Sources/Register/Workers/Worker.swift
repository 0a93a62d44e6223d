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
  public static let jobs: [WorkerJob] = [ListWorker.job]

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
      guard let input = readInput(limit: limits.inputBytes) else { return ExitCode.failed }
      switch job.work(input) {
      case .done(let answer): return write(answer) ? ExitCode.done : ExitCode.failed
      case .refused(let answer): return write(answer) ? ExitCode.refused : ExitCode.failed
      }
    } catch {
      return ExitCode.failed
    }
  }

  /// Standard input to its end, or `nil` where it is longer than the limit or cannot be read.
  private static func readInput(limit: Int) -> [UInt8]? {
    var input: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count == 0 { return input }
      guard count > 0 else {
        if errno == EINTR { continue }
        return nil
      }
      guard input.count + count <= limit else { return nil }
      input += chunk[..<count]
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
