import Rules
import Testing

@Suite("Clocks")
struct ClockTests {
  static let reference = RulebookReference(id: "test", version: 1)
  let china = WorkingDayCalendar.china

  static func rule(_ days: Int, onReturn: ClockRule.ReturnEffect = .suspend) -> ClockRule? {
    ClockRule(
      id: "decide", name: Wording(zh: "办理期限", en: "time to decide"), days: days,
      party: .authority, starts: Wording(zh: "收齐材料", en: "complete material"),
      onReturn: onReturn, source: SourceReference(source: "arp", clause: "art. 25"))
  }

  func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  func due(
    _ days: Int, onReturn: ClockRule.ReturnEffect = .suspend, asOf: String = "2026-01-01",
    _ events: [Clock.Event]
  ) throws -> DueDate {
    let rule = try #require(Self.rule(days, onReturn: onReturn))
    return try Clock(rule: rule, rulebook: Self.reference, events: events)
      .due(in: china, asOf: try day(asOf))
  }

  @Test("Counting begins the day after the start")
  func start() throws {
    #expect(try due(1, [.started(try day("2026-11-23"))]).day?.iso == "2026-11-24")
    #expect(try due(10, [.started(try day("2026-11-21"))]).day?.iso == "2026-12-04")
    #expect(try due(30, [.started(try day("2026-08-31"))]).day?.iso == "2026-10-16")
  }

  @Test("A start a second before Beijing midnight and one at midnight are a day apart")
  func midnight() throws {
    let before = Day(beijingSecondsSinceEpoch: 1_795_449_599)  // 2026-11-23 23:59:59
    let after = Day(beijingSecondsSinceEpoch: 1_795_449_600)
    #expect(before.iso == "2026-11-23" && after.iso == "2026-11-24")
    #expect(try due(1, [.started(before)]).day?.iso == "2026-11-24")
    #expect(try due(1, [.started(after)]).day?.iso == "2026-11-25")
  }

  @Test("A suspension moves the end by the working days after it up to the day it ends")
  func suspension() throws {
    let started = Clock.Event.started(try day("2026-11-02"))
    let plain = try due(10, [started])
    let held = try due(
      10,
      [
        started, .suspended(try day("2026-11-04"), reason: "测试"), .resumed(try day("2026-11-10")),
      ])
    #expect(plain.day?.iso == "2026-11-16")
    #expect(held.day?.iso == "2026-11-20")
    #expect(held.suspended == 4)
    #expect(held.suspensions.first?.reason == "测试")
  }

  @Test("While it stands still there is no end, and nothing is overdue")
  func standing() throws {
    let events: [Clock.Event] = [
      .started(try day("2026-11-02")), .suspended(try day("2026-11-04"), reason: "r"),
    ]
    let due = try due(10, asOf: "2026-11-12", events)
    #expect(due.day == nil)
    #expect(due.used == 2 && due.remaining == 8 && due.suspended == 6)
    #expect(!due.isOverdue(on: try day("2030-01-01")))
  }

  @Test(
    "What a return does is the rule's: begin anew, go on, or nothing",
    arguments: [
      (ClockRule.ReturnEffect.restart, "2026-11-24"),
      (.suspend, "2026-11-20"),
      (.none, "2026-11-16"),
    ])
  func returned(effect: ClockRule.ReturnEffect, end: String) throws {
    var events: [Clock.Event] = [.started(try day("2026-11-02")), .returned(try day("2026-11-04"))]
    if effect != .none { events.append(.resumed(try day("2026-11-10"))) }
    let due = try due(10, onReturn: effect, events)
    #expect(due.day?.iso == end)
    #expect(due.countedFrom.iso == (effect == .restart ? "2026-11-10" : "2026-11-02"))
  }

  @Test("A restart forgets what was used")
  func restart() throws {
    let due = try due(
      10, asOf: "2026-11-25", [.started(try day("2026-11-02")), .restarted(try day("2026-11-23"))])
    #expect(due.day?.iso == "2026-12-07")
    #expect(due.used == 2 && due.suspended == 0)
  }

  @Test(
    "After its end a period is overdue from the next day on, and a later suspension changes nothing"
  )
  func overdue() throws {
    let events: [Clock.Event] = [
      .started(try day("2026-11-02")), .suspended(try day("2026-12-01"), reason: "late"),
      .resumed(try day("2026-12-10")),
    ]
    let due = try due(10, asOf: "2026-12-20", events)
    #expect(due.day?.iso == "2026-11-16")
    #expect(!due.isOverdue(on: try day("2026-11-16")))
    #expect(due.isOverdue(on: try day("2026-11-17")))
    #expect(due.suspensions.isEmpty && due.remaining == 0)
  }

