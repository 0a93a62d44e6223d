import Foundation
import GRDB
import Transparency

/// The tables of a ledger.
///
/// What was shipped is never edited; a later version adds a migration.
enum LedgerSchema {
  static let version = 2

  static func create(
    in database: Database, instance: [UInt8], emptyCheckpoint: [UInt8]
  ) throws {
    try database.execute(
      sql: """
        CREATE TABLE instance (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          body BLOB NOT NULL
        ) STRICT;
        CREATE TABLE head (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          position INTEGER NOT NULL CHECK (position >= 0),
          size INTEGER NOT NULL CHECK (size >= 0),
          root BLOB NOT NULL CHECK (length(root) = 32),
          checkpoint BLOB NOT NULL
        ) STRICT;
        CREATE TABLE event (
          position INTEGER PRIMARY KEY CHECK (position >= 0),
          firstLeaf INTEGER NOT NULL CHECK (firstLeaf >= 0),
          body BLOB NOT NULL
        ) STRICT;
        CREATE TABLE leaf (
          leafIndex INTEGER PRIMARY KEY CHECK (leafIndex >= 0),
          body BLOB NOT NULL CHECK (length(body) <= 65535)
        ) STRICT;
        CREATE TABLE checkpoint (
          size INTEGER PRIMARY KEY CHECK (size >= 0),
          note BLOB NOT NULL
        ) STRICT;
        """)
    for table in ["event", "leaf", "checkpoint", "instance"] {
      try database.execute(
        sql: """
          CREATE TRIGGER \(table)_is_never_updated BEFORE UPDATE ON \(table)
          BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
          CREATE TRIGGER \(table)_is_never_deleted BEFORE DELETE ON \(table)
          BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
          """)
    }
    try database.execute(
      sql: """
        CREATE TRIGGER head_is_never_deleted BEFORE DELETE ON head
        BEGIN SELECT RAISE(ABORT, 'the head is never deleted'); END;
        CREATE TRIGGER head_only_grows BEFORE UPDATE ON head
        WHEN NEW.size < OLD.size OR NEW.position < OLD.position
        BEGIN SELECT RAISE(ABORT, 'the head only grows'); END;
        """)
    try database.execute(
      sql: "INSERT INTO instance (id, body) VALUES (1, ?)", arguments: [Data(instance)])
    try database.execute(
      sql: "INSERT INTO head (id, position, size, root, checkpoint) VALUES (1, 0, 0, ?, ?)",
      arguments: [Data(MerkleHash.emptyRoot.bytes), Data(emptyCheckpoint)])
    try database.execute(
      sql: "INSERT INTO checkpoint (size, note) VALUES (0, ?)",
      arguments: [Data(emptyCheckpoint)])
    try addPrivateTables(in: database)
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Brings a database that an earlier program has made up to date, and refuses one that a later
  /// program has made.
  static func migrate(_ pool: DatabasePool) throws {
    guard try pool.read(found) != version else { return }
    try pool.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        // Another program may have been faster.
        switch try found(in: database) {
        case version: return .commit
        case 1:
          try addPrivateTables(in: database)
          try database.execute(sql: "PRAGMA user_version = \(version)")
          return .commit
        case let other:
          throw LedgerError.damaged(
            "its schema has version \(other), and this program knows \(version): use the program "
              + "that wrote it, or a newer one")
        }
      }
    }
  }

  private static func found(in database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }
}
