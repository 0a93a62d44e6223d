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

  /// A check that starts `executable` as `EXECUTABLE worker [trust=FILE...] check-file`.
  ///
  /// - Parameters:
  ///   - executable: The program.
  ///   - trust: Files of whom to trust about signatures, which each worker reads for itself.
  ///   - limits: What a check may use.
  public init(executable: String, trust: [String] = [], limits: WorkerLimits = limits) {
    let arguments = ["worker"] + trust.map { CheckWorker.trustPrefix + $0 }
    self.init(
      process: WorkerProcess(executable: executable, arguments: arguments), limits: limits)
  }

  /// What stands before the path of a file of whom to trust.
  private static let trustPrefix = "trust="

  /// Takes the files of whom to trust from what a worker was told.
  ///
  /// - Returns: The files, and the other arguments.
  public static func trust(
    in arguments: [String]
  ) -> (files: [String], others: [String]) {
    let files = arguments.prefix { $0.utf8.starts(with: trustPrefix.utf8) }
    return (
      files.map { String($0.dropFirst(trustPrefix.count)) }, Array(arguments.dropFirst(files.count))
    )
  }

  /// Reads files of whom to trust; each is a list by its own name.
  ///
  /// - Throws: ``SignerTrustError`` with the file that cannot be read.
  public static func lists(_ files: [String]) throws(SignerTrustError) -> SignerTrust {
    var read: [(name: String, bytes: [UInt8])] = []
    for path in files {
      do {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        read.append((URL(filePath: path).lastPathComponent, bytes))
      } catch {
        throw SignerTrustError(file: path, reason: "it cannot be read")
      }
    }
    return try SignerTrust(files: read)
  }

  /// A check with a worker process of any kind.
  public init(process: WorkerProcess, limits: WorkerLimits = limits) {
    self.process = process
    self.limits = limits
  }

  /// The work as a worker does it: the file on standard input, what it says as JSON on standard output.
  ///
  /// - Parameter trust: Files of whom to trust about signatures.
  /// - Returns: The job.
  public static func job(trusting trust: [String] = []) -> WorkerJob {
    WorkerJob(name: jobName, limits: limits) { descriptor in
      do {
        let lists = try lists(trust)
        let source = try FileSource(adopting: descriptor, path: "the file")
        let examination = try Examiner(trust: lists).examine(source)
        return .done([UInt8](try JSONEncoder().encode(examination)))
      } catch {
        return .refused(Array("\(error)".utf8))
      }
    }
  }

  private static let jobName = "check-file"

  /// Has a file looked at.
  ///
  /// - Throws: ``WorkerError`` where there is no answer.
  public func examine(_ file: SpooledFile) async throws(WorkerError) -> Examination {
    switch try await process.run(CheckWorker.jobName, on: file, limits: limits) {
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
