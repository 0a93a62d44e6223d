import Foundation
import GRDB
import Measuring
import Record
import Register
import Rules
import Transparency

/// What it takes to decide: checked, signed and on the disk, beside what the disk alone takes.
enum Deciding {
  /// Fills a register in `data`, and decides `rounds` times; in turn with each, one row goes into a
  /// table of another SQLite file in the same folder, in a commit of its own (WAL,
  /// `synchronous=FULL`).
  static func measure(_ data: String, filings: Int, rounds: Int) async throws {
    let registrar = try await Filling.fill(data, count: filings)
    let plain = try PlainTable(path: data + "/plain.sqlite")
    var numbers = SplitMix(seed: 11)
    var decisions = Samples()
    var commits = Samples()
    // The first rounds warm everything up and are not counted.
    for round in -20..<rounds {
      let state = registrar.published.state
      let place = Int(numbers.below(UInt64(state.filings.count)))
      let body = [UInt8]((0..<512).map { _ in UInt8(truncatingIfNeeded: numbers.next()) })
      let (_, commit) = try Cost.of { try plain.insert(body) }
      guard let decision = change(state, place: place) else { continue }
      let (_, decide) = try await Cost.of {
        try await registrar.carryOut(.decide(decision), actor: .machine("benchmark"))
      }
      guard round >= 0 else { continue }
      commits.add(commit)
      decisions.add(decide)
    }
    say("{\"commit\":\(commits.json),\"decision\":\(decisions.json)}")
  }

  /// A change of the purpose of the filing at a place in the register's order.
  static func change(_ state: RegisterState, place: Int) -> OwnDecision? {
    guard let view = state.filings[place]?.current,
      let effective = Day(year: 2026, month: 6, day: 1)
    else { return nil }
    var facts = view.facts
    facts.purpose = "应用于办公写作场景，服务于第\(state.tree.size)次变更（虚构数据）。"
    return OwnDecision(
      number: facts.number, act: .changed, ground: "arp-24", facts: facts, effective: effective)
  }
}

/// The least that makes a row durable: one table, one insert, one commit.
struct PlainTable {
  private let pool: DatabasePool

  init(path: String) throws {
    pool = try DatabasePool(path: path)
    // A pool that is made sets its writer to NORMAL, which syncs at checkpoints alone.
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON")
      guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
        throw DatabaseError(message: "synchronous is not FULL")
      }
    }
    try pool.write { database in
      try database.execute(sql: "CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    }
  }

  func insert(_ body: [UInt8]) throws {
    try pool.write { database in
      try database.cachedStatement(sql: "INSERT INTO row (body) VALUES (?)")
        .execute(arguments: [Data(body)])
    }
  }
}
