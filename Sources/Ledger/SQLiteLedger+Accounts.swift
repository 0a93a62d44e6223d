import Foundation
import GRDB

extension SQLiteLedger: PrivateStore {
  /// The account with this id; `nil` where there is none.
  public func account(_ id: String) throws(LedgerError) -> LedgerAccount? {
    try account("SELECT id, login, revision, body FROM account WHERE id = ?", id)
  }

  /// The account that signs in with this name; `nil` where there is none.
  public func account(login: String) throws(LedgerError) -> LedgerAccount? {
    try account("SELECT id, login, revision, body FROM account WHERE login = ?", login)
  }

  private func account(_ sql: String, _ argument: String) throws(LedgerError) -> LedgerAccount? {
    try row(sql, [argument]) { row in
      try LedgerAccount(
        id: row[0], login: row[1], revision: row[2], body: row.bytes(at: 3))
    }
  }

  /// Writes an account over the revision before it.
  ///
  /// Throws ``LedgerError/outdated`` where `account.revision` does not follow the one that is
  /// stored, and ``LedgerError/loginTaken`` where another account has its new login.
  public func updateAccount(_ account: LedgerAccount) throws(LedgerError) {
    try counting(ended) { () throws(LedgerError) in
      try Self.attempt(pool.path) {
        try pool.writeWithoutTransaction { database in
          do {
            try database.execute(
              sql: "UPDATE account SET login = ?, revision = ?, body = ? "
                + "WHERE id = ? AND revision = ?",
              arguments: [
                account.login, account.revision, Data(account.body), account.id,
                account.revision - 1,
              ])
          } catch let error as DatabaseError
            where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
          {
            throw LedgerError.loginTaken
          }
          guard database.changesCount == 1 else { throw LedgerError.outdated }
        }
      }
    }
  }

  /// Deletes an account together with its sessions and tokens; returns whether there was one.
  public func deleteAccount(_ id: String) throws(LedgerError) -> Bool {
    try counting(ended) { () throws(LedgerError) in
      try Self.attempt(pool.path) {
        try pool.write { database in
          try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [id])
          try database.execute(sql: "DELETE FROM token WHERE account = ?", arguments: [id])
          try database.execute(sql: "DELETE FROM account WHERE id = ?", arguments: [id])
          return database.changesCount > 0
        }
      }
    }
  }

  /// Runs one statement that changes rows, and returns how many it changed.
  func change(_ sql: String, _ arguments: StatementArguments) throws(LedgerError) -> Int {
    try Self.attempt(pool.path) {
      try pool.writeWithoutTransaction { database in
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
        return database.changesCount
      }
    }
  }
}
