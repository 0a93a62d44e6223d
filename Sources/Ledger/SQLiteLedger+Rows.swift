import Foundation
import GRDB

extension SQLiteLedger {
  /// A connection to read over.
  static func readingQueue(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(20)
    // Not opened for reading alone: if it is the last one to be closed, it puts the log away.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// The first row that a statement finds, which is looked for by its key.
  ///
  /// With the pool, finding a connection and asking whether the schema has changed cost more than such
  /// a row does; it is read over a connection of its own.
  func row<Value>(
    _ sql: String, _ arguments: StatementArguments, _ read: (Row) throws -> Value
  ) throws(LedgerError) -> Value? {
    func first(_ database: Database) throws -> Value? {
      let statement = try database.cachedStatement(sql: sql)
      let rows = try Row.fetchCursor(statement, arguments: arguments)
      // The row is gone with the cursor.
      return try withExtendedLifetime(rows) { try rows.next().map(read) }
    }
    return try Self.attempt(pool.path) {
      if case .pool = reading { try rows.unsafeRead(first) } else { try self.read(first) }
    }
  }
}

extension Row {
  /// The bytes of a column; none where it holds none.
  func bytes(at column: Int) throws -> [UInt8] {
    try withUnsafeData(atIndex: column) { $0.map { [UInt8]($0) } ?? [] }
  }
}
