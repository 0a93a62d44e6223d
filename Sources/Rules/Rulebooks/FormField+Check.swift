extension FormField {
  /// What is wrong with an answer, if anything; its place is asked for only then.
  func finding(
    _ answer: Answer?, at place: @autoclosure () -> String, others: (String) -> Answer?
  ) -> Finding? {
    guard let answer, answer.isGiven else {
      guard required.holds(others) else { return nil }
      return Finding(
        kind: .missing, id: id, places: [place()],
        wording: Wording(zh: "未填写：\(label.zh)", en: "not answered: \(label.en)"),
        remedy: help ?? Wording(zh: "请填写", en: "fill it in"), source: source)
    }
    guard let fault = fault(answer) else { return nil }
    return Finding(
      kind: .invalid, id: id, places: [place()],
      wording: Wording(zh: "\(label.zh)：\(fault.zh)", en: "\(label.en): \(fault.en)"),
      remedy: help ?? Wording(zh: "请更正", en: "correct it"), source: source)
  }

  private func fault(_ answer: Answer) -> Wording? {
    switch (kind, answer) {
    case (.text, .text(let text)), (.longText, .text(let text)): return length(text)
    case (.number, .number(let number)): return size(number)
    case (.yesNo, .flag): return nil
    case (.date, .text(let text)):
      return Day(iso: text) == nil
        ? Wording(zh: "应为日期（年-月-日）", en: "a date, YYYY-MM-DD, belongs here") : nil
    case (.choice, .text(let text)):
      return options.contains { $0.id == text } ? nil : noOption(text)
    case (.choices, .list(let items)):
      return items.first { item in !options.contains { $0.id == item } }.map(noOption)
    case (.list, .list(let items)): return items.lazy.compactMap(length).first
    case (.email, .text(let text)): return FormField.looksLikeMail(text) ? length(text) : malformed
    case (.phone, .text(let text)): return FormField.looksLikePhone(text) ? nil : malformed
    case (.url, .text(let text)):
      return text.hasPrefix("https://") || text.hasPrefix("http://") ? length(text) : malformed
    case (.creditCode, .text(let text)):
      do {
        _ = try CreditCode(parsing: text)
        return nil
      } catch {
        return error.wording
      }
    case (.filingNumbers, .list(let items)):
      return items.lazy.compactMap { text -> Wording? in
        if case .malformed(_, let reason) = NumberReading(text).grade { return reason }
        return nil
      }.first
    default: return Wording(zh: "内容类型不符", en: "an answer of another kind belongs here")
    }
  }

  private var malformed: Wording { Wording(zh: "格式不正确", en: "it does not have the right form") }

  private func noOption(_ text: String) -> Wording {
    Wording(zh: "“\(text.clipped)”不在选项中", en: "\(text.clipped) is none of the options")
  }

  /// Counts characters as Unicode scalars, as people count Chinese characters.
  private func length(_ text: String) -> Wording? {
    let count = text.unicodeScalars.count
    if let greatest, count > greatest {
      return Wording(
        zh: "共\(count)字，最多\(greatest)字", en: "\(count) characters, at most \(greatest)")
    }
    if let least, count < least {
      return Wording(zh: "共\(count)字，至少\(least)字", en: "\(count) characters, at least \(least)")
    }
    return nil
  }

  private func size(_ number: Int) -> Wording? {
    let least = least ?? 0
    if number < least { return Wording(zh: "最小为\(least)", en: "at least \(least)") }
    if let greatest, number > greatest {
      return Wording(zh: "最大为\(greatest)", en: "at most \(greatest)")
    }
    return nil
  }

  private static func looksLikeMail(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(0x2E)
      && parts[1].first != 0x2E && parts[1].last != 0x2E
      && text.unicodeScalars.allSatisfy { !$0.isBlank }
  }

  /// Digits with an optional plus sign, blanks and hyphens between: 6 to 20 digits.
  private static func looksLikePhone(_ text: String) -> Bool {
    let digits = text.utf8.count { (0x30...0x39).contains($0) }
    return (6...20).contains(digits)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x20].contains($0) }
  }
}