  @Test("An end says which rule and which days made it")
  func explanation() throws {
    let due = try due(11, asOf: "2026-10-08", [.started(try day("2026-09-18"))])
    #expect(due.day?.iso == "2026-10-10")
    #expect(due.makeUpDays.map(\.day.iso) == ["2026-09-20", "2026-10-10"])
    #expect(
      due.skipped.map(\.day.iso) == [
        "2026-09-19", "2026-09-25", "2026-09-26", "2026-09-27", "2026-10-01", "2026-10-02",
        "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07",
      ])
    let lines = due.explanation(in: Rulebook.builtIn(for: .deepSynthesis))
    #expect(lines[0].en.contains("art. 25") && lines[0].zh.contains("互联网信息服务算法推荐管理规定"))
    #expect(lines[1].en == "11 working days from the day after 2026-09-18, 9 used")
    #expect(lines.map(\.en).contains("not counted: 2026-10-01 – 2026-10-07 (National Day)"))
    #expect(lines.map(\.en).contains("not counted: 2026-09-19 (weekend)"))
    #expect(lines.map(\.zh).contains("计入：2026-09-20（国庆节调休上班）"))
    #expect(!due.isProvisional)
  }

  @Test("An end past the last notice says that it is provisional")
  func provisional() throws {
    let inside = try due(1, [.started(try day("2026-12-30"))])
    let outside = try due(10, [.started(try day("2026-12-25"))])
    #expect(!inside.isProvisional && outside.isProvisional)
    #expect(outside.explanation().last?.en.hasPrefix("provisional") == true)
  }

  @Test("A ledger that cannot be is refused, with the place")
  func refused() throws {
    let rule = try #require(Self.rule(10))
    let one = try day("2026-11-02")
    let two = try day("2026-11-03")
    func clock(_ events: [Clock.Event]) throws(ClockError) -> Clock {
      try Clock(rule: rule, rulebook: Self.reference, events: events)
    }
    #expect(throws: ClockError.doesNotBegin) { try clock([]) }
    #expect(throws: ClockError.doesNotBegin) { try clock([.resumed(one)]) }
    #expect(throws: ClockError.startedTwice(place: 1)) {
      try clock([.started(one), .started(two)])
    }
    #expect(throws: ClockError.outOfOrder(place: 1)) { try clock([.started(two), .returned(one)]) }
    #expect(throws: ClockError.notSuspended(place: 1)) {
      try clock([.started(one), .resumed(two)])
    }
    #expect(throws: ClockError.alreadySuspended(place: 2)) {
      try clock([.started(one), .suspended(one, reason: ""), .returned(two)])
    }
    #expect(Self.rule(0) == nil && Self.rule(1001) == nil)
    let running = try clock([.started(one)])
    #expect(throws: ClockError.notSuspended(place: 1)) { try running.adding(.resumed(two)) }
  }

  @Test("At the end of all days it stops")
  func endOfDays() throws {
    let due = try due(1000, [.started(Day(number: .max))])
    #expect(due.day == Day(number: .max) && due.isProvisional)
  }
}

/// Properties that hold of all periods, over seeded random ones.
@Suite("Clocks in general")
struct ClockPropertyTests {
  let china = WorkingDayCalendar.china
  let first = Day(number: 18_993)  // 2022-01-01
  let reference = ClockTests.reference

  func due(_ rule: ClockRule, _ events: [Clock.Event], asOf: Day? = nil) throws -> DueDate {
    try Clock(rule: rule, rulebook: reference, events: events).due(in: china, asOf: asOf ?? first)
  }

  @Test("A later start never ends earlier, and one more day granted ends later")
  func monotone() throws {
    for days in [1, 10, 20, 30] {
      let rule = try #require(ClockTests.rule(days))
      let more = try #require(ClockTests.rule(days + 1))
      var last = first
      for offset in 0..<1700 {
        let start = first.advanced(by: offset)
        let end = try #require(try due(rule, [.started(start)]).day)
        #expect(end >= last && end > start)
        #expect(china.isWorkingDay(end))
        #expect(china.workingDays(after: start, through: end) == days)
        #expect(try #require(try due(more, [.started(start)]).day) > end)
        last = end
      }
    }
  }

  @Test("A suspension of k working days moves the end by k working days")
  func shift() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<3000 {
      let rule = try #require(ClockTests.rule(Int.random(in: 2...30, using: &random)))
      let start = first.advanced(by: Int.random(in: 0..<1500, using: &random))
      let plain = try #require(try due(rule, [.started(start)]).day)
      let stop = start.advanced(
        by: Int.random(in: 0..<(plain.number - start.number), using: &random))
      let go = stop.advanced(by: Int.random(in: 0...60, using: &random))
      let held = try due(
        rule, [.started(start), .suspended(stop, reason: "r"), .resumed(go)], asOf: go)
      let end = try #require(held.day)
      let lost = china.workingDays(after: stop, through: go)
      #expect(held.suspended == lost)
      #expect(china.workingDays(after: plain, through: end) == lost)
      #expect(held.used == china.workingDays(after: start, through: stop))
    }
  }

  @Test(
    "Whatever happens, days used and days left make up what was granted, and every day is accounted for"
  )
  func accounts() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<2000 {
      let effect = try #require(ClockRule.ReturnEffect.allCases.randomElement(using: &random))
      let rule = try #require(
        ClockTests.rule(Int.random(in: 1...40, using: &random), onReturn: effect))
      var day = first.advanced(by: Int.random(in: 0..<1200, using: &random))
      var clock = try Clock(rule: rule, rulebook: reference, events: [.started(day)])
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        day = day.advanced(by: Int.random(in: 0...12, using: &random))
        let event: Clock.Event =
          switch Int.random(in: 0..<4, using: &random) {
          case 0: .suspended(day, reason: "r")
          case 1: .returned(day)
          case 2: .resumed(day)
          default: .restarted(day)
          }
        if let next = try? clock.adding(event) { clock = next }
      }
      let due = clock.due(in: china, asOf: day.advanced(by: 20))
      #expect(due.used + due.remaining == due.granted)
      #expect(due.used >= 0 && due.remaining >= 0)
      guard let end = due.day else { continue }
      let span = end.number - due.countedFrom.number
      let still = due.suspensions.reduce(0) { sum, suspension in
        sum + ((suspension.to ?? end).number - suspension.from.number)
      }
      #expect(span == due.granted + due.skipped.count + still)
      #expect(Set(due.skipped.map(\.day)).count == due.skipped.count)
    }
  }
}
