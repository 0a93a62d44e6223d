import Foundation
import Ledger
import Record
import Register
import Rules
import TestSupport
import Testing
import Transparency

@Suite("The registrar commits all of a command, or nothing")
struct RegistrarTests {
  @Test("a list is recorded once; the same list again changes nothing")
  func idempotent() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create()
    let rows = try (1...3).map {
      RegisterFixture.row($0, number: try RegisterFixture.number(serial: $0).description)
    }
    let list = try RegisterFixture.list(rows: rows)
    _ = try await registrar.carryOut(.importList(list, observed: RegisterFixture.observed))
    let size = registrar.published.state.tree.size
    #expect(size == 4)
    guard
      case .listImported(let again) = try await registrar.carryOut(
        .importList(list, observed: RegisterFixture.observed))
    else {
      Issue.record("another outcome")
      return
    }
    #expect(!again.changedAnything)
    #expect(registrar.published.state.tree.size == size)
    #expect(registrar.published.state.filings.count == 3)
  }

  @Test("a newer copy records each difference, and the row stays visible as first printed")
  func differences() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create()
    let numbers = try (1...4).map { try RegisterFixture.number(serial: $0).description }
    let first = (0..<3).map { RegisterFixture.row($0 + 1, number: numbers[$0]) }
    _ = try await registrar.carryOut(
      .importList(try RegisterFixture.list(rows: first), observed: RegisterFixture.observed))
    let before = registrar.published.state.tree.size
    let second = [
      RegisterFixture.row(1, number: numbers[0]),
      RegisterFixture.row(
        2, number: numbers[1], note: "已注销",
        notes: [NoteStatement(kind: .cancelled, text: "已注销")]),
      RegisterFixture.row(3, number: numbers[3], algorithm: "新算法", organization: "另一公司"),
    ]
    guard
      case .listImported(let outcome) = try await registrar.carryOut(
        .importList(try RegisterFixture.list(rows: second), observed: RegisterFixture.observed))
    else {
      Issue.record("another outcome")
      return
    }
    let kinds = outcome.differences.map(\.kind)
    #expect(kinds.contains(.changed))
    let noted = try #require(outcome.differences.first { $0.number == numbers[1] })
    #expect(noted.columns.map(\.column) == ["备注"])
    #expect(noted.columns.first?.after == "已注销")
    let state = registrar.published.state
    #expect(state.filing(numbers[1])?.current.status == .cancelled)
    let past = try #require(state.filing(numbers[1])?.view(TimeView(at: before)))
    #expect(past.status == .inForce)
    #expect(past.printed[7] == "")
    // What left the list is still there to be found.
    #expect(state.filing(numbers[2]) != nil)
    #expect(state.filing(numbers[3]) != nil)
  }

  @Test("a number in two lists is one filing with two rows")
  func twoLists() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create()
    let number = try RegisterFixture.number(serial: 1).description
    for track in [Track.recommendation, .deepSynthesis] {
      let list = try RegisterFixture.list(
        track: track, rows: [RegisterFixture.row(1, number: number)])
      _ = try await registrar.carryOut(.importList(list, observed: RegisterFixture.observed))
    }
    let state = registrar.published.state
    #expect(state.filings.count == 1)
    #expect(state.filing(number)?.current.places.count == 2)
    #expect(state.filing(number)?.current.tracks == [.recommendation, .deepSynthesis])
    let statistics = state.statistics()
    #expect(statistics.inSeveralTracks == 1)
    #expect(statistics.tracks.map(\.filings) == [1, 1])
  }

  @Test("a number printed twice keeps both rows")
  func printedTwice() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create()
    let number = try RegisterFixture.number(serial: 1).description
    let list = try RegisterFixture.list(rows: [
      RegisterFixture.row(1, number: number), RegisterFixture.row(2, number: number),
    ])
    _ = try await registrar.carryOut(.importList(list, observed: RegisterFixture.observed))
    let state = registrar.published.state
    #expect(state.list(list.id)?.rows.count == 2)
    #expect(state.filings.count == 1)
    guard
      case .listImported(let again) = try await registrar.carryOut(
        .importList(list, observed: RegisterFixture.observed))
    else {
      Issue.record("another outcome")
      return
    }
    #expect(!again.changedAnything)
  }

  @Test("a misprinted number is kept as printed, under its own text")
  func misprint() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create()
    let printed = "网信算备1101082242366066220017号"
    let list = try RegisterFixture.list(rows: [RegisterFixture.row(1, number: printed)])
    _ = try await registrar.carryOut(.importList(list, observed: RegisterFixture.observed))
    #expect(registrar.published.state.filing(printed)?.current.facts.number == printed)
    #expect(registrar.published.state.search(FilingQuery(text: "2242366066")).total == 1)
  }

  @Test("a cancellation waits for its list and applies when the list arrives")
  func pendingNotice() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create()
    let number = try RegisterFixture.number(serial: 1).description
    let day = try #require(Day(iso: "2025-09-11"))
    let source = Source(name: "notices.csv", sha256: "00", bytes: 1)
    let notice = CancellationNotice(
      row: 1, announced: day, algorithm: "算法1", role: .provider, category: nil,
      organization: "某某科技有限公司", products: [], number: number, list: "deep-synthesis/2025-05",
      source: source)
    guard
      case .noticesImported(let first) = try await registrar.carryOut(
        .importNotices([notice], source: source))
    else {
      Issue.record("another outcome")
      return
    }
    #expect(first.pending == [number])
    #expect(registrar.published.state.pendingNotices.count == 1)
    #expect(registrar.published.state.filing(number) == nil)
    let list = try RegisterFixture.list(rows: [RegisterFixture.row(1, number: number)])
    guard
      case .listImported(let outcome) = try await registrar.carryOut(
        .importList(list, observed: RegisterFixture.observed))
    else {
      Issue.record("another outcome")
      return
    }
    #expect(outcome.noticesApplied == [number])
    let state = registrar.published.state
    #expect(state.pendingNotices.isEmpty)
    let filing = try #require(state.filing(number))
    #expect(filing.current.status == .cancelled)
    #expect(filing.current.statusSince == PublicDate(day))
    let earlier = try #require(PublicDate("2025-09-10"))
    #expect(filing.view(TimeView(asOf: earlier))?.status == .inForce)
    guard
      case .noticesImported(let again) = try await registrar.carryOut(
        .importNotices([notice], source: source))
    else {
      Issue.record("another outcome")
      return
    }
    #expect(again.known == 1 && !again.changedAnything)
  }

  @Test("a register that is opened again reads the same, root and all")
  func reopened() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create(.demonstration)
    try await Demonstration.fill(registrar)
    let before = registrar.published
    let again = try fixture.open()
    #expect(again.published.checkpoint == before.checkpoint)
    #expect(again.published.state.tree.root == before.state.tree.root)
    #expect(
      again.published.state.filings.map(\.current) == before.state.filings.map(\.current))
    try again.audit()
  }

  @Test("two registrars on one directory both commit, and the log stays one")
  func twoWriters() async throws {
    let fixture = try RegisterFixture()
    let first = try fixture.create()
    let second = try fixture.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (writer, registrar) in [first, second].enumerated() {
        group.addTask {
          for turn in 0..<20 {
            let number = try RegisterFixture.number(subject: 1_000_000 + writer, serial: turn + 1)
            let list = try RegisterFixture.list(
              "20\(10 + writer)-\(turn % 9 + 1 < 10 ? "0" : "")\(turn % 9 + 1)",
              track: Track(rawValue: "track-\(turn)"),
              rows: [RegisterFixture.row(1, number: number.description)])
            _ = try await registrar.carryOut(
              .importList(list, observed: RegisterFixture.observed))
          }
        }
      }
      try await group.waitForAll()
    }
    try await first.refresh()
    try await second.refresh()
    #expect(first.published.state.tree.size == 80)
    #expect(first.published.checkpoint == second.published.checkpoint)
    try first.audit()
  }

  @Test("a mirror decides nothing, and nobody decides on an imported filing")
  func mirrorRefuses() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create()
    let number = try RegisterFixture.number(serial: 1).description
    let list = try RegisterFixture.list(rows: [RegisterFixture.row(1, number: number)])
    _ = try await registrar.carryOut(.importList(list, observed: RegisterFixture.observed))
    let decision = OwnDecision(
      number: number, act: .cancelled, ground: "arp-24", effective: RegisterFixture.observed)
    await #expect(throws: RegisterError.self) {
      try await registrar.carryOut(.decide(decision))
    }
    let demo = try RegisterFixture()
    let demonstration = try demo.create(.demonstration)
    _ = try await demonstration.carryOut(.importList(list, observed: RegisterFixture.observed))
    await #expect(throws: RegisterError.self) {
      try await demonstration.carryOut(.decide(decision))
    }
  }

  @Test("receipts prove every entry, against the key alone")
  func receipts() async throws {
    let fixture = try RegisterFixture()
    let registrar = try fixture.create(.demonstration)
    try await Demonstration.fill(registrar)
    let policy = try TrustPolicy(
      parsing: Array("log \(registrar.instance.logKey)\nquorum none\n".utf8))
    for index in 0..<registrar.published.state.tree.size {
      let proof = try LogProof(parsing: try registrar.receipt(index: index))
      let entry = try #require(proof.extra)
      #expect(entry == (try registrar.leaves(index..<index + 1))[0])
      _ = try proof.verify(entry: entry, policy: policy)
    }
    #expect(throws: RegisterError.self) {
      try registrar.receipt(index: registrar.published.state.tree.size)
    }
  }
}
