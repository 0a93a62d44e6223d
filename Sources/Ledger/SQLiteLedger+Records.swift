import Foundation
import GRDB

extension SQLiteLedger {
  /// A version of a personal record; `nil` where there is none, or where it was erased.
  public func record(_ id: String, version: Int) throws(LedgerError) -> LedgerRecord? {
    try Self.attempt(pool.path) {
      try pool.read { database in
        let statement = try database.cachedStatement(
          sql: "SELECT salt, body FROM record WHERE id = ? AND version = ? AND body IS NOT NULL")
        guard let row = try Row.fetchOne(statement, arguments: [id, version]) else { return nil }
        let salt: Data = row[0]
        let body: Data = row[1]
        return LedgerRecord(id: id, version: version, salt: [UInt8](salt), body: [UInt8](body))
      }
    }
  }

  /// Takes salt and body of every version of a record away, for good.
  ///
  /// What was stored is written over with zeros and leaves the write-ahead log as well, so that the
  /// file holds nothing of it. Backups that were made before still do.
  public func eraseRecord(_ id: String) throws(LedgerError) -> Bool {
    try Self.attempt(pool.path) {
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA secure_delete = ON")
        try database.execute(
          sql: "UPDATE record SET salt = NULL, body = NULL WHERE id = ? AND body IS NOT NULL",
          arguments: [id])
        let erased = database.changesCount > 0
        // Readers may hold the old pages for a moment longer; a later checkpoint takes them then.
        if erased { _ = try? database.checkpoint(.truncate) }
        return erased
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
