import Record
import Synchronization

/// How the server is, for its operator: when it last looked for new entries and when it last
/// checked the whole log, and what went wrong in doing so.
final class Health: Sendable {
  /// What is known at one moment.
  struct Report: Hashable, Sendable {
    /// When the ledger was last read successfully.
    var refreshed: Moment
    /// Why it cannot be read, while it cannot.
    var refreshFault: String?
    /// When the whole log was last found whole.
    var audited: Moment
    /// What the last audit found wrong.
    var auditFault: String?

    /// Whether nothing is wrong.
    var isWell: Bool { refreshFault == nil && auditFault == nil }
  }

  private let kept: Mutex<Report>

  /// The health of a server whose register was opened, and so read and checked, at `now`.
  init(opened now: Moment) {
    kept = Mutex(Report(refreshed: now, audited: now))
  }

  var report: Report { kept.withLock { $0 } }

  func refreshed(at now: Moment) {
    kept.withLock { report in
      report.refreshed = now
      report.refreshFault = nil
    }
  }

  /// Notes a fault; whether it is news.
  func refreshFailed(_ reason: String) -> Bool {
    kept.withLock { report in
      let isNew = report.refreshFault != reason
      report.refreshFault = reason
      return isNew
    }
  }

  func audited(at now: Moment) {
    kept.withLock { report in
      report.audited = now
      report.auditFault = nil
    }
  }

  func auditFailed(_ reason: String) {
    kept.withLock { $0.auditFault = reason }
  }
}
