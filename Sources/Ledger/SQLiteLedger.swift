import Foundation
import GRDB
import Transparency

/// A ledger in one SQLite file: WAL, `synchronous=FULL`, append-only by triggers.
///
/// Several processes may open the same file. Positions come from the locked head row, never from
/// a sequence of the database, so that they are gapless and agree with the log.
public struct SQLiteLedger: LedgerStore {
  let pool: DatabasePool
  /// A connection for single rows.
  let rows: DatabaseQueue
  /// Counts ended sessions and changed accounts.
  let ended: ChangeCounter?
  /// Counts drafts that were saved or deleted.
  let drafted: ChangeCounter?
  /// Over which connection it reads.
  var reading = Reading.pool

  private init(_ pool: DatabasePool) throws {
    self.pool = pool
    rows = try Self.readingQueue(pool.path)
    ended = try ChangeCounter("endings", ledger: pool.path)
    drafted = try ChangeCounter("drafts", ledger: pool.path)
  }

  /// The connections to read over.
  enum Reading {
    /// One of several, for many readers at once.
    case pool
    /// The one that writes: its cache outlives its own commits.
    case writer
    /// One of its own, so that it need not be found among others and waited for.
    case queue(DatabaseQueue)
  }

  /// The name of the database file in a data directory.
  public static let fileName = "ledger.sqlite"

