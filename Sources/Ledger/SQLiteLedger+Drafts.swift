import Foundation
import GRDB

/// Something that is being written, and was saved along the way.
public struct LedgerDraft: Hashable, Sendable {
  /// What it is a draft of.
  public var id: String
  /// How often it was saved, from 1.
  public var revision: Int
  /// The bytes that are kept.
  public var body: [UInt8]

  /// A draft in a revision.
  public init(id: String, revision: Int, body: [UInt8]) {
    self.id = id
    self.revision = revision
    self.body = body
  }
}

extension SQLiteLedger {
  /// A draft as it was saved last; `nil` where there is none.
  public func draft(_ id: String) throws(LedgerError) -> LedgerDraft? {
    try row("SELECT revision, body FROM draft WHERE id = ?", [id]) { row in
      try LedgerDraft(id: id, revision: row[0], body: row.bytes(at: 1))
    }
  }

  /// Saves a draft over the revision before it, and durably so.
  ///
  /// Throws ``LedgerError/outdated`` where `draft.revision` does not follow the one that is stored:
  /// two people, or two windows, write the same thing. So it does where `body` is given and other bytes
  /// are stored: who has looked at the draft earlier has then looked at another one.
  public func saveDraft(_ draft: LedgerDraft, over body: [UInt8]?) throws(LedgerError) {
    try counting(drafted) { () throws(LedgerError) in
      try Self.attempt(pool.path) {
        try pool.writeWithoutTransaction { database in
          if draft.revision == 1 {
            try database.cachedStatement(
              sql: "INSERT OR IGNORE INTO draft (id, revision, body) VALUES (?, 1, ?)"
            ).execute(arguments: [draft.id, Data(draft.body)])
          } else {
            var arguments: StatementArguments = [
              draft.revision, Data(draft.body), draft.id, draft.revision - 1,
            ]
            var sql = "UPDATE draft SET revision = ?, body = ? WHERE id = ? AND revision = ?"
            if let body {
              sql += " AND body = ?"
              arguments += [Data(body)]
            }
            try database.cachedStatement(sql: sql).execute(arguments: arguments)
          }
          guard database.changesCount == 1 else { throw LedgerError.outdated }
        }
      }
    }
  }

  /// A number that grows by one with each draft that is saved or deleted, in whichever process, and when
  /// somebody opens the ledger.
  public var draftChanges: UInt64? { drafted?.value }

  /// The ids of drafts that begin with these ASCII characters, in order.
  public func draftIDs(beginning prefix: String) throws(LedgerError) -> [String] {
    try Self.attempt(pool.path) {
      try pool.read { database in
        // The last ASCII character, which no id has, ends the range: the index is walked.
        try String.fetchAll(
          database, sql: "SELECT id FROM draft WHERE id >= ? AND id < ? ORDER BY id",
          arguments: [prefix, prefix + "\u{7F}"])
      }
    }
  }

  /// Deletes a draft, if there is one.
  public func deleteDraft(_ id: String) throws(LedgerError) {
    try counting(drafted) { () throws(LedgerError) in
      try Self.attempt(pool.path) {
        try pool.writeWithoutTransaction { database in
          try database.execute(sql: "DELETE FROM draft WHERE id = ?", arguments: [id])
        }
      }
    }
  }
}
