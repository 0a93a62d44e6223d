import Dispatch
import Logging
import Record
import Register
import ServiceLifecycle

/// Keeps a server's view of its register new and honest: it looks for what other processes have
/// recorded several times a second, and once a day it hashes the whole log anew.
///
/// What it finds wrong is logged and shows in `/health`; the last good state stays on view, since
/// it is signed and whole.
struct RegisterKeeper: Service {
  let registrar: Registrar
  let health: Health
  let log: Logger
  let now: @Sendable () -> Moment
  /// How long it waits between two looks: one read of one row.
  var pause = Duration.milliseconds(100)
  /// How long it waits between two audits, in seconds.
  var auditInterval = 86_400

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await keepNew() }
        group.addTask { try await keepHonest() }
        try await group.waitForAll()
      }
    }
  }

  private func keepNew() async throws {
    while true {
      await refresh()
      try await Task.sleep(for: pause)
    }
  }

  private func keepHonest() async throws {
    var due = health.report.audited.seconds + auditInterval
    while true {
      try await Task.sleep(for: .seconds(max(1, min(3600, due - now().seconds))))
      if now().seconds >= due {
        await audit()
        due = now().seconds + auditInterval
      }
    }
  }

  /// Looks once for what is new.
  func refresh() async {
    do {
      try await registrar.refresh()
      health.refreshed(at: now())
    } catch {
      if health.refreshFailed("\(error)") {
        log.critical("the register cannot be read any further", metadata: ["error": "\(error)"])
      }
    }
  }

  /// Hashes the whole log anew, on a thread of its own.
  func audit() async {
    let registrar = registrar
    let fault: String? = await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .utility).async {
        do {
          try registrar.audit()
          continuation.resume(returning: nil)
        } catch {
          continuation.resume(returning: "\(error)")
        }
      }
    }
    if let fault {
      health.auditFailed(fault)
      log.critical("the log does not hold", metadata: ["error": "\(fault)"])
    } else {
      health.audited(at: now())
      log.info("the whole log was hashed anew and holds")
    }
  }
}
