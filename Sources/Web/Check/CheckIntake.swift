import Checking
import Register
import Synchronization

/// The way in for files that are checked: on the disk while they are looked at, and not kept.
public final class CheckIntake: Sendable {
  /// The most bytes of one file.
  public let limit: Int
  private let worker: CheckWorker
  private let folder: String
  private let slots: Mutex<Int>

  /// The most bytes of one file, unless the operator says otherwise: 200 MiB.
  public static let usualLimit = 200 << 20

  /// A way in.
  ///
  /// - Parameters:
  ///   - worker: What looks at the files.
  ///   - folder: Where they are while they are looked at; it has to exist.
  ///   - limit: The most bytes of one file.
  ///   - atOnce: How many files are taken at once; whoever comes then is asked to come again.
  public init(
    worker: CheckWorker, folder: String, limit: Int = usualLimit, atOnce: Int = 8
  ) {
    self.worker = worker
    self.folder = folder
    self.limit = limit
    self.slots = Mutex(atOnce)
  }

  /// Begins to take a file.
  ///
  /// - Returns: The upload, or nil where as many as may are under way.
  /// - Throws: ``CheckRefusal/storage``.
  func begin() throws(CheckRefusal) -> CheckUpload? {
    let isFree = slots.withLock { free in
      guard free > 0 else { return false }
      free -= 1
      return true
    }
    guard isFree else { return nil }
    do {
      return CheckUpload(self, try SpooledFile.Writer(in: folder, limit: limit))
    } catch {
      release()
      throw .storage
    }
  }

  fileprivate func release() { slots.withLock { $0 += 1 } }

  fileprivate func examine(_ file: SpooledFile) async throws(CheckRefusal) -> Examination {
    do {
      return try await worker.examine(file)
    } catch {
      switch error {
      case .timedOut, .signalled: throw .tooHard
      default: throw .notLookedAt(error.description)
      }
    }
  }
}

/// Why a file is not checked.
enum CheckRefusal: Error, Hashable {
  /// It has more bytes than are taken.
  case tooLarge(limit: Int)
  /// Nothing was sent.
  case empty
  /// It could not be put on the disk.
  case storage
  /// Looking at it took more time or memory than is allowed.
  case tooHard
  /// The process that looks at files did not answer.
  case notLookedAt(String)
}

/// A file that is being taken; its place is free again when it goes.
final class CheckUpload {
  private let intake: CheckIntake
  private let writer: SpooledFile.Writer

  fileprivate init(_ intake: CheckIntake, _ writer: SpooledFile.Writer) {
    self.intake = intake
    self.writer = writer
  }

  deinit { intake.release() }

  /// Takes the next bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(CheckRefusal) {
    let isTaken: Bool
    do { isTaken = try writer.write(bytes) } catch { throw .storage }
    guard isTaken else { throw .tooLarge(limit: intake.limit) }
  }

  /// Has the complete file looked at.
  func examine() async throws(CheckRefusal) -> Examination {
    guard writer.count > 0 else { throw .empty }
    return try await intake.examine(writer.finish())
  }
}
