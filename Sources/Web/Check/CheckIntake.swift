import Checking
import Register
import Synchronization

/// The way in for files that are checked: on the disk while they are looked at, and not kept.
///
/// Two bounds, so that nobody who sends slowly keeps others from being served: on uploads that are under
/// way, each of which has to be done in time, and on files that are looked at, each in a process of its
/// own.
public final class CheckIntake: Sendable {
  /// The most bytes of one file.
  public let limit: Int
  /// How long an upload may take.
  public let time: Duration
  private let worker: CheckWorker
  private let folder: String
  private let uploads: Mutex<Int>
  private let queue: InspectionQueue

  /// The most bytes of one file, unless the operator says otherwise: 200 MiB.
  public static let usualLimit = 200 << 20

  /// A way in.
  ///
  /// - Parameters:
  ///   - worker: What looks at the files.
  ///   - folder: Where they are while they are looked at; it has to exist.
  ///   - limit: The most bytes of one file.
  ///   - atOnce: How many files are looked at at once; others wait for their turn.
  ///   - uploads: How many files may be on the disk at once, coming or come; whoever comes then is asked
  ///     to come again.
  ///   - time: How long an upload may take.
  public init(
    worker: CheckWorker, folder: String, limit: Int = usualLimit, atOnce: Int = 8,
    uploads: Int = 32, time: Duration = .seconds(300)
  ) {
    self.worker = worker
    self.folder = folder
    self.limit = limit
    self.time = time
    self.uploads = Mutex(uploads)
    queue = InspectionQueue(atOnce: atOnce, waiting: uploads)
  }

  /// Begins to take a file.
  ///
  /// - Parameter hangUp: Ends the connection of who sends it: for one who has stopped sending.
  /// - Returns: The upload, or nil where as many as may are under way.
  /// - Throws: ``CheckRefusal/storage``.
  func begin(hangUp: @escaping @Sendable () -> Void) throws(CheckRefusal) -> CheckUpload? {
    let isFree = uploads.withLock { free in
      guard free > 0 else { return false }
      free -= 1
      return true
    }
    guard isFree else { return nil }
    do {
      return CheckUpload(self, try SpooledFile.Writer(in: folder, limit: limit), hangUp)
    } catch {
      release()
      throw .storage
    }
  }

  /// How many files are looked at, and how many wait for it.
  var load: (running: Int, waiting: Int) { queue.load }

  fileprivate func release() { uploads.withLock { $0 += 1 } }

  fileprivate func examine(_ file: SpooledFile) async throws(CheckRefusal) -> Examination {
    try await queue.inTurn(orElse: .busy) { () async throws(CheckRefusal) in
      do throws(WorkerError) {
        return try await worker.examine(file)
      } catch {
        switch error {
        case .timedOut, .signalled: throw .tooHard
        default: throw .notLookedAt(error.description)
        }
      }
    }
  }
}

/// Why a file is not checked.
enum CheckRefusal: Error, Hashable {
  /// It has more bytes than are taken.
  case tooLarge(limit: Int)
  /// It did not come in time.
  case tooSlow(limit: Duration)
  /// Too many files wait to be looked at.
  case busy
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
  private let begun = ContinuousClock.now
  /// Hangs up on who sends nothing any more; who sends slowly gets an answer before that.
  private let watch: Task<Void, Never>

  /// How much longer than it may take an upload is waited for that has stopped.
  private static let grace = Duration.seconds(5)

  fileprivate init(
    _ intake: CheckIntake, _ writer: SpooledFile.Writer, _ hangUp: @escaping @Sendable () -> Void
  ) {
    self.intake = intake
    self.writer = writer
    let time = intake.time + Self.grace
    watch = Task {
      do { try await Task.sleep(for: time) } catch { return }
      hangUp()
    }
  }

  deinit {
    watch.cancel()
    intake.release()
  }

  /// Takes the next bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(CheckRefusal) {
    guard ContinuousClock.now - begun <= intake.time else {
      throw .tooSlow(limit: intake.time)
    }
    let isTaken: Bool
    do { isTaken = try writer.write(bytes) } catch { throw .storage }
    guard isTaken else { throw .tooLarge(limit: intake.limit) }
  }

  /// Has the complete file looked at.
  func examine() async throws(CheckRefusal) -> Examination {
    watch.cancel()
    guard writer.count > 0 else { throw .empty }
    return try await intake.examine(writer.finish())
  }
}
