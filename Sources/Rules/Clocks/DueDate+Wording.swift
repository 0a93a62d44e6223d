extension DueDate {
  /// The reckoning in words, one statement each: the rule, the days granted, what stood still, what
  /// was passed over and why, what counted against the week, and whether the date may change.
  public func explanation(in rulebook: Rulebook? = nil) -> [Wording] {
    var lines: [Wording] = []
    let clause = rule.source.clause.map { " \($0)" } ?? ""
    let title = rulebook?.source(rule.source.source)?.title
    lines.append(
      Wording(
        zh: "依据：\(rule.name.zh)（\(title?.zh ?? rule.source.source)\(clause)；规则\(self.rulebook.id)"
          + "第\(self.rulebook.version)版\(rule.id)）",
        en: "Rule: \(rule.name.en) (\(title?.en ?? rule.source.source)\(clause); "
          + "\(rule.id) in \(self.rulebook.id), edition \(self.rulebook.version))"))
    lines.append(
      Wording(
        zh: "自\(countedFrom)次日起算\(granted)个工作日，已用\(used)个",
        en: "\(granted) working days from the day after \(countedFrom), \(used) used"))
    for suspension in suspensions { lines.append(suspension.wording) }
    for (name, days) in DueDate.runs(of: skipped) {
      lines.append(
        Wording(zh: "不计：\(days)（\(name.zh)）", en: "not counted: \(days) (\(name.en))"))
    }
    for (name, days) in DueDate.runs(of: makeUpDays) {
      lines.append(
        Wording(
          zh: "计入：\(days)（\(name.zh)调休上班）",
          en: "counted: \(days) (worked to make up for \(name.en))"))
    }
    if isProvisional {
      lines.append(
        Wording(
          zh: "暂定：涉及的年份尚未公布放假安排，仅按周末推算",
          en: "provisional: for a year in it no holidays are announced yet; only weekends are known"
        ))
    }
    return lines
  }

  /// Days joined to runs of one name, `2026-10-01 – 2026-10-07`.
  private static func runs(of exceptions: [Exception]) -> [(Wording, String)] {
    var runs: [(name: Wording, first: Day, last: Day)] = []
    for exception in exceptions {
      let name = exception.kind.name
      if let last = runs.last, last.name == name, last.last.advanced(by: 1) == exception.day {
        runs[runs.count - 1].last = exception.day
      } else {
        runs.append((name, exception.day, exception.day))
      }
    }
    return runs.map { ($0.name, $0.first == $0.last ? $0.first.iso : "\($0.first) – \($0.last)") }
  }
}

extension DueDate.Suspension {
  /// The stretch in words.
  var wording: Wording {
    let why = reason.map { Wording(zh: $0, en: $0) } ?? Wording(zh: "退回补正", en: "returned")
    let end = to?.iso
    return Wording(
      zh: "中止：\(from)至\(end ?? "今")，\(workingDays)个工作日不计（\(why.zh)）",
      en:
        "stood still: \(from) to \(end ?? "now"), \(workingDays) working days not counted (\(why.en))"
    )
  }
}

extension DayKind {
  /// What the day is, in words.
  public var name: Wording {
    switch self {
    case .working: Wording(zh: "工作日", en: "working day")
    case .weekend: Wording(zh: "周末", en: "weekend")
    case .holiday(let name), .makeUp(let name): name
    }
  }
}
