import Foundation

/// The other side: starts a worker, hands it its input, and sees to it that it ends.
public struct WorkerProcess: Sendable {
  /// The program's path.
  public let executable: String
  /// What the program is told before the job and its limits.
  public let arguments: [String]

  /// A worker that is started as `EXECUTABLE worker JOB LIMITS...`.
  public init(executable: String, arguments: [String] = ["worker"]) {
    self.executable = executable
    self.arguments = arguments
  }

  /// What a worker sees of the environment: where the program's libraries lie.
  ///
  /// Everything else is kept from it.
  private static var environment: [String: String] {
    var kept = ["SWIFT_BACKTRACE": "enable=no"]
    for name in ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"] {
      kept[name] = ProcessInfo.processInfo.environment[name]
    }
    return kept
  }

  /// Does a job in a process of its own, within limits.
  ///
  /// - Throws: ``WorkerError`` where there is no answer; `cancelled` where this task was. The process
  ///   has ended in any case.
  public func run(
    _ job: String, on input: [UInt8], limits: WorkerLimits
  ) async throws(WorkerError) -> WorkerJob.Answer {
    try await run(job, on: .bytes(input), limits: limits)
  }

  /// Does a job on a file that has no name: nothing of it passes through this process.
  ///
  /// - Throws: ``WorkerError`` where there is no answer; `cancelled` where this task was. The process
  ///   has ended in any case.
  public func run(
    _ job: String, on file: SpooledFile, limits: WorkerLimits
  ) async throws(WorkerError) -> WorkerJob.Answer {
    try await run(job, on: .file(file.contents), limits: limits)
  }

  /// Does a job on bytes, or on a file that is open already: the worker never learns its path.
  func run(
    _ job: String, on input: ChildProcess.Input, limits: WorkerLimits
  ) async throws(WorkerError) -> WorkerJob.Answer {
    let process = ChildProcess(
      executable: executable, arguments: arguments + [job] + limits.arguments,
      environment: WorkerProcess.environment)
    let ending = try await process.runApart(
      input: input, outputLimit: limits.outputBytes, time: limits.time)
    return try WorkerProcess.answer(ending)
  }

  private static func answer(
    _ ending: ChildProcess.Ending
  ) throws(WorkerError) -> WorkerJob.Answer {
    switch (ending.exitCode, ending.signal) {
    case (Worker.ExitCode.done, _): return .done(ending.output)
    case (Worker.ExitCode.refused, _): return .refused(ending.output)
    case (let code?, _): throw .exited(code)
    case (nil, let signal): throw .signalled(signal ?? 0)
    }
  }
}
