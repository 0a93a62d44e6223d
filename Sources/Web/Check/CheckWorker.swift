public import Checking
import Foundation
import Media
public import Register

/// Looks at a file of strangers in a process of its own, within limits.
public struct CheckWorker: Sendable {
  private let process: WorkerProcess
  private let limits: WorkerLimits

  /// What a check may use: a file is read at the places that matter and never held, so memory does not
  /// grow with it.
  public static let limits = WorkerLimits(
    memory: 256 << 20, processorSeconds: 20, time: .seconds(30), inputBytes: 1 << 40,
    outputBytes: 4 << 20)

  /// A check that starts `executable` as `EXECUTABLE worker check-file`.
  public init(executable: String, limits: WorkerLimits = limits) {
    self.init(process: WorkerProcess(executable: executable), limits: limits)
  }

  /// A check with a worker process of any kind.
  public init(process: WorkerProcess, limits: WorkerLimits = limits) {
    self.process = process
    self.limits = limits
  }

  /// The work as a worker does it: the file on standard input, what it says as JSON on standard output.
  public static let job = WorkerJob(name: "check-file", limits: limits) { descriptor in
    do {
      let source = try FileSource(adopting: descriptor, path: "the file")
      let examination = try Examiner().examine(source)
      return .done([UInt8](try JSONEncoder().encode(examination)))
    } catch {
      return .refused(Array("\(error)".utf8))
    }
  }

  /// Has a file looked at.
  ///
  /// - Throws: ``WorkerError`` where there is no answer.
  public func examine(_ file: SpooledFile) async throws(WorkerError) -> Examination {
    switch try await process.run(CheckWorker.job.name, on: file, limits: limits) {
    case .refused(let reason): throw .unreadableAnswer(String(decoding: reason, as: UTF8.self))
    case .done(let answer):
      do {
        return try JSONDecoder().decode(Examination.self, from: Data(answer))
      } catch {
        throw .unreadableAnswer("Examination")
      }
    }
  }
}
