import Foundation
import GRDBSQLite

/// SQLite without any of our code in between.
enum RawSQLite {
  /// Runs a statement and returns SQLite's result code, 0 for success.
  static func run(_ statement: String, on path: String) throws -> Int32 {
    var database: OpaquePointer?
    guard sqlite3_open(path, &database) == SQLITE_OK else { throw CocoaError(.fileReadUnknown) }
    defer { sqlite3_close(database) }
    return sqlite3_exec(database, statement, nil, nil, nil)
  }
}
