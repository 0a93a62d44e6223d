import Foundation
import GRDB

extension SQLiteLedger {
  /// A version of a personal record; `nil` where there is none, or where it was erased.
  public func record(_ id: String, version: Int) throws(LedgerError) -> LedgerRecord? {
    try row(
      "SELECT salt, body FROM record WHERE id = ? AND version = ? AND body IS NOT NULL",
      [id, version]
    ) { row in
      try LedgerRecord(
        id: id, version: version, salt: row.bytes(at: 0), body: row.bytes(at: 1))
    }
  }

  /// Takes records and accounts away, for good.
  ///
  /// What was stored is written over with zeros and leaves the write-ahead log as well, so that the
  /// files hold nothing of it. Backups that were made before still do.
  public func erase(records: [String], accounts: [String]) throws(LedgerError) {
    try counting(ended) { () throws(LedgerError) in
      try Self.attempt(pool.path) {
        try pool.writeWithoutTransaction { database in
          try database.inTransaction(.immediate) {
            for id in records {
              try database.execute(
                sql: "UPDATE record SET salt = NULL, body = NULL WHERE id = ? AND body IS NOT NULL",
                arguments: [id])
            }
            for id in accounts {
              for table in ["session", "token"] {
                try database.execute(
                  sql: "DELETE FROM \(table) WHERE account = ?", arguments: [id])
              }
              try database.execute(sql: "DELETE FROM account WHERE id = ?", arguments: [id])
            }
            return .commit
          }
          // Readers may hold the old pages for a moment longer; a later checkpoint takes them then.
          _ = try? database.checkpoint(.truncate)
        }
      }
    }
  }

  static func insert(_ records: [LedgerRecord], in database: Database) throws {
    guard !records.isEmpty else { return }
    let statement = try database.cachedStatement(
      sql: "INSERT INTO record (id, version, salt, body) VALUES (?, ?, ?, ?)")
    for record in records {
      try statement.execute(arguments: [
        record.id, record.version, Data(record.salt), Data(record.body),
      ])
    }
  }

  static func insert(_ accounts: [LedgerAccount], in database: Database) throws {
    for account in accounts {
      do {
        try database.execute(
          sql: "INSERT INTO account (id, login, revision, body) VALUES (?, ?, ?, ?)",
          arguments: [account.id, account.login, account.revision, Data(account.body)])
      } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
      {
        throw LedgerError.loginTaken
      }
    }
  }
}
