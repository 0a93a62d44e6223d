extension WorkingDayCalendar {
  /// Reads a calendar file.
  ///
  /// - Throws: ``RulebookError`` with all that is wrong in it, by line and column.
  public init(yaml text: String) throws(RulebookError) {
    let source = YAMLSource(text)
    let problems = ProblemList()
    source.problems.forEach(problems.add)
    var calendar: WorkingDayCalendar?
    if let root = source.root {
      calendar = CalendarReader.calendar(YAMLReader(node: root, path: "", problems: problems))
    }
    guard let calendar, problems.all.isEmpty else {
      throw RulebookError(problems: problems.sorted)
    }
    self = calendar
  }
}

private enum CalendarReader {
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  static func calendar(_ reader: YAMLReader) -> WorkingDayCalendar? {
    guard let mapping = reader.mapping(["calendar", "name", "weekend", "years"]) else { return nil }
    let id = mapping.required("calendar")?.id()
    let name = mapping.required("name")?.wording()
    var weekend: Set<Int> = []
    for day in mapping.required("weekend")?.list() ?? [] {
      guard let word = day.text() else { continue }
      guard let index = weekdays.firstIndex(of: word) else {
        day.report(
          "\(word.clipped) is no day of the week",
          suggestion: Likeness.suggestion(for: word, among: weekdays))
        continue
      }
      weekend.insert(index + 1)
    }
    if weekend.count > 6 { mapping["weekend"]?.report("a week needs a working day") }
    var notices: [Int: HolidayNotice] = [:]
    for entry in mapping.required("years")?.entries() ?? [] {
      guard let year = entry.key.number(1900...2999) else { continue }
      notices[year] = notice(of: year, entry.value)
    }
    guard let id, let name else { return nil }
    return WorkingDayCalendar(id: id, name: name, weekend: weekend, notices: notices)
  }

  private static func notice(of year: Int, _ reader: YAMLReader) -> HolidayNotice? {
    guard let mapping = reader.mapping(["notice", "holidays"]) else { return nil }
    let source = mapping.required("notice")?.mapping(["title", "number", "date", "url"])
    let title = source?.required("title")?.text()
    let number = source?.required("number")?.text()
    let date = source?.required("date")?.day()
    let url = source?.required("url")?.url()
    var taken: Set<Day> = []
    let holidays = (mapping.required("holidays")?.list() ?? []).compactMap {
      holiday(of: year, $0, taken: &taken)
    }
    guard let title, let number, let date, let url else { return nil }
    return HolidayNotice(
      year: year, title: title, number: number, date: date, url: url, holidays: holidays)
  }

  private static func holiday(
    of year: Int, _ reader: YAMLReader, taken: inout Set<Day>
  ) -> HolidayNotice.Holiday? {
    guard let mapping = reader.mapping(["name", "from", "to", "work"]) else { return nil }
    let name = mapping.required("name")?.wording()
    let from = mapping.required("from").flatMap { day(of: year, $0) }
    let to = mapping.required("to").flatMap { day(of: year, $0) }
    let work = (mapping["work"]?.list() ?? []).compactMap { item -> Day? in
      guard let day = day(of: year, item) else { return nil }
      if !taken.insert(day).inserted { item.report("\(day) is named twice in this year") }
      return day
    }
    guard let name, let from, let to else { return nil }
    guard from <= to, to.number - from.number < 31 else {
      mapping["to"]?.report("\(to) does not end a run of at most 31 days that begins at \(from)")
      return nil
    }
    for number in from.number...to.number where !taken.insert(Day(number: number)).inserted {
      mapping["from"]?.report("\(Day(number: number)) is named twice in this year")
    }
    return HolidayNotice.Holiday(name: name, from: from, to: to, work: work)
  }

  /// A day of the year, or of the weeks about it: New Year may begin in December.
  private static func day(of year: Int, _ reader: YAMLReader) -> Day? {
    guard let day = reader.day() else { return nil }
    let near = day.advanced(by: 31).year == year || day.advanced(by: -31).year == year
    guard day.year == year || near else {
      reader.report("\(day) does not lie in \(year)")
      return nil
    }
    return day
  }
}
