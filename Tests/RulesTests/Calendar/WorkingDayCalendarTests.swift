import Foundation
import Rules
import Testing

@Suite("Working days")
struct WorkingDayCalendarTests {
  let china = WorkingDayCalendar.china

  func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  @Test("Each year from 2022 to 2026 has its notice, with number, date and address")
  func notices() throws {
    #expect(china.notices.keys.sorted() == Array(2022...2026))
    for (year, notice) in china.notices {
      #expect(notice.title.contains("\(year)年部分节假日安排"))
      #expect(notice.number.hasPrefix("国办发明电〔\(year - 1)〕"))
      #expect(notice.date.year == year - 1)
      #expect(notice.url.hasPrefix("https://www.gov.cn/"))
      #expect(notice.holidays.count >= 6)
    }
    #expect(china.horizon?.iso == "2026-12-31")
  }

  @Test(
    "A day is what the notice makes of it",
    arguments: [
      ("2026-11-23", DayKind.working),
      ("2026-11-22", .weekend),
      ("2026-10-05", .holiday(Wording(zh: "国庆节", en: "National Day"))),
      ("2026-10-10", .makeUp(Wording(zh: "国庆节", en: "National Day"))),
      ("2022-12-31", .holiday(Wording(zh: "元旦", en: "New Year's Day"))),
      ("2027-10-01", .working),
    ])
  func kinds(iso: String, kind: DayKind) throws { #expect(china.kind(of: try day(iso)) == kind) }

  @Test(
    "Counting skips weekends and holidays and takes make-up days",
    arguments: [
      ("2026-02-13", 1, "2026-02-14"),  // a Saturday worked for the Spring Festival
      ("2026-02-14", 1, "2026-02-24"),
      ("2026-02-12", 10, "2026-03-04"),
      ("2026-09-30", 2, "2026-10-09"),
      ("2026-09-30", 3, "2026-10-10"),
      ("2026-11-20", 1, "2026-11-23"),
      ("2026-11-21", 1, "2026-11-23"),
      ("2026-11-23", 0, "2026-11-23"),
      ("2026-11-23", -5, "2026-11-23"),
    ])
  func adding(start: String, count: Int, end: String) throws {
    let reached = china.adding(workingDays: count, to: try day(start))
    #expect(reached.day.iso == end)
    #expect(!reached.isProvisional)
    #expect(
      china.workingDays(after: try day(start), through: reached.day) == max(0, count))
  }

