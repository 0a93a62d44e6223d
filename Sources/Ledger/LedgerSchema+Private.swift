import GRDB

extension LedgerSchema {
  /// The tables of version 2, for what is never public.
  ///
  /// Records are personal: an event commits to each, and one that is erased keeps its row without
  /// salt and body, so that nothing ever takes its place. Drafts, accounts, sessions, tokens and
  /// attempts are no history: they are written over and deleted.
  static func addPrivateTables(in database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE record (
          id TEXT NOT NULL,
          version INTEGER NOT NULL CHECK (version >= 1),
          salt BLOB CHECK (length(salt) = 16),
          body BLOB,
          PRIMARY KEY (id, version),
          CHECK ((salt IS NULL) = (body IS NULL))
        ) STRICT;
        CREATE TRIGGER record_is_only_erased BEFORE UPDATE ON record
        WHEN NEW.id <> OLD.id OR NEW.version <> OLD.version OR NEW.body IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a record is erased, and not changed'); END;
        CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON record
        BEGIN SELECT RAISE(ABORT, 'a record is erased, and its row stays'); END;
        CREATE TABLE draft (
          id TEXT PRIMARY KEY,
          revision INTEGER NOT NULL CHECK (revision >= 1),
          body BLOB NOT NULL
        ) STRICT;
        CREATE TABLE account (
          id TEXT PRIMARY KEY,
          login TEXT NOT NULL UNIQUE,
          revision INTEGER NOT NULL CHECK (revision >= 1),
          body BLOB NOT NULL
        ) STRICT;
        CREATE TABLE session (
          hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
          account TEXT NOT NULL,
          created INTEGER NOT NULL,
          used INTEGER NOT NULL,
          body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX sessionByAccount ON session (account);
        CREATE TABLE token (
          hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
          id TEXT NOT NULL UNIQUE,
          account TEXT NOT NULL,
          created INTEGER NOT NULL,
          expires INTEGER NOT NULL,
          body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX tokenByAccount ON token (account);
        CREATE TABLE attempt (
          key BLOB NOT NULL CHECK (length(key) = 32),
          at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX attemptByKey ON attempt (key, at);
        CREATE INDEX attemptByTime ON attempt (at);
        """)
  }
}