  /// Makes a new, empty ledger in `directory`, with settings that never change.
  ///
  /// Throws ``LedgerError/exists(path:)`` where there is one already.
  public static func create(
    in directory: String, instance: [UInt8], emptyCheckpoint: [UInt8]
  ) throws(LedgerError) -> SQLiteLedger {
    let path = directory + "/" + fileName
    return try attempt(path) {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
      let pool = try Self.pool(path)
      try pool.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          if try database.tableExists("head") { throw LedgerError.exists(path: path) }
          try LedgerSchema.create(
            in: database, instance: instance, emptyCheckpoint: emptyCheckpoint)
          return .commit
        }
      }
      return try SQLiteLedger(pool)
    }
  }

  /// Whether a directory holds a ledger.
  ///
  /// A file that a program left behind when it ended while it was making one is none: making one
  /// anew takes it over.
  public static func exists(in directory: String) -> Bool {
    do throws(LedgerError) {
      _ = try open(in: directory)
      return true
    } catch {
      if case .absent = error { return false }
      return true
    }
  }

  /// Opens the ledger of a data directory.
  ///
  /// Throws ``LedgerError/absent(path:)`` where there is none.
  public static func open(in directory: String) throws(LedgerError) -> SQLiteLedger {
    let path = directory + "/" + fileName
    return try attempt(path) {
      guard FileManager.default.fileExists(atPath: path) else {
        throw LedgerError.absent(path: directory)
      }
      let pool = try Self.pool(path)
      guard try pool.read({ database in try database.tableExists("head") }) else {
        throw LedgerError.absent(path: directory)
      }
      try LedgerSchema.migrate(pool)
      return try SQLiteLedger(pool)
    }
  }

  private static func pool(_ path: String) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(20)
    configuration.maximumReaderCount = 4
    let pool = try DatabasePool(path: path, configuration: configuration)
    // Only now: a pool that is made sets its writer to NORMAL, which syncs at checkpoints alone,
    // and a decision that was answered would not outlive a power failure.
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON")
      // What is erased is written over, and does not merely become free space.
      try database.execute(sql: "PRAGMA secure_delete = ON")
    }
    return pool
  }

  /// The head as committed last, by whichever process.
  public func head() throws(LedgerError) -> LedgerHead {
    try Self.attempt(pool.path) { try read { database in try Self.head(in: database) } }
  }

  /// A number that is another one whenever another connection has committed something meanwhile.
  public func changesOfOthers() throws(LedgerError) -> Int {
    try Self.attempt(pool.path) {
      // Of the connection that writes: what is committed over it does not count for it.
      try pool.writeWithoutTransaction { database in
        try Int.fetchOne(try database.cachedStatement(sql: "PRAGMA data_version")) ?? 0
      }
    }
  }

  /// The same ledger, read over the connection that writes.
  public var forDeciding: any LedgerStore {
    var other = self
    other.reading = .writer
    return other
  }

  /// The same ledger, read over a connection that does not write: what this program has appended
  /// makes it forget its pages and look into the file.
  public var forComparing: any LedgerStore {
    guard let queue = try? Self.readingQueue(pool.path) else { return self }
    var other = self
    other.reading = .queue(queue)
    return other
  }

  /// Reads with one statement.
  ///
  /// It sees one state by itself, and a transaction around it costs more than it does.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    switch reading {
    case .pool: try pool.unsafeRead(body)
    case .writer: try pool.writeWithoutTransaction(body)
    case .queue(let queue): try queue.unsafeRead(body)
    }
  }

  /// Adds a batch in one transaction, if `expected` is still the head.
  public func append(
    _ batch: LedgerBatch, expecting expected: LedgerHead
  ) throws(LedgerError) -> LedgerHead {
    try Self.attempt(pool.path) {
      try pool.writeWithoutTransaction { database in
        var next = expected
        try database.inTransaction(.immediate) {
          let found = try Self.head(in: database)
          guard found.position == expected.position, found.size == expected.size,
            found.root == expected.root
          else { throw LedgerError.conflict(expected: expected.size, found: found.size) }
          next = try Self.insert(batch, after: found, in: database)
          return .commit
        }
        return next
      }
    }
  }

  /// The leaves of a range of indices, in order; fewer where the ledger ends before.
  public func leaves(_ range: Range<UInt64>) throws(LedgerError) -> [[UInt8]] {
    try entries(
      "SELECT body FROM leaf WHERE leafIndex >= ? AND leafIndex < ? ORDER BY leafIndex",
      Int64(clamping: range.lowerBound), Int64(clamping: range.upperBound))
  }

  /// The events of a range of positions, in order; fewer where the ledger ends before.
  public func events(_ range: Range<Int>) throws(LedgerError) -> [[UInt8]] {
    try entries(
      "SELECT body FROM event WHERE position >= ? AND position < ? ORDER BY position",
      Int64(range.lowerBound), Int64(range.upperBound))
  }

  /// The sizes in a range for which a checkpoint was signed, ascending.
  public func checkpointSizes(_ range: ClosedRange<UInt64>) throws(LedgerError) -> [UInt64] {
    try Self.attempt(pool.path) {
      try read { database in
        let statement = try database.cachedStatement(
          sql: "SELECT size FROM checkpoint WHERE size BETWEEN ? AND ? ORDER BY size")
        return try Int64.fetchAll(
          statement,
          arguments: [Int64(clamping: range.lowerBound), Int64(clamping: range.upperBound)]
        ).map { UInt64(clamping: $0) }
      }
    }
  }

  /// The settings that were fixed when the ledger was made.
  public func instance() throws(LedgerError) -> [UInt8] {
    try Self.attempt(pool.path) {
      try read { database in
        guard let row = try Data.fetchOne(database, sql: "SELECT body FROM instance") else {
          throw LedgerError.damaged("the instance's settings are missing")
        }
        return [UInt8](row)
      }
    }
  }

  /// Writes a consistent copy of the ledger to `path`, while others read and write.
  public func backUp(to path: String) throws(LedgerError) {
    try Self.attempt(pool.path) {
      guard !FileManager.default.fileExists(atPath: path) else {
        throw LedgerError.exists(path: path)
      }
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "VACUUM INTO ?", arguments: [path])
      }
    }
  }

  private func entries(
    _ sql: String, _ from: Int64, _ to: Int64
  ) throws(LedgerError) -> [[UInt8]] {
    try Self.attempt(pool.path) {
      try read { database in
        let statement = try database.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: [from, to])
        var bodies: [[UInt8]] = []
        while let row = try cursor.next() {
          bodies.append(try row.withUnsafeData(atIndex: 0) { data in [UInt8](data ?? Data()) })
        }
        return bodies
      }
    }
  }

  private static func head(in database: Database) throws -> LedgerHead {
    let statement = try database.cachedStatement(
      sql: "SELECT position, size, root, checkpoint FROM head")
    guard let row = try Row.fetchOne(statement) else {
      throw LedgerError.damaged("the head row is missing")
    }
    let position: Int = row[0]
    let size: Int64 = row[1]
    let root: Data = row[2]
    let checkpoint: Data = row[3]
    guard let hash = MerkleHash(bytes: root), size >= 0 else {
      throw LedgerError.damaged("the head row does not hold a root of 32 bytes")
    }
    return LedgerHead(
      position: position, size: UInt64(size), root: hash, checkpoint: [UInt8](checkpoint))
  }

  private static func insert(
    _ batch: LedgerBatch, after head: LedgerHead, in database: Database
  ) throws -> LedgerHead {
    var next = head
    let event = try database.cachedStatement(
      sql: "INSERT INTO event (position, firstLeaf, body) VALUES (?, ?, ?)")
    for body in batch.events {
      try event.execute(arguments: [next.position, Int64(clamping: head.size), Data(body)])
      next.position += 1
    }
    let leaf = try database.cachedStatement(
      sql: "INSERT INTO leaf (leafIndex, body) VALUES (?, ?)")
    for body in batch.leaves {
      try leaf.execute(arguments: [Int64(clamping: next.size), Data(body)])
      next.size += 1
    }
    try insert(batch.records, in: database)
    try insert(batch.accounts, in: database)
    next.root = batch.root
    next.checkpoint = batch.checkpoint
    if !batch.leaves.isEmpty {
      try database.cachedStatement(sql: "INSERT INTO checkpoint (size, note) VALUES (?, ?)")
        .execute(arguments: [Int64(clamping: next.size), Data(batch.checkpoint)])
    }
    try database.cachedStatement(
      sql: "UPDATE head SET position = ?, size = ?, root = ?, checkpoint = ?"
    ).execute(arguments: [
      next.position, Int64(clamping: next.size), Data(next.root.bytes), Data(next.checkpoint),
    ])
    return next
  }

  static func attempt<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(LedgerError) -> Value {
    do {
      return try body()
    } catch let error as LedgerError {
      throw error
    } catch let error as DatabaseError {
      let reason = "SQLite says: \(error.message ?? "\(error.resultCode)")"
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw .damaged("\(path): \(reason)")
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw .busy(path: path)
      default: throw .storage("\(path): \(reason)")
      }
    } catch {
      throw .storage("\(path): \(error)")
    }
  }
}
