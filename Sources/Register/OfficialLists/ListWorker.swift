import Foundation
import Record

/// Reads the authority's files in a process of its own: what ``ListReader`` does, with bytes from
/// strangers.
public struct ListWorker: Sendable {
  private let process: WorkerProcess
  private let limits: WorkerLimits

  /// What reading a list may use.
  ///
  /// The longest takes 50 MB and a second.
  public static let limits = WorkerLimits(
    memory: 512 << 20, processorSeconds: 60, time: .seconds(120),
    inputBytes: ListReader.byteLimit, outputBytes: 64 << 20)

  /// A reader that starts `executable` as `EXECUTABLE worker read-list`.
  public init(executable: String, limits: WorkerLimits = limits) {
    self.init(process: WorkerProcess(executable: executable), limits: limits)
  }

  /// A reader with a worker process of any kind.
  public init(process: WorkerProcess, limits: WorkerLimits = limits) {
    self.process = process
    self.limits = limits
  }

  /// The work as a worker does it: the file on standard input, JSON on standard output.
  public static let job = WorkerJob(name: "read-list", limits: limits) { input in
    do {
      let parsed: ParsedFile
      do throws(ListReadError) {
        parsed = try ListReader.read(input, name: "")
      } catch {
        return .refused([UInt8](try JSONEncoder().encode(error)))
      }
      return .done([UInt8](try JSONEncoder().encode(parsed)))
    } catch {
      return .refused([])
    }
  }

  /// Reads a file; `name` is only told again.
  ///
  /// - Throws: ``ListReadError``, of kind `worker` where the process could not do its work.
  public func read(_ bytes: [UInt8], name: String) async throws(ListReadError) -> ParsedFile {
    guard bytes.count <= ListReader.byteLimit else {
      throw ListReadError(
        kind: .tooLarge, file: name,
        reason: "\(bytes.count) bytes, and at most \(ListReader.byteLimit) are taken")
    }
    var refusal: ListReadError
    do throws(WorkerError) {
      switch try await process.run(ListWorker.job.name, on: bytes, limits: limits) {
      case .done(let answer):
        return try ListWorker.decode(ParsedFile.self, from: answer).named(name)
      case .refused(let answer):
        refusal = try ListWorker.decode(ListReadError.self, from: answer)
      }
    } catch {
      throw ListReadError(kind: .worker, file: name, reason: error.description)
    }
    refusal.file = name
    throw refusal
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, from answer: [UInt8]
  ) throws(WorkerError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(answer))
    } catch {
      throw .unreadableAnswer("\(type)")
    }
  }
}

extension ParsedFile {
  /// The same with the file's name, which the worker was not told.
  fileprivate func named(_ name: String) -> ParsedFile {
    var copy = self
    copy.source.name = name
    for place in copy.lists.indices { copy.lists[place].source.name = name }
    for place in copy.cancellations.indices { copy.cancellations[place].source.name = name }
    return copy
  }
}
