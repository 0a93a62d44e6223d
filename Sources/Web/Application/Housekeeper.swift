import Dispatch
import Logging
import Record
import Register
import ServiceLifecycle

/// Puts away what is no longer needed: ended sessions and old attempts once an hour; once a day what
/// was handed in and has to be kept no longer, and files that nothing names.
///
/// What it cannot do is logged and tried again the next time; nobody waits for it.
struct Housekeeper: Service {
  let registrar: Registrar
  let accounts: Accounts?
  let files: EvidenceStore?
  let log: Logger
  let now: @Sendable () -> Moment
  /// How long it waits between two rounds, in seconds; the first comes after a sixth of it.
  var hour = 3600

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      // A server that is started anew each day does its rounds all the same.
      try await Task.sleep(for: .seconds(hour / 6))
      var round = 0
      while true {
        tidy()
        if round % 24 == 0 { await putAway() }
        round = (round + 1) % 24
        try await Task.sleep(for: .seconds(hour))
      }
    }
  }

  /// Forgets ended sessions, tokens past their time and old attempts.
  func tidy() {
    do {
      try accounts?.tidy()
    } catch {
      log.error("ended sessions were not put away", metadata: ["error": "\(error)"])
    }
  }

  /// Erases what is due, and sweeps the files.
  func putAway() async {
    guard registrar.instance.kind != .mirror else { return }
    do {
      let erased = try await registrar.eraseDue()
      if !erased.isEmpty {
        log.notice("dossiers were erased", metadata: ["count": "\(erased.count)"])
      }
      guard let files else { return }
      let swept = try await Self.apart { [registrar, now] in
        try registrar.sweep(files, now: now())
      }
      if swept > 0 { log.notice("files were erased", metadata: ["count": "\(swept)"]) }
    } catch {
      log.error("what is due was not erased", metadata: ["error": "\(error)"])
    }
  }

  /// Runs long work on a thread of its own.
  private static func apart<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global(qos: .utility).async {
        continuation.resume(with: Result { try work() })
      }
    }
  }
}
