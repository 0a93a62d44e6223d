import Foundation
import GRDB

extension SQLiteLedger {
  /// Counts an attempt if it is within the limit; else returns the time of the attempt in its way.
  ///
  /// Asking and counting is one transaction: however many try at once, no more than the limit get
  /// through.
  public func recordAttempt(
    _ attempt: LedgerAttempt, within limit: LedgerAttemptLimit
  ) throws(LedgerError) -> Int? {
    let (from, _) = attempt.at.subtractingReportingOverflow(limit.window)
    let (to, _) = attempt.at.addingReportingOverflow(limit.window)
    return try Self.attempt(pool.path) {
      try pool.writeWithoutTransaction { database in
        var inTheWay: Int?
        try database.inTransaction(.immediate) {
          // The attempt that is `count` back from the newest: while it counts, there is no room.
          inTheWay = try Int.fetchOne(
            database,
            sql: "SELECT at FROM attempt WHERE key = ? AND at > ? AND at <= ? "
              + "ORDER BY at DESC LIMIT 1 OFFSET ?",
            arguments: [Data(attempt.key), from, to, max(0, limit.count - 1)])
          guard inTheWay == nil else { return .rollback }
          try database.execute(
            sql: "INSERT INTO attempt (key, at) VALUES (?, ?)",
            arguments: [Data(attempt.key), attempt.at])
          return .commit
        }
        return inTheWay
      }
    }
  }

  /// How many attempts with a key there were after `time`.
  public func attempts(key: [UInt8], after time: Int) throws(LedgerError) -> Int {
    try Self.attempt(pool.path) {
      try read { database in
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM attempt WHERE key = ? AND at > ?",
          arguments: [Data(key), time]) ?? 0
      }
    }
  }

  /// Takes one attempt back: it was not what is counted.
  public func withdrawAttempt(_ attempt: LedgerAttempt) throws(LedgerError) {
    _ = try change(
      "DELETE FROM attempt WHERE rowid IN "
        + "(SELECT rowid FROM attempt WHERE key = ? AND at = ? LIMIT 1)",
      [Data(attempt.key), attempt.at])
  }

  /// Deletes the attempts with a key.
  public func deleteAttempts(key: [UInt8]) throws(LedgerError) {
    _ = try change("DELETE FROM attempt WHERE key = ?", [Data(key)])
  }

  /// Deletes the attempts at or before `time`; returns how many.
  @discardableResult
  public func deleteAttempts(until time: Int) throws(LedgerError) -> Int {
    try change("DELETE FROM attempt WHERE at <= ?", [time])
  }
}
