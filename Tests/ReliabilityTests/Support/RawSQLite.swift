import Foundation
import GRDBSQLite

/// SQLite without any of our code in between: how a disk, or somebody with access to it, changes
/// what is stored.
struct RawSQLite {
  let path: String

  /// Runs statements; throws what SQLite says.
  func run(_ statements: String) throws {
    try open { database in
      guard sqlite3_exec(database, statements, nil, nil, nil) == SQLITE_OK else {
        throw BrokenPromise(String(cString: sqlite3_errmsg(database)))
      }
    }
  }

  /// Flips one bit in a value of a row, which no trigger sees.
  func flip(bit: Int, of column: String, in table: String, row: Int64) throws {
    try open { database in
      var blob: OpaquePointer?
      guard sqlite3_blob_open(database, "main", table, column, row, 1, &blob) == SQLITE_OK else {
        throw BrokenPromise(String(cString: sqlite3_errmsg(database)))
      }
      defer { sqlite3_blob_close(blob) }
      let offset = Int32(bit / 8) % max(sqlite3_blob_bytes(blob), 1)
      var byte: UInt8 = 0
      guard sqlite3_blob_read(blob, &byte, 1, offset) == SQLITE_OK else {
        throw BrokenPromise("nothing to read at \(offset)")
      }
      byte ^= 1 << UInt8(bit % 8)
      guard sqlite3_blob_write(blob, &byte, 1, offset) == SQLITE_OK else {
        throw BrokenPromise("nothing to write at \(offset)")
      }
    }
  }

  /// Removes rows although triggers forbid it.
  func delete(from table: String, where condition: String) throws {
    try run("DROP TRIGGER \(table)_is_never_deleted; DELETE FROM \(table) WHERE \(condition)")
  }

  private func open(_ body: (OpaquePointer?) throws -> Void) throws {
    var database: OpaquePointer?
    guard sqlite3_open(path, &database) == SQLITE_OK else {
      throw BrokenPromise("\(path) does not open")
    }
    defer { sqlite3_close(database) }
    sqlite3_busy_timeout(database, 10_000)
    try body(database)
  }
}
