import Foundation
import TestSupport
import Testing

/// Somebody at a browser: with a mouse and a keyboard, or with a keyboard alone.
struct Hands: Sendable {
  let browser: Browser
  /// Whether nothing is ever clicked: Tab, the arrows, Space, Enter and typing have to do.
  let useKeysAlone: Bool

  private static let tab = "\u{E004}"
  private static let enter = "\u{E007}"
  private static let down = "\u{E015}"
  private static let left = "\u{E012}"
  private static let right = "\u{E014}"

  /// Follows a link or presses a button, and waits for the page that it leads to.
  func press(_ selector: String) async throws {
    try await leaving {
      if useKeysAlone {
        try await reach(selector)
        try await browser.press(Self.enter)
      } else {
        try await browser.find(selector).click()
      }
    }
  }

  /// Writes into a field what is not there yet.
  func write(_ text: String, into selector: String) async throws {
    try await unfold(selector)
    let element = try await browser.find(selector)
    guard try await element.property("value").string != text else { return }
    if useKeysAlone { try await reach(selector) } else { try await element.click() }
    if try await element.property("type").string == "date" {
      try await type(date: text, into: element)
    } else {
      try await element.type(text)
    }
    let now = try await element.property("value").string
    #expect(now == text || now == nil || text.hasPrefix("/"), "\(selector) holds \(now ?? "")")
  }

  /// Types a date part by part, in the order that the browser's own language has: it tells nobody.
  private func type(date text: String, into element: Element) async throws {
    let parts = text.split(separator: "-").map(String.init)
    guard parts.count == 3 else { throw HarnessError("\(text) is no date") }
    let (year, month, day) = (parts[0], parts[1], parts[2])
    for keys in [month + day + year, year + Self.right + month + day, day + month + year] {
      // From the first part on, wherever the last attempt has ended.
      try await browser.press(String(repeating: Self.left, count: 3) + keys)
      if try await element.property("value").string == text { return }
    }
  }

  /// Chooses a radio button, or ticks a box.
  func choose(_ selector: String) async throws {
    try await unfold(selector)
    let element = try await browser.find(selector)
    guard try await element.property("checked").bool != true else { return }
    if !useKeysAlone {
      try await element.click()
    } else if try await element.property("type").string == "radio" {
      // One stop for the whole group; the arrows choose in it.
      let steps = try await browser.execute(
        """
        const wanted = document.querySelector(arguments[0]);
        const group = [...document.getElementsByName(wanted.name)];
        const stop = group.find(one => one.checked) || group[0];
        return {stop: '#' + CSS.escape(stop.id), steps: group.indexOf(wanted) - group.indexOf(stop)};
        """, [.string(selector)])
      try await reach(try #require(steps["stop"].string))
      let count = steps["steps"].int ?? 0
      try await browser.press(count == 0 ? " " : String(repeating: Self.down, count: count))
    } else {
      try await reach(selector)
      try await browser.press(" ")
    }
    #expect(try await element.property("checked").bool == true, "\(selector) is not chosen")
  }

  /// Names a file for a field.
  func attach(_ file: URL, to selector: String) async throws {
    if useKeysAlone { try await reach(selector) }
    try await browser.find(selector).type(file.path)
  }

  /// Opens what is folded over an element, from the outside in.
  private func unfold(_ selector: String) async throws {
    let summaries = try await browser.execute(
      """
      const found = [];
      let at = document.querySelector(arguments[0]);
      while (at = at && at.parentElement && at.parentElement.closest('details:not([open])')) {
        const summary = at.querySelector(':scope > summary');
        if (!summary.id) summary.id = 'summary-' + found.length;
        found.unshift('#' + CSS.escape(summary.id));
      }
      return found;
      """, [.string(selector)]
    ).array.compactMap(\.string)
    for summary in summaries {
      if useKeysAlone {
        try await reach(summary)
        try await browser.press(Self.enter)
      } else {
        try await browser.find(summary).click()
      }
    }
  }

  /// Does something that leads to another page, and waits until that one is there.
  private func leaving(_ action: () async throws -> Void) async throws {
    let before = try await browser.execute("return performance.timeOrigin").number
    try await action()
    for _ in 0..<400 {
      let page = try? await browser.execute(
        "return document.readyState === 'complete' ? performance.timeOrigin : 0")
      if let now = page?.number, now != 0, now != before { return }
      try await Task.sleep(for: .milliseconds(25))
    }
    throw HarnessError("no page came after \(try await browser.address())")
  }

  /// Moves the focus to an element with the Tab key, as often as it takes.
  ///
  /// How often is counted in the page, so that one request presses them all; where the focus is not
  /// where it should be then, it goes on one by one, and gives up after a whole round.
  private func reach(_ selector: String) async throws {
    let wanted = try await browser.find(selector)
    let count = try await browser.execute(Self.countTabs, [wanted.reference]).int ?? 0
    if count > 0 { try await browser.press(String(repeating: Self.tab, count: count)) }
    let isThere = "return document.activeElement === arguments[0]"
    for _ in 0..<500 {
      if try await browser.execute(isThere, [wanted.reference]).bool == true {
        #expect(
          try await browser.execute(Self.showsFocus).bool == true, "\(selector) shows no focus")
        return
      }
      try await browser.press(Self.tab)
    }
    throw HarnessError("no key leads to \(selector) on \(try await browser.address())")
  }

  private static let countTabs = """
    const stops = [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex]')].filter(one => {
      if (one.tabIndex < 0 || one.disabled || one.type === 'hidden') return false;
      if (!one.checkVisibility({visibilityProperty: true})) return false;
      if (one.type !== 'radio') return true;
      const group = [...document.getElementsByName(one.name)];
      return one === (group.find(other => other.checked) || group[0]);
    });
    const at = document.activeElement;
    let from = stops.indexOf(at);
    if (from < 0 && at && at !== document.body)
      from = stops.findLastIndex(one => at.compareDocumentPosition(one) & 2);
    return stops.indexOf(arguments[0]) - from;
    """

  /// Whether what has the focus can be told from what has not.
  private static let showsFocus = """
    const style = getComputedStyle(document.activeElement);
    return document.activeElement.matches(':focus-visible')
      && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
    """
}
