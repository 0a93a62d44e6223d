import Dispatch
import Synchronization

/// Hashes passwords on threads of its own, a few at a time.
///
/// A hash takes some tenths of a second and 32 MiB. Tasks that wait for one hold no thread of the
/// cooperative pool; no more than ``atOnce`` run, so that a flood of sign-ins takes neither all
/// processors nor all memory; and who would be too far back in the queue is refused at once.
public final class PasswordHasher: Sendable {
  /// What new hashes cost.
  public let parameters: ScryptParameters
  /// How many run at once.
  public let atOnce: Int
  /// How many may wait.
  public let waiting: Int

  private struct Queue {
    var running = 0
    var jobs: [@Sendable () -> Void] = []
    var hashes = 0
  }

  private enum Answer {
    case start
    case wait
    case refuse
  }

  private let queue = Mutex(Queue())
  private let threads = DispatchQueue(label: "countermark.passwords", attributes: .concurrent)

  /// Why a password was not hashed.
  public enum Refusal: Error, Hashable, Sendable {
    /// Too many wait already.
    case busy
    /// There was no memory.
    case outOfMemory
  }

  /// A hasher; two at once take 64 MiB, and 64 who wait are served within seconds.
  public init(parameters: ScryptParameters = .standard, atOnce: Int = 2, waiting: Int = 64) {
    self.parameters = parameters
    self.atOnce = max(1, atOnce)
    self.waiting = max(0, waiting)
  }

  /// How many hashes were computed so far.
  ///
  /// Signing in computes as many for a login that nobody has as for a wrong password.
  public var hashes: Int { queue.withLock(\.hashes) }

  /// How many wait at this moment.
  var queued: Int { queue.withLock(\.jobs.count) }

  /// Hashes a password with a salt of ``PasswordHash/saltBytes`` bytes.
  func hash(_ password: NormalPassword, salt: [UInt8]) async throws(Refusal) -> PasswordHash {
    let parameters = parameters
    let hash = try await run {
      PasswordHash.make(password, salt: salt, parameters: parameters)
    }
    guard let hash else { throw .outOfMemory }
    return hash
  }

  /// Whether a hash is that of a password.
  func check(
    _ password: NormalPassword, against hash: PasswordHash
  ) async throws(Refusal) -> Bool {
    guard let holds = try await run({ hash.matches(password) }) else { throw .outOfMemory }
    return holds
  }

  /// Runs `work` when it is its turn.
  func run<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
  ) async throws(Refusal) -> Value {
    let result: Result<Value, Refusal> = await withCheckedContinuation { continuation in
      let job: @Sendable () -> Void = { continuation.resume(returning: .success(work())) }
      let answer = queue.withLock { queue -> Answer in
        guard queue.running >= atOnce else {
          queue.running += 1
          queue.hashes += 1
          return .start
        }
        guard queue.jobs.count < waiting else { return .refuse }
        queue.jobs.append(job)
        return .wait
      }
      switch answer {
      case .start:
        threads.async {
          job()
          self.workOn()
        }
      case .wait: break
      case .refuse: continuation.resume(returning: .failure(.busy))
      }
    }
    return try result.get()
  }

  /// Takes jobs until none is left, in the order in which they came.
  private func workOn() {
    while let job = next() { job() }
  }

  private func next() -> (@Sendable () -> Void)? {
    queue.withLock { queue in
      guard !queue.jobs.isEmpty else {
        queue.running -= 1
        return nil
      }
      queue.hashes += 1
      return queue.jobs.removeFirst()
    }
  }
}
