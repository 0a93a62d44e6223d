import Record
import Rules
import TestSupport
import Testing
import Transparency

@testable import Register

@Suite("Fuzz: a register's state says what a plain reference model says, after any commands")
struct RegisterStateFuzzTests {
  /// A register without a ledger: commands decided and applied, every state kept.
  private struct Run {
    let instance = Instance(
      kind: .demonstration, origin: "register.example/log", logKey: "", created: Moment(seconds: 0))
    var leaves: [[UInt8]] = []
    var states = [RegisterState()]
    var now = Moment(seconds: 1_790_000_000)

    var state: RegisterState { states[states.count - 1] }

    mutating func carryOut(_ command: Command) throws -> Register.Outcome {
      let decision = try command.decide(on: state, instance, at: now)
      let encoded = try decision.leaves.map { try $0.encoded() }
      leaves += encoded
      states.append(try state.applying(encoded, read: decision.leaves))
      now = Moment(seconds: now.seconds + 50_000)
      return decision.outcome
    }
  }

  /// Compares everything that is so now; the first filing that differs ends the test.
  private static func compare(
    _ state: RegisterState, _ reference: ReferenceRegister, _ context: Comment
  ) throws {
    #expect(state.filings.map(\.key) == reference.order, context)
    for filing in state.filings {
      try #require(ReferenceView(filing.current) == reference.view(filing.key), context)
      #expect(state.filing(filing.key)?.ordinal == filing.ordinal, context)
    }
    let pending = reference.pending.values.map(\.count).reduce(0, +)
    #expect(state.pendingNotices.count == pending, context)
    for (id, list) in reference.lists {
      #expect(state.list(id)?.rows.map(\.row) == list.rows.map(\.id), context)
      #expect(
        state.list(id)?.rows.map { $0.withdrawnBy != nil } == list.rows.map(\.isWithdrawn), context)
    }
  }

  @Test("facts, status, places and rows, now and as of any day; the same again changes nothing")
  func statements() throws {
    var random = SeededRandom()
    var commands = 0
    let rounds = try Effort.spend(seconds: 3) {
      var generator = CommandGenerator(SeededRandom(seed: random.next()))
      var run = Run()
      for _ in 0..<25 {
        let command = generator.next(at: run.now)
        let outcome = try run.carryOut(command)
        commands += 1
        try Self.compare(run.state, generator.reference, "\(outcome), \(random)")
        try Self.isIdempotent(command, run, "\(random)")
      }
      for _ in 0..<4 {
        let day = PublicDate(generator.day())
        for filing in run.state.filings {
          let view = filing.view(TimeView(asOf: day)).map(ReferenceView.init)
          let expected = generator.reference.view(filing.key, asOf: day)
          try #require(view == expected, "\(filing.key) as of \(day), \(random)")
        }
      }
    }
    print("register against its model: \(rounds) histories, \(commands) commands")
  }

  private static func isIdempotent(
    _ command: Command, _ run: Run, _ context: Comment
  ) throws {
    switch command {
    case .importList, .importNotices:
      let again = try command.decide(on: run.state, run.instance, at: run.now)
      #expect(again.leaves.isEmpty, context)
    default:
      #expect(throws: RegisterError.self, context) {
        try command.decide(on: run.state, run.instance, at: run.now)
      }
    }
  }

  @Test("at an earlier size everything reads as it did then: filings, searches, statistics")
  func earlierSizes() throws {
    var random = SeededRandom()
    let rounds = try Effort.spend(seconds: 2) {
      var generator = CommandGenerator(SeededRandom(seed: random.next()))
      var run = Run()
      for _ in 0..<20 { _ = try run.carryOut(generator.next(at: run.now)) }
      for then in run.states {
        let time = TimeView(at: then.tree.size)
        let views = run.state.filings.compactMap { $0.view(time) }
        let isTheSame = views == then.filings.map(\.current)
        #expect(isTheSame, "at \(then.tree.size), \(random)")
        var past = run.state.statistics(time)
        past.pendingNotices = then.statistics().pendingNotices
        #expect(past == then.statistics(), "at \(then.tree.size), \(random)")
        #expect(try run.state.tree.root(at: then.tree.size) == then.tree.root)
        for _ in 0..<3 {
          let term = generator.term()
          let found = run.state.all(FilingQuery(text: term, time: time)).map(\.key)
          let before = then.all(FilingQuery(text: term)).map(\.key)
          #expect(found == before, "'\(term)' at \(then.tree.size), \(random)")
        }
      }
    }
    print("earlier sizes: \(rounds) histories")
  }

  @Test("leaf by leaf, in portions or all at once, the state is the same")
  func portions() throws {
    var random = SeededRandom()
    _ = try Effort.spend(seconds: 1) {
      var generator = CommandGenerator(SeededRandom(seed: random.next()))
      var run = Run()
      for _ in 0..<15 { _ = try run.carryOut(generator.next(at: run.now)) }
      let whole = try RegisterState().applying(run.leaves)
      var portions = RegisterState()
      var rest = run.leaves[...]
      while !rest.isEmpty {
        let portion = rest.prefix(Int.random(in: 1...9, using: &random))
        rest = rest.dropFirst(portion.count)
        portions = try portions.applying(Array(portion))
      }
      for state in [whole, portions] {
        #expect(state.tree.root == run.state.tree.root, "\(random)")
        let isTheSame = state.filings.map(\.current) == run.state.filings.map(\.current)
        #expect(isTheSame, "\(random)")
        #expect(state.statistics() == run.state.statistics(), "\(random)")
        let term = generator.term()
        let found = state.all(FilingQuery(text: term)).map(\.key)
        #expect(found == run.state.all(FilingQuery(text: term)).map(\.key), "'\(term)', \(random)")
      }
    }
  }

  @Test("notices count the same whether they come before or after the lists")
  func order() throws {
    var random = SeededRandom()
    _ = try Effort.spend(seconds: 1) {
      var generator = CommandGenerator(SeededRandom(seed: random.next()))
      var lists: [Command] = []
      var notices: [Command] = []
      for _ in 0..<6 {
        lists.append(generator.newList(at: Moment(seconds: 1_790_000_000)))
        notices.append(generator.notices())
      }
      var outcomes: [[String: ReferenceView]] = []
      for commands in [notices + lists, lists + notices, Self.merge(lists, notices, &random)] {
        var run = Run()
        for command in commands {
          run.now = Moment(seconds: 1_790_000_000)
          _ = try run.carryOut(command)
        }
        var views: [String: ReferenceView] = [:]
        for filing in run.state.filings { views[filing.key] = ReferenceView(filing.current) }
        outcomes.append(views)
      }
      #expect(outcomes[0] == outcomes[1], "\(random)")
      #expect(outcomes[0] == outcomes[2], "\(random)")
    }
  }

  /// The lists in their order, with the notices strewn among them.
  private static func merge(
    _ lists: [Command], _ notices: [Command], _ random: inout SeededRandom
  ) -> [Command] {
    var merged = lists
    for notice in notices {
      merged.insert(notice, at: Int.random(in: 0...merged.count, using: &random))
    }
    return merged
  }

  @Test("search finds, in order, exactly what looking through every text finds")
  func search() throws {
    var random = SeededRandom()
    var (queries, hits) = (0, 0)
    let rounds = try Effort.spend(seconds: 4) {
      var generator = CommandGenerator(SeededRandom(seed: random.next()))
      var run = Run()
      for _ in 0..<30 {
        _ = try run.carryOut(generator.next(at: run.now))
        // While the index grows and is merged, and not only at the end.
        guard generator.chance(0.3) else { continue }
        let reference = ReferenceSearch(generator.reference)
        for _ in 0..<6 {
          var text = generator.term()
          if generator.chance(0.2) { text += " " + generator.term() }
          let terms = text.split(whereSeparator: \.isWhitespace).map(String.init)
            .filter { !ReferenceSearch.normal($0).isEmpty }
          guard !terms.isEmpty else { continue }
          let expected = reference.find(terms)
          let found = run.state.all(FilingQuery(text: text)).map(\.key)
          #expect(found == expected, "'\(text)', \(random)")
          #expect(Self.paged(text, run.state, &random) == found, "'\(text)', \(random)")
          queries += 1
          hits += found.count
        }
      }
      Self.filters(run.state, &random)
    }
    print("search against a scan: \(rounds) registers, \(queries) queries, \(hits) hits")
    #expect(hits > queries / 2)
  }

  /// All pages of a search, one after the other.
  private static func paged(
    _ text: String, _ state: RegisterState, _ random: inout SeededRandom
  ) -> [String] {
    var found: [String] = []
    var query = FilingQuery(text: text, limit: Int.random(in: 1...7, using: &random))
    repeat {
      let page = state.search(query)
      found += page.filings.map(\.key)
      query.after = page.next.flatMap { SearchCursor($0.description) }
    } while query.after != nil
    return found
  }

  private static func filters(_ state: RegisterState, _ random: inout SeededRandom) {
    let views = state.filings.map(\.current)
    for _ in 0..<8 {
      guard let some = views.randomElement(using: &random) else { return }
      var query = FilingQuery()
      if Bool.random(using: &random) { query.track = some.tracks.first }
      if Bool.random(using: &random) { query.list = some.places.last?.list }
      if Bool.random(using: &random) { query.role = some.facts.role }
      if Bool.random(using: &random) { query.status = some.status }
      if Bool.random(using: &random) { query.year = some.year }
      if Bool.random(using: &random) {
        query.region = some.regionDigits.map { String($0.prefix(2)) }
      }
      let expected = views.filter { view in
        (query.track.map(view.tracks.contains) ?? true)
          && (query.list.map { list in view.places.contains { $0.list == list } } ?? true)
          && (query.role.map { $0 == view.facts.role } ?? true)
          && (query.status.map { $0 == view.status } ?? true)
          && (query.year.map { $0 == view.year } ?? true)
          && (query.region.map { view.regionDigits?.hasPrefix($0) == true } ?? true)
      }
      #expect(Set(state.all(query).map(\.key)) == Set(expected.map(\.key)), "\(query), \(random)")
      #expect(state.search(query).total == expected.count, "\(query), \(random)")
    }
    for view in views {
      let organization = state.organization(view.organizationID)
      let isThere = organization?.filings.contains { $0.key == view.key } == true
      #expect(isThere, "\(view.key) is not with its organization, \(random)")
    }
  }
}
