import Foundation
import GRDB

extension SQLiteLedger {
  /// Adds a session, if its account still has this revision; else throws ``LedgerError/outdated``.
  public func insertSession(
    _ session: LedgerSession, accountRevision: Int
  ) throws(LedgerError) {
    let added = try change(
      "INSERT INTO session (hash, account, created, used, body) SELECT ?, id, ?, ?, ? "
        + "FROM account WHERE id = ? AND revision = ?",
      [
        Data(session.hash), session.created, session.used, Data(session.body), session.account,
        accountRevision,
      ])
    guard added == 1 else { throw .outdated }
  }

  /// The session of a token with this hash; `nil` where there is none.
  public func session(hash: [UInt8]) throws(LedgerError) -> LedgerSession? {
    try row("SELECT account, created, used, body FROM session WHERE hash = ?", [Data(hash)]) {
      try Self.session($0, hash)
    }
  }

  /// The same with the revision that its account has at that moment; `nil` also where the account is
  /// gone.
  public func sessionAndRevision(
    hash: [UInt8]
  ) throws(LedgerError) -> (session: LedgerSession, revision: Int)? {
    try row(
      "SELECT session.account, created, used, session.body, revision FROM session "
        + "JOIN account ON account.id = session.account WHERE hash = ?", [Data(hash)]
    ) { (try Self.session($0, hash), $0[4]) }
  }

  private static func session(_ row: Row, _ hash: [UInt8]) throws -> LedgerSession {
    try LedgerSession(
      hash: hash, account: row[0], created: row[1], used: row[2], body: row.bytes(at: 3))
  }

  /// A number that is another one whenever a session was ended or an account was changed meanwhile.
  public var endings: UInt64? { ended?.value }

  /// Notes that a session was used; a time before the one that stands there changes nothing.
  public func touchSession(hash: [UInt8], used: Int) throws(LedgerError) {
    _ = try change(
      "UPDATE session SET used = ? WHERE hash = ? AND used < ?", [used, Data(hash), used])
  }

  /// Deletes a session; returns whether there was one.
  @discardableResult
  public func deleteSession(hash: [UInt8]) throws(LedgerError) -> Bool {
    try end("DELETE FROM session WHERE hash = ?", [Data(hash)]) > 0
  }

  /// Deletes the sessions of an account, except the one with this hash; returns how many.
  @discardableResult
  public func deleteSessions(
    of account: String, except hash: [UInt8]?
  ) throws(LedgerError) -> Int {
    // No session has an empty hash.
    try end(
      "DELETE FROM session WHERE account = ? AND hash <> ?", [account, Data(hash ?? [])])
  }

  /// Deletes what began before one time or was used last before another; returns how many.
  @discardableResult
  public func deleteSessions(createdBefore: Int, usedBefore: Int) throws(LedgerError) -> Int {
    try end("DELETE FROM session WHERE created < ? OR used < ?", [createdBefore, usedBefore])
  }

  private func end(_ sql: String, _ arguments: StatementArguments) throws(LedgerError) -> Int {
    try counting(ended, if: { $0 > 0 }) { () throws(LedgerError) in
      try change(sql, arguments)
    }
  }

  /// Adds an API token, if there is its account; else throws ``LedgerError/outdated``.
  public func insertToken(_ token: LedgerToken) throws(LedgerError) {
    let added = try change(
      "INSERT INTO token (hash, id, account, created, expires, body) SELECT ?, ?, id, ?, ?, ? "
        + "FROM account WHERE id = ?",
      [
        Data(token.hash), token.id, token.created, token.expires, Data(token.body), token.account,
      ])
    guard added == 1 else { throw .outdated }
  }

  /// The API token with this hash; `nil` where there is none.
  public func token(hash: [UInt8]) throws(LedgerError) -> LedgerToken? {
    try tokens("WHERE hash = ?", [Data(hash)]).first
  }

  /// The API tokens of an account, the oldest first.
  public func tokens(of account: String) throws(LedgerError) -> [LedgerToken] {
    try tokens("WHERE account = ? ORDER BY created, id", [account])
  }

  /// Deletes an API token of an account; returns whether there was one.
  public func deleteToken(_ id: String, of account: String) throws(LedgerError) -> Bool {
    try change("DELETE FROM token WHERE id = ? AND account = ?", [id, account]) > 0
  }

  /// Deletes the API tokens that are no longer good at `time`; returns how many.
  @discardableResult
  public func deleteTokens(expiredAt time: Int) throws(LedgerError) -> Int {
    try change("DELETE FROM token WHERE expires <= ?", [time])
  }

  private func tokens(
    _ condition: String, _ arguments: StatementArguments
  ) throws(LedgerError) -> [LedgerToken] {
    try Self.attempt(pool.path) {
      try read { database in
        let statement = try database.cachedStatement(
          sql: "SELECT hash, id, account, created, expires, body FROM token \(condition)")
        return try Row.fetchAll(statement, arguments: arguments).map { row in
          let hash: Data = row[0]
          let body: Data = row[5]
          return LedgerToken(
            hash: [UInt8](hash), id: row[1], account: row[2], created: row[3], expires: row[4],
            body: [UInt8](body))
        }
      }
    }
  }
}