  @Test("Past the horizon a date says that it is provisional")
  func provisional() throws {
    #expect(!china.adding(workingDays: 1, to: try day("2026-12-30")).isProvisional)
    #expect(china.adding(workingDays: 1, to: try day("2026-12-31")).isProvisional)
    #expect(china.adding(workingDays: 0, to: try day("2027-01-01")).isProvisional)
    #expect(china.adding(workingDays: 1, to: try day("2021-12-30")).isProvisional)
    #expect(
      WorkingDayCalendar.weekendsOnly.adding(workingDays: 1, to: try day("2026-05-04"))
        .isProvisional)
    #expect(WorkingDayCalendar.weekendsOnly.horizon == nil)
  }

  @Test("A count that never ends stops at the last day there is")
  func endless() throws {
    #expect(china.adding(workingDays: .max, to: try day("9999-12-01")).day.iso == "9999-12-31")
    #expect(china.workingDays(after: Day(number: .min), through: Day(number: .min)) == 0)
  }

  @Test("An operator's file adds a year, replaces an amended one, and moves the horizon")
  func merging() throws {
    let newer = try WorkingDayCalendar(yaml: Self.file(years: [(2027, "2027-01-01", "2027-01-03")]))
    let merged = china.merging(newer)
    #expect(merged.horizon?.iso == "2027-12-31")
    #expect(merged.id == "cn")
    #expect(!merged.isWorkingDay(try day("2027-01-01")))
    #expect(china.isWorkingDay(try day("2027-01-01")))
    #expect(!merged.isWorkingDay(try day("2026-10-05")))

    let amended = try WorkingDayCalendar(
      yaml: Self.file(years: [(2026, "2026-10-01", "2026-10-02")]))
    #expect(china.merging(amended).isWorkingDay(try day("2026-10-05")))
    #expect(china.merging(amended).isWorkingDay(try day("2026-01-01")))

    let gap = try WorkingDayCalendar(yaml: Self.file(years: [(2028, "2028-01-01", "2028-01-03")]))
    #expect(china.merging(gap).horizon?.iso == "2026-12-31")
    #expect(china.merging(gap).isProvisional(try day("2027-05-05")))
    #expect(!china.merging(gap).isProvisional(try day("2028-05-05")))
  }

  @Test("A wrong file is told all its faults by line and column")
  func wrong() throws {
    let text = """
      calendar: cn
      name: {zh: 测试, en: Test}
      weekend: [saturday, sundy]
      years:
        2027:
          notice: {title: t, number: n, date: 2026-02-30, url: gov.cn}
          holidays:
            - {name: {zh: 元旦}, from: 2027-01-01, to: 2027-01-03, wrk: [2027-01-09]}
            - {name: {zh: 春节, en: Spring}, from: 2027-02-10, to: 2027-02-05}
            - {name: {zh: 国庆, en: National}, from: 2025-10-01, to: 2027-10-07}
        soon: {}
      """
    do {
      _ = try WorkingDayCalendar(yaml: text)
      Issue.record("a wrong file was read")
    } catch {
      #expect(
        error.problems.map { "\($0.line):\($0.column) \($0.path)" } == [
          "3:21 weekend[1]", "6:41 years.2027.notice.date", "6:58 years.2027.notice.url",
          "8:16 years.2027.holidays[0].name", "8:60 years.2027.holidays[0]",
          "9:60 years.2027.holidays[1].to", "10:46 years.2027.holidays[2].from", "11:3 years",
        ])
      #expect(error.problems[0].suggestion == "did you mean sunday?")
      #expect(error.problems[4].suggestion == "did you mean work?")
    }
  }

  static func file(years: [(Int, String, String)]) -> String {
    var text = """
      calendar: cn
      name: {zh: 测试, en: Test}
      weekend: [saturday, sunday]
      years:

      """
    for (year, from, to) in years {
      text += """
          \(year):
            notice: {title: Notice, number: No. 1, date: \(year - 1)-11-01, url: https://example.org/}
            holidays: [{name: {zh: 节, en: Holiday}, from: \(from), to: \(to)}]

        """
    }
    return text
  }
}

/// Day by day against two public packages.
///
/// A difference that is not in the table fails, and so does a line of the table that no longer
/// applies.
@Suite("Working days against other calendars")
struct CalendarOracleTests {
  struct Difference: Hashable, CustomStringConvertible {
    let day: String
    let oracle: String
    /// What the oracle says; ours is the opposite.
    let works: Bool

    var description: String { "\(day) \(oracle): \(works ? "worked" : "off")" }
  }

  /// Every difference that there is, with its explanation.
  ///
  /// In these years there is none.
  static let explained: [Difference: String] = [:]

  @Test(
    "Every day of 2022 to 2026 agrees with chinesecalendar and holidays, or the difference is explained",
    .enabled(
      if: Python.has("chinese_calendar", "holidays"),
      "chinesecalendar and holidays are not installed: run scripts/setup, or name a Python in COUNTERMARK_PYTHON"
    ))
  func agrees() throws {
    let answers = try Python.oracle("calendar_oracle.py", "2022", "2026").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: ",").map(String.init) }
    #expect(answers.count == 365 * 5 + 1)
    let found = try differences(of: .china, from: answers)
    let explained = Set(Self.explained.keys)
    #expect(found.subtracting(explained).isEmpty, "unexplained")
    #expect(explained.subtracting(found).isEmpty, "explained, but no longer so")
    // What the comparison is worth: without the notices it finds every weekday off and every
    // weekend day worked, for both oracles.
    let special = (0..<answers.count).count {
      let day = Day(number: 18_993 + $0)
      return WorkingDayCalendar.china.isWorkingDay(day)
        != WorkingDayCalendar.weekendsOnly.isWorkingDay(day)
    }
    #expect(special > 100)
    #expect(try differences(of: .weekendsOnly, from: answers).count == special * 2)
  }

  private func differences(
    of calendar: WorkingDayCalendar, from answers: [[String]]
  ) throws -> Set<Difference> {
    var found: Set<Difference> = []
    for cells in answers {
      let day = try #require(Day(iso: cells[0]))
      let ours = calendar.isWorkingDay(day)
      for (oracle, cell) in zip(["chinesecalendar", "holidays"], cells.dropFirst())
      where (cell == "1") != ours {
        found.insert(Difference(day: day.iso, oracle: oracle, works: cell == "1"))
      }
    }
    return found
  }
}
