import Foundation

/// Looks at files of strangers in a process of its own, with limits: the only way in which a file is
/// opened up.
public struct EvidenceWorker: Sendable {
  private let process: WorkerProcess
  private let limits: WorkerLimits

  /// What an inspection may use: memory for an office package and its longest part, twice over, since
  /// everything else passes through in pieces.
  public static let limits = WorkerLimits(
    memory: 512 << 20, processorSeconds: 60, time: .seconds(120), inputBytes: 1 << 30,
    outputBytes: 1 << 16)

  /// An inspection that starts `executable` as `EXECUTABLE worker inspect-evidence`.
  public init(executable: String, limits: WorkerLimits = limits) {
    self.init(process: WorkerProcess(executable: executable), limits: limits)
  }

  /// An inspection with a worker process of any kind.
  public init(process: WorkerProcess, limits: WorkerLimits = limits) {
    self.process = process
    self.limits = limits
  }

  /// The work as a worker does it: the file on standard input, the verdict as JSON on standard
  /// output.
  static let job = WorkerJob(name: "inspect-evidence", limits: limits) { input in
    do {
      let verdict = try EvidenceInspection.inspect { try input.next() }
      return .done([UInt8](try JSONEncoder().encode(verdict)))
    } catch {
      return nil
    }
  }

  /// Has a file looked at that is open already: the worker learns neither its path nor its name.
  ///
  /// - Throws: ``WorkerError`` where there is no verdict.
  func inspect(_ file: OpenFile) async throws(WorkerError) -> EvidenceVerdict {
    guard
      case .done(let answer) = try await process.run(
        EvidenceWorker.job.name, on: .file(file), limits: limits)
    else { throw .unreadableAnswer("a refusal in place of a verdict") }
    do {
      return try JSONDecoder().decode(EvidenceVerdict.self, from: Data(answer))
    } catch {
      throw .unreadableAnswer("EvidenceVerdict")
    }
  }
}
